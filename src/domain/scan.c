#include "domain/scan.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "base/clamd.h"
#include "base/conf.h"
#include "base/log.h"
#include "domain/act.h"
#include "store/blob.h"
#include "store/scan.h"

#define MINUTE ((int64_t)60)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

#define BUDGET 5 /* seconds of one run: the process has more to do */

#define GREETING 3      /* seconds in which it says who it is */
#define GREETED  MINUTE /* as long it need not say so again */
#define SHUNNED  10     /* seconds until one that failed is tried again */

/* A file that it fails over is tried again, at ever longer distance, and
 * then is unscanned; later on it may go. */
#define TRIES      4
#define TRY_AGAIN  10 /* seconds, and more each time */
#define LATER      HOUR
#define SINCE_ANEW (7 * DAY) /* with new signatures */

/* Who may have it --------------------------------------------------------- */

static bool
has_waited(const struct ctx *cx, const struct attachment *f)
{
	return cx->now - f->created_at >= cx->conf->scan_patience;
}

enum file_state
scan_state(const struct ctx *cx, const struct attachment *f)
{
	const int mode = cx->conf->scan_mode;

	if (f->scan == SCAN_INFECTED)
		return FILE_INFECTED;
	if (mode == CONF_SCAN_OFF || f->scan == SCAN_CLEAN)
		return FILE_PLAIN;
	if (mode == CONF_SCAN_REQUIRED)
		return f->scan == SCAN_PENDING ? FILE_PENDING : FILE_HELD;
	return f->scan == SCAN_UNSCANNED || has_waited(cx, f) ? FILE_UNSCANNED
							      : FILE_PENDING;
}

bool
scan_lets_pass(const struct ctx *cx, const struct attachment *f)
{
	enum file_state s = scan_state(cx, f);

	return s == FILE_PLAIN || s == FILE_UNSCANNED;
}

enum err
scan_gate(struct ctx *cx, const struct attachment *f)
{
	static const char *const say[] = {
		[FILE_PENDING] = "file_pending",
		[FILE_HELD] = "file_held",
		[FILE_INFECTED] = "file_infected",
	};

	if (scan_lets_pass(cx, f))
		return ERR_OK;
	return err_say(cx, ERR_CONFLICT, say[scan_state(cx, f)],
	    "attachment \"%s\" is not to be sent", f->id);
}

/* What was found ---------------------------------------------------------- */

/* In the story of its ticket, and in the audit trail. */
static enum err
tell(struct ctx *cx, const struct scan_find *f, const char *found)
{
	struct log_new log = { .ticket = f->ticket,
		.type = LOG_INFECTED,
		.operator_kind = 3,
		.visible = !f->note,
		.description = f->name };
	enum err rc = ERR_OK;

	if (f->ticket != 0)
		rc = store_scan_tell(cx, f->ticket, log.visible, &log);
	if (rc == ERR_OK && f->ticket != 0)
		rc = store_log_add(cx, &log);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_INCIDENT, "fileInfected",
		    "attachment", f->id,
		    arena_printf(
			cx->mem, "%s: %s, by %s", f->name, found, f->owner));
	return rc;
}

static enum err
write_infected(struct ctx *cx, const char *sha256, const char *found)
{
	struct scan_find *f;
	size_t n;
	enum err rc;

	rc = store_scan_found_in(cx, sha256, &f, &n);
	for (size_t i = 0; rc == ERR_OK && i < n; i++)
		rc = tell(cx, &f[i], found);
	return rc == ERR_OK ? store_scan_infected(cx, sha256, found) : rc;
}

static enum err
infected(struct ctx *cx, const char *sha256, const char *found)
{
	enum err rc;

	rc = store_begin(cx);
	if (rc == ERR_OK)
		rc = store_end(cx, write_infected(cx, sha256, found));
	if (rc == ERR_OK)
		log_event(LOG_WARNING, "virus in %s: %s", sha256, found);
	return rc;
}

enum err
scan_sweep(struct ctx *cx)
{
	struct infected *i;
	size_t n;
	enum err rc;

	rc = store_infected_kept(
	    cx, cx->now - cx->conf->scan_quarantine, &i, &n);
	for (; rc == ERR_OK && n > 0; i++, n--) {
		rc = blob_remove(cx, cx->conf->blob_dir, i->sha256);
		if (rc == ERR_OK)
			rc = store_begin(cx);
		if (rc == ERR_OK)
			rc = store_end(
			    cx, store_infected_removed(cx, i->sha256));
	}
	return rc;
}

/* Asking ------------------------------------------------------------------ */

static struct clamd
clamd_of(const struct ctx *cx)
{
	return (struct clamd){ .socket = cx->conf->scan_socket,
		.timeout = (int)cx->conf->scan_timeout };
}

