-- How a user can be reached, sealed (store/user.c): e-mail and mobile in
-- one.  The two columns in the clear are empty from now on; `guichet
-- migrate` seals what they have.  The mark finds a whole address: it is a
-- keyed hash.
ALTER TABLE users ADD COLUMN reach BLOB;
ALTER TABLE users ADD COLUMN email_mark BLOB;
CREATE INDEX users_plain ON users (id) WHERE email <> '' OR mobile <> '';
