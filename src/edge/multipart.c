#include "edge/multipart.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "edge/mime.h"

enum state {
	IN_HEAD,
	IN_BODY, /* of a part; what precedes the first is one to skip */
	IN_EPILOGUE,
};

enum kind { PART_SKIP, PART_FIELD, PART_FILE };

struct multipart {
	struct arena *mem;
	const struct multipart_sink *sink;
	void *arg;

	char delim[4 + MIME_BOUNDARY_MAX + 1]; /* "\r\n--" boundary */
	size_t delim_len;
	enum state state;
	/*
	 * In a body: how many bytes of the delimiter, and of the two behind
	 * it, the input so far ends with.  They are content if the rest does
	 * not follow, but for the first `unreal` ones, which closed the
	 * header before or were never there.
	 */
	size_t match, unreal;
	char behind; /* the first byte behind the delimiter */

	char head[MULTIPART_HEAD_MAX];
	size_t head_len;

	enum kind kind;
	struct mime_part part;
	struct buf value; /* of a field */
	bool cut;         /* the value was longer */
	bool begun;       /* the sink knows of the file, */
	bool wanted;      /* and takes its bytes */

	size_t nfield, nfile, npart;
	size_t text; /* bytes of names and values */
	enum parse fault;
	const char *where;
};

struct multipart *
multipart_new(struct arena *mem, const char *content_type,
    const struct multipart_sink *sink, void *arg)
{
	const char *boundary = mime_boundary(mem, content_type);
	struct multipart *m;

	if (boundary == NULL)
		return NULL;
	m = arena_alloc(mem, sizeof(*m));
	m->mem = mem;
	m->sink = sink;
	m->arg = arg;
	memcpy(m->delim, "\r\n--", 4);
	memcpy(m->delim + 4, boundary, strlen(boundary) + 1);
	m->delim_len = strlen(m->delim);
	/* As if a line had ended before the body. */
	m->state = IN_BODY;
	m->kind = PART_SKIP;
	m->match = m->unreal = 2;
	buf_init(&m->value, mem);
	return m;
}

static void
fault(struct multipart *m, enum parse why, const char *where)
{
	if (m->fault != PARSE_OK)
		return;
	m->fault = why;
	m->where = where;
}

/* A fault for which the rest of the part is left out. */
static void
skip_part(struct multipart *m, enum parse why)
{
	fault(m, why, m->part.name);
	m->kind = PART_SKIP;
}

static void
begin_field(struct multipart *m)
{
	size_t len = strlen(m->part.name);

	m->kind = PART_FIELD;
	m->value.len = 0;
	m->cut = false;
	if (m->nfield == MULTIPART_FIELDS_MAX)
		skip_part(m, PARSE_TOO_MANY);
	else if (len > MULTIPART_TEXT_MAX - m->text)
		skip_part(m, PARSE_TOO_LONG);
	else
		m->text += len;
}

static void
put_field(struct multipart *m, const char *p, size_t len)
{
	size_t room = MULTIPART_FIELD_MAX - m->value.len;
	enum parse why = PARSE_FIELD_TOO_LONG;

	if (room > MULTIPART_TEXT_MAX - m->text) {
		room = MULTIPART_TEXT_MAX - m->text;
		why = PARSE_TOO_LONG;
	}
	if (len > room) {
		fault(m, why, m->part.name);
		m->cut = true;
		len = room;
	}
	buf_put(&m->value, p, len);
	m->text += len;
}

static void
end_field(struct multipart *m)
{
	const char *s = m->value.s;
	size_t len = m->value.len;

	/* The cut may have gone through a character. */
	for (int i = 0; i < 3 && m->cut && len > 0 && !utf8_valid(s, len); i++)
		len--;
	if (memchr(s, '\0', len) != NULL) {
		fault(m, PARSE_NUL, m->part.name);
	} else if (!utf8_valid(s, len)) {
		fault(m, PARSE_UTF8, m->part.name);
	} else {
		m->nfield++;
		m->sink->field(
		    m->arg, m->part.name, arena_strndup(m->mem, s, len));
	}
}

/* Only now, for a part with no name and no bytes is no file. */
static void
begin_file(struct multipart *m)
{
	if (m->nfile == MULTIPART_FILES_MAX) {
		skip_part(m, PARSE_TOO_MANY);
		return;
	}
	m->nfile++;
	m->begun = true;
	m->wanted = m->sink->file_begin(m->arg, m->part.name, m->part.filename);
}

static void
put_file(struct multipart *m, const char *p, size_t len)
{
	if (!m->begun)
		begin_file(m);
	if (m->begun && m->wanted)
		m->sink->file_data(m->arg, p, len);
}

static void
end_file(struct multipart *m)
{
	if (!m->begun && m->part.filename[0] != '\0')
		begin_file(m);
	if (m->begun)
		m->sink->file_end(m->arg, true);
	m->begun = false;
}

static void
begin_part(struct multipart *m)
{
	enum parse rc;

	/* The empty line may be the first of the delimiter: no content. */
	m->state = IN_BODY;
	m->match = m->unreal = 2;
	rc = mime_part_read(m->mem, m->head, m->head_len - 2, &m->part);
	if (rc != PARSE_OK)
		skip_part(m, rc);
	else if (m->part.filename != NULL)
		m->kind = PART_FILE;
	else
		begin_field(m);
}

