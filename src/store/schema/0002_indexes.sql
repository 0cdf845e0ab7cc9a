-- To whom a ticket can be assigned, without reading all users.
CREATE INDEX users_staff ON users (display_name, id)
	WHERE role IN (1, 2) AND disabled_at IS NULL;
-- What waits for a moment: an answer, or the end of a pause.
CREATE INDEX ticket_waiting ON ticket (status, pending_since)
	WHERE status IN (2, 17);
CREATE INDEX ticket_resting ON ticket (paused_until) WHERE status = 5;
