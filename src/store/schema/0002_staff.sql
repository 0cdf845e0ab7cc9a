-- To whom a ticket can be assigned, without reading all users.
CREATE INDEX users_staff ON users (display_name, id)
	WHERE role IN (1, 2) AND disabled_at IS NULL;
