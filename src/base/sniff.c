#include "base/sniff.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/utf8.h"

bool
source_spent(const struct source *s)
{
	return s->reads_left == 0 || s->bytes_left == 0;
}

bool
source_get(struct source *s, int64_t at, size_t n, void *out)
{
	unsigned char *p = out;
	ssize_t got;

	if (at < 0 || at > s->size || (int64_t)n > s->size - at)
		return false;
	if ((uint64_t)at + n <= s->head_len) {
		memcpy(out, s->head + at, n);
		return true;
	}
	if (s->reads_left == 0 || n > s->bytes_left) {
		s->bytes_left = 0;
		return false;
	}
	s->reads_left--;
	s->bytes_left -= n;
	while (n > 0) {
		got = pread(s->fd, p, n, (off_t)at);
		if (got == -1 && errno == EINTR)
			continue;
		if (got <= 0) {
			s->fault = true;
			return false;
		}
		p += got;
		at += got;
		n -= (size_t)got;
	}
	return true;
}

const unsigned char *
source_tail(struct source *s, size_t max, size_t *len)
{
	size_t n = s->size < (int64_t)max ? (size_t)s->size : max;
	unsigned char *p = arena_alloc(s->mem, n);

	if (!source_get(s, s->size - (int64_t)n, n, p))
		return NULL;
	*len = n;
	return p;
}

enum verdict
source_ends_at(struct source *s, int64_t at)
{
	if (s->size - at > SNIFF_TRAILING_MAX || source_ends_as_zip(s))
		return TYPE_MISMATCH;
	return TYPE_OK;
}

/* --- Text ------------------------------------------------------------- */

/* Of a longer text we read this much from both its ends. */
#define TEXT_HEAD ((size_t)640 * 1024)
#define TEXT_TAIL ((size_t)64 * 1024)

/*
 * Controls that no text has.  ESC colours the lines of logs, and FF
 * parts their pages.
 */
static bool
is_control(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' &&
		   c != 0x1b) ||
	    c == 0x7f;
}

static bool
has_control(const unsigned char *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (is_control(p[i]))
			return true;
	return false;
}

/*
 * Pages and programs that begin like this are no plain text, although
 * all their characters are.  libmagic's text checks would know more.
 */
static const char *const openings[] = { "<!doctype html", "<html", "<head",
	"<body", "<script", "<iframe", "<svg", "<?php", "#!" };

static bool
opens_as_code(const unsigned char *p, size_t len)
{
	static const unsigned char mark[] = { 0xef, 0xbb, 0xbf };

	if (len >= 3 && memcmp(p, mark, 3) == 0) {
		p += 3;
		len -= 3;
	}
	for (; len > 0 && strchr("\t\n\f\r ", *p) != NULL; len--)
		p++;
	for (size_t i = 0; i < NELEM(openings); i++) {
		size_t n = strlen(openings[i]);

		if (len >= n &&
		    strncasecmp((const char *)p, openings[i], n) == 0)
			return true;
	}
	return false;
}

/* Is it marked as UTF-16, and with the high bytes first? */
static bool
is_marked_utf16(const unsigned char *p, size_t len, bool *big)
{
	*big = len >= 2 && p[0] == 0xfe && p[1] == 0xff;
	return *big || (len >= 2 && p[0] == 0xff && p[1] == 0xfe);
}

/* Without controls and surrogates without a partner. */
static bool
is_utf16(const unsigned char *p, size_t len, bool big)
{
	bool low_due = false;

	for (size_t i = 0; i + 1 < len; i += 2) {
		uint32_t c = big ? be16(p + i) : le16(p + i);
		bool low = c >= 0xdc00 && c <= 0xdfff;

		if (low != low_due || is_control(c))
			return false;
		low_due = c >= 0xd800 && c <= 0xdbff;
	}
	return true;
}

