/*
 * saved.h - saved views: the filter of a list as text (page/terms.h) under a
 * name, of one's own, and, where its owner says so, of a group of customers
 * or of all of the staff.
 */
#ifndef GUICHET_DOMAIN_SAVED_H
#define GUICHET_DOMAIN_SAVED_H

#include "base/ctx.h"

#define SAVED_MAX       50  /* of one's own */
#define SAVED_NAME_MAX  64  /* characters */
#define SAVED_QUERY_MAX 500 /* characters */

struct saved {
	int64_t id;
	const char *name, *query;
	const char *group; /* whose members have it too, or "" */
	int64_t group_id;
	bool everyone; /* all of the staff have it */
	bool mine;     /* the actor may take it away */
	bool first;    /* his list opens with it */
};

struct saved_list {
	struct saved *item;
	size_t count;
};

/* Those that the actor has, by name. */
enum err saved_list(struct ctx *, struct saved_list *) MUST_CHECK;
/* The text of the view with which his list opens, or "". */
enum err saved_first(struct ctx *, const char **query) MUST_CHECK;

/*
 * Save one: name, query, group_id (of a group that he operates, or 0) and
 * everyone (of the staff) are read.  ERR_INVALID "saved_name"; ERR_CONFLICT
 * "saved_full"; ERR_DENIED where it is not his to share so.
 */
enum err saved_add(struct ctx *, const struct saved *, int64_t *id) MUST_CHECK;
/* One's own.  ERR_NOTFOUND. */
enum err saved_drop(struct ctx *, int64_t id) MUST_CHECK;
/* Open the list with this one; id 0: with none.  ERR_NOTFOUND. */
enum err saved_choose(struct ctx *, int64_t id) MUST_CHECK;

#endif
