/*
 * conf_table.c - every key of guichet.conf.
 */
#include "base/conf.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/*
 * A name that may stand in nginx.conf as it is: letters, digits, dots
 * and hyphens.
 */
static bool
is_host(const char *s)
{
	size_t len = strlen(s);

	return len >= 1 && len <= 253 && s[0] != '.' && s[0] != '-' &&
	    s[len - 1] != '-' && strstr(s, "..") == NULL &&
	    strspn(s,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"0123456789.-") == len;
}

/* An IPv4 or IPv6 address, or a network; nginx has the last word. */
static bool
is_address(const char *s)
{
	size_t len = strlen(s);

	return len >= 2 && len <= 49 && strpbrk(s, ".:") != NULL &&
	    strspn(s, "0123456789abcdefABCDEF.:/[]") == len;
}

/* scheme://host[:port], the address under which browsers see us. */
static bool
is_base_url(const char *s)
{
	char host[256];
	const char *colon;
	long port;
	char *end;
	size_t len;

	if (strncmp(s, "http://", 7) == 0)
		s += 7;
	else if (strncmp(s, "https://", 8) == 0)
		s += 8;
	else
		return false;
	colon = strchr(s, ':');
	len = colon != NULL ? (size_t)(colon - s) : strlen(s);
	if (len >= sizeof(host))
		return false;
	memcpy(host, s, len);
	host[len] = '\0';
	if (!is_host(host))
		return false;
	if (colon == NULL)
		return true;
	port = strtol(colon + 1, &end, 10);
	return isdigit((unsigned char)colon[1]) && *end == '\0' && port >= 1 &&
	    port <= 65535;
}

static bool
is_extension(const char *s)
{
	size_t len = strlen(s);

	return len >= 1 && len <= 16 &&
	    strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789") == len;
}

/* The zone's existence is checked where it is read. */
static bool
is_time_zone(const char *s)
{
	return strspn(s,
		   "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		   "0123456789/_+-") == strlen(s) &&
	    s[0] != '/';
}

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)
#define KIB    ((int64_t)1024)
#define MIB    (1024 * KIB)
#define GIB    (1024 * MIB)

/* The C type of a member, which KEY() insists on. */
#define TYPE_TEXT     const char *
#define TYPE_PATH     const char *
#define TYPE_INT      int
#define TYPE_BOOL     bool
#define TYPE_SIZE     int64_t
#define TYPE_DURATION int64_t
#define TYPE_LIST     const char *const *
#define TYPE_CHOICE   int

