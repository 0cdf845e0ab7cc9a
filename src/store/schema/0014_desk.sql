-- The desk: when answers are due, who works on which products.

-- The hours in which the clocks run.  Hours are spans, "09:00-12:00
-- 13:00-18:00"; none: nobody works.  version counts all that moves due
-- times; tickets say which one theirs were made with.
CREATE TABLE calendar (
	one		INTEGER PRIMARY KEY CHECK (one = 1),
	zone		TEXT NOT NULL DEFAULT '',	-- '' : that of the site
	version		INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO calendar (one) VALUES (1);
CREATE TABLE calendar_week (
	weekday		INTEGER PRIMARY KEY CHECK (weekday BETWEEN 0 AND 6),	-- 0: Sunday
	hours		TEXT NOT NULL
) STRICT;
INSERT INTO calendar_week (weekday, hours) VALUES
	(0, ''), (1, '09:00-17:00'), (2, '09:00-17:00'), (3, '09:00-17:00'),
	(4, '09:00-17:00'), (5, '09:00-17:00'), (6, '');
CREATE TABLE calendar_day (			-- a day unlike its weekday
	day		TEXT PRIMARY KEY CHECK (length(day) = 10),	-- 2026-12-25
	hours		TEXT NOT NULL,
	name		TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- What promises an answer in less than an hour cannot wait for a morning.
ALTER TABLE severity ADD COLUMN around_the_clock INTEGER NOT NULL DEFAULT 0
	CHECK (around_the_clock IN (0, 1));
UPDATE severity SET around_the_clock = 1 WHERE first_response < 3600;
CREATE TRIGGER severity_moves_clocks AFTER UPDATE OF first_response, resolution,
	rank, around_the_clock ON severity
BEGIN
	UPDATE calendar SET version = version + 1;
END;

-- The clocks of a ticket: NULL where nothing is owed, or the clock stands.
-- warn: when three quarters of the time are used.
ALTER TABLE ticket ADD COLUMN reply_due INTEGER;	-- the first or next answer
ALTER TABLE ticket ADD COLUMN reply_warn INTEGER;
ALTER TABLE ticket ADD COLUMN solve_due INTEGER;
ALTER TABLE ticket ADD COLUMN solve_warn INTEGER;
ALTER TABLE ticket ADD COLUMN answered_at INTEGER;	-- the first answer
-- The place in the queue: what is due first, then what was urged, then what
-- is worse; 4096 times the time, and the rest.
ALTER TABLE ticket ADD COLUMN due_key INTEGER NOT NULL DEFAULT 4503599627370495;
ALTER TABLE ticket ADD COLUMN clock_version INTEGER NOT NULL DEFAULT 0;
CREATE INDEX ticket_due ON ticket (due_key, id)
	WHERE status IN (0, 1, 2, 5, 17);
CREATE INDEX ticket_due_state ON ticket (status, due_key, id)
	WHERE status IN (0, 1, 2, 5, 17);
CREATE INDEX ticket_due_of ON ticket (assignee_id, due_key, id)
	WHERE status IN (0, 1, 2, 5, 17);
CREATE INDEX ticket_clock ON ticket (clock_version)
	WHERE status IN (0, 1, 2, 5, 17);

-- Queues: groups of agents, and the products that they answer for.
CREATE TABLE queue (
	id		INTEGER PRIMARY KEY,
	name		TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
	name_key	TEXT NOT NULL UNIQUE,		-- case-folded
	created_at	INTEGER NOT NULL
) STRICT;
CREATE TABLE queue_member (
	queue_id	INTEGER NOT NULL REFERENCES queue ON DELETE CASCADE,
	user_id		INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
	PRIMARY KEY (queue_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_member_user ON queue_member (user_id, queue_id);
CREATE TABLE queue_product (
	queue_id	INTEGER NOT NULL REFERENCES queue ON DELETE CASCADE,
	product_id	TEXT NOT NULL REFERENCES product ON DELETE CASCADE,
	PRIMARY KEY (queue_id, product_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_product_product ON queue_product (product_id, queue_id);
CREATE TRIGGER queue_member_of_staff BEFORE INSERT ON queue_member
WHEN (SELECT role FROM users WHERE id = NEW.user_id) NOT IN (1, 2)
BEGIN
	SELECT RAISE(ABORT, 'a queue has agents and leads only');
END;

-- Do agents see only what is of their queues?  Copied from the settings.
INSERT INTO setting (name, value) VALUES ('own_queues_only', 0);

-- Counters, as ticket_count: by product, and how many of them were urged.
CREATE TABLE product_count (
	product_id	TEXT NOT NULL,
	status		INTEGER NOT NULL,
	n		INTEGER NOT NULL,
	urged		INTEGER NOT NULL,
	PRIMARY KEY (product_id, status)
) STRICT, WITHOUT ROWID;
INSERT INTO product_count (product_id, status, n, urged)
	SELECT product_id, status, count(*), sum(urge_count > 0) FROM ticket
	GROUP BY product_id, status;
CREATE TRIGGER product_counted_in AFTER INSERT ON ticket
BEGIN
	INSERT INTO product_count (product_id, status, n, urged)
		VALUES (NEW.product_id, NEW.status, 1, NEW.urge_count > 0)
	ON CONFLICT (product_id, status)
		DO UPDATE SET n = n + 1, urged = urged + excluded.urged;
END;
CREATE TRIGGER product_counted_over AFTER UPDATE OF status, product_id,
	urge_count ON ticket
WHEN NEW.status <> OLD.status OR NEW.product_id <> OLD.product_id
	OR (NEW.urge_count > 0) <> (OLD.urge_count > 0)
BEGIN
	UPDATE product_count SET n = n - 1, urged = urged - (OLD.urge_count > 0)
		WHERE product_id = OLD.product_id AND status = OLD.status;
	INSERT INTO product_count (product_id, status, n, urged)
		VALUES (NEW.product_id, NEW.status, 1, NEW.urge_count > 0)
	ON CONFLICT (product_id, status)
		DO UPDATE SET n = n + 1, urged = urged + excluded.urged;
END;
CREATE TRIGGER product_counted_out AFTER DELETE ON ticket
BEGIN
	UPDATE product_count SET n = n - 1, urged = urged - (OLD.urge_count > 0)
		WHERE product_id = OLD.product_id AND status = OLD.status;
END;
CREATE INDEX ticket_due_urged ON ticket (due_key, id)
	WHERE status IN (0, 1, 2, 5, 17) AND urge_count > 0;

-- Canned replies, in one language or both.
CREATE TABLE canned (
	id		INTEGER PRIMARY KEY,
	owner_id	INTEGER REFERENCES users,	-- NULL: everybody's
	name		TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
	content_en	TEXT NOT NULL DEFAULT '',
	content_zh	TEXT NOT NULL DEFAULT '',
	active		INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
	created_at	INTEGER NOT NULL,
	updated_at	INTEGER NOT NULL,
	CHECK (content_en <> '' OR content_zh <> '')
) STRICT;
CREATE INDEX canned_owner ON canned (owner_id, name, id);