/*
 * UTF-16 if it is marked; else anything that has no controls.  UTF-8 is
 * not asked for: a Windows in Chinese writes its logs in GBK.
 */
enum verdict
check_text(struct source *s)
{
	bool whole = s->size <= (int64_t)(TEXT_HEAD + TEXT_TAIL), big;
	size_t len = whole ? (size_t)s->size : TEXT_HEAD;
	unsigned char *head = arena_alloc(s->mem, len);
	const unsigned char *tail;

	if (!source_get(s, 0, len, head))
		return TYPE_MISMATCH;
	if (is_marked_utf16(head, len, &big))
		return s->size % 2 == 0 && is_utf16(head, len, big)
		    ? TYPE_OK
		    : TYPE_MISMATCH;
	if (has_control(head, len) || opens_as_code(head, len))
		return TYPE_MISMATCH;
	if (whole)
		return TYPE_OK;
	tail = source_tail(s, TEXT_TAIL, &len);
	return tail == NULL || has_control(tail, len) ? TYPE_MISMATCH : TYPE_OK;
}

/* --- Mail ------------------------------------------------------------- */

/* A mail has at least two of these. */
static const char *const fields[] = { "Received", "Return-Path", "Delivered-To",
	"From", "To", "Cc", "Subject", "Date", "Message-ID", "MIME-Version",
	"Content-Type", "Reply-To", "Sender" };
#define FIELDS_DUE 2

/* The length of a field's name at the start of a line; 0 if it has none. */
static size_t
field_name_len(const unsigned char *p, size_t len)
{
	size_t n = 0;

	while (n < len && p[n] > 0x20 && p[n] < 0x7f && p[n] != ':')
		n++;
	return n < len && p[n] == ':' ? n : 0;
}

static bool
is_field(const unsigned char *p, size_t len)
{
	for (size_t i = 0; i < NELEM(fields); i++)
		if (strlen(fields[i]) == len &&
		    strncasecmp((const char *)p, fields[i], len) == 0)
			return true;
	return false;
}

enum verdict
check_eml(struct source *s)
{
	const unsigned char *p = s->head, *end = p + s->head_len, *eol;
	size_t found = 0, n;

	/* Headers, to the empty line: fields and lines that go on. */
	for (; p < end && *p != '\n' && *p != '\r'; p = eol + 1) {
		eol = memchr(p, '\n', (size_t)(end - p));
		if (eol == NULL)
			eol = end - 1;
		if (has_control(p, (size_t)(eol - p)))
			return TYPE_MISMATCH;
		if (p > s->head && (*p == ' ' || *p == '\t'))
			continue;
		/* As in a mailbox: the envelope's sender. */
		if (p == s->head && eol - p > 5 && memcmp(p, "From ", 5) == 0)
			continue;
		if ((n = field_name_len(p, (size_t)(eol - p))) == 0)
			return TYPE_MISMATCH;
		found += is_field(p, n);
	}
	return found >= FIELDS_DUE ? TYPE_OK : TYPE_MISMATCH;
}

/* --- PDF -------------------------------------------------------------- */

static bool
contains(const unsigned char *p, size_t len, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= len; i++)
		if (memcmp(p + i, word, n) == 0)
			return true;
	return false;
}

enum verdict
check_pdf(struct source *s)
{
	const unsigned char *tail;
	unsigned char b[8];
	size_t len;

	if (!source_get(s, 0, sizeof(b), b) || memcmp(b, "%PDF-", 5) != 0 ||
	    (b[5] != '1' && b[5] != '2') || b[6] != '.' || b[7] < '0' ||
	    b[7] > '9')
		return TYPE_MISMATCH;
	tail = source_tail(s, SNIFF_TRAILING_MAX, &len);
	if (tail == NULL || !contains(tail, len, "startxref") ||
	    !contains(tail, len, "%%EOF"))
		return TYPE_MISMATCH;
	return source_ends_at(s, s->size);
}
