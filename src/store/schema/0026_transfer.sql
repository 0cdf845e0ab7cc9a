-- Uploads in chunks.  The bytes that came stand in tmp/chunks-ID; what the
-- row says of them is on disk before it says so.
CREATE TABLE transfer (
	number		INTEGER PRIMARY KEY AUTOINCREMENT,
	id		TEXT NOT NULL UNIQUE CHECK (length(id) = 32),	-- random hex
	owner_id	INTEGER NOT NULL REFERENCES users,
	name		TEXT NOT NULL,
	mark		TEXT NOT NULL,			-- the sender's, of the file
	size		INTEGER NOT NULL CHECK (size > 0),	-- bytes, as announced
	came		INTEGER NOT NULL DEFAULT 0 CHECK (came BETWEEN 0 AND size),
	hash		BLOB NOT NULL,			-- state of SHA-256 after these
	opened_at	INTEGER NOT NULL,
	used_at		INTEGER NOT NULL,		-- when the last chunk came
	attachment_id	TEXT REFERENCES attachment ON DELETE CASCADE	-- once it is kept
) STRICT;
CREATE INDEX transfer_owner ON transfer (owner_id, used_at);
CREATE INDEX transfer_age ON transfer (used_at);
CREATE INDEX transfer_attachment ON transfer (attachment_id);

-- A file that is sent twice with one key is one file.
ALTER TABLE attachment ADD COLUMN op_key TEXT;
CREATE UNIQUE INDEX attachment_op ON attachment (owner_id, op_key)
	WHERE op_key IS NOT NULL;
