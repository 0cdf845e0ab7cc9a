-- What the search looks into.  It keeps no text, only where words stand: a
-- row is taken out by telling what was put in, so that whoever changes a text
-- takes its row out before and puts it in after.  See store/search.c.
CREATE VIRTUAL TABLE search USING fts5 (
	scope, title, body, names, note,
	content = '', columnsize = 0, prefix = '3', tokenize = 'guichet'
);

-- Every word of it, and how often it stands there.
CREATE VIRTUAL TABLE search_word USING fts5vocab (search, row);

-- Rows that are to be put in: of the transaction at hand (state 0), or of an
-- index that is being made anew (1).
CREATE TABLE search_due (
	ticket_id	INTEGER NOT NULL,
	part		INTEGER NOT NULL,
	state		INTEGER NOT NULL,
	PRIMARY KEY (ticket_id, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_due_state ON search_due (state);

-- All there is so far.
INSERT INTO search_due (ticket_id, part, state)
	WITH RECURSIVE part (n) AS
		(SELECT 0 UNION ALL SELECT n + 1 FROM part WHERE n < 4095)
	SELECT t.id, p.n, 1 FROM ticket t JOIN part p
		ON p.n <= (max(t.message_count, t.note_count, 1) - 1) / 32;
