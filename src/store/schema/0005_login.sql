-- Sign-ins: known devices, counters of failures, and what happened.

-- A browser in which this user has signed in before: a cookie names it.
-- It proves nothing; failures there are counted apart, so that nobody who
-- guesses elsewhere keeps the owner out.
CREATE TABLE device (
	id		INTEGER PRIMARY KEY,
	token_hash	BLOB NOT NULL CHECK (length(token_hash) = 32),
	user_id		INTEGER NOT NULL REFERENCES users,
	created_at	INTEGER NOT NULL,
	seen_at		INTEGER NOT NULL,		-- last sign-in
	UNIQUE (token_hash, user_id)
) STRICT;
CREATE INDEX device_user ON device (user_id);

ALTER TABLE session ADD COLUMN device_id INTEGER;	-- NULL: of before

-- name_key of login_failure holds the counter's name from here on: "n:" and
-- a name, "d:" and a device, "a:" and an address.
DELETE FROM login_failure;

-- What a user sees of the attempts to be him.  Unknown names have rows too,
-- so that they take as long.
CREATE TABLE login_event (
	id		INTEGER PRIMARY KEY,
	user_id		INTEGER REFERENCES users,
	at		INTEGER NOT NULL,
	outcome		INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 3),	-- enum login_outcome
	ip		TEXT NOT NULL,
	agent		TEXT NOT NULL,
	session_id	INTEGER,		-- that began with it
	fresh		INTEGER NOT NULL CHECK (fresh IN (0, 1)),	-- unknown device
	news		INTEGER NOT NULL CHECK (news IN (0, 1))	-- to be said on the start page
) STRICT;
CREATE INDEX login_event_user ON login_event (user_id, id);
CREATE INDEX login_event_at ON login_event (at);
