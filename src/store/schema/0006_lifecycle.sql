-- Of what waits for the customer: when he was last reminded of it.
ALTER TABLE ticket ADD COLUMN reminded_at INTEGER;
-- What may be purged.
CREATE INDEX ticket_deleted ON ticket (deleted_at) WHERE status = 13;
