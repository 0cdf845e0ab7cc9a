-- A template that is not offered any more, as everything of the catalogue.
ALTER TABLE template ADD COLUMN active INTEGER NOT NULL DEFAULT 1
	CHECK (active IN (0, 1));