#define KEY(s, k, t)                                                           \
	.section = #s, .name = #k, .type = CONF_##t,                           \
	.at = offsetof(struct conf, s##_##k) +                                 \
	    0 * sizeof(_Generic(((struct conf *)0)->s##_##k, TYPE_##t : 1))

/*
 * In the order of the manual page.  `fallback` is written as in the file;
 * `min` and `max` bound a number, or the bytes of a text; `reload` keys
 * take effect on SIGHUP, the others on a restart.
 */
const struct conf_key CONF_KEYS[] = {
	{ KEY(site, name, TEXT), .fallback = "Guichet", .min = 1, .max = 100,
	    .reload = true,
	    .doc = "The name of the portal, in the head of every page" },
	{ KEY(site, base_url, TEXT), .fallback = "http://127.0.0.1:8080",
	    .min = 8, .max = 300, .valid = is_base_url,
	    .want = "http:// or https://, a host and perhaps a port, no path",
	    .doc = "The address that people use; with https, cookies are "
		   "Secure and Strict-Transport-Security is sent" },
	{ KEY(site, hosts, LIST), .fallback = "", .max = 32, .valid = is_host,
	    .want = "host names without port",
	    .doc = "Further names under which the portal answers, beside that "
		   "of base_url, localhost and 127.0.0.1" },
	{ KEY(site, language, CHOICE), .fallback = "en", .words = "en zh-cn",
	    .reload = true,
	    .doc = "The language for those who have none in their account or "
		   "browser" },
	{ KEY(site, time_zone, TEXT), .fallback = "UTC", .min = 1, .max = 64,
	    .valid = is_time_zone, .want = "a name such as Asia/Shanghai",
	    .reload = true,
	    .doc = "The time zone for those who have none in their account" },

	{ KEY(paths, data, PATH), .fallback = GUICHET_STATE, .min = 1,
	    .max = 4096,
	    .doc = "The folder of the database (guichet.db), the stored files "
		   "(blobs) and temporary files (tmp)" },
	{ KEY(paths, run, PATH), .fallback = "", .max = 4096,
	    .doc = "The folder of sockets and process ids; empty: run in the "
		   "data folder" },
	{ KEY(paths, share, PATH), .fallback = GUICHET_SHARE, .min = 1,
	    .max = 4096,
	    .doc = "The folder of what came with the program: templates, "
		   "static and conf" },
	{ KEY(paths, templates, PATH), .fallback = "", .max = 4096,
	    .doc = "The folder of page templates; empty: templates in share" },
	{ KEY(paths, static, PATH), .fallback = "", .max = 4096,
	    .doc = "The folder of style sheets, scripts and images; empty: "
		   "static in share" },

	{ KEY(server, listen, TEXT), .fallback = "127.0.0.1", .min = 2,
	    .max = 49, .valid = is_address,
	    .want = "an address such as 127.0.0.1 or [::]",
	    .doc = "The address on which nginx listens, beside 127.0.0.1" },
	{ KEY(server, port, INT), .fallback = "8080", .min = 1, .max = 65535,
	    .doc = "The port on which nginx listens" },
	{ KEY(server, trusted_proxies, LIST), .fallback = "", .max = 32,
	    .valid = is_address, .want = "addresses or networks",
	    .doc = "Proxies in front of nginx whose X-Forwarded-For is "
		   "believed" },
	{ KEY(server, workers, INT), .fallback = "2", .min = 1, .max = 64,
	    .doc = "Processes that make pages" },
	{ KEY(server, login_workers, INT), .fallback = "1", .min = 1, .max = 16,
	    .doc = "Processes that check passwords" },
	{ KEY(server, stream_workers, INT), .fallback = "2", .min = 1,
	    .max = 16,
	    .doc = "Processes that send what is made while it is sent, such "
		   "as all files of a ticket: as many downloads of the kind "
		   "go on at once, and one more is told to wait" },
	{ KEY(server, stream_timeout, DURATION), .fallback = "1h", .min = 10,
	    .max = 24 * 60 * MINUTE,
	    .doc = "How long such a download may take, on a slow line too" },
	{ KEY(server, request_timeout, DURATION), .fallback = "60s", .min = 5,
	    .max = 10 * MINUTE, .doc = "How long nginx waits for an answer" },
	{ KEY(server, login_rate, INT), .fallback = "60", .min = 1,
	    .max = 60000, .doc = "Sign-ins a minute that one address may try" },
	{ KEY(server, login_burst, INT), .fallback = "30", .min = 0,
	    .max = 60000, .doc = "Sign-ins that may come all at once" },
	{ KEY(server, sandbox, CHOICE), .fallback = "auto",
	    .words = "auto required off",
	    .doc = "Whether the kernel holds the processes to what they need "
		   "(seccomp and Landlock): auto logs what it cannot do, with "
		   "required they do not start then" },

	{ KEY(uploads, max_count, INT), .fallback = "5", .min = 0, .max = 99,
	    .reload = true, .limit = true, .ceiling = "uploads.ceiling_count",
	    .doc = "Files that a ticket or message may bring" },
	{ KEY(uploads, max_size, SIZE), .fallback = "10M", .min = KIB,
	    .max = 99 * MIB, .reload = true, .limit = true,
	    .ceiling = "uploads.ceiling_size", .doc = "The largest file" },
	{ KEY(uploads, types, LIST),
	    .fallback = "jpg jpeg bmp png gif txt zip docx msg eml xlsx pdf "
			"log ini mp4 mov",
	    .max = 64, .valid = is_extension,
	    .want = "extensions in lower case, without a dot", .reload = true,
	    .doc = "The types of files, by extension" },
	{ KEY(uploads, max_chunked, SIZE), .fallback = "1G", .min = KIB,
	    .max = 64 * GIB, .reload = true, .limit = true,
	    .ceiling = "uploads.ceiling_chunked",
	    .doc = "The largest file that is sent in chunks, as the script of "
		   "the pages does with what is over max_size" },
	{ KEY(uploads, max_open, INT), .fallback = "10", .min = 1, .max = 100,
	    .reload = true, .limit = true,
	    .doc = "Uploads in chunks that a user may have under way" },
	{ KEY(uploads, user_volume, SIZE), .fallback = "3G", .min = 0,
	    .max = 1024 * GIB, .reload = true, .limit = true,
	    .doc = "What a user may upload in a day (UTC)" },
	{ KEY(uploads, daily_volume, SIZE), .fallback = "10G", .min = 0,
	    .max = 1024 * GIB, .reload = true, .limit = true,
	    .doc = "What all users of an account together may upload in a day "
		   "(UTC)" },
	{ KEY(uploads, ceiling_count, INT), .fallback = "5", .min = 1,
	    .max = 99,
	    .doc = "The highest number of files that an administrator may "
		   "allow" },
	{ KEY(uploads, ceiling_size, SIZE), .fallback = "10M", .min = KIB,
	    .max = 99 * MIB,
	    .doc = "The highest size of a file that an administrator may "
		   "allow; nginx takes requests of up to twice the product of "
		   "both ceilings" },
	{ KEY(uploads, ceiling_chunked, SIZE), .fallback = "2G", .min = KIB,
	    .max = 64 * GIB,
	    .doc = "The highest size of a file in chunks that an administrator "
		   "may allow" },
	{ KEY(uploads, unbound_lifetime, DURATION), .fallback = "24h",
	    .min = HOUR, .max = 30 * DAY, .reload = true, .limit = true,
	    .doc = "How long a file is kept that no ticket, message or report "
		   "took" },
	{ KEY(uploads, link_lifetime, DURATION), .fallback = "15m",
	    .min = MINUTE, .max = DAY, .reload = true,
	    .doc = "How long a temporary link to files works" },

	{ KEY(storage, ballast, SIZE), .fallback = "64M", .min = 0,
	    .max = 16 * GIB,
	    .doc =
		"The size of a file that keeps room on the disk for the day "
		"when it is full; guichet emergency-free removes it, and the "
		"next start makes it again" },
	{ KEY(storage, low, INT), .fallback = "10", .min = 0, .max = 90,
	    .reload = true,
	    .doc = "Below this percentage of free space or nodes no files are "
		   "taken; people can still write" },
	{ KEY(storage, low_size, SIZE), .fallback = "2G", .min = 0,
	    .max = 1024 * GIB, .reload = true,
	    .doc = "However large the disk is, with so much free space files "
		   "are taken" },
	{ KEY(storage, critical, INT), .fallback = "2", .min = 0, .max = 50,
	    .reload = true,
	    .doc = "Below this percentage of free space or nodes in the data "
		   "folder the portal is read-only, and says so" },
	{ KEY(storage, critical_size, SIZE), .fallback = "256M", .min = 0,
	    .max = 1024 * GIB, .reload = true,
	    .doc = "However large the disk is, with so much free space it is "
		   "not read-only" },

	{ KEY(storage, gc_delay, DURATION), .fallback = "24h", .min = HOUR,
	    .max = 365 * DAY, .reload = true,
	    .doc = "How long a stored file stays that nothing names any more; "
		   "longer than a backup takes" },
	{ KEY(storage, scrub_days, INT), .fallback = "7", .min = 0, .max = 365,
	    .reload = true,
	    .doc = "In so many days all stored files are read and compared "
		   "with their hashes, a few each minute; 0: never" },

	{ KEY(scan, mode, CHOICE), .fallback = "off",
	    .words = "off best-effort required",
	    .doc = "Whether clamd looks for viruses in files: with required, "
		   "nobody gets a file that was not found clean; with "
		   "best-effort, one that could not be scanned is given with a "
		   "word of warning; what is infected nobody gets" },
	{ KEY(scan, socket, PATH), .fallback = "/run/clamav/clamd.ctl",
	    .min = 1, .max = 100,
	    .doc = "The Unix socket of clamd; the jobs process must be allowed "
		   "to connect to it" },
	{ KEY(scan, timeout, DURATION), .fallback = "20s", .min = 1,
	    .max = MINUTE, .doc = "How long clamd may take for a file" },
	{ KEY(scan, max_size, SIZE), .fallback = "25M", .min = KIB,
	    .max = 4 * GIB,
	    .doc = "The largest file that clamd looks at whole, the least of "
		   "its MaxFileSize, MaxScanSize and StreamMaxLength: larger "
		   "ones count as not scanned" },
	{ KEY(scan, patience, DURATION), .fallback = "1m", .min = 0, .max = DAY,
	    .doc = "With best-effort, how long a file waits for clamd before "
		   "it is given unscanned" },
	{ KEY(scan, quarantine, DURATION), .fallback = "30d", .min = 0,
	    .max = 3650 * DAY,
	    .doc = "How long the bytes of an infected file are kept, out of "
		   "everybody's reach" },

	{ KEY(tickets, urge_grace, DURATION), .fallback = "30m", .min = 0,
	    .max = 7 * DAY, .reload = true, .limit = true,
	    .doc = "How long after its creation a ticket cannot be urged" },
	{ KEY(tickets, urge_interval, DURATION), .fallback = "30m", .min = 0,
	    .max = 7 * DAY, .reload = true, .limit = true,
	    .doc = "The time between two urges" },
	{ KEY(tickets, withdraw_window, DURATION), .fallback = "2m", .min = 0,
	    .max = DAY, .reload = true, .limit = true,
	    .doc = "How long an author may withdraw a message" },
	{ KEY(tickets, auto_close, DURATION), .fallback = "7d", .min = HOUR,
	    .max = 365 * DAY, .reload = true, .limit = true,
	    .doc = "How long a result waits for the customer before the ticket "
		   "closes" },
	{ KEY(tickets, remind_after, DURATION), .fallback = "3d", .min = HOUR,
	    .max = 365 * DAY, .reload = true, .limit = true,
	    .doc = "How long a ticket waits for the customer before it reminds "
		   "of that; it does so again a day before it closes" },
	{ KEY(tickets, retention, DURATION), .fallback = "30d", .min = DAY,
	    .max = 3650 * DAY, .reload = true, .limit = true,
	    .doc = "How long a deleted ticket can be restored before it is "
		   "purged" },
	{ KEY(tickets, feedback_retention, DURATION), .fallback = "1095d",
	    .min = DAY, .max = 3650 * DAY, .reload = true, .limit = true,
	    .doc = "How long a report of infringement or illegal content is "
		   "kept after it was finished, with its files" },
	{ KEY(tickets, score_window, DURATION), .fallback = "14d", .min = 0,
	    .max = 365 * DAY, .reload = true, .limit = true,
	    .doc = "How long a customer may change a score" },
	{ KEY(tickets, own_queues_only, BOOL), .fallback = "no", .reload = true,
	    .doc = "Agents see only tickets of their queues, of products that "
		   "no queue has, and their own; else every agent sees every "
		   "ticket" },
	{ KEY(tickets, page_size, INT), .fallback = "25", .min = 5, .max = 100,
	    .reload = true, .limit = true,
	    .doc = "Tickets on a page of a list" },
	{ KEY(tickets, thread_page, INT), .fallback = "50", .min = 10,
	    .max = 200, .reload = true, .limit = true,
	    .doc = "Messages on a page of a ticket" },

	{ KEY(sessions, customer_idle, DURATION), .fallback = "12h",
	    .min = 5 * MINUTE, .max = 30 * DAY, .reload = true,
	    .doc = "A customer who does nothing for this long must sign in "
		   "again" },
	{ KEY(sessions, customer_lifetime, DURATION), .fallback = "7d",
	    .min = 5 * MINUTE, .max = 90 * DAY, .reload = true,
	    .doc = "A customer signs in again after this long in any case" },
	{ KEY(sessions, staff_idle, DURATION), .fallback = "30m",
	    .min = 5 * MINUTE, .max = DAY, .reload = true,
	    .doc = "The same for agents, leads and administrators, idle" },
	{ KEY(sessions, staff_lifetime, DURATION), .fallback = "12h",
	    .min = 5 * MINUTE, .max = 7 * DAY, .reload = true,
	    .doc = "The same for agents, leads and administrators, in any "
		   "case" },
	{ KEY(sessions, parked_lifetime, DURATION), .fallback = "24h",
	    .min = HOUR, .max = 7 * DAY, .reload = true,
	    .doc = "How long the text of a form is kept that was sent with a "
		   "session that had ended" },
	{ KEY(sessions, proof_lifetime, DURATION), .fallback = "10m",
	    .min = MINUTE, .max = DAY, .reload = true,
	    .doc = "How long after the password was given sensitive acts do "
		   "not ask for it again" },
	{ KEY(sessions, max_count, INT), .fallback = "50", .min = 1,
	    .max = 1000, .reload = true,
	    .doc = "Sessions that one user may have at once; one more ends the "
		   "oldest" },

	{ KEY(passwords, min_length, INT), .fallback = "15", .min = 8,
	    .max = 64, .reload = true,
	    .doc = "The fewest characters of a password" },
	{ KEY(passwords, min_length_two_factor, INT), .fallback = "8", .min = 8,
	    .max = 64, .reload = true,
	    .doc = "The same for who has switched on the second factor" },
	{ KEY(passwords, two_factor, CHOICE), .fallback = "optional",
	    .words = "optional staff", .reload = true,
	    .doc = "Who must have a second factor: nobody, or agents, leads "
		   "and administrators, who are led to switch it on before "
		   "anything else" },
	{ KEY(passwords, argon2_memory, SIZE), .fallback = "19M",
	    .min = 19 * MIB, .max = 1 * GIB, .doc = "The memory of one hash" },
	{ KEY(passwords, argon2_passes, INT), .fallback = "2", .min = 2,
	    .max = 16, .doc = "The passes over that memory" },

	{ KEY(log, level, CHOICE), .fallback = "info",
	    .words = "error warning info debug", .reload = true,
	    .doc = "The least important events that are logged" },
};

const size_t CONF_KEY_COUNT = NELEM(CONF_KEYS);
