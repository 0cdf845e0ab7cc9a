-- What the virus scanner says of files.  The verdict is of a file, not of its
-- bytes: the same bytes that come again are scanned again, so that nobody
-- learns from a quick verdict that somebody else has sent them before.
ALTER TABLE attachment ADD COLUMN scan INTEGER NOT NULL DEFAULT 0
	CHECK (scan BETWEEN 0 AND 3);	-- pending, clean, infected, unscanned
-- When it is to be scanned, or claimed by a scan that has begun; NULL: not
-- any more.
ALTER TABLE attachment ADD COLUMN scan_at INTEGER DEFAULT 0;
ALTER TABLE attachment ADD COLUMN scan_tries INTEGER NOT NULL DEFAULT 0;
-- First what never was scanned, and of that the newest.
CREATE INDEX attachment_scan ON attachment (scan_at, created_at DESC)
	WHERE scan_at IS NOT NULL;
CREATE INDEX attachment_found ON attachment (scan) WHERE scan >= 2;
CREATE INDEX attachment_time ON attachment (created_at);

-- Bytes in which something was found.
CREATE TABLE infected (
	sha256		TEXT PRIMARY KEY CHECK (length(sha256) = 64),
	found		TEXT NOT NULL,			-- the scanner's name for it
	found_at	INTEGER NOT NULL,
	removed_at	INTEGER				-- the bytes, from quarantine
) STRICT, WITHOUT ROWID;
CREATE INDEX infected_kept ON infected (found_at) WHERE removed_at IS NULL;

-- The scanner, as the jobs process saw it last.
CREATE TABLE scanner (
	id		INTEGER PRIMARY KEY CHECK (id = 1),
	seen_at		INTEGER NOT NULL,
	up		INTEGER NOT NULL CHECK (up IN (0, 1)),
	version		TEXT NOT NULL,			-- with that of its signatures
	why		TEXT NOT NULL			-- it is not up
) STRICT;
INSERT INTO scanner (id, seen_at, up, version, why) VALUES (1, 0, 0, '', '');
