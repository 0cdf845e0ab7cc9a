/*
 * The structure of files, judged through filetype_judge().
 */
#include "base/sniff.h"
#include "judge.h"

/* E08: two files in one. */
static void
test_refuses_what_follows_the_end(void)
{
	static const struct {
		const char *name;
		void (*make)(struct file *);
	} rows[] = { { "a.png", make_png }, { "a.jpg", make_jpeg },
		{ "a.gif", make_gif }, { "a.bmp", make_bmp },
		{ "a.webp", make_webp }, { "a.pdf", make_pdf },
		{ "a.msg", make_msg }, { "a.mp4", make_mp4 } };
	static const struct member m = { .name = "a.js", .packed = 10 };

	for (size_t i = 0; i < NELEM(rows); i++) {
		bool strict = strcmp(rows[i].name, "a.mp4") == 0;

		/* An archive behind it, its offsets made to fit or not. */
		put_zip(made(rows[i].make), &m, 1);
		row(judge(rows[i].name, &file) == TYPE_MISMATCH, "with ZIP");
		row(judge("a.zip", &file) == TYPE_MISMATCH, "as ZIP");
		puts_in(made(rows[i].make), "\n\n");
		row(judge(rows[i].name, &file) ==
			(strict ? TYPE_MISMATCH : TYPE_OK),
		    "with two newlines");
		fill(made(rows[i].make), 'x', 5000);
		row(judge(rows[i].name, &file) ==
			(strcmp(rows[i].name, "a.msg") == 0 ? TYPE_OK
							    : TYPE_MISMATCH),
		    "with 5000 bytes");
	}
}

/* For tools that look for the archive's end from the end. */
static void
test_refuses_an_archive_in_a_comment(void)
{
	static struct file jpeg, end;

	made(make_jpeg);
	jpeg = file;
	put_end(&end, 0, 0);
	put(empty(), "\xff\xd8", 2);
	put_segment(&file, 0xfe, end.b, end.len);
	put(&file, jpeg.b + 2, jpeg.len - 2);
	ok(judge("a.jpg", &file) == TYPE_OK);
	/* Its comment, to which all that follows now belongs. */
	file.b[26] = (unsigned char)(jpeg.len - 2);
	ok(judge("a.jpg", &file) == TYPE_MISMATCH);
}

static void
test_checks_pictures_to_their_end(void)
{
	made(make_png);
	for (size_t n = 1; n < file.len; n++)
		if (judge_bytes("a.png", file.b, n) != TYPE_MISMATCH)
			row(false, "a PNG cut short");
	made(make_jpeg);
	for (size_t n = 1; n < file.len; n++)
		if (judge_bytes("a.jpg", file.b, n) != TYPE_MISMATCH)
			row(false, "a JPEG cut short");
	/* All but the last byte of a GIF are enough for all programs. */
	made(make_gif);
	for (size_t n = 1; n < file.len - 1; n++)
		if (judge_bytes("a.gif", file.b, n) != TYPE_MISMATCH)
			row(false, "a GIF cut short");
	made(make_webp);
	for (size_t n = 1; n < file.len; n++)
		if (judge_bytes("a.webp", file.b, n) != TYPE_MISMATCH)
			row(false, "a WebP cut short");
	file.b[20] ^= 1;
	ok(judge("a.webp", &file) == TYPE_MISMATCH); /* no such picture */
	put(empty(), "RIFF\x0c\0\0\0WEBPEXIF\0\0\0\0", 20);
	ok(judge("a.webp", &file) == TYPE_MISMATCH); /* none at all */
	made(make_png);
	file.b[20] ^= 1;
	ok(judge("a.png", &file) == TYPE_MISMATCH); /* the CRC is wrong */
	put_png_start(empty(), 1, 1, 3, 2);
	put_chunk(&file, "IDAT", "x", 1);
	put_chunk(&file, "IEND", "", 0);
	ok(judge("a.png", &file) == TYPE_MISMATCH); /* no such depth */
	put_png_start(empty(), 1, 1, 8, 2);
	put_chunk(&file, "IEND", "", 0);
	ok(judge("a.png", &file) == TYPE_MISMATCH); /* no pixels */
	put(empty(), "\xff\xd8", 2);
	put_segment(&file, 0xda, "\1\1\0\0\x3f\0", 6);
	put(&file, "xx\xff\xd9", 4);
	ok(judge("a.jpg", &file) == TYPE_MISMATCH); /* no frame */
	put_png_start(empty(), 0, 1, 8, 2);
	put_chunk(&file, "IDAT", "x", 1);
	put_chunk(&file, "IEND", "", 0);
	ok(judge("a.png", &file) == TYPE_MISMATCH);
}

