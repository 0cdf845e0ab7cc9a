-- Secrets, sealed by domain/vault.c.  The key that seals the data keys is
-- not in the database.
CREATE TABLE vault_key (			-- the data key of a thing
	id		INTEGER PRIMARY KEY,
	kind		INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 99),
	owner_id	INTEGER NOT NULL,
	-- Wiping writes zeros of the same length, so that they come to stand
	-- where the key stood; they mean that it was wiped.
	wrapped		BLOB NOT NULL CHECK (length(wrapped) = 80),
	at		INTEGER NOT NULL,		-- made; or else wiped
	UNIQUE (kind, owner_id)
) STRICT;
CREATE TRIGGER vault_key_wiped_for_good BEFORE UPDATE ON vault_key
WHEN NEW.id <> OLD.id OR NEW.kind <> OLD.kind
	OR NEW.owner_id <> OLD.owner_id OR NEW.wrapped <> zeroblob(80)
BEGIN
	SELECT RAISE(ABORT, 'a key is only wiped');
END;

CREATE TABLE vault (
	kind		INTEGER NOT NULL,
	owner_id	INTEGER NOT NULL,
	field		TEXT NOT NULL,
	sealed		BLOB NOT NULL CHECK (length(sealed) >= 40),
	PRIMARY KEY (kind, owner_id, field),
	FOREIGN KEY (kind, owner_id) REFERENCES vault_key (kind, owner_id)
) STRICT;
