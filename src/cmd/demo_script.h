/*
 * demo_script.h - read the demo content, which fills a fresh portal.
 *
 * The content is text, written and reviewed by people, in a folder: the
 * file demo.txt includes the others, and files/ holds what tickets have
 * attached.  A line is one of
 *
 *	# a comment; so is an empty line
 *	include NAME            read that file here
 *	KIND argument ...       a record begins: see the table in the .c
 *	    attribute value     of the record above
 *	| text                  one line of a text of the record or step above
 *	+20m VERB user ...      a step of the ticket above, 20 minutes after
 *	                        the step before it; -3d2h counts back from
 *	                        the first start instead
 *	    file NAME [title]   attached to the step above; title is the name
 *	                        that people see
 *
 * Blanks before a keyword mean nothing.  A thing is named by its id, and
 * is defined before it is used.  Spans of time are numbers with one of
 * d, h, m, s behind each: 1d2h30m.
 *
 * This module knows the form, and that what is named exists.  Whether a
 * step is allowed is for the rules of the domain to say.
 */
#ifndef GUICHET_CMD_DEMO_SCRIPT_H
#define GUICHET_CMD_DEMO_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"

enum demo_lang { DEMO_EN, DEMO_ZH_CN, DEMO_LANG__MAX };

/* The same in every language; none is NULL. */
struct demo_words {
	const char *in[DEMO_LANG__MAX];
};

struct demo_subtype {
	const char *id;
	struct demo_words name;
};

struct demo_product {
	const char *id;
	const struct demo_subtype *subtype;
	struct demo_words name, desc;
};

/* What a description is prefilled with. */
struct demo_template {
	const char *id;
	struct demo_words name, text;
};

enum demo_case { DEMO_CONSULTATION, DEMO_FAULT };

struct demo_problem {
	const char *id;
	const struct demo_product *product;
	enum demo_case type; /* a fault needs a region */
	const struct demo_template *template;
	struct demo_words name, desc;
};

#define DEMO_ITEMS_MAX 8

/* An extra field that a kind of problem asks for. */
struct demo_extra {
	const char *id; /* its key, with - for _ */
	const struct demo_problem *problem;
	unsigned type; /* enum extra_type */
	struct demo_words name, tips;
	bool required, hidden;
	const char *start, *min, *max;     /* or NULL */
	const char *items[DEMO_ITEMS_MAX]; /* "value = en = zh-cn"; NULL: no
					      more */
};

struct demo_severity {
	const char *id;
	int64_t first_response, resolution; /* seconds; a day has 86,400 */
	struct demo_words name, desc;
};

enum demo_region_type { DEMO_MAINLAND, DEMO_INTERNATIONAL };

struct demo_region {
	const char *id;
	enum demo_region_type type;
	struct demo_words name;
};

struct demo_dimension {
	const char *id; /* a number */
	int64_t max;    /* scores are 1 to this */
	struct demo_words name, desc;
};

enum demo_agreement_type {
	DEMO_AGREE_CREATE,
	DEMO_AGREE_CREATE_ISV,
	DEMO_AGREE_AUTHORIZATION
};

struct demo_agreement {
	const char *id;
	enum demo_agreement_type type; /* numbered as on the wire */
	struct demo_words name, text;
};

struct demo_account {
	const char *id;
	const char *name;
};

struct demo_group {
	const char *id;
	const struct demo_account *account;
	const char *name;
	bool ticket_administrator, group_operator; /* its roles */
};

#define DEMO_GROUPS_MAX 3

struct demo_user {
	const char *id; /* the user name */
	enum role role;
	const struct demo_account *account; /* NULL: of the staff */
	bool account_admin;
	const struct demo_group *groups[DEMO_GROUPS_MAX]; /* NULL: no more */
	const char *name, *email;
	const char *area_code, *mobile; /* or NULL */
	enum demo_lang language;
	const char *time_zone;
};

enum demo_report_type { DEMO_INFRINGEMENT, DEMO_ILLEGAL };

