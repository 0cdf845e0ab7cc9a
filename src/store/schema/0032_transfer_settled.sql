-- The bytes of an upload in chunks that are on disk and in its hash; the rest
-- of what came follows after its answer.
ALTER TABLE transfer ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
UPDATE transfer SET settled = came;
