-- Where the audit trail ends, so that its last rows cannot go unnoticed.
CREATE TABLE audit_head (
	one		INTEGER PRIMARY KEY CHECK (one = 1),
	seq		INTEGER NOT NULL,		-- 0: it is empty
	hash		BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
INSERT INTO audit_head (one, seq, hash)
	SELECT 1, coalesce(max(seq), 0), coalesce(hash, zeroblob(32)) FROM audit;
CREATE TRIGGER audit_goes_on AFTER INSERT ON audit
BEGIN
	UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash;
END;
CREATE INDEX audit_event ON audit (event, seq);
