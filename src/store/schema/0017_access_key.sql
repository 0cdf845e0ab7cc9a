-- Keys with which a program signs its requests for a user.
CREATE TABLE access_key (
	id		INTEGER PRIMARY KEY,
	access		TEXT NOT NULL UNIQUE,		-- its name on the wire
	user_id		INTEGER NOT NULL REFERENCES users,
	name		TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
	sealed		BLOB NOT NULL,			-- the secret, by domain/vault.c
	created_at	INTEGER NOT NULL,
	used_at		INTEGER				-- NULL: never
) STRICT;
CREATE INDEX access_key_user ON access_key (user_id);
