-- The trail is looked through by time, and by one thing more.
DROP INDEX audit_actor;
DROP INDEX audit_resource;
DROP INDEX audit_event;
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_actor ON audit (actor_id, at);
CREATE INDEX audit_resource ON audit (resource_type, resource_id, at);
CREATE INDEX audit_event ON audit (event, at);

-- Which rows are an account's: what its people did, and what was done to
-- them, to their tickets, and to the account.  Of no matter to the chain:
-- it can be made anew from the rows.
CREATE TABLE audit_account (
	account_id	INTEGER NOT NULL,
	at		INTEGER NOT NULL,
	seq		INTEGER NOT NULL,
	PRIMARY KEY (account_id, at, seq)
) STRICT, WITHOUT ROWID;

CREATE VIEW audit_whose AS
	SELECT u.seq, u.at, a.account_id FROM audit u
		JOIN users a ON a.id = u.actor_id
	UNION ALL
	SELECT u.seq, u.at, a.account_id FROM audit u
		JOIN ticket a ON u.resource_type = 'case'
		AND a.id = CAST(substr(u.resource_id, 4) AS INTEGER)
	UNION ALL
	SELECT u.seq, u.at, a.account_id FROM audit u
		JOIN authorization a ON u.resource_type = 'authorization'
		AND a.id = CAST(u.resource_id AS INTEGER)
	UNION ALL
	SELECT u.seq, u.at, a.account_id FROM audit u
		JOIN users a ON u.resource_type = 'user'
		AND a.name_key = lower(u.resource_id)
	UNION ALL
	SELECT u.seq, u.at, a.id FROM audit u
		JOIN account a ON u.resource_type = 'account'
		AND a.name_key = lower(u.resource_id);

INSERT OR IGNORE INTO audit_account (account_id, at, seq)
	SELECT account_id, at, seq FROM audit_whose
	WHERE account_id IS NOT NULL;

CREATE TRIGGER audit_is_of AFTER INSERT ON audit
BEGIN
	INSERT OR IGNORE INTO audit_account (account_id, at, seq)
		SELECT account_id, at, seq FROM audit_whose
		WHERE seq = NEW.seq AND account_id IS NOT NULL;
END;