static void
put_body(struct multipart *m, const char *p, size_t len)
{
	if (len == 0)
		return;
	if (m->kind == PART_FIELD)
		put_field(m, p, len);
	else if (m->kind == PART_FILE)
		put_file(m, p, len);
}

static void
end_part(struct multipart *m)
{
	if (m->kind == PART_FIELD)
		end_field(m);
	else if (m->kind == PART_FILE)
		end_file(m);
	m->kind = PART_SKIP;
}

/* Does the header read so far end with an empty line? */
static bool
head_is_whole(const struct multipart *m)
{
	size_t n = m->head_len;

	return (n == 2 && memcmp(m->head, "\r\n", 2) == 0) ||
	    (n >= 4 && memcmp(m->head + n - 4, "\r\n\r\n", 4) == 0);
}

static const char *
feed_head(struct multipart *m, const char *p, const char *end)
{
	while (p < end) {
		if (m->head_len == sizeof(m->head)) {
			fault(m, PARSE_HEADER, NULL);
			m->state = IN_BODY;
			m->match = m->unreal = 0;
			return p;
		}
		m->head[m->head_len++] = *p++;
		if (p[-1] == '\n' && head_is_whole(m)) {
			begin_part(m);
			return p;
		}
	}
	return p;
}

/* The delimiter and the two bytes behind it have come. */
static void
pass_delimiter(struct multipart *m)
{
	end_part(m);
	m->match = m->unreal = 0;
	if (m->behind == '-') {
		m->state = IN_EPILOGUE;
	} else if (m->npart == MULTIPART_PARTS_MAX) {
		fault(m, PARSE_TOO_MANY, NULL);
		m->state = IN_EPILOGUE;
	} else {
		m->npart++;
		m->state = IN_HEAD;
		m->head_len = 0;
	}
}

/*
 * What looked like the delimiter so far is content.  No other begins in
 * it: the delimiter's CR is its first byte, and a CR behind it, which the
 * next byte has just shown to be no CRLF, begins none.
 */
static void
put_back(struct multipart *m)
{
	bool behind = m->match > m->delim_len;
	size_t n = behind ? m->delim_len : m->match;

	put_body(m, m->delim + m->unreal, n - m->unreal);
	if (behind)
		put_body(m, &m->behind, 1);
	m->match = m->unreal = 0;
}

/* With match > 0: is this the next byte of it?  Notes the first behind. */
static bool
match_byte(struct multipart *m, char c)
{
	if (m->match < m->delim_len)
		return c == m->delim[m->match];
	if (m->match == m->delim_len) {
		m->behind = c;
		return c == '\r' || c == '-';
	}
	return c == (m->behind == '\r' ? '\n' : '-');
}

/* With all its bytes at hand, and the two behind it.  Most are found out
   by four bytes, for which no call is needed. */
static bool
is_delimiter(const struct multipart *m, const char *p)
{
	return memcmp(p, "\r\n--", 4) == 0 &&
	    memcmp(p, m->delim, m->delim_len) == 0 &&
	    (memcmp(p + m->delim_len, "\r\n", 2) == 0 ||
		memcmp(p + m->delim_len, "--", 2) == 0);
}

/* Where one is near there are often more, and a call costs more than them. */
static const char *
find_cr(const char *p, const char *end)
{
	for (int i = 0; i < 8 && p < end; i++, p++)
		if (*p == '\r')
			return p;
	return memchr(p, '\r', (size_t)(end - p));
}

/*
 * The first place in [p, end) at which the delimiter stands or, at the
 * end, may begin; `end` if there is none.  Linear: the delimiter's CR is
 * its only one, so no two places share a byte that was compared twice.
 */
static const char *
find_delimiter(const struct multipart *m, const char *p, const char *end)
{
	for (; (p = find_cr(p, end)) != NULL; p++) {
		size_t left = (size_t)(end - p);

		if (left < m->delim_len + 2) {
			if (left > m->delim_len)
				left = m->delim_len;
			if (memcmp(p, m->delim, left) == 0)
				return p;
		} else if (is_delimiter(m, p)) {
			return p;
		}
	}
	return end;
}

static const char *
feed_body(struct multipart *m, const char *p, const char *end)
{
	const char *found;

	while (p < end && m->state == IN_BODY) {
		if (m->match == 0) {
			found = find_delimiter(m, p, end);
			put_body(m, p, (size_t)(found - p));
			m->match = found < end;
			p = found < end ? found + 1 : end;
		} else if (!match_byte(m, *p)) {
			put_back(m);
		} else {
			p++;
			if (++m->match == m->delim_len + 2)
				pass_delimiter(m);
		}
	}
	return p;
}

enum parse
multipart_feed(struct multipart *m, const void *data, size_t len)
{
	const char *p = data, *end;

	if (len == 0)
		return m->fault;
	end = p + len;
	while (p < end && m->state != IN_EPILOGUE)
		p = m->state == IN_HEAD ? feed_head(m, p, end)
					: feed_body(m, p, end);
	return m->fault;
}

enum parse
multipart_end(struct multipart *m)
{
	if (m->state != IN_EPILOGUE)
		fault(m, PARSE_TRUNCATED, NULL);
	if (m->begun)
		m->sink->file_end(m->arg, false);
	m->begun = false;
	return m->fault;
}

const char *
multipart_where(const struct multipart *m)
{
	return m->where;
}