/* A large one is not read through, but its ends must be right. */
static void
test_takes_large_pictures(void)
{
	static unsigned char pixels[8192];

	put_png_start(empty(), 1000, 1000, 8, 6);
	for (int i = 0; i < 200; i++)
		put_chunk(&file, "IDAT", pixels, sizeof(pixels));
	put_chunk(&file, "IEND", "", 0);
	ok(judge("a.png", &file) == TYPE_OK);
	put_bmp(empty(), 700, 500, 700 * 500 * 3);
	ok(judge("a.bmp", &file) == TYPE_OK);
	put_bmp(empty(), 700, 501, 700 * 500 * 3);
	ok(judge("a.bmp", &file) == TYPE_MISMATCH);
	put_gif_start(empty(), 1000, 1000);
	for (int i = 0; i < 9000; i++)
		put_gif_frame(&file);
	puts_in(&file, ";");
	ok(judge("a.gif", &file) == TYPE_OK);
	/* More blocks than we look at, with the proper end, and without. */
	put_gif_start(empty(), 1000, 1000);
	puts_in(&file, "!\xfe");
	for (int i = 0; i < 600000; i++)
		puts_in(&file, "\1x");
	fill(&file, 0, 1);
	put_gif_frame(&file);
	puts_in(&file, ";");
	ok(judge("a.gif", &file) == TYPE_OK);
	file.len--;
	ok(judge("a.gif", &file) == TYPE_MISMATCH);
}

/* E14: small files that a viewer would choke on. */
static void
test_refuses_image_bombs(void)
{
	put_png_start(empty(), 50000, 50000, 1, 0);
	put_chunk(&file, "IDAT", "x", 1);
	put_chunk(&file, "IEND", "", 0);
	ok(judge("a.png", &file) == TYPE_BOMB);
	put_png_start(empty(), 10000, 10000, 8, 2);
	put_chunk(&file, "IDAT", "x", 1);
	put_chunk(&file, "IEND", "", 0);
	ok(judge("a.png", &file) == TYPE_OK);
	put_png_start(empty(), 10, 10, 8, 2);
	put_chunk(&file, "acTL", "\0\1\0\0\0\0\0\0", 8);
	put_chunk(&file, "IDAT", "x", 1);
	put_chunk(&file, "IEND", "", 0);
	ok(judge("a.png", &file) == TYPE_BOMB);
	put_jpeg_start(empty(), 65535, 65535);
	put_segment(&file, 0xda, "\1\1\0\0\x3f\0", 6);
	put(&file, "\xff\xd9", 2);
	ok(judge("a.jpg", &file) == TYPE_BOMB);
	put_gif_start(empty(), 65535, 65535);
	put_gif_frame(&file);
	puts_in(&file, ";");
	ok(judge("a.gif", &file) == TYPE_BOMB);
	put_gif_start(empty(), 1, 1);
	for (int i = 0; i < 60000; i++)
		put_gif_frame(&file);
	puts_in(&file, ";");
	ok(judge("a.gif", &file) == TYPE_BOMB);
	put_bmp(empty(), 40000, 40000, 10);
	ok(judge("a.bmp", &file) == TYPE_BOMB);
	made(make_webp); /* 16384 pixels square */
	memset(file.b + 21, 0xff, 3);
	file.b[24] = 0x0f;
	ok(judge("a.webp", &file) == TYPE_BOMB);
}

