-- Reports of infringement and of illegal content, for the administrator.
-- Who sent it and how he is reached is sealed (domain/feedback.c), all in one.
INSERT INTO sequence (name, value) VALUES ('feedback', 0);

CREATE TABLE feedback (
	id		INTEGER PRIMARY KEY,	-- shown as FB-0000001
	user_id		INTEGER NOT NULL REFERENCES users,
	type		TEXT NOT NULL CHECK (type IN ('infringement', 'illegal')),
	title		TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 2048),
	content		TEXT NOT NULL CHECK (length(content) BETWEEN 1 AND 5000),
	ip_type		TEXT NOT NULL
			CHECK (ip_type IN ('', 'copyright', 'trademark', 'patent')),
	ip_area		TEXT NOT NULL,
	ip_number	TEXT NOT NULL,
	ip_content	TEXT NOT NULL,
	id_type		INTEGER NOT NULL CHECK (id_type IN (10, 20, 21, 22, 23)),
	contact		BLOB NOT NULL,
	state		INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
	log_count	INTEGER NOT NULL,	-- also the last number given
	created_at	INTEGER NOT NULL,
	updated_at	INTEGER NOT NULL,
	finished_at	INTEGER,
	purged_at	INTEGER,
	CHECK (type <> 'infringement' OR (ip_type <> '' AND ip_content <> '')),
	CHECK ((state IN (2, 3)) = (finished_at IS NOT NULL))
) STRICT;
CREATE INDEX feedback_user ON feedback (user_id, id);
CREATE INDEX feedback_state ON feedback (state, id);
CREATE INDEX feedback_finished ON feedback (finished_at)
	WHERE finished_at IS NOT NULL;

-- What may follow what: new, in work, done, rejected.  The same stands in
-- domain/feedback.c; a test holds the two against each other.
CREATE TABLE feedback_transition (
	from_state	INTEGER NOT NULL,
	to_state	INTEGER NOT NULL,
	PRIMARY KEY (from_state, to_state)
) STRICT, WITHOUT ROWID;
INSERT INTO feedback_transition (from_state, to_state) VALUES
	(0, 1), (0, 2), (0, 3),
	(1, 2), (1, 3),
	(2, 1),
	(3, 1);

CREATE TRIGGER feedback_starts BEFORE INSERT ON feedback
WHEN NEW.state <> 0
BEGIN
	SELECT RAISE(ABORT, 'a report starts in state 0');
END;
CREATE TRIGGER feedback_moves BEFORE UPDATE OF state ON feedback
WHEN NEW.state <> OLD.state AND NOT EXISTS (
	SELECT 1 FROM feedback_transition
	WHERE from_state = OLD.state AND to_state = NEW.state)
BEGIN
	SELECT RAISE(ABORT, 'reports have no such transition');
END;
CREATE TRIGGER feedback_unchanged BEFORE UPDATE ON feedback
WHEN NEW.id <> OLD.id OR NEW.user_id <> OLD.user_id OR NEW.type <> OLD.type
	OR NEW.title <> OLD.title OR NEW.content <> OLD.content
	OR NEW.ip_type <> OLD.ip_type OR NEW.ip_area <> OLD.ip_area
	OR NEW.ip_number <> OLD.ip_number OR NEW.ip_content <> OLD.ip_content
	OR NEW.id_type <> OLD.id_type OR NEW.contact <> OLD.contact
	OR NEW.created_at <> OLD.created_at
BEGIN
	SELECT RAISE(ABORT, 'what was reported does not change');
END;
CREATE TRIGGER feedback_stays BEFORE DELETE ON feedback
WHEN OLD.purged_at IS NULL
BEGIN
	SELECT RAISE(ABORT, 'a report goes by a purge only');
END;

-- What became of it.  Number 1 is that it came.
CREATE TABLE feedback_log (
	feedback_id	INTEGER NOT NULL REFERENCES feedback,
	number		INTEGER NOT NULL,
	user_id		INTEGER NOT NULL REFERENCES users,
	from_state	INTEGER NOT NULL,
	to_state	INTEGER NOT NULL,
	note		TEXT NOT NULL CHECK (length(note) <= 1000),
	at		INTEGER NOT NULL,
	PRIMARY KEY (feedback_id, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER feedback_log_unchanged BEFORE UPDATE ON feedback_log
BEGIN
	SELECT RAISE(ABORT, 'the log is append-only');
END;
CREATE TRIGGER feedback_log_stays BEFORE DELETE ON feedback_log
WHEN NOT EXISTS (SELECT 1 FROM feedback
	WHERE id = OLD.feedback_id AND purged_at IS NOT NULL)
BEGIN
	SELECT RAISE(ABORT, 'the log is append-only');
END;

-- Its files: evidence, or proof of who the reporter is.
ALTER TABLE attachment ADD COLUMN feedback_id INTEGER REFERENCES feedback
	CHECK (feedback_id IS NULL OR ticket_id IS NULL);
ALTER TABLE attachment ADD COLUMN feedback_part INTEGER
	CHECK ((feedback_part IS NULL) = (feedback_id IS NULL)
		AND (feedback_part IS NULL OR feedback_part IN (1, 2)));
CREATE INDEX attachment_feedback ON attachment (feedback_id, feedback_part, position)
	WHERE feedback_id IS NOT NULL;
CREATE TRIGGER attachment_reported BEFORE UPDATE OF feedback_id ON attachment
WHEN OLD.feedback_id IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'a file of a report stays with it');
END;
CREATE TRIGGER attachment_reported_stays BEFORE DELETE ON attachment
WHEN OLD.feedback_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM feedback
	WHERE id = OLD.feedback_id AND purged_at IS NOT NULL)
BEGIN
	SELECT RAISE(ABORT, 'a file of a report stays with it');
END;

-- Counters per state, so that no page counts.
CREATE TABLE feedback_count (
	state		INTEGER PRIMARY KEY,
	n		INTEGER NOT NULL
) STRICT;
INSERT INTO feedback_count (state, n) VALUES (0, 0), (1, 0), (2, 0), (3, 0);
CREATE TRIGGER feedback_counted_in AFTER INSERT ON feedback
BEGIN
	UPDATE feedback_count SET n = n + 1 WHERE state = NEW.state;
END;
CREATE TRIGGER feedback_counted_over AFTER UPDATE OF state ON feedback
WHEN NEW.state <> OLD.state
BEGIN
	UPDATE feedback_count SET n = n - 1 WHERE state = OLD.state;
	UPDATE feedback_count SET n = n + 1 WHERE state = NEW.state;
END;
CREATE TRIGGER feedback_counted_out AFTER DELETE ON feedback
BEGIN
	UPDATE feedback_count SET n = n - 1 WHERE state = OLD.state;
END;
