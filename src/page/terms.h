/*
 * terms.h - a filter as text: status:closed product:"Object storage" vpn
 *
 * What stands before a colon names a field of the list's form, what stands
 * behind it a value; all else are words to look for.  Text and form say the
 * same: terms_read() makes parameters of what was typed as q, terms_write()
 * text of parameters.
 */
#ifndef GUICHET_PAGE_TERMS_H
#define GUICHET_PAGE_TERMS_H

#include "web/http.h"

/*
 * What can be written before a colon.  A row without a text stands for any
 * value of its parameter; several rows with the same key and text are written
 * and read together.
 */
struct term {
	const char *key, *text;
	const char *param, *value; /* of a row with a text */
	/* The value of the parameter that a name means, or NULL; and the name
	 * of a value.  NULL: they are the same. */
	enum err (*find)(struct ctx *, const char *name, const char **value);
	enum err (*name)(struct ctx *, const char *value, const char **name);
};

struct term_list {
	const struct term *item;
	size_t count;
};

#define TERM_FAULTS_MAX 8

struct term_fault {
	const char *say;  /* key under Lang.Say */
	const char *text; /* that it is about: "product:xyz" */
};

struct terms {
	const struct req *rq; /* with parameters for what was written */
	struct term_fault fault[TERM_FAULTS_MAX];
	size_t nfault;
};

/*
 * Read the text of parameter q.  A value that nothing has ("term_value") is
 * left out and said; a key that there is not ("term_key") is said, and what was
 * written is looked for as words.  Without a colon *out has `rq` itself.
 */
enum err terms_read(struct ctx *, const struct req *, const struct term_list *,
    struct terms *out) MUST_CHECK;
/* The text of the parameters of a request, "" if there is nothing to say. */
enum err terms_write(struct ctx *, const struct req *, const struct term_list *,
    const char **out) MUST_CHECK;

/* Q.text the whole as text, Fault.N what is said of it; and the saved views,
 * page_put_saved(). */
enum err terms_show(struct ctx *, struct model *page, const struct terms *,
    const struct term_list *) MUST_CHECK;

/* --- for the rows --- */

/* "2026-11-24", or "" */
enum err term_day(struct ctx *, const char *name, const char **value);
/* The day before it: before: means until then. */
enum err term_day_before(struct ctx *, const char *name, const char **value);
enum err term_day_after(struct ctx *, const char *value, const char **name);
enum err term_product(struct ctx *, const char *name, const char **value);
enum err term_severity(struct ctx *, const char *name, const char **value);
enum err term_label(struct ctx *, const char *name, const char **value);
enum err term_label_name(struct ctx *, const char *value, const char **name);

#endif