/* E15 */
static void
test_judges_archives_by_their_directory(void)
{
	static const struct {
		const char *what;
		struct member m[2];
		enum verdict want;
	} rows[] = {
		{ "encrypted", { { "a", 20, 0, 1, 0 }, { "b", 1, 0, 0, 0 } },
		    TYPE_OK },
		{ "zeros",
		    { { "a", 15000, 15000000, 0, 0 }, { "b", 1, 0, 0, 0 } },
		    TYPE_OK },
		{ "ratio",
		    { { "a", 50000, 50000000, 0, 0 }, { "b", 1, 0, 0, 0 } },
		    TYPE_BOMB },
		{ "total",
		    { { "a", 1400000, 260000000, 0, 0 },
			{ "b", 1400000, 260000000, 0, 0 } },
		    TYPE_BOMB },
		{ "zip64",
		    { { "a", 20, UINT32_MAX, 0, 0 }, { "b", 1, 0, 0, 0 } },
		    TYPE_MISMATCH },
		{ "parent", { { "../a", 1, 0, 0, 0 }, { "b", 1, 0, 0, 0 } },
		    TYPE_MISMATCH },
		{ "parent inside",
		    { { "a", 1, 0, 0, 0 }, { "b/../../c", 1, 0, 0, 0 } },
		    TYPE_MISMATCH },
		{ "parent at the end",
		    { { "a", 1, 0, 0, 0 }, { "b\\..", 1, 0, 0, 0 } },
		    TYPE_MISMATCH },
		{ "dots",
		    { { "a..b/..c/d..", 1, 0, 0, 0 }, { "...", 1, 0, 0, 0 } },
		    TYPE_OK },
		{ "absolute",
		    { { "/etc/passwd", 1, 0, 0, 0 }, { "b", 1, 0, 0, 0 } },
		    TYPE_MISMATCH },
		{ "drive", { { "C:a", 1, 0, 0, 0 }, { "b", 1, 0, 0, 0 } },
		    TYPE_MISMATCH },
		{ "link", { { "a", 9, 0, 0, 0120777 }, { "b", 1, 0, 0, 0 } },
		    TYPE_MISMATCH },
		{ "file", { { "a", 9, 0, 0, 0100644 }, { "b", 1, 0, 0, 0 } },
		    TYPE_OK },
		{ "control", { { "a\nb", 9, 0, 0, 0 }, { "b", 1, 0, 0, 0 } },
		    TYPE_MISMATCH },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		put_zip(empty(), rows[i].m, 2);
		row(judge("a.zip", &file) == rows[i].want, rows[i].what);
	}
}

static void
test_refuses_archives_that_contradict_themselves(void)
{
	static const struct member m[2] = { { .name = "a", .packed = 1000 },
		{ .name = "b", .packed = 1000 } };
	size_t directory;

	/* Entries that share their bytes. */
	put_local(empty(), &m[0]);
	directory = file.len;
	for (int i = 0; i < 100; i++)
		put_entry(&file, &m[0], 0);
	put_end(&file, 100, directory);
	ok(judge("a.zip", &file) == TYPE_MISMATCH);
	/* One head says encrypted, the other not. */
	put_zip(empty(), m, 2);
	ok(judge("a.zip", &file) == TYPE_OK);
	file.b[6] = 1;
	ok(judge("a.zip", &file) == TYPE_MISMATCH);
	/* Another method; another number of entries; other places. */
	put_zip(empty(), m, 2);
	file.b[8] = 8;
	ok(judge("a.zip", &file) == TYPE_MISMATCH);
	for (size_t at = 4; at < 20; at++) {
		put_zip(empty(), m, 2);
		file.b[file.len - 22 + at] ^= 1;
		if (judge("a.zip", &file) != TYPE_MISMATCH)
			row(false, "an end that is wrong");
	}
	/* A prefix, as of a program that unpacks itself. */
	puts_in(empty(), "any program");
	put_zip(&file, m, 2);
	ok(judge("a.zip", &file) == TYPE_MISMATCH);
	/* A comment is no matter. */
	put_zip(empty(), m, 2);
	file.b[file.len - 2] = 5;
	puts_in(&file, "hello");
	ok(judge("a.zip", &file) == TYPE_OK);
	puts_in(&file, "!");
	ok(judge("a.zip", &file) == TYPE_MISMATCH);
}

