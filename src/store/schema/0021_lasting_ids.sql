-- What the vault knows by number must never be another thing: the numbers of
-- purged ones are not given again.
INSERT INTO sequence (name, value)
	SELECT 'authorization', max(n) FROM (
		SELECT coalesce(max(id), 0) AS n FROM authorization
		UNION ALL SELECT coalesce(max(owner_id), 0) FROM vault_key
		WHERE kind = 1
		UNION ALL SELECT coalesce(max(owner_id), 0) FROM secret_log
		WHERE kind = 1);
INSERT INTO sequence (name, value)
	SELECT 'confidential', max(n) FROM (
		SELECT coalesce(max(id), 0) AS n FROM confidential
		UNION ALL SELECT coalesce(max(owner_id), 0) FROM vault_key
		WHERE kind = 2
		UNION ALL SELECT coalesce(max(owner_id), 0) FROM secret_log
		WHERE kind = 2);
