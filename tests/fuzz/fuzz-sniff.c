/*
 * The first byte chooses a check of structure, or the cleaning of names;
 * the rest is the file, or the name.
 */
#include "base/sniff.h"

#include "fuzz.h"

static check_fn *const checks[] = { check_jpeg, check_png, check_gif, check_bmp,
	check_text, check_eml, check_pdf, check_zip, check_docx, check_xlsx,
	check_mp4, check_mov, check_msg, check_webp };

/* A clean name is plain text that fits, and is clean. */
static void
check_name(struct arena *mem, const uint8_t *data, size_t len)
{
	char *clean;

	clean = filetype_name_clean(
	    mem, arena_strndup(mem, (const char *)data, len));
	if (clean == NULL)
		return;
	must_be_text(clean);
	must(clean[0] != '\0' && strlen(clean) <= FILENAME_BYTES);
	must(utf8_plain(clean, false) && strpbrk(clean, "/\\") == NULL);
	must(strcmp(filetype_name_clean(mem, clean), clean) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct source s = { .fd = -1,
		.bytes_left = FILETYPE_READ_MAX,
		.reads_left = 25000,
		.mem = fuzz_arena() };
	enum verdict v;

	if (len < 2)
		return 0;
	if (data[0] >= NELEM(checks)) {
		check_name(s.mem, data + 1, len - 1);
		return 0;
	}
	s.head = data + 1;
	s.head_len = len - 1;
	s.size = (int64_t)s.head_len;
	v = checks[data[0]](&s);
	must(v == TYPE_OK || v == TYPE_MISMATCH || v == TYPE_BOMB);
	must(!s.fault);
	return 0;
}