/* As "zip -" writes it: needless, but common. */
static void
test_takes_zip64_that_agrees(void)
{
	static const struct member m = { .name = "a", .packed = 10 };
	size_t directory, at, size;

	for (int wrong = 0; wrong < 2; wrong++) {
		put_local(empty(), &m);
		directory = file.len;
		put_entry(&file, &m, 0);
		at = file.len;
		size = at - directory;
		put(&file, "PK\6\6", 4);
		put_le(&file, 44, 8);
		put_le(&file, 0x2d031e, 4);
		put_le(&file, 0, 8);
		put_le(&file, 1, 8);
		put_le(&file, 1, 8);
		put_le(&file, size, 8);
		put_le(&file, directory + (size_t)wrong, 8);
		put(&file, "PK\6\7\0\0\0\0", 8);
		put_le(&file, at, 8);
		put_le(&file, 1, 4);
		put(&file, "PK\5\6\0\0\0\0\1\0\1\0", 12);
		put_le(&file, size, 4);
		put_le(&file, directory, 4);
		put_le(&file, 0, 2);
		ok(judge("a.zip", &file) == (wrong ? TYPE_MISMATCH : TYPE_OK));
	}
}

static void
test_limits_the_entries_of_an_archive(void)
{
	static struct member m[MEMBERS_MAX];
	static char names[MEMBERS_MAX][8];

	for (size_t i = 0; i < NELEM(m); i++) {
		snprintf(names[i], sizeof(names[i]), "%zu", i);
		m[i].name = names[i];
	}
	put_zip(empty(), m, 10000);
	ok(judge("a.zip", &file) == TYPE_OK);
	put_zip(empty(), m, 10001);
	ok(judge("a.zip", &file) == TYPE_BOMB);
}

static void
test_refuses_documents_with_macros(void)
{
	static const struct {
		const char *name, *part, *more;
		enum verdict want;
	} rows[] = {
		{ "a.docx", "word/document.xml", "word/a.xml", TYPE_OK },
		{ "a.docx", "word/document.xml", "word/vbaProject.bin",
		    TYPE_MISMATCH },
		{ "a.docx", "word/document.xml", "word/VBAPROJECT.BIN",
		    TYPE_MISMATCH },
		{ "a.xlsx", "xl/workbook.xml", "xl/vbaProject.bin",
		    TYPE_MISMATCH },
		{ "a.docx", "xl/workbook.xml", "xl/a.xml", TYPE_MISMATCH },
		{ "a.xlsx", "word/document.xml", "word/a.xml", TYPE_MISMATCH },
		{ "a.xlsx", "a.xml", "b.xml", TYPE_MISMATCH },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		struct member m[3] = { { .name = "[Content_Types].xml",
					   .packed = 10 },
			{ .name = rows[i].part, .packed = 10 },
			{ .name = rows[i].more, .packed = 10 } };

		put_zip(empty(), m, 3);
		row(judge(rows[i].name, &file) == rows[i].want, rows[i].more);
		put_zip(empty(), m + 1, 2);
		row(judge(rows[i].name, &file) == TYPE_MISMATCH,
		    "without its types");
		m[1].flags = 1;
		put_zip(empty(), m, 3);
		row(judge(rows[i].name, &file) == TYPE_MISMATCH, "encrypted");
	}
}

