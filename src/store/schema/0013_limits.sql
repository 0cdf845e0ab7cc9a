-- Settings that an administrator gave another value than guichet.conf has;
-- which they may be, and within what bounds, says base/conf_table.c.
CREATE TABLE limit_value (
	name		TEXT PRIMARY KEY,		-- SECTION.KEY
	value		INTEGER NOT NULL,		-- bytes, seconds or a number
	changed_at	INTEGER NOT NULL,
	changed_by	INTEGER NOT NULL REFERENCES users
) STRICT, WITHOUT ROWID;
-- Counts their changes, so that every process sees at each request, with one
-- look, whether it still has them right.
INSERT INTO sequence (name, value) VALUES ('limits', 1);
