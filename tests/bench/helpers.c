/*
 * bench-helpers - what it costs that hostile bytes are read elsewhere.
 *
 *	verdict	10,000 generated files of every type, whole, cut and
 *		spoiled, and texts that are slow for libmagic: how long until
 *		a page worker knows what a file is (E16: p99 at most 20 ms),
 *		and what it would cost in the worker itself
 *	thumb	a JPEG of 24 megapixels, and a PNG of 12: how long until the
 *		small picture is there, and the memory of the child
 *
 * The helpers are those of the portal; there is no supervisor.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/conf.h"
#include "base/paint.h"
#include "base/picture.h"
#include "cmd/helpers.h"
#include "tests/fixture.h"
#include "tests/helper.h"
#include "tests/judge.h"

#define FILES  10000
#define ROUNDS 9

static struct ctx cx, judges;
static uint32_t seed = 1;

static uint32_t
dice(uint32_t sides)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % sides;
}

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
by_size(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
tell(const char *what, double *ms, size_t n)
{
	qsort(ms, n, sizeof(*ms), by_size);
	printf("%-26s p50 %7.2f ms  p99 %7.2f ms  most %7.2f ms\n", what,
	    ms[n / 2], ms[n * 99 / 100], ms[n - 1]);
}

/* --- Verdicts ----------------------------------------------------------- */

/* A text of one unit again and again: the family of E16. */
static const char *
make_dull(void)
{
	static const char *const units[] = { "\n", "\t", " ", "\r", "( ", "<a ",
		"0", "\xff\xfe", "PK\3\4" };
	static const size_t sizes[] = { 8192, 65536, 1048576 };
	const char *unit = units[dice(NELEM(units))];
	const size_t size = sizes[dice(NELEM(sizes))];

	empty();
	while (file.len < size)
		puts_in(&file, unit);
	return dice(2) ? "a.txt" : "a.zip";
}

/* One of the types, whole or not; the name that it comes with. */
static const char *
make_any(void)
{
	static char name[20];
	const size_t kind = dice(NELEM(kinds));

	if (dice(4) == 0)
		return make_dull();
	made(kinds[kind].make);
	snprintf(name, sizeof(name), "a.%.*s",
	    (int)strcspn(kinds[kind].names, " "), kinds[kind].names);
	switch (dice(4)) {
	case 0:
		break;
	case 1:
		file.len = 1 + dice((uint32_t)file.len);
		break;
	case 2:
		file.b[dice((uint32_t)file.len)] = (unsigned char)dice(256);
		break;
	default:
		fill(&file, (unsigned char)dice(256), 1 + dice(300000));
	}
	return name;
}

static double
time_verdict(const char *name)
{
	double start = now_ms();

	(void)!filetype_judge(fd, (off_t)file.len, name, &found);
	return now_ms() - start;
}

static void
bench_verdicts(void)
{
	static double there[FILES], here[FILES];
	const char *socket = cx.conf->sniff_socket;

	helper_start(&cx, socket, help_sniffing, (void *)(uintptr_t)cx.conf);
	for (size_t i = 0; i < FILES; i++) {
		const char *name = make_any();

		if (ftruncate(fd, 0) == -1 ||
		    pwrite(fd, file.b, file.len, 0) != (ssize_t)file.len)
			abort();
		filetype_ask_at(socket);
		there[i] = time_verdict(name);
		filetype_ask_at(NULL);
		here[i] = time_verdict(name);
	}
	helper_stop(socket);
	tell("verdict by the sniffer", there, FILES);
	tell("verdict in the process", here, FILES);
	printf("%-26s %.2f ms of p50, ratio %.1f\n", "the fence costs",
	    there[FILES / 2] - here[FILES / 2],
	    there[FILES / 2] / here[FILES / 2]);
}

/* --- Pictures ----------------------------------------------------------- */

static struct paint
painting(uint32_t w, uint32_t h)
{
	struct paint p = { .mem = cx.mem, .w = w, .h = h, .opaque = true };

	p.px = paint_room(&p, (size_t)w * 4, h);
	for (size_t i = 0; i < (size_t)w * h; i++) {
		const uint32_t x = (uint32_t)(i % w), y = (uint32_t)(i / w);

		p.px[4 * i] = (unsigned char)(x * 255 / w + dice(24));
		p.px[4 * i + 1] = (unsigned char)(y * 255 / h + dice(24));
		p.px[4 * i + 2] = (unsigned char)((x ^ y) / 16 + dice(24));
		p.px[4 * i + 3] = 255;
	}
	return p;
}

static int
file_of(const unsigned char *b, size_t len)
{
	const char *path = arena_printf(
	    cx.mem, "%s/%zu", cx.conf->tmp_dir, len);
	int out = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);

	if (write(out, b, len) != (ssize_t)len)
		abort();
	return out;
}

/* The memory of a child that does it, less that of one that does nothing. */
static long
rss_of(int in, enum filetype type, int side)
{
	long rss[2];

	for (int full = 0; full < 2; full++) {
		const int32_t what[2] = { (int32_t)type, side };
		struct question q = { .len = sizeof(what),
			.fd = { in, file_of((const unsigned char *)"", 0) } };
		struct rusage used;
		unsigned char a[PICTURE_ANSWER_LEN];

		memcpy(q.bytes, what, sizeof(what));
		fflush(NULL);
		if (fork() == 0) {
			if (full)
				picture_answer(&q, a);
			_exit(0);
		}
		wait4(-1, NULL, 0, &used);
		rss[full] = used.ru_maxrss;
		close(q.fd[1]);
	}
	return rss[1] - rss[0];
}

static void
bench_picture(const char *what, int in, enum filetype type, int side)
{
	double ms[ROUNDS];
	enum picture_made made = PICTURE_NOT;

	for (size_t i = 0; i < ROUNDS; i++) {
		const int out = file_of((const unsigned char *)"", 0);
		const double start = now_ms();

		made = picture_ask(cx.conf->artist_socket, type, in, side, out);
		ms[i] = now_ms() - start;
		close(out);
	}
	tell(what, ms, ROUNDS);
	printf("%-26s %ld KB beyond an idle child%s\n", "",
	    rss_of(in, type, side), made == PICTURE_NOT ? " (NOT MADE)" : "");
}

static void
bench_pictures(void)
{
	const char *socket = cx.conf->artist_socket;
	struct paint p;
	size_t len;
	const unsigned char *b;
	int jpeg, png;

	p = painting(6000, 4000);
	b = paint_as_jpeg(&p, &len);
	jpeg = file_of(b, len);
	printf("JPEG of 24 megapixels, %.1f MB\n", (double)len / 1e6);
	p = painting(4000, 3000);
	b = paint_as_png(&p, &len);
	png = file_of(b, len);
	printf("PNG of 12 megapixels, %.1f MB\n", (double)len / 1e6);
	arena_reset(cx.mem);
	helper_start(&cx, socket, help_painting, (void *)(uintptr_t)cx.conf);
	bench_picture("JPEG to 320", jpeg, FT_JPEG, 320);
	bench_picture("JPEG to 2560", jpeg, FT_JPEG, 2560);
	bench_picture("PNG to 320", png, FT_PNG, 320);
	bench_picture("PNG to 2560", png, FT_PNG, 2560);
	helper_stop(socket);
	close(jpeg);
	close(png);
}

int
main(void)
{
	fixture_open(&cx);
	judge_open(&judges);
	bench_verdicts();
	bench_pictures();
	judge_close(&judges);
	fixture_close(&cx);
	return 0;
}
