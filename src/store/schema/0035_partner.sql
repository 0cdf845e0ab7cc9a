-- A queue may be a partner's, who supports for us: business_ownership of its
-- tickets (0 ours, 1 a business partner, 2 an independent vendor), and when he
-- works: by whose clock, days a week and hours a day.
ALTER TABLE queue ADD COLUMN ownership INTEGER NOT NULL DEFAULT 0
	CHECK (ownership BETWEEN 0 AND 2);
ALTER TABLE queue ADD COLUMN zone TEXT NOT NULL DEFAULT '';
ALTER TABLE queue ADD COLUMN days INTEGER NOT NULL DEFAULT 0
	CHECK (days BETWEEN 0 AND 7);
ALTER TABLE queue ADD COLUMN hours INTEGER NOT NULL DEFAULT 0
	CHECK (hours BETWEEN 0 AND 24);
