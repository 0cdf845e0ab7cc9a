/*
 * form.h - from untyped parameters to a checked struct, by table.
 */
#ifndef GUICHET_WEB_FORM_H
#define GUICHET_WEB_FORM_H

#include "web/http.h"

enum field_type {
	FIELD_TEXT,  /* const char *: trimmed of nothing, CRLF made LF */
	FIELD_INT,   /* int64_t: digits only; 0 where it is empty */
	FIELD_BOOL,  /* bool: present and not empty */
	FIELD_MANY,  /* struct values: a parameter that may come repeatedly */
	FIELD_RATED, /* struct values: every parameter that begins with the
			name, "satisfaction_"; "" is whatever no other
			row names */
};

/* The values of FIELD_MANY and FIELD_RATED, in the order they came; empty
 * ones are absent. */
struct values {
	const char **name;  /* of the parameter */
	const char **value; /* as typed, never NULL */
	size_t count;
};

enum field_flags {
	REQUIRED = 1 << 0, /* an empty value is an absent one */
	LINE = 1 << 1,     /* one line: trimmed, runs of white space made
			      one space; no control characters, none that
			      turn the direction of writing */
	SECRET = 1 << 2,   /* never shown again, never kept, not hashed */
	CHOSEN = 1 << 3,   /* picked rather than typed: which button it was */
	AGAIN = 1 << 3,    /* RATED: each parameter may come repeatedly */
};

struct field {
	const char *name; /* of the parameter */
	enum field_type type;
	unsigned flags;   /* enum field_flags */
	size_t offset;    /* of the member it fills */
	int64_t min, max; /* TEXT: code points; INT: value; MANY: count */
	const char *say;  /* key under Lang.Say of the complaint when the
			     field is wrong otherwise than by being empty
			     ("required"), too long ("too_long") or too
			     often there ("too_many"); NULL: "invalid" */
};

/*
 * A row for member m of struct s.  The member's own type says how the
 * parameter is read, so the two cannot disagree.
 */
#define FIELD(s, m, fl, lo, hi, key)                                           \
	{                                                                      \
		.name = #m,                                                  \
		.type = _Generic(((struct s *)0)->m, const char *            \
		    : FIELD_TEXT, int64_t                                    \
		    : FIELD_INT, bool                                        \
		    : FIELD_BOOL, struct values                              \
		    : FIELD_MANY),                                           \
		.flags = (fl), .offset = offsetof(struct s, m), .min = (lo), \
		.max = (hi), .say = (key) \
	}
#define FIELD_PREFIX(s, m, prefix)                                             \
	{                                                                      \
		.name = (prefix), .type = FIELD_RATED,                         \
		.offset = offsetof(struct s, m), .max = 100, .say = NULL,      \
	}

/* The same of what may each come repeatedly, and, before a row whose prefix
 * it begins with, of what of that is SECRET. */
#define FIELD_SEVERAL(s, m, prefix, fl)                                        \
	{                                                                      \
		.name = (prefix), .type = FIELD_RATED, .flags = AGAIN | (fl),  \
		.offset = offsetof(struct s, m), .max = 100, .say = NULL,      \
	}

struct schema {
	const struct field *field;
	size_t n;
	bool revision; /* the form carries the ticket's revision */
};

#define FORM_MAX 40

struct form {
	const struct schema *schema;
	const struct req *rq;
	int64_t revision;            /* that it carried; 0: none */
	const char *value[FORM_MAX]; /* as typed, never NULL; the first of
					MANY; "" for SECRET and RATED */
	const char *error[FORM_MAX]; /* key under Lang.Say; NULL: right */
	int64_t error_n[FORM_MAX];   /* number for that sentence: of
					"too_long" what it has, of
					"too_many" and others the limit */
	const char *say;             /* of the form as a whole, or NULL */
	int64_t say_n;
};

/*
 * Check every field and fill the members of *out; note the key of the
 * form for act_begin().
 *
 * True if all are right.  If not, *f holds what the user typed and one
 * complaint a field, ready to be shown again; *out then has every member,
 * and is for finding further complaints and for showing it again only.
 * Where the router asked for a key (cx->op.needed), a token that is old, or
 * a key that is missing, makes it false too, with f->say "form_old" and no
 * complaint at a field.
 */
bool form_read(struct ctx *, struct form *f, const struct schema *,
    const struct req *, void *out) MUST_CHECK;

/* A form not yet sent: empty values, or those of a draft (urlencoded). */
void form_blank(struct ctx *, struct form *f, const struct schema *,
    const struct req *, const char *draft);

/* Every value of that name: to show a form again with all of them. */
void form_values(
    struct ctx *, const struct req *, const char *name, struct values *);
/* What was typed, urlencoded as a draft keeps it: without the hidden
 * fields below, without SECRETs, and without what is no field of it. */
const char *form_encode(
    struct ctx *, const struct schema *, const struct req *);

/* Is there anything in it that somebody typed, and that may be kept? */
bool form_typed(const struct schema *, const struct req *);

/* What the field of that name has, "" if there is none; and give it that. */
const char *form_value(const struct form *, const char *name);
void form_set(struct form *, const char *name, const char *value);
/* What is said of it: key under Lang.Say, or NULL. */
const char *form_error(const struct form *, const char *name);

/* Add a complaint found later, at the field of that name; where there is
 * no such field, of the form as a whole. */
void form_complain(
    struct form *, const char *field, const char *say, int64_t n);
bool form_wrong(const struct form *); /* any complaint or form->say */

/* The HTTP status of a form that is shown again: 422, or what rc asks. */
int form_status(const struct form *, enum err rc);

/*
 * The idempotency key for a form that posts to `address`.  With a
 * revision it is the same for each showing of the page, so that one out
 * of the browser's cache is as good; with 0 it is random, and the page
 * must not have an ETag.
 */
const char *form_key(struct ctx *, const struct session *, const char *address,
    int64_t revision);

/* The names of the hidden fields that forms with a key carry. */
#define FIELD_CSRF     "csrf_token"
#define FIELD_KEY      "idempotency_key"
#define FIELD_REVISION "revision"
/* The present password, in a form that comes again with it. */
#define FIELD_PROOF "proof"

/* The row that a parameter belongs to, or NULL. */
const struct field *schema_field(const struct schema *, const char *name);

#endif
