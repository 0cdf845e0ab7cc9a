/*
 * extra.h - extra fields: what tickets of one kind of problem ask for
 * beside their description.  On the wire they are "extended parameters",
 * and each is the parameter extends_KEY of a form.
 */
#ifndef GUICHET_DOMAIN_EXTRA_H
#define GUICHET_DOMAIN_EXTRA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"
#include "base/param.h"

#define EXTRA_PREFIX "extends_"
/* What is sensitive shows in the name of its parameter, so that every form,
 * draft and log can leave it out. */
#define EXTRA_SECRET    "secret_"
#define EXTRA_KEY_MAX   32  /* characters, as all below */
#define EXTRA_NAME_MAX  64  /* of names, and of an item's value */
#define EXTRA_TIPS_MAX  128 /* of the hint at the field */
#define EXTRA_TEXT_MAX  2000
#define EXTRA_ITEMS_MAX 50 /* that one field offers */
#define EXTRA_MAX       30 /* fields of one problem type */

/* param_type of the wire and of the database. */
enum extra_type {
	EXTRA_TEXT = 0,
	EXTRA_NUMBER = 1,
	EXTRA_ONE_OF = 2,
	EXTRA_SOME_OF = 3,
	EXTRA_DATE = 4, /* 2026-11-30 */
	EXTRA_LONG_TEXT = 5,
	EXTRA_BOOLEAN = 6, /* 1 or 0 */
	EXTRA_EMAIL = 7,
	EXTRA_PHONE = 8,
	EXTRA_URL = 9,
	EXTRA_TIME = 10, /* 09:30 */
	EXTRA__MAX
};

struct extra_item {
	const char *value, *name;
};

/* A field in the actor's language; strings are in cx->mem, never NULL. */
struct extra {
	int64_t id;
	enum extra_type type;
	int64_t length; /* characters; 0: as its type allows */
	bool required, shown, sensitive;
	bool asked;  /* of a ticket: its kind of problem has this field now */
	bool sealed; /* of a ticket: the vault has its value */
	int64_t secret_id; /* where it has it */
	const char *key, *name, *desc, *tips, *default_value, *min, *max;
	const char *value; /* of a ticket; "" none, or it is sealed */
	struct extra_item *item;
	size_t nitem;
};

struct extra_list {
	struct extra *item;
	size_t count;
};

/* The fields of a problem type; customers get those that are shown. */
enum err extra_fields(
    struct ctx *, const char *problem_type_id, struct extra_list *) MUST_CHECK;
/* Those of a ticket that the actor may see, with what was filled in. */
enum err extra_of_ticket(
    struct ctx *, int64_t ticket, struct extra_list *) MUST_CHECK;

/* Of these only what its kind of problem asks for now. */
enum err extra_asked(
    struct ctx *, int64_t ticket, struct extra_list *) MUST_CHECK;

/* What a field came to. */
struct extra_value {
	const char *value; /* as it is stored; "" nothing was filled in */
	const char *say;   /* key under Lang.Say; NULL: it is right */
	int64_t say_n;
	const char *bound; /* for "extra_low" and "extra_high" */
};

/*
 * Read every field of the list from the parameters extends_KEY among p,
 * into out[list->count].  True if all are right.
 */
bool extra_read(struct ctx *, const struct extra_list *, const struct param *p,
    size_t n, struct extra_value *out);
/* How many characters its value may have. */
int64_t extra_length(const struct extra *);

/* Within an act that creates the ticket: what was filled in for it.
 * ERR_INVALID with the first complaint. */
enum err extra_add(struct ctx *, int64_t ticket, const char *problem_type_id,
    const struct param *p, size_t n) MUST_CHECK;

/*
 * Fill in anew the fields of a ticket that is not ended: those that its
 * customer sees, or, for the staff, all.  message: the number of the one
 * that asked for it, or 0.  ERR_CONFLICT "state_changed" if the ticket is
 * not at `revision` any more, "wrong_state" once it has ended; ERR_INVALID
 * with the first complaint.
 */
enum err extra_change(struct ctx *, int64_t ticket, int64_t revision,
    int64_t message, const struct param *p, size_t n) MUST_CHECK;

/*
 * Show what is sealed in a field of a ticket, to the agent who has it:
 * ERR_DENIED (say "not_holder") for who has not, ERR_NOTFOUND (say
 * "secret_gone") where there is nothing.  Each view is in the log and in the
 * audit trail.  Replayed, cx->op.replayed is set and nothing is opened.
 */
enum err extra_reveal(struct ctx *, int64_t ticket, const char *key,
    const char **plain) MUST_CHECK;

/* Inside the transaction in which the ticket ends: wipe what is sealed. */
enum err extra_wipe(struct ctx *, int64_t ticket) MUST_CHECK;

/* A field as the administrator defines it, in both languages. */
struct extra_new_item {
	const char *value, *name_en, *name_zh;
};
struct extra_new {
	const char *problem_type_id, *key;
	enum extra_type type;
	const char *name_en, *name_zh;
	/* "" where there is nothing to say, as all below */
	const char *desc_en, *desc_zh, *tips_en, *tips_zh;
	const char *default_value, *min, *max;
	int64_t length, position;
	bool required, hidden, sensitive, inactive;
	const struct extra_new_item *item;
	size_t nitem;
};

/*
 * Is it a field that can be filled in?  NULL, or the key of what is wrong
 * under Lang.Say: "extra_key", "extra_type", "extra_name", "extra_tips",
 * "extra_items", "extra_bounds", "extra_default", "extra_sensitive" (the key
 * begins with EXTRA_SECRET where the field is sensitive, and only there).
 */
const char *extra_wrong(struct ctx *, const struct extra_new *);
/*
 * Define the field, or define it anew where the problem type has one of
 * that key; within a transaction.  ERR_INVALID, say as above.
 */
enum err extra_define(struct ctx *, const struct extra_new *) MUST_CHECK;

#endif