static enum err
note_scanner(
    struct ctx *cx, const struct scanner *before, bool up, const char *text)
{
	const struct scanner s = { .seen_at = cx->now,
		.up = up,
		.version = up ? text : before->version,
		.why = up ? "" : text };
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_scanner_put(cx, &s);
	if (rc == ERR_OK && strcmp(s.version, before->version) != 0)
		rc = store_scan_anew(cx, cx->now - SINCE_ANEW);
	return store_end(cx, rc);
}

/* Is it there?  One that is not is left alone for a while. */
static enum err
greet(struct ctx *cx, bool *up)
{
	struct clamd c = clamd_of(cx);
	char text[CLAMD_TEXT];
	struct scanner s;
	enum err rc;

	rc = store_scanner_get(cx, &s);
	if (rc != ERR_OK)
		return rc;
	*up = s.up;
	if (cx->now >= s.seen_at &&
	    cx->now - s.seen_at < (s.up ? GREETED : SHUNNED))
		return ERR_OK;
	if (c.timeout > GREETING)
		c.timeout = GREETING;
	*up = clamd_version(&c, text) == CLAMD_CLEAN;
	return note_scanner(cx, &s, *up, text);
}

/* It failed over a file: was it the file? */
static enum err
failed(struct ctx *cx, const struct scan_job *j, const char *text)
{
	const bool done = j->tries + 1 >= TRIES;
	int64_t at = cx->now +
	    (done ? LATER : (int64_t)TRY_AGAIN << (j->tries * 2));
	enum err rc;

	log_event(LOG_WARNING, "cannot scan %s: %s", j->sha256, text);
	rc = store_begin(cx);
	if (rc == ERR_OK)
		rc = store_end(cx, store_scan_again(cx, j->sha256, at, done));
	return rc;
}

static enum err
settle(struct ctx *cx, const struct scan_job *j, enum clamd_answer a,
    const char *text)
{
	enum err rc;

	if (a == CLAMD_INFECTED)
		return infected(cx, j->sha256, text);
	if (a == CLAMD_FAILED || a == CLAMD_SILENT)
		return failed(cx, j, text);
	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	if (a == CLAMD_CLEAN)
		rc = store_scan_clean(cx, j->sha256);
	else if (a == CLAMD_PARTLY)
		rc = store_scan_again(cx, j->sha256, 0, true);
	else
		rc = store_scan_let_go(cx, j->sha256, cx->now);
	return store_end(cx, rc);
}

/* Its bytes are in quarantine, or lost: there is nothing to look at. */
static enum err
missing(struct ctx *cx, const struct scan_job *j)
{
	const char *found;
	enum err rc;

	err_clear(cx);
	rc = store_infected_get(cx, j->sha256, &found);
	if (rc != ERR_OK)
		return rc;
	return found != NULL ? infected(cx, j->sha256, found)
			     : settle(cx, j, CLAMD_PARTLY, "");
}

static enum err
look(struct ctx *cx, const struct scan_job *j, bool *up)
{
	const struct clamd c = clamd_of(cx);
	enum clamd_answer a = CLAMD_PARTLY;
	char text[CLAMD_TEXT] = "";
	struct scanner s;
	enum err rc;
	int fd;

	rc = blob_open(cx, cx->conf->blob_dir, j->sha256, &fd);
	if (rc == ERR_NOTFOUND)
		return missing(cx, j);
	if (rc != ERR_OK)
		return rc;
	if (j->size <= cx->conf->scan_max_size)
		a = clamd_scan(&c, fd, text);
	rc = settle(cx, j, a, text);
	*up = a < CLAMD_SILENT;
	if (rc != ERR_OK || *up)
		return rc;
	rc = store_scanner_get(cx, &s);
	return rc == ERR_OK ? note_scanner(cx, &s, false, text) : rc;
}

/* Take one, in a transaction, so that it is not asked for twice, nor for
 * ever where this process dies of it. */
static enum err
take(struct ctx *cx, bool *found, struct scan_job *j)
{
	const int64_t until = cx->now + 2 * cx->conf->scan_timeout + MINUTE;
	enum err rc;

	rc = store_scan_next(cx, found, j);
	if (rc != ERR_OK || !*found)
		return rc;
	rc = store_begin(cx);
	if (rc == ERR_OK)
		rc = store_end(
		    cx, store_scan_claim(cx, j->sha256, until, found));
	return rc;
}

enum err
scan_some(struct ctx *cx)
{
	const time_t end = time(NULL) + BUDGET;
	struct scan_job j;
	bool up = false, found = true;
	enum err rc;

	if (cx->conf->scan_mode == CONF_SCAN_OFF)
		return ERR_OK;
	rc = greet(cx, &up);
	while (rc == ERR_OK && up && found && time(NULL) < end) {
		rc = take(cx, &found, &j);
		if (rc == ERR_OK && found)
			rc = look(cx, &j, &up);
	}
	return rc;
}

enum err
scan_health(struct ctx *cx, struct scanner *s, struct scan_counts *n)
{
	enum err rc = store_scanner_get(cx, s);

	return rc == ERR_OK ? store_scan_counts(cx, n) : rc;
}
