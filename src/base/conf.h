/*
 * conf.h - the settings that an operator writes into guichet.conf.
 *
 * One table (conf_table.c) says of every key its type, range, default and
 * meaning; the reader, `guichet config`, the manual page and the messages
 * about mistakes are all made from it.  To add a key, add a row there and
 * a member here, named SECTION_KEY.
 *
 * Settings are made once, in main, and live as long as the process.  They
 * have their own memory: conf_free() frees it.
 */
#ifndef GUICHET_BASE_CONF_H
#define GUICHET_BASE_CONF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"

/* The values of the keys with a choice, in the order of the table's words. */
enum conf_language { CONF_EN, CONF_ZH_CN };
enum conf_factor { CONF_FACTOR_OPTIONAL, CONF_FACTOR_STAFF };
enum conf_sandbox {
	CONF_SANDBOX_AUTO,
	CONF_SANDBOX_REQUIRED,
	CONF_SANDBOX_OFF
};
enum conf_scan { CONF_SCAN_OFF, CONF_SCAN_BEST_EFFORT, CONF_SCAN_REQUIRED };
enum conf_level { CONF_ERROR, CONF_WARNING, CONF_INFO, CONF_DEBUG };

/*
 * Sizes are in bytes, durations in seconds; a list ends with NULL; paths
 * that were read from a file are absolute.  No text is NULL.
 */
struct conf {
	const char *site_name;
	const char *site_base_url; /* see base_* below */
	const char *const *site_hosts;
	int site_language; /* enum conf_language */
	const char *site_time_zone;

	const char *paths_data;
	const char *paths_run; /* as written: use run_dir */
	const char *paths_share;
	const char *paths_templates; /* as written: use template_dir */
	const char *paths_static;    /* as written: use static_dir */

	const char *server_listen;
	int server_port;
	const char *const *server_trusted_proxies;
	int server_workers;
	int server_login_workers;
	int server_stream_workers;
	int64_t server_stream_timeout;
	int64_t server_request_timeout;
	int server_login_rate; /* a minute */
	int server_login_burst;
	int server_sandbox; /* enum conf_sandbox */

	int uploads_max_count;
	int64_t uploads_max_size;
	const char *const *uploads_types; /* without a dot, lower case */
	int64_t uploads_max_chunked;
	int uploads_max_open;
	int64_t uploads_user_volume;
	int64_t uploads_daily_volume;
	int uploads_ceiling_count;
	int64_t uploads_ceiling_size;
	int64_t uploads_ceiling_chunked;
	int64_t uploads_unbound_lifetime;
	int64_t uploads_link_lifetime;

	int64_t storage_ballast;
	int storage_low; /* percent, as storage_critical */
	int64_t storage_low_size;
	int storage_critical;
	int64_t storage_critical_size;
	int64_t storage_gc_delay;
	int storage_scrub_days;

	int scan_mode; /* enum conf_scan */
	const char *scan_socket;
	int64_t scan_timeout, scan_patience, scan_quarantine;
	int64_t scan_max_size;

	int64_t tickets_urge_grace;
	int64_t tickets_urge_interval;
	int64_t tickets_withdraw_window;
	int64_t tickets_auto_close;
	int64_t tickets_remind_after;
	int64_t tickets_retention;
	int64_t tickets_feedback_retention;
	int64_t tickets_score_window;
	bool tickets_own_queues_only;
	int tickets_page_size;
	int tickets_thread_page;

	int64_t sessions_customer_idle;
	int64_t sessions_customer_lifetime;
	int64_t sessions_staff_idle;
	int64_t sessions_staff_lifetime;
	int64_t sessions_parked_lifetime;
	int64_t sessions_proof_lifetime;
	int sessions_max_count;

	int passwords_min_length;
	int passwords_min_length_two_factor;
	int passwords_two_factor; /* enum conf_factor */
	int64_t passwords_argon2_memory;
	int passwords_argon2_passes;

	int log_level; /* enum conf_level */

