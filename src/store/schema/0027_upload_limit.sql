-- Limits of files for some: one row a role of users or a kind of problem, of
-- which each value may be NULL: as for everybody.
CREATE TABLE upload_limit (
	scope		TEXT PRIMARY KEY,		-- role-0 … role-3, type-ID
	max_count	INTEGER,
	max_size	INTEGER,			-- bytes
	max_chunked	INTEGER,
	user_volume	INTEGER,
	types		TEXT,				-- extensions between blanks
	changed_at	INTEGER NOT NULL,
	changed_by	INTEGER NOT NULL REFERENCES users
) STRICT, WITHOUT ROWID;
