-- Authorizations: access for support.  What the customer fills in is in the
-- vault (kind 1), by the id of the authorization.
CREATE TABLE authorization (
	id		INTEGER PRIMARY KEY,
	ticket_id	INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
	account_id	INTEGER NOT NULL REFERENCES account,
	submitter_id	INTEGER NOT NULL REFERENCES users,	-- of the ticket
	requested_by	INTEGER NOT NULL REFERENCES users,
	status		INTEGER NOT NULL CHECK (status BETWEEN -1 AND 7),
	resource_type	INTEGER NOT NULL CHECK (resource_type BETWEEN 1 AND 4),
	visit_type	INTEGER NOT NULL CHECK (visit_type BETWEEN 1 AND 7),
	description	TEXT NOT NULL,
	created_at	INTEGER NOT NULL,
	updated_at	INTEGER NOT NULL,
	handled_by	INTEGER REFERENCES users,	-- the customer who answered
	handled_at	INTEGER,
	effective_at	INTEGER,
	expire_at	INTEGER,
	agreement_id	INTEGER REFERENCES agreement,	-- that he agreed to
	agency		TEXT NOT NULL DEFAULT '',
	reject_reason	TEXT NOT NULL DEFAULT '',
	cleared_at	INTEGER,			-- its secrets were wiped
	CHECK (status <> 1 OR (effective_at IS NOT NULL AND expire_at > effective_at))
) STRICT;
CREATE INDEX authorization_ticket ON authorization (ticket_id, id);
CREATE INDEX authorization_submitter ON authorization (submitter_id, id);
CREATE INDEX authorization_account ON authorization (account_id, id);
CREATE INDEX authorization_expires ON authorization (expire_at) WHERE status = 1;

CREATE TABLE authorization_detail (		-- where it leads
	authorization_id INTEGER NOT NULL REFERENCES authorization ON DELETE CASCADE,
	number		INTEGER NOT NULL CHECK (number BETWEEN 1 AND 5),
	type		INTEGER NOT NULL CHECK (type IN (0, 1)),	-- console, host
	instance	TEXT NOT NULL DEFAULT '',
	region_id	TEXT REFERENCES region,
	PRIMARY KEY (authorization_id, number)
) STRICT, WITHOUT ROWID;

-- What may follow what.  The acts stand in domain/authorization.c; a test
-- holds the two against each other.
CREATE TABLE authorization_transition (
	from_status	INTEGER NOT NULL,
	to_status	INTEGER NOT NULL,
	PRIMARY KEY (from_status, to_status)
) STRICT, WITHOUT ROWID;
INSERT INTO authorization_transition (from_status, to_status) VALUES
	(0, 1), (0, 2), (0, 3), (0, 4),
	(1, 3), (1, 4), (1, 5);

CREATE TRIGGER authorization_starts BEFORE INSERT ON authorization
WHEN NEW.status <> 0
BEGIN
	SELECT RAISE(ABORT, 'an authorization starts in state 0');
END;
CREATE TRIGGER authorization_moves BEFORE UPDATE OF status ON authorization
WHEN NEW.status <> OLD.status AND NOT EXISTS (
	SELECT 1 FROM authorization_transition
	WHERE from_status = OLD.status AND to_status = NEW.status)
BEGIN
	SELECT RAISE(ABORT, 'authorizations have no such transition');
END;

-- Messages with which something was confided; the text is in the vault
-- (kind 2), by this id.
CREATE TABLE confidential (
	id		INTEGER PRIMARY KEY,
	ticket_id	INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
	message_number	INTEGER NOT NULL,
	created_at	INTEGER NOT NULL,
	cleared_at	INTEGER,
	UNIQUE (ticket_id, message_number)
) STRICT;

-- What happened to a secret, and who looked at it.
CREATE TABLE secret_log (
	id		INTEGER PRIMARY KEY,
	kind		INTEGER NOT NULL,		-- as in vault_key
	owner_id	INTEGER NOT NULL,
	type		INTEGER NOT NULL,		-- as in ticket_log
	user_id		INTEGER NOT NULL,		-- 0: the system
	at		INTEGER NOT NULL
) STRICT;
CREATE INDEX secret_log_owner ON secret_log (kind, owner_id, id);
CREATE TRIGGER secret_log_unchanged BEFORE UPDATE ON secret_log
BEGIN
	SELECT RAISE(ABORT, 'the log is append-only');
END;
