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
#include "domain/table.h"

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
/* "username", "name", "role" and so on, the names of the form's fields; NULL
 * behind the last. */
extern const char *const roster_column[ROSTER__MAX + 1];

#define ROSTER_ROWS_MAX 1000 /* users at once */

/* What would it do?  Nothing is written. */
enum err roster_read(struct ctx *, const char *text, struct table *) MUST_CHECK;
/*
 * Do all of it, as table_check() lets it, say "roster_changed"; *out is what
 * it would do now.  ERR_PROOF, as proof_check().  Who is new cannot sign in
 * until he is given a password.
 */
enum err roster_apply(struct ctx *, const char *text, const char *stamp,
    struct table *out) MUST_CHECK;
/* All users, as a table. */
enum err roster_write(struct ctx *, struct buf *) MUST_CHECK;

#endif
