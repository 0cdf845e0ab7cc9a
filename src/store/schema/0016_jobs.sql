-- What the jobs process did last, as it notes itself from time to time, and
-- what an administrator wants it to do now.
CREATE TABLE job (
	kind		TEXT PRIMARY KEY,
	every		INTEGER NOT NULL,		-- seconds between two runs
	started_at	INTEGER NOT NULL,
	took_ms		INTEGER NOT NULL,
	why		TEXT NOT NULL,			-- it failed; '' it did not
	next_at		INTEGER NOT NULL,
	wanted_at	INTEGER,			-- until it is begun
	wanted_by	INTEGER REFERENCES users
) STRICT, WITHOUT ROWID;
