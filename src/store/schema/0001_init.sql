-- The first schema of Guichet.
--
-- Times are Unix seconds, UTC.  Booleans are 0 or 1.  Names and words of the
-- catalogue stand in both languages.  Text is UTF-8 without NUL.  What one
-- may read or change is decided by the statements of store/sql.c; what must
-- hold whatever the code does is decided here.

-- Numbers that must never be given twice, even after a purge.
CREATE TABLE sequence (
	name	TEXT PRIMARY KEY,
	value	INTEGER NOT NULL			-- the last one given
) STRICT, WITHOUT ROWID;
INSERT INTO sequence (name, value) VALUES
	('ticket', 0), ('message', 0), ('note', 0);

-- Periods that triggers need; `guichet` copies them from its configuration.
CREATE TABLE setting (
	name	TEXT PRIMARY KEY,
	value	INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO setting (name, value) VALUES ('withdraw_window', 120);

-- The jobs process writes here; /readyz reads how long ago.
CREATE TABLE probe (
	id	INTEGER PRIMARY KEY CHECK (id = 1),
	at	INTEGER NOT NULL
) STRICT;

-- People ------------------------------------------------------------------

CREATE TABLE account (				-- a customer: tenant, owner of tickets
	id		INTEGER PRIMARY KEY,
	name		TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
	name_key	TEXT NOT NULL UNIQUE,		-- case-folded
	ticket_policy	INTEGER NOT NULL DEFAULT 0 CHECK (ticket_policy IN (0, 1)),
	may_export	INTEGER NOT NULL DEFAULT 0 CHECK (may_export IN (0, 1)),
	assume_case_all	INTEGER NOT NULL DEFAULT 0 CHECK (assume_case_all IN (0, 1)),
	created_at	INTEGER NOT NULL
) STRICT;

CREATE TABLE users (
	id		INTEGER PRIMARY KEY,
	account_id	INTEGER REFERENCES account,	-- NULL: our own staff
	name		TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
	name_key	TEXT NOT NULL UNIQUE,		-- case-folded
	display_name	TEXT NOT NULL CHECK (length(display_name) BETWEEN 1 AND 64),
	role		INTEGER NOT NULL CHECK (role BETWEEN 0 AND 3),	-- enum role
	account_admin	INTEGER NOT NULL DEFAULT 0 CHECK (account_admin IN (0, 1)),
	password_hash	TEXT NOT NULL,			-- '' : cannot sign in
	must_change	INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),
	email		TEXT NOT NULL DEFAULT '',
	area_code	TEXT NOT NULL DEFAULT '',
	mobile		TEXT NOT NULL DEFAULT '',
	language	TEXT NOT NULL DEFAULT '',	-- '' : as the browser asks
	time_zone	TEXT NOT NULL DEFAULT '',	-- '' : as the site is set
	theme		TEXT NOT NULL DEFAULT '' CHECK (theme IN ('', 'light', 'dark')),
	shortcuts	INTEGER NOT NULL DEFAULT 1 CHECK (shortcuts IN (0, 1)),
	created_at	INTEGER NOT NULL,
	disabled_at	INTEGER,
	CHECK ((role = 0) = (account_id IS NOT NULL)),
	CHECK (account_admin = 0 OR role = 0)
) STRICT;
CREATE INDEX users_account ON users (account_id);

CREATE TABLE user_group (
	id		INTEGER PRIMARY KEY,
	account_id	INTEGER NOT NULL REFERENCES account,
	name		TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
	name_key	TEXT NOT NULL,
	ticket_administrator INTEGER NOT NULL DEFAULT 0
			CHECK (ticket_administrator IN (0, 1)),
	group_operator	INTEGER NOT NULL DEFAULT 0 CHECK (group_operator IN (0, 1)),
	created_at	INTEGER NOT NULL,
	UNIQUE (account_id, name_key)
) STRICT;