static void
test_walks_the_boxes_of_films(void)
{
	/* A size of 64 bits, and one that reaches to the end. */
	put_box(empty(), "ftyp", "qt  \0\0\0\0qt  ", 12);
	put_film(&file);
	put(&file, "\0\0\0\1mdat", 8);
	put_be(&file, 20, 8);
	puts_in(&file, "xxxx");
	put(&file, "\0\0\0\0free", 8);
	fill(&file, 'x', 100);
	ok(judge("a.mov", &file) == TYPE_OK);
	ok(judge("a.mp4", &file) == TYPE_OK);
	/* Without a film; cut; with a box that is too small. */
	put_box(empty(), "ftyp", "isom\0\0\2\0isom", 12);
	put_box(&file, "mdat", "xxxx", 4);
	ok(judge("a.mp4", &file) == TYPE_MISMATCH);
	made(make_mp4);
	for (size_t n = 1; n < file.len; n++)
		if (n != file.len - 16 && /* where the last box begins */
		    judge_bytes("a.mp4", file.b, n) != TYPE_MISMATCH)
			row(false, "a film cut short");
	put(&file, "\0\0\0\7free", 8);
	ok(judge("a.mp4", &file) == TYPE_MISMATCH);
	put_box(empty(), "ftyp", "heic\0\0\0\0mif1heic", 16);
	put_film(&file);
	ok(judge("a.mp4", &file) == TYPE_MISMATCH); /* a picture */
	made(make_mp4);
	overwrite(&file, 4, "ftyq", 4);
	ok(judge("a.mp4", &file) == TYPE_MISMATCH);
}

static void
test_knows_messages_from_other_compound_files(void)
{
	put_compound(empty(), "WordDocument");
	ok(judge("a.msg", &file) == TYPE_MISMATCH);
	put_compound(empty(), "__properties_version1.0");
	ok(judge("a.msg", &file) == TYPE_OK);
	overwrite(&file, 512 + 4, "\1\0\0\0", 4); /* a chain without end */
	ok(judge("a.msg", &file) == TYPE_MISMATCH);
	made(make_msg);
	overwrite(&file, 48, "\xff\xff\xff\x7f", 4); /* a directory nowhere */
	ok(judge("a.msg", &file) == TYPE_MISMATCH);
}

/* Bytes that this process has read, or -1. */
static long long
bytes_read(void)
{
	long long n = -1;
	FILE *f = fopen("/proc/self/io", "r");

	if (f == NULL)
		return -1;
	if (fscanf(f, "rchar: %lld", &n) != 1)
		n = -1;
	fclose(f);
	return n;
}

/* Files of 3 GB whose middle is a hole. */
static void
test_reads_little_of_large_files(void)
{
	static const char *const names[] = { "a.jpg", "a.png", "a.gif", "a.bmp",
		"a.pdf", "a.zip", "a.docx", "a.mp4", "a.mov", "a.msg", "a.eml",
		"a.txt" };
	const off_t size = (off_t)3 << 30;
	long long before, after, worst = 0;

	for (size_t i = 0; i < NELEM(kinds); i++) {
		made(kinds[i].make);
		if (ftruncate(fd, 0) == -1 || ftruncate(fd, size) == -1 ||
		    pwrite(fd, file.b, file.len, 0) != (ssize_t)file.len ||
		    pwrite(fd, file.b, file.len, size - (off_t)file.len) !=
			(ssize_t)file.len)
			abort();
		for (size_t j = 0; j < NELEM(names); j++) {
			before = bytes_read();
			(void)!filetype_judge(fd, size, names[j], &found);
			after = bytes_read();
			if (after - before > worst)
				worst = after - before;
		}
	}
	printf("# at most %lld bytes were read\n", worst);
	ok(worst < (long long)FILETYPE_READ_MAX + 4096);
}

/* --- Two opinions ------------------------------------------------------- */

