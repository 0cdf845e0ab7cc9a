/*
 * page.h - what the files of page/ share.
 */
#ifndef GUICHET_PAGE_PAGE_H
#define GUICHET_PAGE_PAGE_H

#include "base/buf.h"
#include "domain/attachment.h"
#include "domain/state.h"
#include "domain/ticket.h"
#include "view/view.h"

/* Begin the page of that template: its model, with the frame around it. */
enum err page_begin(struct ctx *, const struct req *, struct resp *,
    const char *template) MUST_CHECK;

/* What lists are asked for.  False if it is none of what we offer. */
bool page_order(const char *sort, enum order *out);
/* A place in a list, as page_place() writes it; "" is the start. */
bool page_cursor(const char *after, int64_t *at, int64_t *id);
const char *page_place(struct ctx *, int64_t at, int64_t id);
/* "2026-11-30" as the moment in which that day begins in the zone of cx,
 * or, if `end`, in which it ends. */
bool page_date(struct ctx *, const char *, bool end, int64_t *out);
/* The names of time zones, to choose from. */
void page_zones(struct model *list);

/* "2026-11-30T08:00", as an input of type datetime-local writes it, as a
 * moment in the zone of cx; and back, to the minute. */
bool page_moment(struct ctx *, const char *, int64_t *out);
const char *page_moment_text(struct ctx *, int64_t);

/* The limits of files in a form about that kind of problem or that ticket: in
 * cx->conf, and in what the page (or NULL) says. */
enum err files_limits(struct ctx *, const char *problem_type_id, int64_t ticket,
    struct model *page) MUST_CHECK;

/* Files of a form: those that came with it, and those kept from before. */
struct taken {
	const char **id; /* of all that can be used */
	size_t n;
	struct attachment *file; /* the same */
	struct kept *came;       /* those that came, each with its verdict */
	size_t ncame;
	bool replayed; /* the form was sent before: its act has them */
	bool gone;     /* one that was kept before is not there any more */
	const char *infected; /* names of those with a virus, or NULL */
	bool too_big;         /* one that came is over the limit */
	bool busy;            /* they could not be kept just now */
	bool stopped;         /* because the disk has no room for files */
	bool wrong;           /* something is to be said of the files */
};

/*
 * After form_read(): keep the files of the request before anything else can
 * fail, so that they need not be sent again, beside those that its
 * accessory_ids name.
 */
enum err files_take(
    struct ctx *, const struct req *, struct taken *) MUST_CHECK;
/* The same for a form that is no act. */
enum err files_keep(
    struct ctx *, const struct req *, struct taken *) MUST_CHECK;
/* Those that a draft names. */
enum err files_draft(
    struct ctx *, const char *fields, struct taken *) MUST_CHECK;
/* Show them in the form at `form` (C.reply, or F), and what was wrong with
 * them as a complaint at the control with that id. */
void files_show(struct ctx *, struct model *page, struct model *form,
    const struct taken *, const char *id);
/* What is wrong with them, in one text. */
const char *files_say(struct ctx *, const struct taken *);
/* What is wrong with one of them. */
const char *files_complaint(
    struct ctx *, const struct taken *, const struct kept *);
/* 413, 422 or 503, if something is wrong with them, else `status`. */
int files_status(const struct taken *, int status);

/* Answers for script: JSON; a file that is kept; one that is refused. */
void page_json(struct resp *, const struct buf *);
void page_json_file(struct ctx *, const struct attachment *, struct resp *);
void page_json_refused(struct ctx *, const struct kept *, struct resp *);

/* Sign-ins from unknown devices that the reader has not been told of. */
enum err page_put_news(
    struct ctx *, const struct req *, struct resp *) MUST_CHECK;

/* How he signs in has changed: his session gets another cookie, so that a
 * copy of the old one is worth nothing. */
void page_renew(struct ctx *, const struct req *, struct resp *);

/*
 * The form for that address as somebody left it: what he sent when his
 * session had ended.  *found false: he did not.  The page says so, by
 * F.Left.
 */
enum err page_left(struct ctx *, const struct req *, const char *address,
    const struct schema *, struct form *, bool *found) MUST_CHECK;
void page_put_left(struct ctx *, struct model *page, const struct form *);

/* The text of a file that came with a form: UTF-8 of at most max bytes, its
 * newlines made LF; NULL if it is none, and *say is why. */
const char *page_read_text(
    struct ctx *, const struct upload *, size_t max, const char **say);

/* Can this error be shown with the form, so that what was typed is kept?
 * Then *say and *n are what there is to say, and cx is clear again. */
bool page_recovers(struct ctx *, enum err rc, const char **say, int64_t *n);

#endif
