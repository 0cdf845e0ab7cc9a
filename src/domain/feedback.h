/*
 * feedback.h - reports of infringement and of illegal content: what somebody
 * tells the administrator, with evidence, and what becomes of it.
 *
 * A report is its author's and the administrators'; nobody else sees it, nor
 * its files, whether he is a colleague, administers the account, or answers
 * tickets.  What became of it, and why, is for administrators; the author
 * sees the state.
 *
 * Who he is and how he is reached is stored sealed.
 */
#ifndef GUICHET_DOMAIN_FEEDBACK_H
#define GUICHET_DOMAIN_FEEDBACK_H

#include "base/ctx.h"
#include "domain/attachment.h"

/* Characters; what the API does not limit is limited by us. */
#define FEEDBACK_TITLE_MAX   2048
#define FEEDBACK_CONTENT_MAX 5000
#define FEEDBACK_IP_MAX      2000
#define FEEDBACK_LINE_MAX    255
#define FEEDBACK_MAIL_MAX    128
#define FEEDBACK_MOBILE_MAX  32
#define FEEDBACK_NOTE_MAX    1000
#define FEEDBACK_FILES_MAX   3 /* of each part */

#define FEEDBACK_NAME_FMT "FB-%07" PRId64

/* Stored: never renumber. */
enum feedback_state {
	FEEDBACK_NEW = 0,
	FEEDBACK_WORK = 1,
	FEEDBACK_DONE = 2,
	FEEDBACK_REJECTED = 3,
	FEEDBACK__MAX
};
#define F(state)      (1u << (state))
#define FEEDBACK_OPEN (F(FEEDBACK_NEW) | F(FEEDBACK_WORK))

/* Stored likewise. */
enum feedback_part { FEEDBACK_EVIDENCE = 1, FEEDBACK_IDENTITY = 2 };

/* As the wire names them; NULL ends each list. */
#define FEEDBACK_INFRINGEMENT "infringement"
extern const char *const feedback_types[];
extern const char *const feedback_ip_types[];
/* Whom he acts as: 10 an enterprise … 0 ends the list. */
#define FEEDBACK_ENTERPRISE 10
extern const int64_t feedback_id_types[];

/* None is NULL; "" is not given.  Each is one line. */
struct feedback_contact {
	const char *name, *mobile, *mail, *area, *address, *company, *other;
};

/* What is reported. */
struct feedback_new {
	const char *type, *title, *content;
	const char *ip_type, *ip_area, *ip_number, *ip_content;
	int64_t id_type;
	struct feedback_contact contact;
	const char *const *file; /* evidence: ids of unbound attachments */
	size_t nfile;
	const char *const *id_file; /* who he is: likewise */
	size_t nid_file;
};

/* A row of it, as it is stored. */
struct feedback_row {
	int64_t id, revision; /* revision: counts what became of it */
	enum feedback_state state;
	const char *type, *title, *content;
	const char *ip_type, *ip_area, *ip_number, *ip_content;
	int64_t id_type;
	const void *sealed;
	size_t sealed_len;
	const char *author, *account; /* account "": he is of the staff now */
	int64_t created_at, updated_at;
};

struct feedback {
	struct feedback_row row;
	struct feedback_contact contact;
	struct attachment *file; /* evidence */
	size_t nfile;
	struct attachment *id_file;
	size_t nid_file;
};

/* What is wrong with a report. */
struct feedback_wrong {
	const char *field; /* its name on the form */
	const char *say;   /* key under Lang.Say */
	int64_t n;
};
#define FEEDBACK_WRONGS 12
/* At most one complaint a field, of what a table of lengths cannot say; how
 * many. */
size_t feedback_check(
    const struct feedback_new *, struct feedback_wrong out[FEEDBACK_WRONGS]);

/* By a customer.  ERR_INVALID with the first complaint. */
enum err feedback_create(
    struct ctx *, const struct feedback_new *, int64_t *id) MUST_CHECK;

/* One's own; an administrator's are all.  ERR_NOTFOUND. */
enum err feedback_get(struct ctx *, int64_t id, struct feedback *) MUST_CHECK;

struct feedback_filter {
	const char *type; /* "" all */
	unsigned states;  /* F(state); 0 all */
	int64_t before;   /* numbers below it; 0 from the newest on */
	int64_t limit;
};
struct feedback_list {
	struct feedback_row *item; /* without contact */
	size_t count;
	int64_t next; /* where the next page begins; 0: this is the last */
};
enum err feedback_list(struct ctx *, const struct feedback_filter *,
    struct feedback_list *) MUST_CHECK;

/* For administrators: how many there are; others have none. */
struct feedback_counts {
	int64_t n[FEEDBACK__MAX];
};
enum err feedback_counts(struct ctx *, struct feedback_counts *) MUST_CHECK;

/* What became of one; the first is that it came. */
struct feedback_event {
	int64_t number, user_id, at;
	const char *user;
	enum feedback_state from, to;
	const char *note;
};
struct feedback_history {
	struct feedback_event *item; /* the newest first */
	size_t count;
};
enum err feedback_history(
    struct ctx *, int64_t id, struct feedback_history *) MUST_CHECK;

/* May one follow the other?  A state may follow itself: that is a note. */
bool feedback_follows(enum feedback_state from, enum feedback_state to);

struct feedback_step {
	int64_t revision; /* that the administrator has seen */
	enum feedback_state to;
	const char *note;
};
/*
 * ERR_NOTFOUND; ERR_CONFLICT, say "feedback_changed", if it is not at that
 * revision any more, or may not come to that state; ERR_INVALID, say
 * "note_needed", where a report is finished, or stays as it is, without a
 * word.
 */
enum err feedback_work(
    struct ctx *, int64_t id, const struct feedback_step *) MUST_CHECK;

/* Of the jobs: end what was finished longer than tickets.feedback_retention
 * ago. */
enum err feedback_purge(struct ctx *) MUST_CHECK;

#endif
