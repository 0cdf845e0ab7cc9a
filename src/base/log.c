#include "base/log.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"

_Static_assert(LOG_LINE_MAX <= PIPE_BUF, "a line is written at once");

#define SITES 64

/* A place that logs, and how much it did in its latest second. */
struct site {
	const char *where; /* the literal itself: compared by address */
	time_t second;
	unsigned count, suppressed;
};

static struct {
	enum log_level level;
	struct site site[SITES];
} logger = { .level = LOG_INFO };

static const char *const level_name[LOG__MAX] = {
	[LOG_ERROR] = "error",
	[LOG_WARNING] = "warning",
	[LOG_INFO] = "info",
	[LOG_DEBUG] = "debug",
};

void
log_open(enum log_level level)
{
	logger.level = level;
}

static void
put(struct log_line *l, const char *s, size_t len)
{
	/* The newline keeps its place. */
	size_t room = sizeof(l->s) - 1 - l->len;

	if (len > room)
		len = room;
	memcpy(l->s + l->len, s, len);
	l->len += len;
}

static void
put_key(struct log_line *l, const char *key)
{
	put(l, " ", 1);
	put(l, key, strlen(key));
	put(l, "=", 1);
}

/* Bytes of the character at `s` if it can stand in a line as it is, or 0. */
static size_t
harmless(const char *s, size_t len)
{
	unsigned char c = (unsigned char)*s;
	uint32_t cp = c;
	size_t n;

	if (c < 0x80)
		return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
	for (n = 2; n <= 4 && n <= len; n++)
		if (utf8_valid(s, n))
			return utf8_next(s, &cp) == n && !utf8_deceives(cp) ? n
									    : 0;
	return 0;
}

static bool
is_word(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] == ' ' || s[i] == '=' || harmless(s + i, 1) != 1)
			return false;
	return len > 0;
}

static void
put_value(struct log_line *l, const char *s, size_t len)
{
	static const char hex[] = "0123456789abcdef", cut[] = "...";
	size_t end = l->len + LOG_VALUE_MAX, n;

	if (end > sizeof(l->s) - 1)
		end = sizeof(l->s) - 1;
	if (is_word(s, len) && l->len + len <= end) {
		put(l, s, len);
		return;
	}

	put(l, "\"", 1);
	end -= sizeof(cut); /* and a quote in place of its NUL */
	while (len > 0) {
		unsigned char c = (unsigned char)*s;
		char escaped[] = { '\\', 'x', hex[c >> 4], hex[c & 15] };

		n = harmless(s, len);
		if (l->len + (n > 0 ? n : sizeof(escaped)) > end) {
			put(l, cut, sizeof(cut) - 1);
			break;
		}
		if (n > 0)
			put(l, s, n);
		else
			put(l, escaped, sizeof(escaped));
		n += n == 0;
		s += n;
		len -= n;
	}
	put(l, "\"", 1);
}

void
log_text(struct log_line *l, const char *key, const char *value)
{
	/* A field that does not fit is left out, not cut at its key. */
	if (l->off || value == NULL || strlen(key) + 16 > sizeof(l->s) - l->len)
		return;
	put_key(l, key);
	put_value(l, value, strlen(value));
}

void
log_number(struct log_line *l, const char *key, int64_t n)
{
	char s[24];

	snprintf(s, sizeof(s), "%" PRId64, n);
	log_text(l, key, s);
}

/* May this place log another line now?  *suppressed: what it did not. */
static bool
may_log(const char *where, time_t now, unsigned *suppressed)
{
	struct site *s = &logger.site[(uintptr_t)where / 8 % SITES];

	*suppressed = 0;
	if (s->where != where)
		*s = (struct site){ .where = where, .second = now };
	if (s->second != now) {
		*suppressed = s->suppressed;
		s->second = now;
		s->count = s->suppressed = 0;
	}
	if (s->count >= LOG_BURST) {
		s->suppressed++;
		return false;
	}
	s->count++;
	return true;
}

/* Out of tree, __FILE__ begins with the way to the source. */
static const char *
from_src(const char *where)
{
	const char *p = strstr(where, "src/");

	return p != NULL ? p : where;
}

void
log_begin_at(struct log_line *l, enum log_level level, const char *where)
{
	time_t now = time(NULL);
	unsigned suppressed;
	struct tm tm;

	l->len = 0;
	l->off = level > logger.level || !may_log(where, now, &suppressed);
	if (l->off)
		return;
	gmtime_r(&now, &tm);
	l->len = strftime(l->s, sizeof(l->s), "%Y-%m-%dT%H:%M:%SZ", &tm);
	log_text(l, "level", level_name[level]);
	log_number(l, "pid", getpid());
	log_text(l, "where", from_src(where));
	if (suppressed > 0)
		log_number(l, "suppressed", suppressed);
}

static void finish(struct log_line *, const char *, va_list)
    __attribute__((format(printf, 2, 0)));

static void
finish(struct log_line *l, const char *fmt, va_list ap)
{
	char msg[LOG_LINE_MAX];
	ssize_t n;

	if (l->off)
		return;
	vsnprintf(msg, sizeof(msg), fmt, ap);
	log_text(l, "msg", msg);
	l->s[l->len++] = '\n';

	/* What cannot be written cannot be reported either. */
	do
		n = write(STDERR_FILENO, l->s, l->len);
	while (n < 0 && errno == EINTR);
}

void
log_end(struct log_line *l, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	finish(l, fmt, ap);
	va_end(ap);
}

void
log_event_at(enum log_level level, const char *where, const char *fmt, ...)
{
	struct log_line l;
	va_list ap;

	log_begin_at(&l, level, where);
	va_start(ap, fmt);
	finish(&l, fmt, ap);
	va_end(ap);
}

void
log_failure(enum log_level level, const struct ctx *cx)
{
	struct log_line l;

	log_begin_at(&l, level, cx->where != NULL ? cx->where : "?");
	log_text(&l, "req", cx->request_id);
	log_end(&l, "%s", cx->why != NULL ? cx->why : "no reason recorded");
}
