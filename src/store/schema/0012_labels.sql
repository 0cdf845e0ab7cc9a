-- Labels of an account, and what its tickets wear of them.
CREATE TABLE label (
	id		INTEGER PRIMARY KEY,
	account_id	INTEGER NOT NULL REFERENCES account,
	name		TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
	name_key	TEXT NOT NULL,			-- case-folded
	color		TEXT NOT NULL			-- '#RRGGBB'
			CHECK (length(color) = 7 AND substr(color, 1, 1) = '#'),
	created_at	INTEGER NOT NULL,
	UNIQUE (account_id, name_key)
) STRICT;

CREATE TABLE ticket_label (
	ticket_id	INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
	label_id	INTEGER NOT NULL REFERENCES label ON DELETE CASCADE,
	PRIMARY KEY (ticket_id, label_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_label_label ON ticket_label (label_id);

CREATE TRIGGER ticket_label_of_account BEFORE INSERT ON ticket_label
WHEN (SELECT account_id FROM ticket WHERE id = NEW.ticket_id) IS NOT
     (SELECT account_id FROM label WHERE id = NEW.label_id)
BEGIN
	SELECT RAISE(ABORT, 'a ticket wears labels of its own account only');
END;

-- Tickets that somebody said belong together: shown where it was said.
CREATE TABLE ticket_relation (
	ticket_id	INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
	related_id	INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE
			CHECK (related_id <> ticket_id),
	created_at	INTEGER NOT NULL,
	created_by	INTEGER NOT NULL REFERENCES users,
	PRIMARY KEY (ticket_id, related_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_relation_related ON ticket_relation (related_id);
