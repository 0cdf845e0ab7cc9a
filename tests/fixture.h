/*
 * fixture.h - a portal in memory, with people and a catalogue, for tests.
 *
 * Two accounts.  "lumen" has mei (owner of tickets), oscar (a colleague
 * without any role), aisha (operates the group "storage", of which mei is
 * a member) and lars (administers the account).  "chenguang" has wen, a
 * stranger to all of them.  Staff: priya and siyuan, agents; yating, lead;
 * root, administrator.
 */
#ifndef GUICHET_TESTS_FIXTURE_H
#define GUICHET_TESTS_FIXTURE_H

#include "base/ctx.h"

enum who_is {
	NOBODY,
	MEI,
	OSCAR,
	AISHA,
	LARS,
	WEN,
	PRIYA,
	SIYUAN,
	YATING,
	ROOT,
	WHO_IS__MAX
};

#define FIXTURE_NOW      ((int64_t)1772357460) /* 2026-03-01 09:31:00 UTC */
#define FIXTURE_PASSWORD "correct horse battery"

extern const char *const fixture_name[WHO_IS__MAX];

/* Everything made anew, in a folder of its own that fixture_close()
 * removes.  Dies with a message if it cannot. */
void fixture_open(struct ctx *);
/* The same with the database in its file, for a look from outside. */
void fixture_open_on_disk(struct ctx *);
void fixture_close(struct ctx *);

/* Begin a new request of this person: arena, error and key are fresh. */
void fixture_as(struct ctx *, enum who_is);
int64_t fixture_id(enum who_is);

/* Sign in, from a browser that nobody knows. */
enum err fixture_login(struct ctx *, const char *name, const char *password,
    const char *agent, const char **token);

/* A ticket of mei's in state 0; its id. */
int64_t fixture_ticket(struct ctx *);
/* The same of wen's. */
int64_t fixture_ticket_of(struct ctx *, enum who_is);

#endif
