-- When the user of a session last gave his password: sensitive acts ask for
-- it again after a while.
ALTER TABLE session ADD COLUMN proved_at INTEGER NOT NULL DEFAULT 0;
