-- The second factor: codes that change with time, and codes to recover.

CREATE TABLE totp (
	user_id		INTEGER PRIMARY KEY REFERENCES users,
	sealed		BLOB NOT NULL,			-- the secret, by domain/vault.c
	created_at	INTEGER NOT NULL,
	confirmed_at	INTEGER,			-- NULL: does not count yet
	last_step	INTEGER NOT NULL DEFAULT 0	-- of the last code that was used
) STRICT;

CREATE TABLE recovery_code (
	user_id		INTEGER NOT NULL REFERENCES users,
	code_hash	BLOB NOT NULL CHECK (length(code_hash) = 32),
	used_at		INTEGER,
	PRIMARY KEY (user_id, code_hash)
) STRICT, WITHOUT ROWID;

-- Between password and code: no session yet.
CREATE TABLE login_step (
	token_hash	BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
	user_id		INTEGER NOT NULL REFERENCES users,
	created_at	INTEGER NOT NULL,
	tries		INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX login_step_user ON login_step (user_id);

-- The password is one that only does beside a second factor.
ALTER TABLE users ADD COLUMN password_short INTEGER NOT NULL DEFAULT 0;
