/*
 * t-page-picture.c - pictures as they are shown: small ones, large ones,
 * and the page that goes from one to the next.
 */
#include "browser.h"

#include <sys/stat.h>

#include "base/conf.h"
#include "cmd/helpers.h"
#include "files.h"
#include "helper.h"
#include "store/blob.h"
#include "store/thumb.h"
#include "tap.h"

static struct file file;
static char shot[3][200]; /* addresses of the pictures, without their end */

static const char *
at_end(const char *of, const char *end)
{
	static char url[300];

	snprintf(url, sizeof(url), "%s/%s", of, end);
	return url;
}

/* A message with that file; the address of it. */
static void
bring(enum who_is who, const char *name, char out[200])
{
	char path[40];

	get(who,
	    who == MEI ? "/tickets/TS-0000001" : "/agent/tickets/TS-0000001");
	attach(name, file.b, file.len);
	if (who == MEI)
		submit(MEI, "/tickets/TS-0000001/messages", "content", "look",
		    NULL);
	else
		submit(PRIYA, "/agent/tickets/TS-0000001/note", "content",
		    "look", NULL);
	ok(seen.status == 303);
	get(PRIYA, "/agent/tickets/TS-0000001");
	for (int n = 1; n < 9; n++) {
		snprintf(path, sizeof(path), "Thread.%d.F.0.n", n);
		if (strcmp(at(path), name) != 0)
			continue;
		snprintf(path, sizeof(path), "Thread.%d.F.0.img", n);
		snprintf(out, 200, "%s", at(path));
	}
	ok(strlen(out) == strlen("/attachments//thumb") + 32);
	*strrchr(out, '/') = '\0';
}

static void
make_pictures(void)
{
	file.len = 0;
	make_png(&file);
	bring(MEI, "one.png", shot[0]);
	/* Its head is right, and its pixels are not. */
	file.len = 0;
	put_png_start(&file, 4, 4, 8, 2);
	put_chunk(&file, "IDAT", "x", 1);
	put_chunk(&file, "IEND", "", 0);
	bring(MEI, "broken.png", shot[1]);
	file.len = 0;
	make_gif(&file);
	bring(PRIYA, "inside.gif", shot[2]);
}

static void
test_pictures_are_made_anew(void)
{
	static const struct {
		const char *end, *suffix;
	} rows[] = { { "thumb", ".320.png" }, { "image", ".2560.png" } };

	for (size_t i = 0; i < NELEM(rows); i++) {
		get(MEI, at_end(shot[0], rows[i].end));
		ok(seen.status == 200 && seen.rs.file != NULL);
		is(seen.rs.file_suffix, rows[i].suffix);
		is(seen.rs.type, "image/png");
		is(seen.rs.file_name, "one.png");
		ok(seen.rs.file_inline);
		get(PRIYA, at_end(shot[0], rows[i].end));
		ok(seen.status == 200);
		get(WEN, at_end(shot[0], rows[i].end));
		ok(seen.rc == ERR_NOTFOUND);
		get(NOBODY, at_end(shot[0], rows[i].end));
		ok(seen.status == 303);
		/* Of a note. */
		get(MEI, at_end(shot[2], rows[i].end));
		ok(seen.rc == ERR_NOTFOUND);
		get(PRIYA, at_end(shot[2], rows[i].end));
		ok(seen.status == 200);
	}
	/* The original is as it was sent. */
	get(MEI, at_end(shot[0], "one.png"));
	ok(seen.status == 200 && seen.rs.file != NULL);
	ok(seen.rs.file_suffix == NULL && !seen.rs.file_inline);
}

