/*
 * demo_record.h - the records of the demo content, as they are written.
 *
 * A record is a line with its kind and arguments, and lines with
 * attributes below it.  One table says for each kind what it has and
 * where in the struct of demo_script.h that goes.  For demo_script.c
 * only, which reads the lines.
 */
#ifndef GUICHET_CMD_DEMO_RECORD_H
#define GUICHET_CMD_DEMO_RECORD_H

#include "cmd/demo_script.h"

enum kind_id {
	KIND_SUBTYPE,
	KIND_PRODUCT,
	KIND_TEMPLATE,
	KIND_PROBLEM,
	KIND_EXTRA,
	KIND_SEVERITY,
	KIND_REGION,
	KIND_DIMENSION,
	KIND_AGREEMENT,
	KIND_ACCOUNT,
	KIND_GROUP,
	KIND_USER,
	KIND_REPORT,
	KIND_TICKET,
	KIND__MAX
};

struct record {
	struct record *next;
	enum kind_id kind;
	const char *place; /* "FILE:LINE" */
	unsigned seen;     /* a bit an attribute */
	void *data;        /* the struct of its kind, which begins with an id */
};

/* What has been read, and where we are. */
struct records {
	struct ctx *cx;
	const char *file; /* being read */
	unsigned line;
	struct record *first, **tail;
	struct record *open; /* the one that attributes go to, or NULL */
	const char **slot;   /* the text that | lines go to, or NULL */
};

/* "FILE:LINE" */
const char *record_place(const struct records *);

#define record_fail(rs, ...)                                                   \
	err_fail((rs)->cx, ERR_INVALID, "%s: %s", record_place(rs),            \
	    arena_printf((rs)->cx->mem, __VA_ARGS__))

/* Cut the next word off `*rest`; "" if there is none. */
char *record_word(char **rest);

/* "1d2h30m" to seconds. */
MUST_CHECK enum err record_span(
    struct records *, const char *word, int64_t *out);

/* Write a pointer to the struct of that kind and id to the pointer `to`. */
MUST_CHECK enum err record_ref(
    struct records *, enum kind_id, const char *id, void *to);

/* KIND__MAX if no kind is named so. */
enum kind_id record_kind(const char *name);

/* Begin a record; `*rest` becomes what follows its arguments. */
MUST_CHECK enum err record_open(struct records *, enum kind_id, char **rest);

/* Read an attribute of the open record; *known is false if it has none of
 * that name. */
MUST_CHECK enum err record_attr(
    struct records *, const char *name, char *rest, bool *known);

/* The open record is whole: nothing that it must have is missing. */
MUST_CHECK enum err record_end(struct records *);

/* Give it to the function for its kind. */
MUST_CHECK enum err record_hand(
    struct ctx *, const struct record *, const struct demo_sink *, void *arg);

#endif