/* What our own table says, without libmagic. */
static enum verdict
own_verdict(check_fn *check)
{
	struct source s = { .fd = fd,
		.size = (int64_t)file.len,
		.head = file.b,
		.head_len = file.len < 256 * 1024 ? file.len : 256 * 1024,
		.bytes_left = FILETYPE_READ_MAX,
		.reads_left = 25000,
		.mem = arena_new() };
	enum verdict v = check(&s);

	arena_free(s.mem);
	return v;
}

/* In the order of kinds[]: what judges it. */
static check_fn *const checks[] = { check_jpeg, check_png, check_gif, check_bmp,
	check_text, check_pdf, check_zip, check_docx, check_xlsx, check_msg,
	check_eml, check_mp4, check_mov, check_webp };

/*
 * E18: 2,100 files of all types, whole and spoiled.  libmagic can only
 * lower the trust; how often it does so where our own table is content
 * is pinned, so that a new version of either is looked at.
 */
static void
test_E18_both_tables_agree(void)
{
	static struct file whole;
	uint32_t seed = 18;
	char name[20];
	int differ = 0, wrong = 0, good = 0;

	_Static_assert(NELEM(checks) == NELEM(kinds), "one for each");
	for (size_t i = 0; i < NELEM(kinds); i++) {
		made(kinds[i].make);
		whole = file;
		snprintf(name, sizeof(name), "a.%.*s",
		    (int)strcspn(kinds[i].names, " "), kinds[i].names);
		for (int n = 0; n < 150; n++) {
			enum verdict ours, both;

			file = whole;
			for (int j = 0; j < n % 3; j++) {
				seed = seed * 1664525 + 1013904223;
				file.b[(seed >> 8) % file.len] =
				    (unsigned char)(seed >> 24);
			}
			both = judge(name, &file);
			ours = own_verdict(checks[i]);
			good += both == TYPE_OK;
			wrong += ours != TYPE_OK && both != ours;
			if (ours != TYPE_OK || both == TYPE_OK)
				continue;
			printf("# libmagic refuses %s, file %d\n", name, n);
			differ++;
		}
	}
	ok(good > 900);
	ok(wrong == 0);
	ok(differ == 0);
}

/* --- Bad luck --------------------------------------------------------- */

static void
test_broken_files_do_no_harm(void)
{
	static struct file broken;
	uint32_t seed = 1;
	int verdicts[TYPE_FAULT + 1] = { 0 };
	char name[20];

	for (size_t i = 0; i < NELEM(kinds); i++) {
		made(kinds[i].make);
		snprintf(name, sizeof(name), "a.%.*s",
		    (int)strcspn(kinds[i].names, " "), kinds[i].names);
		for (int n = 0; n < 300; n++) {
			broken = (struct file){ .len = 0 };
			put(&broken, file.b, file.len);
			for (int j = 0; j <= n % 3; j++) {
				seed = seed * 1664525 + 1013904223;
				broken.b[(seed >> 8) % broken.len] =
				    (unsigned char)(seed >> 24);
			}
			verdicts[judge(name, &broken)]++;
		}
	}
	ok(verdicts[TYPE_FAULT] == 0);
	ok(verdicts[TYPE_OK] > 100 && verdicts[TYPE_MISMATCH] > 100);
}

int
main(void)
{
	struct ctx cx = { .now = 0 };

	judge_open(&cx);
	test_refuses_what_follows_the_end();
	test_refuses_an_archive_in_a_comment();
	test_checks_pictures_to_their_end();
	test_takes_large_pictures();
	test_refuses_image_bombs();
	test_judges_archives_by_their_directory();
	test_refuses_archives_that_contradict_themselves();
	test_takes_zip64_that_agrees();
	test_limits_the_entries_of_an_archive();
	test_refuses_documents_with_macros();
	test_walks_the_boxes_of_films();
	test_knows_messages_from_other_compound_files();
	test_reads_little_of_large_files();
	test_E18_both_tables_agree();
	test_broken_files_do_no_harm();
	judge_close(&cx);
	return tap_done();
}
