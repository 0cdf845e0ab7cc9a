#include "base/filetype.h"

#include <magic.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/sniff.h"
#include "base/utf8.h"

/* What libmagic and the checks get from the start of a file. */
#define HEAD_MAX ((size_t)256 * 1024)
/* A call of pread() costs as much as reading some hundred bytes. */
#define READS_MAX 25000

#define TEXT  "text/plain; charset=utf-8"
#define OOXML "application/vnd.openxmlformats-officedocument."

/*
 * libmagic's answers for a type.  That it does not know (below) is
 * good for every type: its text checks are off, since 8 KiB of newlines
 * take them half a second.
 */
static const char *const unknown[] = { "application/octet-stream", "text/plain",
	NULL };
static const char *const as_jpeg[] = { "image/jpeg", NULL };
static const char *const as_png[] = { "image/png", "image/apng",
	"image/vnd.mozilla.apng", NULL };
static const char *const as_gif[] = { "image/gif", NULL };
static const char *const as_bmp[] = { "image/bmp", "image/x-ms-bmp", NULL };
static const char *const as_webp[] = { "image/webp", NULL };
static const char *const as_pdf[] = { "application/pdf", NULL };
static const char *const as_zip[] = { "application/zip", NULL };
static const char *const as_docx[] = { "application/zip",
	OOXML "wordprocessingml.document", NULL };
static const char *const as_xlsx[] = { "application/zip",
	OOXML "spreadsheetml.sheet", NULL };
static const char *const as_msg[] = { "application/vnd.ms-outlook",
	"application/x-ms-msg", "application/x-ole-storage",
	"application/CDFV2", NULL };
static const char *const as_video[] = { "video/mp4", "video/quicktime",
	"video/x-m4v", "video/3gpp", "video/3gpp2", "audio/mp4",
	"application/mp4", NULL };

/*
 * What it must not call a text, by how the answer begins.  Text is told
 * by having no controls; to libmagic "PASS" is a plotter's command, and
 * a word in GBK a program, so it may be anything but these.
 */
static const char *const not_text[] = { "image/", "audio/", "video/",
	"text/html", "text/x-", "application/javascript", "application/pdf",
	"application/postscript", NULL };

static const struct type {
	struct filetype_info info;
	const char *const *magic; /* what libmagic may call it; NULL: text */
	check_fn *check;          /* of the structure */
} types[FT__MAX] = {
	[FT_NONE] = { { "none", { NULL }, "application/octet-stream", false },
	    unknown, NULL },
	[FT_JPEG] = { { "jpeg", { "jpg", "jpeg" }, "image/jpeg", true },
	    as_jpeg, check_jpeg },
	[FT_PNG] = { { "png", { "png" }, "image/png", true }, as_png,
	    check_png },
	[FT_GIF] = { { "gif", { "gif" }, "image/gif", true }, as_gif,
	    check_gif },
	[FT_BMP] = { { "bmp", { "bmp" }, "image/bmp", true }, as_bmp,
	    check_bmp },
	[FT_WEBP] = { { "webp", { "webp" }, "image/webp", true }, as_webp,
	    check_webp },
	[FT_TXT] = { { "txt", { "txt" }, TEXT, false }, NULL, check_text },
	[FT_LOG] = { { "log", { "log" }, TEXT, false }, NULL, check_text },
	[FT_INI] = { { "ini", { "ini" }, TEXT, false }, NULL, check_text },
	[FT_PDF] = { { "pdf", { "pdf" }, "application/pdf", false }, as_pdf,
	    check_pdf },
	[FT_ZIP] = { { "zip", { "zip" }, "application/zip", false }, as_zip,
	    check_zip },
	[FT_DOCX] = { { "docx", { "docx" }, OOXML "wordprocessingml.document",
			  false },
	    as_docx, check_docx },
	[FT_XLSX] = { { "xlsx", { "xlsx" }, OOXML "spreadsheetml.sheet",
			  false },
	    as_xlsx, check_xlsx },
	[FT_MSG] = { { "msg", { "msg" }, "application/vnd.ms-outlook", false },
	    as_msg, check_msg },
	[FT_EML] = { { "eml", { "eml" }, "message/rfc822", false }, NULL,
	    check_eml },
	[FT_MP4] = { { "mp4", { "mp4" }, "video/mp4", false }, as_video,
	    check_mp4 },
	[FT_MOV] = { { "mov", { "mov" }, "video/quicktime", false }, as_video,
	    check_mov },
};

const struct filetype_info *
filetype_info(enum filetype t)
{
	return &types[t].info;
}

enum filetype
filetype_by_name(const char *name)
{
	for (int t = FT_NONE; t < FT__MAX; t++)
		if (strcmp(types[t].info.name, name) == 0)
			return (enum filetype)t;
	return FT_NONE;
}

