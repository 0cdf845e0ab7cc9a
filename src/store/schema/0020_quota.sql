-- How many tickets an account may have open at a time: of one kind of problem,
-- or, with none, altogether.  What has no row has no limit.
CREATE TABLE quota (
	account_id	INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
	problem_type_id	TEXT NOT NULL DEFAULT '',	-- '' : of all kinds
	total		INTEGER NOT NULL CHECK (total BETWEEN 0 AND 65535),
	PRIMARY KEY (account_id, problem_type_id)
) STRICT, WITHOUT ROWID;

-- To count what is open, without the rest.
CREATE INDEX ticket_open_kind ON ticket (account_id, problem_type_id)
	WHERE status IN (0, 1, 2, 5, 17);
