-- How a ticket's customer is reached, sealed (domain/contact.c): e-mail,
-- mobile and copies in one.  The three columns in the clear are empty from
-- now on; `guichet migrate` seals what they have.
ALTER TABLE ticket ADD COLUMN contact BLOB;
CREATE INDEX ticket_contact_plain ON ticket (id)
	WHERE remind_mail <> '' OR remind_mobile <> '' OR cc_email <> '';
CREATE INDEX ticket_contact_sealed ON ticket (submitter_id, id)
	WHERE contact IS NOT NULL;
