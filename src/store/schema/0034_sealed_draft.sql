-- What is typed and not sent, sealed (domain/draft.c).  The column in the
-- clear is empty from now on; `guichet migrate` seals what it has.
ALTER TABLE draft ADD COLUMN sealed BLOB;
CREATE INDEX draft_plain ON draft (id) WHERE fields <> '';
