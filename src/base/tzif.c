#include "base/tzif.h"

#include <assert.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "base/tz.h"

/* What we take from a file; the tz database stays far below. */
#define CHANGES_MAX 2000
#define TYPES_MAX   250 /* leaves room for two of the footer */
#define ABBRS_MAX   1000
#define ABBR_MAX    15
#define FOOTER_MAX  80

#define DAY 86400

/* A cycle of two changes a year, and room around it. */
#define RULE_YEARS 404

/*
 * A zone in the making.  Its arrays have room for all that is to come,
 * and become the finished zone's as they are.
 */
struct draft {
	struct tz *tz;
	int64_t *at;
	struct tz_type *types;
	uint8_t *type;
	char *abbrs;
	size_t types_count, abbrs_len;
};

static_assert(sizeof(struct tz) % alignof(int64_t) == 0, "at[] is aligned");

/* One block of memory with room for all the arrays; cannot fail. */
static struct draft
draft_new(size_t changes, size_t types, size_t abbrs_len)
{
	struct draft d = { .types_count = 0 };
	size_t size = sizeof(struct tz) + changes * sizeof(d.at[0]) +
	    types * sizeof(d.types[0]) + changes + 1 + abbrs_len;

	d.tz = calloc(1, size);
	if (d.tz == NULL)
		abort(); /* as arena.h does */
	d.at = (int64_t *)(void *)(d.tz + 1);
	d.types = (struct tz_type *)(void *)(d.at + changes);
	d.type = (uint8_t *)(d.types + types);
	d.abbrs = (char *)(d.type + changes + 1);
	d.tz->at = d.at;
	d.tz->types = d.types;
	d.tz->type = d.type;
	d.tz->abbrs = d.abbrs;
	return d;
}

/* The clock changes to `type` then; later lines replace earlier ones. */
static void
draft_change(struct draft *d, int64_t at, uint8_t type)
{
	size_t n = d->tz->count;

	while (n > 0 && d->at[n - 1] >= at)
		n--;
	d->at[n] = at;
	d->type[n + 1] = type;
	d->tz->count = n + 1;
}

static uint8_t
draft_type(struct draft *d, int32_t offset, const char *abbr, size_t len)
{
	d->types[d->types_count] = (struct tz_type){ .offset = offset,
		.abbr = (uint16_t)d->abbrs_len };
	memcpy(d->abbrs + d->abbrs_len, abbr, len);
	d->abbrs_len += len + 1;
	return (uint8_t)d->types_count++;
}

struct tz *
tzif_fixed(int offset, const char *abbr)
{
	size_t len = strlen(abbr);
	struct draft d = draft_new(0, 1, len + 1);

	draft_type(&d, offset, abbr, len);
	return d.tz;
}

/* --- The footer: a rule for all years to come ------------------------- */

/* When in a year a clock changes; POSIX, "TZ" in XBD 8.3. */
struct change {
	char kind;            /* 'J', 'M', or '0' for a plain number */
	int month, week, day; /* 'M': day is the weekday, week 5 the last */
	int seconds;          /* after midnight, on the clock before */
};

struct rule {
	const char *names[2]; /* not NUL-terminated */
	size_t lens[2];
	int offsets[2];      /* of standard and summer time, in seconds */
	bool changes;        /* there is summer time */
	struct change to[2]; /* to[1] begins summer, to[0] ends it */
};

static bool
read_number(const char **p, int min, int max, int *out)
{
	const char *s = *p;
	int n = 0;

	for (; *s >= '0' && *s <= '9' && n <= max; s++)
		n = n * 10 + (*s - '0');
	if (s == *p || n < min || n > max)
		return false;
	*p = s;
	*out = n;
	return true;
}