struct demo_report {
	const char *id;
	const struct demo_user *user;
	enum demo_report_type type;
	int64_t ago; /* seconds before the portal is filled */
	const char *title, *content, *mobile;
	const char *right, *registration, *company; /* or NULL */
	const char *evidence, *proof;               /* files */
};

struct demo_ticket {
	const char *id; /* for error messages: where it is written */
	const struct demo_user *user;
	const struct demo_product *product;
	const struct demo_problem *problem;
	const struct demo_severity *severity;
	const struct demo_region *region; /* or NULL */
	int64_t key;                      /* the caller's own */
};

enum demo_act {
	DEMO_CREATE,
	DEMO_TAKE,
	DEMO_MESSAGE, /* of a customer */
	DEMO_REPLY,   /* of the staff */
	DEMO_NOTE,    /* of the staff, for the staff */
	DEMO_ASK,     /* 1 -> 17 */
	DEMO_RESOLVE, /* 1 -> 2 */
	DEMO_PAUSE,   /* 1 -> 5, `until` */
	DEMO_URGE,
	DEMO_WITHDRAW, /* the message of the step `target` */
	DEMO_CANCEL,
	DEMO_CLOSE,  /* with `scores`; the text is the judgement */
	DEMO_REJECT, /* 2 -> 1 */
	DEMO_DELETE,
	DEMO_INVALIDATE, /* -> 12 */
	DEMO_ACCESS,     /* the assignee asks for an authorization */
	DEMO_GRANT,      /* a customer grants the newest one, for three days */
	DEMO_ACT__MAX
};

struct demo_file {
	const char *path;  /* to open */
	const char *title; /* as people see it */
};

struct demo_score {
	const struct demo_dimension *dimension;
	int64_t value;
};

#define DEMO_FILES_MAX  5
#define DEMO_SCORES_MAX 8

struct demo_step {
	enum demo_act act;
	int64_t at; /* seconds after the first start: negative */
	struct demo_ticket *ticket;
	const struct demo_user *user; /* who acts */
	const char *text;             /* "" if none; no newline at its end */
	struct demo_file files[DEMO_FILES_MAX];
	size_t nfiles;
	struct demo_score scores[DEMO_SCORES_MAX];
	size_t nscores;
	int64_t until; /* as `at` */
	const struct demo_step *target;
	int64_t key; /* the caller's own */
};

/*
 * What to do with each record; NULL ignores it.  A failure ends the
 * reading, and gets the record's file and line in front of its reason.
 */
struct demo_sink {
	enum err (*subtype)(struct ctx *, void *, const struct demo_subtype *);
	enum err (*product)(struct ctx *, void *, const struct demo_product *);
	enum err (*problem)(struct ctx *, void *, const struct demo_problem *);
	enum err (*extra)(struct ctx *, void *, const struct demo_extra *);
	enum err (*severity)(
	    struct ctx *, void *, const struct demo_severity *);
	enum err (*region)(struct ctx *, void *, const struct demo_region *);
	enum err (*dimension)(
	    struct ctx *, void *, const struct demo_dimension *);
	enum err (*agreement)(
	    struct ctx *, void *, const struct demo_agreement *);
	enum err (*account)(struct ctx *, void *, const struct demo_account *);
	enum err (*group)(struct ctx *, void *, const struct demo_group *);
	enum err (*user)(struct ctx *, void *, const struct demo_user *);
	enum err (*report)(struct ctx *, void *, const struct demo_report *);
	enum err (*step)(struct ctx *, void *, struct demo_step *);
};

/*
 * Read the folder and hand every record to the sink: first the catalogue
 * and the people, in the order of the files, then the steps of all
 * tickets, in the order of time.  Nothing is handed over unless all of
 * it could be read.  Records live in cx->mem: a sink that works in an
 * arena of its own may reset that at each step.  ERR_INVALID with
 * "FILE:LINE: reason", or ERR_FAULT if a file cannot be read.
 */
MUST_CHECK enum err demo_script_run(
    struct ctx *, const char *folder, const struct demo_sink *, void *arg);

#endif