static void
test_the_viewer_goes_from_one_to_the_next(void)
{
	get(MEI, at_end(shot[0], "view"));
	ok(seen.status == 200);
	is(at("Pic.n"), "one.png");
	is(at("Pic.img"), at_end(shot[0], "image"));
	is(at("Pic.h"), at_end(shot[0], "one.png"));
	is(at("Pic.i"), "1");
	is(at("Pic.of"), "2"); /* the note's is not hers */
	is(at("Pic.prev"), "");
	is(at("Pic.next"), at_end(shot[1], "view"));
	is(at("Ticket.Href"), "/tickets/TS-0000001");
	/* Those of notes come first. */
	get(PRIYA, at_end(shot[2], "view"));
	is(at("Pic.i"), "1");
	is(at("Pic.of"), "3");
	is(at("Pic.prev"), "");
	is(at("Pic.next"), at_end(shot[0], "view"));
	is(at("Ticket.Href"), "/agent/tickets/TS-0000001");
	get(PRIYA, at_end(shot[0], "view"));
	is(at("Pic.prev"), at_end(shot[2], "view"));
	is(at("Pic.next"), at_end(shot[1], "view"));
	get(PRIYA, at_end(shot[1], "view"));
	is(at("Pic.prev"), at_end(shot[0], "view"));
	is(at("Pic.next"), "");
	get(MEI, at_end(shot[2], "view"));
	ok(seen.rc == ERR_NOTFOUND);
	get(WEN, at_end(shot[0], "view"));
	ok(seen.rc == ERR_NOTFOUND);
}

static void
test_what_cannot_be_shown_says_so(void)
{
	get(MEI, at_end(shot[1], "thumb"));
	ok(seen.rc == ERR_NOTFOUND);
	get(MEI, at_end(shot[1], "view"));
	ok(seen.status == 200);
	is(at("Pic.img"), "");
	ok(has("cannot be shown here"));
	ok(has("broken.png\" download"));
}

/* WebP is a type of ours, but not one that the settings list at first. */
static void
test_takes_no_type_that_is_not_listed(void)
{
	get(MEI, "/tickets/TS-0000001");
	file.len = 0;
	make_webp(&file);
	attach("a.webp", file.b, file.len);
	submit(MEI, "/tickets/TS-0000001/messages", "content", "look", NULL);
	ok(seen.status == 422);
	ok(has("a.webp"));
}

static void
test_the_artist_is_needed_once(void)
{
	ok(helper_stop(cx.conf->artist_socket));
	get(MEI, at_end(shot[0], "thumb"));
	ok(seen.status == 200);
	get(MEI, at_end(shot[1], "thumb"));
	ok(seen.rc == ERR_NOTFOUND); /* and not tried again */
	file.len = 0;
	make_jpeg(&file);
	bring(MEI, "late.jpg", shot[0]);
	get(MEI, at_end(shot[0], "thumb"));
	ok(seen.rc == ERR_BUSY);
	get(MEI, at_end(shot[0], "view"));
	ok(seen.status == 200 && has("is not ready"));
}

static void
test_small_pictures_go_with_their_files(void)
{
	int64_t n = -1;
	char sha256[65];

	get(PRIYA, at_end(shot[2], "thumb"));
	snprintf(sha256, sizeof(sha256), "%s", seen.rs.file);
	fixture_as(&cx, NOBODY);
	ok(thumb_sweep(&cx, &n) == ERR_OK && n == 0);
	ok(blob_remove(&cx, cx.conf->blob_dir, sha256) == ERR_OK);
	ok(thumb_sweep(&cx, &n) == ERR_OK && n == 2);
	get(PRIYA, at_end(shot[2], "thumb"));
	ok(seen.rc == ERR_NOTFOUND);
}

int
main(void)
{
	browser_open();
	helper_start(&cx, cx.conf->artist_socket, help_painting,
	    (void *)(uintptr_t)cx.conf);
	fixture_ticket(&cx);
	make_pictures();
	test_pictures_are_made_anew();
	test_the_viewer_goes_from_one_to_the_next();
	test_what_cannot_be_shown_says_so();
	test_takes_no_type_that_is_not_listed();
	test_the_artist_is_needed_once();
	test_small_pictures_go_with_their_files();
	browser_close();
	return tap_done();
}
