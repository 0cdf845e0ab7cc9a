-- Extra fields: what tickets of one kind of problem ask for beside their
-- description ("extended parameters" on the wire).
CREATE TABLE extra_field (
	id		INTEGER PRIMARY KEY,
	problem_type_id	TEXT NOT NULL REFERENCES problem_type,
	param_key	TEXT NOT NULL CHECK (length(param_key) BETWEEN 1 AND 32
			AND param_key NOT GLOB '*[^A-Za-z0-9_-]*'),
	param_type	INTEGER NOT NULL CHECK (param_type BETWEEN 0 AND 10),
						-- enum extra_type
	name_en		TEXT NOT NULL CHECK (length(name_en) BETWEEN 1 AND 64),
	name_zh		TEXT NOT NULL CHECK (length(name_zh) BETWEEN 1 AND 64),
	desc_en		TEXT NOT NULL DEFAULT '',
	desc_zh		TEXT NOT NULL DEFAULT '',
	tips_en		TEXT NOT NULL DEFAULT '' CHECK (length(tips_en) <= 128),
	tips_zh		TEXT NOT NULL DEFAULT '' CHECK (length(tips_zh) <= 128),
	required	INTEGER NOT NULL DEFAULT 0 CHECK (required IN (0, 1)),
	length		INTEGER NOT NULL DEFAULT 0	-- characters; 0: as its type
			CHECK (length BETWEEN 0 AND 65535),
	default_value	TEXT NOT NULL DEFAULT '',
	min_value	TEXT NOT NULL DEFAULT '',	-- '' : no bound; for numbers,
	max_value	TEXT NOT NULL DEFAULT '',	-- dates and times
	is_show		INTEGER NOT NULL DEFAULT 1	-- to customers
			CHECK (is_show IN (0, 1)),
	is_sensitive	INTEGER NOT NULL DEFAULT 0
			CHECK (is_sensitive IN (0, 1) AND is_sensitive =
			(substr(param_key, 1, 7) = 'secret_')),
	position	INTEGER NOT NULL,
	active		INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
	UNIQUE (problem_type_id, param_key)
) STRICT;

-- What a field of type 2 or 3 offers.
CREATE TABLE extra_item (
	field_id	INTEGER NOT NULL REFERENCES extra_field ON DELETE CASCADE,
	value		TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 64
			AND instr(value, char(10)) = 0),
	name_en		TEXT NOT NULL CHECK (length(name_en) BETWEEN 1 AND 64),
	name_zh		TEXT NOT NULL CHECK (length(name_zh) BETWEEN 1 AND 64),
	position	INTEGER NOT NULL,
	PRIMARY KEY (field_id, value)
) STRICT, WITHOUT ROWID;

-- What was filled in.  Several values of one field stand a line each.
CREATE TABLE ticket_extra (
	ticket_id	INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
	field_id	INTEGER NOT NULL REFERENCES extra_field,
	value		TEXT NOT NULL,
	sealed		INTEGER NOT NULL DEFAULT 0	-- the vault has it
			CHECK (sealed IN (0, 1) AND (value = '') = (sealed = 1)),
	message_number	INTEGER,		-- the message that asked for it
	updated_at	INTEGER NOT NULL,
	updated_by	INTEGER NOT NULL REFERENCES users,
	PRIMARY KEY (ticket_id, field_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_extra_field ON ticket_extra (field_id);