	/* Made of the above. */
	bool base_https;
	const char *base_origin; /* as browsers send it in Origin */
	const char *base_host;   /* lower case */
	int base_port;
	int64_t body_cap; /* what nginx lets through, in bytes */
	const char *run_dir;
	const char *template_dir;
	const char *static_dir;
	const char *db_file;
	const char *blob_dir;
	const char *thumb_dir; /* small pictures, made of blobs */
	const char *tmp_dir;
	const char *page_socket;
	const char *login_socket;
	const char *sniff_socket;
	const char *artist_socket;
	const char *stream_socket;

	/* Those of the file, where an administrator's limits have taken their
	 * place in these (domain/limit.h); NULL: these are. */
	const struct conf *given;

	struct arena *mem;
	const struct conf_origin *origin; /* one a key, in the table's order */
};

/* Where a value was written; file is NULL for a default. */
struct conf_origin {
	const char *file;
	int line;
};

enum conf_type {
	CONF_TEXT,
	CONF_PATH,
	CONF_INT,
	CONF_BOOL,
	CONF_SIZE,     /* bytes; written 512, 64K, 10M, 2G */
	CONF_DURATION, /* seconds; written 30s, 15m, 12h, 7d */
	CONF_LIST,     /* words between blanks or commas */
	CONF_CHOICE    /* one of the row's words */
};

struct conf_key {
	const char *section;
	const char *name;
	enum conf_type type;
	size_t at;            /* offset of the member in struct conf */
	const char *fallback; /* the default, as one would write it */
	int64_t min, max;     /* of a number, or of the length of a text */
	const char *words;    /* a CONF_CHOICE's, between blanks */
	/* Is this text, or word of a list, one that makes sense? */
	bool (*valid)(const char *);
	const char *want;    /* what `valid` asks for, after "wants" */
	bool reload;         /* SIGHUP is enough */
	bool limit;          /* an administrator may set another value ... */
	const char *ceiling; /* ... up to that of this key; NULL: up to max */
	const char *doc;     /* one sentence, without its full stop */
};

/* All defaults.  Never fails; the caller may change members (in a test). */
struct conf *conf_default(void);

/*
 * Read the file and those of conf.d/ beside it that end in .conf, in
 * order of their names.  Every mistake is written to `complaints`, a line
 * each, with file and line.  ERR_NOTFOUND, ERR_DENIED: no file that we
 * could read; ERR_INVALID: a mistake in it.
 */
enum err conf_load(
    const char *path, FILE *complaints, struct conf **out) MUST_CHECK;

void conf_free(struct conf *);

/*
 * Set one value, written as in the file: for tests and for command lines.
 * On ERR_INVALID, `why` (if not NULL) is set to the reason, which lives
 * as long as the settings.
 */
enum err conf_set(struct conf *, const char *key, const char *value,
    const char **why) MUST_CHECK;

/* Is it a name under which the portal answers?  Any case, without port. */
bool conf_serves_host(const struct conf *, const char *host);

/* The table.  Names are SECTION.KEY. */
extern const struct conf_key CONF_KEYS[];
extern const size_t CONF_KEY_COUNT;
/* NULL if there is no such key. */
const struct conf_key *conf_key_find(const char *name);
/* The known key that `name` may have meant, or NULL. */
const struct conf_key *conf_key_suggest(const char *name);
/* The value as one would write it into the file. */
const char *conf_value(
    const struct conf *, const struct conf_key *, struct arena *);
/* "SECTION.KEY" */
const char *conf_key_name(const struct conf_key *, struct arena *);
/* The value of a number, a size or a duration. */
int64_t conf_number(const struct conf *, const struct conf_key *);
/* Of a limit: the highest value that an administrator may set; and set it,
 * or the nearest that he may. */
int64_t conf_ceiling(const struct conf *, const struct conf_key *);
void conf_override(struct conf *, const struct conf_key *, int64_t);
/* What the key takes, such as "a duration of 1m to 30d". */
const char *conf_takes(const struct conf_key *, struct arena *);

/* Print the settings as a configuration file, if asked with the origins. */
void conf_dump(const struct conf *, FILE *, bool origins);
/* Print the list of keys for guichet.conf(5), in mdoc. */
void conf_man(FILE *);

#endif
