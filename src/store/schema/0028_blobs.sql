-- Stored files that no row names, and since when: none has named them in
-- between, or the row would be gone.
CREATE TABLE blob_waste (
	sha256		TEXT PRIMARY KEY CHECK (length(sha256) = 64),
	since		INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_waste_since ON blob_waste (since);
CREATE TRIGGER attachment_wants_blob AFTER INSERT ON attachment BEGIN
	DELETE FROM blob_waste WHERE sha256 = NEW.sha256;
END;

-- Stored files that were not what their name says, when last looked at.
CREATE TABLE blob_bad (
	sha256		TEXT PRIMARY KEY CHECK (length(sha256) = 64),
	found_at	INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far the round has come in which all of them are looked at.
CREATE TABLE scrub (
	id		INTEGER PRIMARY KEY CHECK (id = 1),
	place		TEXT NOT NULL,		-- the last hash; '' none yet
	begun_at	INTEGER NOT NULL,
	ended_at	INTEGER NOT NULL,	-- of the last whole round; 0 none
	bytes		INTEGER NOT NULL	-- of all, when it began
) STRICT;
