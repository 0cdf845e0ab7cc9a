-- A filter of a list, as text, under a name: one's own, or also for the members
-- of a group, or for all of the staff.
CREATE TABLE saved_view (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	owner_id	INTEGER NOT NULL REFERENCES users,
	desk		INTEGER NOT NULL CHECK (desk IN (0, 1)),	-- of the staff's queue
	group_id	INTEGER REFERENCES user_group ON DELETE CASCADE,
	everyone	INTEGER NOT NULL DEFAULT 0 CHECK (everyone IN (0, 1)),
	name		TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
	query		TEXT NOT NULL CHECK (length(query) BETWEEN 1 AND 500),
	created_at	INTEGER NOT NULL
) STRICT;
CREATE INDEX saved_view_owner ON saved_view (owner_id);
CREATE INDEX saved_view_group ON saved_view (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX saved_view_everyone ON saved_view (desk) WHERE everyone = 1;

-- With which of them somebody's list opens.
CREATE TABLE saved_default (
	user_id		INTEGER PRIMARY KEY REFERENCES users,
	view_id		INTEGER NOT NULL REFERENCES saved_view ON DELETE CASCADE
) STRICT;
CREATE INDEX saved_default_view ON saved_default (view_id);