const char *
filetype_extension(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot == NULL || dot == name || dot[1] == '\0' ? NULL : dot + 1;
}

static enum filetype
by_extension(const char *name)
{
	const char *ext = filetype_extension(name), *const * e;

	for (int t = FT_NONE; ext != NULL && t < FT__MAX; t++)
		for (e = types[t].info.extensions; *e != NULL; e++)
			if (strcasecmp(ext, *e) == 0)
				return (enum filetype)t;
	return FT_NONE;
}

/* --- libmagic --------------------------------------------------------- */

static const char *const databases[] = { "/usr/lib/file/magic.mgc",
	"/usr/share/misc/magic.mgc", "/usr/share/file/magic.mgc" };

/* Signatures only: the other checks are slow, or parse too much. */
static const int flags = MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS |
    MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_APPTYPE | MAGIC_NO_CHECK_ELF |
    MAGIC_NO_CHECK_TEXT | MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_CSV |
    MAGIC_NO_CHECK_TOKENS | MAGIC_NO_CHECK_ENCODING | MAGIC_NO_CHECK_JSON;

static magic_t magic;
static const char *sniffer; /* whom to ask instead, or NULL */

void
filetype_ask_at(const char *socket)
{
	sniffer = socket;
}

enum err
filetype_open(struct ctx *cx)
{
	const char *path = NULL;
	enum err rc;

	if (magic != NULL)
		return ERR_OK;
	/* Named, so that neither MAGIC nor HOME/.magic is looked at. */
	for (size_t i = 0; i < NELEM(databases) && path == NULL; i++)
		if (access(databases[i], R_OK) == 0)
			path = databases[i];
	if (path == NULL)
		return err_fail(cx, ERR_FAULT,
		    "cannot find the database of libmagic, \"%s\"",
		    databases[0]);
	if ((magic = magic_open(flags)) == NULL)
		return err_fail(cx, ERR_FAULT, "cannot open libmagic");
	if (magic_load(magic, path) == 0)
		return ERR_OK;
	rc = err_fail(
	    cx, ERR_FAULT, "cannot load \"%s\": %s", path, magic_error(magic));
	filetype_close();
	return rc;
}

void
filetype_close(void)
{
	if (magic != NULL)
		magic_close(magic);
	magic = NULL;
}

static bool
is_listed(const char *s, const char *const *list)
{
	while (*list != NULL && strcmp(*list, s) != 0)
		list++;
	return *list != NULL;
}

static bool
begins_as_listed(const char *s, const char *const *list)
{
	while (*list != NULL && strncmp(*list, s, strlen(*list)) != 0)
		list++;
	return *list != NULL;
}

/* Does libmagic have no objection? */
static bool
magic_agrees(const struct type *type, const struct source *s)
{
	const char *mime = magic_buffer(magic, s->head, s->head_len);

	if (mime == NULL)
		return false;
	if (type->magic == NULL)
		return !begins_as_listed(mime, not_text);
	return is_listed(mime, unknown) || is_listed(mime, type->magic);
}

/* --- The verdict ------------------------------------------------------ */

static bool
read_head(struct source *s)
{
	size_t n = s->size < (int64_t)HEAD_MAX ? (size_t)s->size : HEAD_MAX;
	unsigned char *head = arena_alloc(s->mem, n);

	if (!source_get(s, 0, n, head))
		return false;
	s->head = head;
	s->head_len = n;
	return true;
}

static enum verdict
judge_bytes(const struct type *type, struct source *s)
{
	enum verdict v;

	if (!read_head(s))
		return TYPE_FAULT;
	v = type->check(s);
	if (v == TYPE_OK && !magic_agrees(type, s))
		v = TYPE_MISMATCH;
	return s->fault ? TYPE_FAULT : v;
}

enum verdict
filetype_judge(int fd, off_t size, const char *name, enum filetype *out)
{
	struct source s = { .fd = fd,
		.size = size,
		.bytes_left = FILETYPE_READ_MAX,
		.reads_left = READS_MAX };
	enum filetype type;
	enum verdict v;

	if (name == NULL || name[0] == '\0' || strlen(name) > FILENAME_BYTES ||
	    !utf8_valid(name, strlen(name)) || !utf8_plain(name, false) ||
	    strpbrk(name, "/\\") != NULL)
		return TYPE_BAD_NAME;
	if ((type = by_extension(name)) == FT_NONE)
		return TYPE_NOT_ALLOWED;
	if (size <= 0)
		return TYPE_EMPTY;
	if (sniffer != NULL)
		return filetype_ask(sniffer, fd, size, name, out);
	if (magic == NULL)
		return TYPE_FAULT;
	s.mem = arena_new();
	v = judge_bytes(&types[type], &s);
	arena_free(s.mem);
	if (v == TYPE_OK)
		*out = type;
	return v;
}