CREATE TABLE group_member (
	group_id	INTEGER NOT NULL REFERENCES user_group ON DELETE CASCADE,
	user_id		INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
	PRIMARY KEY (group_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_member_user ON group_member (user_id, group_id);

CREATE TRIGGER group_member_of_account BEFORE INSERT ON group_member
WHEN (SELECT account_id FROM user_group WHERE id = NEW.group_id) IS NOT
     (SELECT account_id FROM users WHERE id = NEW.user_id)
BEGIN
	SELECT RAISE(ABORT, 'a group has members of its own account only');
END;

CREATE TABLE session (
	id		INTEGER PRIMARY KEY,
	token_hash	BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
	user_id		INTEGER NOT NULL REFERENCES users,
	created_at	INTEGER NOT NULL,
	seen_at		INTEGER NOT NULL,		-- written by the jobs process
	ended_at	INTEGER,
	ip		TEXT NOT NULL,
	agent		TEXT NOT NULL			-- what the browser calls itself
) STRICT;
CREATE INDEX session_user ON session (user_id, ended_at);
CREATE INDEX session_seen ON session (seen_at);

-- Wrong passwords in a row, by name whether such a user exists or not.
CREATE TABLE login_failure (
	name_key	TEXT PRIMARY KEY,
	count		INTEGER NOT NULL,
	last_at		INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The catalogue -------------------------------------------------------------

CREATE TABLE sub_type (
	id		TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 32),
	name_en		TEXT NOT NULL,
	name_zh		TEXT NOT NULL,
	position	INTEGER NOT NULL,
	active		INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE product (
	id		TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
	sub_type_id	TEXT NOT NULL REFERENCES sub_type,
	acronym		TEXT NOT NULL DEFAULT '',
	name_en		TEXT NOT NULL,
	name_zh		TEXT NOT NULL,
	desc_en		TEXT NOT NULL DEFAULT '',
	desc_zh		TEXT NOT NULL DEFAULT '',
	position	INTEGER NOT NULL,
	active		INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX product_sub_type ON product (sub_type_id);

CREATE TABLE problem_type (
	id		TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 32),
	product_id	TEXT NOT NULL REFERENCES product,
	case_type	INTEGER NOT NULL CHECK (case_type IN (0, 5)),	-- consultation, fault
	name_en		TEXT NOT NULL,
	name_zh		TEXT NOT NULL,
	desc_en		TEXT NOT NULL DEFAULT '',
	desc_zh		TEXT NOT NULL DEFAULT '',
	position	INTEGER NOT NULL,
	active		INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX problem_type_product ON problem_type (product_id, position);

CREATE TABLE template (				-- what a description starts from
	id		TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
	problem_type_id	TEXT NOT NULL REFERENCES problem_type,
	name_en		TEXT NOT NULL,
	name_zh		TEXT NOT NULL,
	content_en	TEXT NOT NULL,
	content_zh	TEXT NOT NULL,
	position	INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX template_problem_type ON template (problem_type_id, position);

CREATE TABLE severity (
	id		TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 32),
	name_en		TEXT NOT NULL,
	name_zh		TEXT NOT NULL,
	desc_en		TEXT NOT NULL DEFAULT '',
	desc_zh		TEXT NOT NULL DEFAULT '',
	first_response	INTEGER NOT NULL,		-- seconds promised
	resolution	INTEGER NOT NULL,		-- seconds promised
	rank		INTEGER NOT NULL,		-- higher is worse
	position	INTEGER NOT NULL,
	active		INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE region (
	id		TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
	type		INTEGER NOT NULL DEFAULT 0 CHECK (type IN (0, 1)),
	name_en		TEXT NOT NULL,
	name_zh		TEXT NOT NULL,
	is_sensitive	INTEGER NOT NULL DEFAULT 0 CHECK (is_sensitive IN (0, 1)),
	position	INTEGER NOT NULL,
	active		INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE dimension (			-- of satisfaction
	id		INTEGER PRIMARY KEY CHECK (id BETWEEN 0 AND 9999),
	category	TEXT NOT NULL DEFAULT '',
	name_en		TEXT NOT NULL,
	name_zh		TEXT NOT NULL,
	desc_en		TEXT NOT NULL DEFAULT '',
	desc_zh		TEXT NOT NULL DEFAULT '',
	value		INTEGER NOT NULL DEFAULT 5 CHECK (value BETWEEN 1 AND 10),
	per_value	INTEGER NOT NULL DEFAULT 1 CHECK (per_value BETWEEN 1 AND 10),
	position	INTEGER NOT NULL,
	active		INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE agreement (
	id		INTEGER PRIMARY KEY,
	type		INTEGER NOT NULL CHECK (type BETWEEN 0 AND 2),
	version		INTEGER NOT NULL,
	name_en		TEXT NOT NULL,
	name_zh		TEXT NOT NULL,
	content_en	TEXT NOT NULL,
	content_zh	TEXT NOT NULL,
	published_at	INTEGER NOT NULL,
	UNIQUE (type, version)
) STRICT;

CREATE TABLE agreement_signed (
	agreement_id	INTEGER NOT NULL REFERENCES agreement,
	user_id		INTEGER NOT NULL REFERENCES users,
	ticket_id	INTEGER,			-- the act that it came with
	at		INTEGER NOT NULL,
	PRIMARY KEY (agreement_id, user_id)
) STRICT, WITHOUT ROWID;

-- Tickets -------------------------------------------------------------------

CREATE TABLE ticket (
	id		INTEGER PRIMARY KEY,		-- shown as TS-0000001
	account_id	INTEGER NOT NULL REFERENCES account,
	submitter_id	INTEGER NOT NULL REFERENCES users,
	assignee_id	INTEGER REFERENCES users,
	status		INTEGER NOT NULL CHECK (status IN (0, 1, 2, 3, 4, 5, 12, 13, 17)),
	former_status	INTEGER,			-- before it was deleted
	sub_type_id	TEXT NOT NULL REFERENCES sub_type,
	product_id	TEXT NOT NULL REFERENCES product,
	problem_type_id	TEXT NOT NULL REFERENCES problem_type,
	severity_id	TEXT NOT NULL REFERENCES severity,
	region_id	TEXT REFERENCES region,
	title		TEXT NOT NULL,			-- first line of the description
	created_at	INTEGER NOT NULL,
	updated_at	INTEGER NOT NULL,		-- what the customer may see
	revision_customer INTEGER NOT NULL DEFAULT 1,	-- counts what customers see
	revision_staff	INTEGER NOT NULL DEFAULT 1,	-- counts everything
	message_count	INTEGER NOT NULL DEFAULT 0,	-- also the last number given
	note_count	INTEGER NOT NULL DEFAULT 0,	-- likewise
	log_count	INTEGER NOT NULL DEFAULT 0,	-- likewise
	last_type	INTEGER NOT NULL DEFAULT 0,	-- log code of the last visible act
	last_by		INTEGER NOT NULL,		-- who did it
	accepted_at	INTEGER,
	pending_since	INTEGER,			-- in 2, 5 or 17
	paused_until	INTEGER,			-- in 5
	solved_at	INTEGER,
	closed_at	INTEGER,
	deleted_at	INTEGER,
	purged_at	INTEGER,
	urge_count	INTEGER NOT NULL DEFAULT 0,
	urged_at	INTEGER,
	remind_mail	TEXT NOT NULL DEFAULT '',
	remind_mobile	TEXT NOT NULL DEFAULT '',
	area_code	TEXT NOT NULL DEFAULT '',
	remind_time	TEXT NOT NULL DEFAULT '',
	cc_email	TEXT NOT NULL DEFAULT '',
	CHECK (status <> 13 OR former_status IS NOT NULL)
) STRICT;
CREATE INDEX ticket_submitter ON ticket (submitter_id, updated_at, id);
CREATE INDEX ticket_account ON ticket (account_id, updated_at, id);
CREATE INDEX ticket_assignee ON ticket (assignee_id, updated_at, id);
CREATE INDEX ticket_status ON ticket (status, updated_at, id);
CREATE INDEX ticket_updated ON ticket (updated_at, id);
CREATE INDEX ticket_open ON ticket (updated_at, id)
	WHERE status IN (0, 1, 2, 5, 17);

-- The state machine: what may follow what.  The verbs stand in
-- domain/state.c; a test holds the two against each other.
CREATE TABLE state_transition (
	from_status	INTEGER NOT NULL,
	to_status	INTEGER NOT NULL,
	PRIMARY KEY (from_status, to_status)
) STRICT, WITHOUT ROWID;
INSERT INTO state_transition (from_status, to_status) VALUES
	(0, 1), (0, 4), (0, 12),
	(1, 0), (1, 2), (1, 3), (1, 5), (1, 12), (1, 17),
	(2, 1), (2, 3), (2, 12),
	(3, 1), (3, 13),
	(4, 13),
	(5, 1), (5, 3),
	(12, 13),
	(13, 3), (13, 4), (13, 12),
	(17, 1), (17, 3), (17, 12);

CREATE TRIGGER ticket_starts BEFORE INSERT ON ticket
WHEN NEW.status <> 0
BEGIN
	SELECT RAISE(ABORT, 'a ticket starts in state 0');
END;
CREATE TRIGGER ticket_moves BEFORE UPDATE OF status ON ticket
WHEN NEW.status <> OLD.status AND NOT EXISTS (
	SELECT 1 FROM state_transition
	WHERE from_status = OLD.status AND to_status = NEW.status)
BEGIN
	SELECT RAISE(ABORT, 'the state machine has no such transition');
END;
CREATE TRIGGER ticket_stays BEFORE DELETE ON ticket
WHEN OLD.purged_at IS NULL
BEGIN
	SELECT RAISE(ABORT, 'a ticket goes by a purge only');
END;

-- Counters per state, so that no page counts.  scope: 'u' submitter,
-- 'a' account, 's' assignee (0: nobody), '*' all.
CREATE TABLE ticket_count (
	scope		TEXT NOT NULL,
	scope_id	INTEGER NOT NULL,
	status		INTEGER NOT NULL,
	n		INTEGER NOT NULL,
	PRIMARY KEY (scope, scope_id, status)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ticket_counted_in AFTER INSERT ON ticket
BEGIN
	INSERT INTO ticket_count (scope, scope_id, status, n) VALUES
		('u', NEW.submitter_id, NEW.status, 1),
		('a', NEW.account_id, NEW.status, 1),
		('s', coalesce(NEW.assignee_id, 0), NEW.status, 1),
		('*', 0, NEW.status, 1)
	ON CONFLICT (scope, scope_id, status) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER ticket_counted_over AFTER UPDATE OF status, assignee_id ON ticket
WHEN NEW.status <> OLD.status OR NEW.assignee_id IS NOT OLD.assignee_id
BEGIN
	UPDATE ticket_count SET n = n - 1 WHERE scope = 'u'
		AND scope_id = OLD.submitter_id AND status = OLD.status;
	UPDATE ticket_count SET n = n - 1 WHERE scope = 'a'
		AND scope_id = OLD.account_id AND status = OLD.status;
	UPDATE ticket_count SET n = n - 1 WHERE scope = 's'
		AND scope_id = coalesce(OLD.assignee_id, 0) AND status = OLD.status;
	UPDATE ticket_count SET n = n - 1 WHERE scope = '*'
		AND scope_id = 0 AND status = OLD.status;
	INSERT INTO ticket_count (scope, scope_id, status, n) VALUES
		('u', NEW.submitter_id, NEW.status, 1),
		('a', NEW.account_id, NEW.status, 1),
		('s', coalesce(NEW.assignee_id, 0), NEW.status, 1),
		('*', 0, NEW.status, 1)
	ON CONFLICT (scope, scope_id, status) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER ticket_counted_out AFTER DELETE ON ticket
BEGIN
	UPDATE ticket_count SET n = n - 1 WHERE scope = 'u'
		AND scope_id = OLD.submitter_id AND status = OLD.status;
	UPDATE ticket_count SET n = n - 1 WHERE scope = 'a'
		AND scope_id = OLD.account_id AND status = OLD.status;
	UPDATE ticket_count SET n = n - 1 WHERE scope = 's'
		AND scope_id = coalesce(OLD.assignee_id, 0) AND status = OLD.status;
	UPDATE ticket_count SET n = n - 1 WHERE scope = '*'
		AND scope_id = 0 AND status = OLD.status;
END;

-- The conversation, clustered by ticket.  Message 1 is the description.
CREATE TABLE message (
	ticket_id	INTEGER NOT NULL REFERENCES ticket,
	number		INTEGER NOT NULL,		-- in the ticket, from 1
	id		INTEGER NOT NULL UNIQUE,	-- for the full-text index
	author_id	INTEGER NOT NULL REFERENCES users,
	author_kind	INTEGER NOT NULL CHECK (author_kind BETWEEN 0 AND 2),
						-- replier_type: customer, engineer, third party
	content		TEXT NOT NULL,			-- '' once withdrawn
	file_count	INTEGER NOT NULL DEFAULT 0,
	created_at	INTEGER NOT NULL,
	withdrawn_at	INTEGER,
	PRIMARY KEY (ticket_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER message_only_withdrawn BEFORE UPDATE ON message
WHEN NEW.ticket_id <> OLD.ticket_id OR NEW.number <> OLD.number
	OR NEW.id <> OLD.id OR NEW.author_id <> OLD.author_id
	OR NEW.author_kind <> OLD.author_kind
	OR NEW.created_at <> OLD.created_at
	OR OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
	OR NEW.content <> '' OR OLD.number = 1
	OR NEW.withdrawn_at - OLD.created_at >
		(SELECT value FROM setting WHERE name = 'withdraw_window')
BEGIN
	SELECT RAISE(ABORT, 'a message changes by withdrawal only');
END;
CREATE TRIGGER message_stays BEFORE DELETE ON message
WHEN NOT EXISTS (SELECT 1 FROM ticket
	WHERE id = OLD.ticket_id AND purged_at IS NOT NULL)
BEGIN
	SELECT RAISE(ABORT, 'a message goes by a purge only');
END;

-- Internal notes: apart, so that no statement shows them by mistake.
CREATE TABLE note (
	ticket_id	INTEGER NOT NULL REFERENCES ticket,
	number		INTEGER NOT NULL,		-- in the ticket, from 1
	id		INTEGER NOT NULL UNIQUE,
	author_id	INTEGER NOT NULL REFERENCES users,
	content		TEXT NOT NULL,
	file_count	INTEGER NOT NULL DEFAULT 0,
	created_at	INTEGER NOT NULL,
	PRIMARY KEY (ticket_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER note_unchanged BEFORE UPDATE ON note
BEGIN
	SELECT RAISE(ABORT, 'a note does not change');
END;
CREATE TRIGGER note_stays BEFORE DELETE ON note
WHEN NOT EXISTS (SELECT 1 FROM ticket
	WHERE id = OLD.ticket_id AND purged_at IS NOT NULL)
BEGIN
	SELECT RAISE(ABORT, 'a note goes by a purge only');
END;

-- A name for some bytes.  The bytes are the blob named by their SHA-256.
-- Unbound (no ticket) until a message or note takes it.
CREATE TABLE attachment (
	id		TEXT PRIMARY KEY CHECK (length(id) = 32),	-- random hex
	sha256		TEXT NOT NULL CHECK (length(sha256) = 64),
	name		TEXT NOT NULL CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 255),
	type		TEXT NOT NULL,			-- as base/filetype.c names it
	size		INTEGER NOT NULL CHECK (size > 0),	-- bytes
	owner_id	INTEGER NOT NULL REFERENCES users,
	created_at	INTEGER NOT NULL,
	ticket_id	INTEGER REFERENCES ticket,
	message_number	INTEGER,
	note_number	INTEGER,
	position	INTEGER NOT NULL DEFAULT 0,	-- in the message, from 1
	CHECK ((ticket_id IS NULL) = (message_number IS NULL AND note_number IS NULL)),
	CHECK (message_number IS NULL OR note_number IS NULL)
) STRICT;
CREATE INDEX attachment_ticket ON attachment (ticket_id, message_number, position);
CREATE INDEX attachment_unbound ON attachment (owner_id, created_at)
	WHERE ticket_id IS NULL;
CREATE INDEX attachment_age ON attachment (created_at) WHERE ticket_id IS NULL;
CREATE INDEX attachment_blob ON attachment (sha256);
CREATE INDEX attachment_owner_day ON attachment (owner_id, created_at);

-- What happened to a ticket (the operate log).
CREATE TABLE ticket_log (
	ticket_id	INTEGER NOT NULL REFERENCES ticket,
	number		INTEGER NOT NULL,		-- in the ticket, from 1
	type		INTEGER NOT NULL,		-- code of the act
	operator_kind	INTEGER NOT NULL CHECK (operator_kind BETWEEN 0 AND 3),
						-- customer, agent, third party, system
	operator_id	INTEGER NOT NULL,		-- 0: the system
	description	TEXT NOT NULL DEFAULT '',
	from_status	INTEGER NOT NULL,
	to_status	INTEGER NOT NULL,
	visible		INTEGER NOT NULL CHECK (visible IN (0, 1)),	-- to customers
	message_number	INTEGER,			-- the message it came with
	created_at	INTEGER NOT NULL,
	PRIMARY KEY (ticket_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ticket_log_unchanged BEFORE UPDATE ON ticket_log
BEGIN
	SELECT RAISE(ABORT, 'the log is append-only');
END;
CREATE TRIGGER ticket_log_stays BEFORE DELETE ON ticket_log
WHEN NOT EXISTS (SELECT 1 FROM ticket
	WHERE id = OLD.ticket_id AND purged_at IS NOT NULL)
BEGIN
	SELECT RAISE(ABORT, 'the log is append-only');
END;

CREATE TABLE score (
	ticket_id	INTEGER PRIMARY KEY REFERENCES ticket,
	user_id		INTEGER NOT NULL REFERENCES users,
	judgement	TEXT NOT NULL DEFAULT '',
	created_at	INTEGER NOT NULL,
	updated_at	INTEGER NOT NULL
) STRICT;

CREATE TABLE score_value (
	ticket_id	INTEGER NOT NULL REFERENCES score ON DELETE CASCADE,
	dimension_id	INTEGER NOT NULL REFERENCES dimension,
	value		INTEGER NOT NULL CHECK (value >= 1),
	PRIMARY KEY (ticket_id, dimension_id)
) STRICT, WITHOUT ROWID;

-- What forms need -------------------------------------------------------------

-- An act that a form asked for, by the form's key: asked again, it is not
-- done again.  Swept after some days.
CREATE TABLE op (
	user_id		INTEGER NOT NULL,
	key		TEXT NOT NULL,
	fields_hash	BLOB NOT NULL CHECK (length(fields_hash) = 32),
	result		INTEGER NOT NULL,
	created_at	INTEGER NOT NULL,
	PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX op_age ON op (created_at);

-- What someone typed and has not sent.
CREATE TABLE draft (
	id		INTEGER PRIMARY KEY,
	user_id		INTEGER NOT NULL REFERENCES users,
	form		TEXT NOT NULL,			-- address that the form posts to
	fields		TEXT NOT NULL,			-- urlencoded
	saved_at	INTEGER NOT NULL,
	UNIQUE (user_id, form)
) STRICT;
CREATE INDEX draft_age ON draft (saved_at);

-- The audit trail: append-only, each row carries the hash of the one before.
CREATE TABLE audit (
	seq		INTEGER PRIMARY KEY,
	at		INTEGER NOT NULL,
	event		TEXT NOT NULL,			-- createCase, login …
	resource_type	TEXT NOT NULL,
	resource_id	TEXT NOT NULL,
	actor_id	INTEGER NOT NULL,
	actor_name	TEXT NOT NULL,
	ip		TEXT NOT NULL,
	request_id	TEXT NOT NULL,
	rating		TEXT NOT NULL CHECK (rating IN ('normal', 'warning', 'incident')),
	detail		TEXT NOT NULL DEFAULT '',
	hash		BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_actor ON audit (actor_id, seq);
CREATE INDEX audit_resource ON audit (resource_type, resource_id, seq);

CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
BEGIN
	SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit
BEGIN
	SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
