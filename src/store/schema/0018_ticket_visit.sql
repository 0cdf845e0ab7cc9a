-- How far each user has read each ticket; the jobs process writes it.
CREATE TABLE ticket_visit (
	user_id		INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
	ticket_id	INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
	number		INTEGER NOT NULL,	-- the last message that was shown
	at		INTEGER NOT NULL,
	PRIMARY KEY (user_id, ticket_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_visit_ticket ON ticket_visit (ticket_id);
