/*
 * roster.h - users as a table, for spreadsheets: out, and in again.
 *
 * A table that comes in has a row with the names of its columns (those of
 * roster_column, in any order; what is left out stays as it is) and a row a
 * user.  It adds and changes users; it takes none away.  It is read as often
 * as one likes, and says what it would do; and is then done as a whole, or
 * not at all.  For administrators of the portal.
 */
#ifndef GUICHET_DOMAIN_ROSTER_H
#define GUICHET_DOMAIN_ROSTER_H

#include "base/buf.h"
#include "domain/people.h"

enum roster_column {
	ROSTER_USER,
	ROSTER_NAME,
	ROSTER_ROLE,
	ROSTER_ACCOUNT,
	ROSTER_ADMIN,
	ROSTER_EMAIL,
	ROSTER_AREA,
	ROSTER_MOBILE,
	ROSTER_LANGUAGE,
	ROSTER_ZONE,
	ROSTER_DISABLED,
	ROSTER__MAX
};
/* "username", "name", "role" and so on: the names of the form's fields. */
extern const char *const roster_column[ROSTER__MAX];

enum roster_kind { ROSTER_NEW, ROSTER_CHANGED, ROSTER_SAME, ROSTER_WRONG };

struct roster_change {
	enum roster_column column;
	const char *from, *to; /* "" is empty */
};

struct roster_row {
	int64_t line;
	enum roster_kind kind;
	const char *user; /* as it stands there; of WRONG perhaps "" */
	const char *key;  /* of that name */
	/* WRONG: what, key under Lang.Say, and in which column; ROSTER__MAX:
	 * in none. */
	const char *say;
	enum roster_column column;
	/* NEW: all that is not empty; CHANGED: what differs. */
	struct roster_change *change;
	size_t nchange;
	struct user then; /* NEW and CHANGED: as he will be */
};

struct roster {
	struct roster_row *row;
	size_t count;
	int64_t n[ROSTER_WRONG + 1]; /* of each kind */
	const char *stamp;           /* of all that it says */
};

#define ROSTER_TEXT_MAX ((size_t)160 * 1024) /* bytes */
#define ROSTER_ROWS_MAX 1000                 /* users at once */

/* What would it do?  Nothing is written. */
enum err roster_read(
    struct ctx *, const char *text, struct roster *) MUST_CHECK;
/*
 * Do all of it, if it is what the stamp was made of: else ERR_CONFLICT, say
 * "roster_changed", and *out is what it would do now.  ERR_INVALID, say
 * "roster_wrong", while a row is wrong.  ERR_PROOF, as proof_check().
 * Who is new cannot sign in until he is given a password.
 */
enum err roster_apply(struct ctx *, const char *text, const char *stamp,
    struct roster *out) MUST_CHECK;
/* All users, as a table. */
enum err roster_write(struct ctx *, struct buf *) MUST_CHECK;

#endif
