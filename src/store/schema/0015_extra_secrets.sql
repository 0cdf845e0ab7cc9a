-- What is sealed of a ticket's extra fields has a key of its own in the
-- vault, so that it can be wiped, and another one put in its place.
ALTER TABLE ticket_extra ADD COLUMN secret_id INTEGER;
INSERT INTO sequence (name, value) VALUES ('extra', 0);