/* [+-]hh[:mm[:ss]], in seconds. */
static bool
read_time(const char **p, int max_hours, int *out)
{
	int sign = **p == '-' ? -1 : 1, h, m = 0, s = 0;

	*p += **p == '-' || **p == '+';
	if (!read_number(p, 0, max_hours, &h))
		return false;
	if (**p == ':') {
		++*p;
		if (!read_number(p, 0, 59, &m))
			return false;
		if (**p == ':') {
			++*p;
			if (!read_number(p, 0, 59, &s))
				return false;
		}
	}
	*out = sign * (h * 3600 + m * 60 + s);
	return true;
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool
is_abbr_char(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-';
}

/* Letters, or anything that suits between angle brackets. */
static bool
read_name(const char **p, const char **name, size_t *len)
{
	bool quoted = **p == '<';

	*p += quoted;
	*name = *p;
	while (quoted ? is_abbr_char(**p) : is_letter(**p))
		++*p;
	*len = (size_t)(*p - *name);
	if (*len < 3 || *len > ABBR_MAX)
		return false;
	if (quoted && *(*p)++ != '>')
		return false;
	return true;
}

static bool
read_change(const char **p, struct change *out)
{
	out->seconds = 2 * 3600;
	if (*(*p)++ != ',')
		return false;
	out->kind = **p == 'J' || **p == 'M' ? *(*p)++ : '0';
	if (out->kind == 'M') {
		if (!read_number(p, 1, 12, &out->month) || *(*p)++ != '.' ||
		    !read_number(p, 1, 5, &out->week) || *(*p)++ != '.' ||
		    !read_number(p, 0, 6, &out->day))
			return false;
	} else if (!read_number(p, out->kind == 'J' ? 1 : 0, 365, &out->day))
		return false;
	if (**p != '/')
		return true;
	++*p;
	return read_time(p, 167, &out->seconds);
}

/* "CET-1CEST,M3.5.0,M10.5.0/3": in TZ's syntax, west is positive. */
static bool
read_rule(const char *p, struct rule *r)
{
	if (!read_name(&p, &r->names[0], &r->lens[0]) ||
	    !read_time(&p, 24, &r->offsets[0]))
		return false;
	r->offsets[0] = -r->offsets[0];
	if (*p == '\0')
		return true;
	r->changes = true;
	if (!read_name(&p, &r->names[1], &r->lens[1]))
		return false;
	r->offsets[1] = r->offsets[0] + 3600;
	if (*p != ',') {
		if (!read_time(&p, 24, &r->offsets[1]))
			return false;
		r->offsets[1] = -r->offsets[1];
	}
	return read_change(&p, &r->to[1]) && read_change(&p, &r->to[0]) &&
	    *p == '\0';
}

/* The Unix time of a change in that year, less the clock's offset. */
static int64_t
change_in(const struct change *c, int64_t year)
{
	int64_t days = civil_days(year, 1, 1), next;
	bool leap = civil_days(year, 2, 29) != civil_days(year, 3, 1);

	switch (c->kind) {
	case 'J': /* February 29 is never counted */
		days += c->day - 1 + (leap && c->day >= 60);
		break;
	case 'M':
		days = civil_days(year, c->month, 1);
		next = civil_days(year, c->month + 1, 1);
		days += ((c->day - 4 - days) % 7 + 7) % 7 + (c->week - 1) * 7;
		if (days >= next)
			days -= 7;
		break;
	default:
		days += c->day;
	}
	return days * DAY + c->seconds;
}

/*
 * Write the rule's changes out, for a whole cycle of the calendar after
 * the last change of the file: what follows is the same again.
 */
static bool
apply_rule(struct draft *d, const struct rule *r)
{
	int64_t last = civil_days(1, 1, 1) * DAY, year, at[2];
	struct civil c;
	uint8_t type[2];

	if (d->tz->count > 0 && d->at[d->tz->count - 1] > last)
		last = d->at[d->tz->count - 1];
	tz_civil(tz_utc(), last, &c);
	if (c.year > 9999)
		return false;
	for (int i = 0; i < 2; i++)
		type[i] = draft_type(d, r->offsets[i], r->names[i], r->lens[i]);
	for (year = c.year - 1; year < c.year + RULE_YEARS; year++) {
		for (int i = 0; i < 2; i++)
			at[i] = change_in(&r->to[i], year) - r->offsets[!i];
		for (int i = 0; i < 2; i++) {
			int next = at[0] < at[1] ? i : !i;

			if (at[next] > last)
				draft_change(d, at[next], type[next]);
		}
	}
	d->tz->periodic = true;
	return true;
}

/* --- The file --------------------------------------------------------- */

enum { HEADER_SIZE = 44, TYPE_SIZE = 6 };

/* Counts of a header, in the order of the file. */
enum { UT, STD, LEAP, CHANGES, TYPES, CHARS, COUNTS };

struct input {
	const unsigned char *p;
	size_t left;
};

static uint64_t
big_endian(const unsigned char *p, int n)
{
	uint64_t v = 0;

	while (n-- > 0)
		v = v << 8 | *p++;
	return v;
}

/* NULL if there is less left. */
static const unsigned char *
take(struct input *in, size_t n)
{
	const unsigned char *p = in->p;

	if (n > in->left)
		return NULL;
	in->p += n;
	in->left -= n;
	return p;
}

static bool
read_header(struct input *in, size_t count[COUNTS])
{
	const unsigned char *p = take(in, HEADER_SIZE);

	if (p == NULL || memcmp(p, "TZif", 4) != 0 || p[4] < '2')
		return false;
	for (int i = 0; i < COUNTS; i++) {
		count[i] = (size_t)big_endian(p + 20 + 4 * i, 4);
		if (count[i] > CHANGES_MAX)
			return false;
	}
	return true;
}

/* The size of what follows a header; times have `width` bytes. */
static size_t
block_size(const size_t count[COUNTS], size_t width)
{
	return count[CHANGES] * (width + 1) + count[TYPES] * TYPE_SIZE +
	    count[CHARS] + count[LEAP] * (width + 4) + count[STD] + count[UT];
}

static bool
read_types(struct draft *d, const unsigned char *p, const size_t *count)
{
	for (size_t i = 0; i < count[TYPES]; i++, p += TYPE_SIZE) {
		int32_t offset = (int32_t)(uint32_t)big_endian(p, 4);

		if (offset < -TZ_OFFSET_MAX || offset > TZ_OFFSET_MAX ||
		    p[5] >= count[CHARS])
			return false;
		d->types[i] = (struct tz_type){ .offset = offset,
			.abbr = p[5] };
	}
	d->types_count = count[TYPES];

	for (size_t i = 0; i < count[CHARS]; i++, p++) {
		if (*p != '\0' && !is_abbr_char((char)*p))
			return false;
		d->abbrs[i] = (char)*p;
	}
	d->abbrs_len = count[CHARS];
	return d->abbrs[count[CHARS] - 1] == '\0';
}

static bool
read_changes(struct draft *d, const unsigned char *p, const size_t *count)
{
	const unsigned char *type = p + count[CHANGES] * 8;

	for (size_t i = 0; i < count[CHANGES]; i++) {
		d->at[i] = (int64_t)big_endian(p + i * 8, 8);
		d->type[i + 1] = type[i];
		if (type[i] >= count[TYPES] ||
		    (i > 0 && d->at[i] <= d->at[i - 1]))
			return false;
	}
	d->tz->count = count[CHANGES];
	return true;
}

/* The line between two newlines; into `out`, of FOOTER_MAX bytes. */
static bool
read_footer(struct input *in, char *out)
{
	const unsigned char *end, *p = take(in, 1);

	if (p == NULL || *p != '\n')
		return false;
	end = memchr(in->p, '\n', in->left);
	if (end == NULL || end - in->p >= FOOTER_MAX)
		return false;
	memcpy(out, in->p, (size_t)(end - in->p));
	out[end - in->p] = '\0';
	return strlen(out) == (size_t)(end - in->p);
}

static bool
counts_are_sane(const size_t count[COUNTS])
{
	return count[LEAP] == 0 && count[TYPES] > 0 &&
	    count[TYPES] <= TYPES_MAX && count[CHARS] > 0 &&
	    count[CHARS] <= ABBRS_MAX;
}

struct tz *
tzif_read(const void *bytes, size_t len)
{
	struct input in = { .p = bytes, .left = len };
	struct rule rule = { .changes = false };
	char footer[FOOTER_MAX];
	const unsigned char *p;
	size_t count[COUNTS], more;
	struct draft d;

	/* A block with times of 32 bits comes first; ours is the second. */
	if (!read_header(&in, count) ||
	    take(&in, block_size(count, 4)) == NULL ||
	    !read_header(&in, count) || !counts_are_sane(count) ||
	    (p = take(&in, block_size(count, 8))) == NULL ||
	    !read_footer(&in, footer) ||
	    (footer[0] != '\0' && !read_rule(footer, &rule)))
		return NULL;

	more = rule.changes ? (size_t)(2 * RULE_YEARS) : 0;
	d = draft_new(count[CHANGES] + more, count[TYPES] + 2,
	    count[CHARS] + 2 * (ABBR_MAX + 1));
	if (!read_changes(&d, p, count) ||
	    !read_types(&d, p + count[CHANGES] * 9, count) ||
	    (rule.changes && !apply_rule(&d, &rule))) {
		free(d.tz);
		return NULL;
	}
	return d.tz;
}
