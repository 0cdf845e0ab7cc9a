/*
 * t-page-transfer.c - files in chunks: resumed, raced, refused, given up,
 * and seen by nobody but their owner.
 */
#include "browser.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/conf.h"
#include "domain/upkeep.h"
#include "store/blob.h"
#include "store/db.h"
#include "store/store.h"
#include "tap.h"

static char place[64]; /* of the upload that was opened last */

static struct conf *
conf(void)
{
	return (struct conf *)(uintptr_t)cx.conf;
}

static void
open_one(enum who_is who, const char *name, const char *size, const char *key)
{
	get(who, "/account");
	post(who, "/uploads", "csrf_token", at("Csrf"), "idempotency_key", key,
	    "name", name, "size", size, "mark", "17", NULL);
	snprintf(place, sizeof(place), "%s", seen.location);
}

/* With a key that was not used. */
static void
begin_one(enum who_is who, const char *name, const char *size)
{
	static int n;
	char key[24];

	snprintf(key, sizeof(key), "fresh-%d", ++n);
	open_one(who, name, size, key);
}

static void
cancel(enum who_is who, const char *where)
{
	char address[100];

	snprintf(address, sizeof(address), "%s/cancel", where);
	insist(who, address, NULL);
}

/* The value of a name in the last answer. */
static const char *
json(const char *name)
{
	static char value[200];
	char mark[64];
	const char *s;

	snprintf(mark, sizeof(mark), "\"%s\":", name);
	s = strstr(seen.body, mark);
	if (s == NULL)
		return "";
	s += strlen(mark);
	s += *s == '"';
	snprintf(value, sizeof(value), "%.*s", (int)strcspn(s, "\",}"), s);
	return value;
}

/* Files of uploads in chunks that there are in the temporary folder. */
static int
files_left(void)
{
	DIR *d = opendir(cx.conf->tmp_dir);
	const struct dirent *e;
	int n = 0;

	while ((e = readdir(d)) != NULL)
		n += strncmp(e->d_name, "chunks-", 7) == 0;
	closedir(d);
	return n;
}

static int64_t
volume(enum who_is who)
{
	int64_t account, own;

	fixture_as(&cx, who);
	if (store_file_volume(&cx, 0, &account, &own) != ERR_OK)
		abort();
	return own;
}

static void
test_comes_in_chunks(void)
{
	int64_t before = volume(MEI);
	char file[40];

	open_one(MEI, "log.txt", "10", "k1");
	ok(seen.status == 201);
	ok(strncmp(place, "/uploads/", 9) == 0 && strlen(place) == 41);
	is(json("offset"), "0");
	ok(volume(MEI) == before + 10);

	patch(MEI, place, "0", "hello", 5);
	ok(seen.status == 200 && seen.rs.upload_offset == 5);
	get(MEI, place);
	ok(seen.status == 200 && seen.rs.upload_offset == 5 &&
	    seen.rs.upload_length == 10);
	is(json("name"), "log.txt");
	is(json("mark"), "17");
	get(MEI, "/uploads");
	ok(has(place + strlen("/uploads/")));

	patch(MEI, place, "5", " ther", 5);
	ok(seen.status == 201);
	is(json("type"), "text/plain; charset=utf-8");
	is(json("size"), "10");
	snprintf(file, sizeof(file), "%s", json("accessory_id"));
	ok(strlen(file) == 32);
	ok(volume(MEI) == before + 10);
	ok(files_left() == 0);

	/* His answer was lost: he asks again. */
	patch(MEI, place, "10", "", 0);
	ok(seen.status == 201);
	is(json("accessory_id"), file);
	get(MEI, place);
	is(json("accessory_id"), file);
	get(MEI, "/uploads");
	ok(!has(place + strlen("/uploads/")));
}

static void
test_its_bytes_are_the_ones_that_came(void)
{
	struct attachment f;
	char file[40], text[8] = "";
	int fd;

	begin_one(MEI, "abc.txt", "3");
	patch(MEI, place, "0", "a", 1);
	patch(MEI, place, "1", "b", 1);
	patch(MEI, place, "2", "c", 1);
	snprintf(file, sizeof(file), "%s", json("accessory_id"));
	fixture_as(&cx, MEI);
	ok(store_file_get(&cx, false, file, &f) == ERR_OK);
	is(f.sha256,
	    "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	ok(blob_open(&cx, cx.conf->blob_dir, f.sha256, &fd) == ERR_OK &&
	    read(fd, text, 7) == 3);
	is(text, "abc");
}

/* What was not settled between the chunks is, after a start, asked for again.
 */
static void
test_what_is_not_settled_comes_again(void)
{
	struct attachment f;

	begin_one(MEI, "abc.txt", "3");
	patch(MEI, place, "0", "a", 1);
	settles = false;
	patch(MEI, place, "1", "b", 1);
	ok(seen.rs.upload_offset == 2);
	fixture_as(&cx, NOBODY);
	ok(transfer_trust(&cx) == ERR_OK);
	get(MEI, place);
	ok(seen.rs.upload_offset == 1);
	patch(MEI, place, "1", "b", 1);
	patch(MEI, place, "2", "c", 1);
	ok(seen.status == 201);
	settles = true;
	fixture_as(&cx, MEI);
	ok(store_file_get(&cx, false, json("accessory_id"), &f) == ERR_OK);
	is(f.sha256,
	    "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	/* It has ended: there is nothing to do. */
	ok(transfer_settle(&cx, place + strlen("/uploads/")) == ERR_OK);
}

static void
test_an_offset_that_is_wrong_says_the_right_one(void)
{
	begin_one(MEI, "log.txt", "10");
	patch(MEI, place, "3", "hello", 5);
	ok(seen.status == 409 && seen.rs.upload_offset == 0);
	patch(MEI, place, "0", "hello", 5);
	/* The same chunk again: its answer was lost. */
	patch(MEI, place, "0", "hello", 5);
	ok(seen.status == 409 && seen.rs.upload_offset == 5);
	patch(MEI, place, "5", "hello!", 6);
	ok(seen.rc == ERR_TOOBIG);
	patch(MEI, place, "five", "x", 1);
	ok(seen.rc == ERR_INVALID && seen.rs.status == 400);
	patch(MEI, place, NULL, "x", 1);
	ok(seen.rc == ERR_INVALID);
	get(MEI, place);
	ok(seen.rs.upload_offset == 5);
	cancel(MEI, place);
	ok(seen.status == 204);
}

/* peers 11: a pending upload of somebody else's can be neither read, nor
 * replaced, nor taken. */
static void
test_is_nobody_elses(void)
{
	static const enum who_is others[] = { OSCAR, AISHA, LARS, WEN, PRIYA,
		ROOT };
	char mine[64];

	begin_one(MEI, "log.txt", "10");
	patch(MEI, place, "0", "hello", 5);
	snprintf(mine, sizeof(mine), "%s", place);
	for (size_t i = 0; i < NELEM(others); i++) {
		get(others[i], mine);
		ok(seen.rc == ERR_NOTFOUND);
		patch(others[i], mine, "5", "there", 5);
		ok(seen.rc == ERR_NOTFOUND);
		cancel(others[i], mine);
		ok(seen.rc == ERR_NOTFOUND);
		get(others[i], "/uploads");
		ok(!has(mine + strlen("/uploads/")));
	}
	get(NOBODY, mine);
	ok(seen.status == 303);
	get(MEI, "/uploads/00000000000000000000000000000000");
	ok(seen.rc == ERR_NOTFOUND);
	get(MEI, mine);
	ok(seen.status == 200 && seen.rs.upload_offset == 5);
	cancel(MEI, mine);
}

static void
test_a_key_opens_one(void)
{
	char first[64];

	open_one(MEI, "twice.txt", "4", "k2");
	snprintf(first, sizeof(first), "%s", place);
	open_one(MEI, "twice.txt", "4", "k2");
	ok(seen.status == 201);
	is(place, first);
	open_one(MEI, "other.txt", "4", "k2");
	ok(seen.rc == ERR_CONFLICT);
	is(seen.say, "key_reused");
	cancel(MEI, first);
	open_one(MEI, "twice.txt", "4", "k2");
	ok(seen.rc == ERR_CONFLICT);
}

static void
test_refuses_at_once_what_it_will_not_keep(void)
{
	static const struct {
		const char *name, *size, *say;
		int status;
	} rows[] = {
		{ "a.exe", "10", "a.exe", 422 },
		{ "a.txt", "0", "is empty", 422 },
		{ "a.txt", "1073741825", "1 GB at most", 413 },
		{ "../a.exe\\.txt.exe", "9", "not accepted", 422 },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		begin_one(MEI, rows[i].name, rows[i].size);
		ok(seen.status == rows[i].status);
		if (!has(rows[i].say))
			printf("# %s\n", seen.body);
		ok(has(rows[i].say));
		is(place, "");
	}
	begin_one(MEI, "a.txt", "ten");
	ok(seen.rc == ERR_INVALID);
}

static void
test_judges_what_came(void)
{
	int64_t before = volume(MEI);

	begin_one(MEI, "a.png", "10");
	patch(MEI, place, "0", "no picture", 10);
	ok(seen.status == 422 && has("a.png"));
	get(MEI, place);
	ok(seen.rc == ERR_NOTFOUND);
	ok(volume(MEI) == before && files_left() == 0);
}

/* E26: together they are no more than the volume allows. */
static void
test_what_is_announced_counts(void)
{
	const int64_t was = conf()->uploads_user_volume;
	char first[64];
	int64_t used = volume(MEI);

	conf()->uploads_user_volume = used + 10;
	begin_one(MEI, "a.txt", "6");
	snprintf(first, sizeof(first), "%s", place);
	begin_one(MEI, "b.txt", "5");
	ok(seen.status == 422 && has("In a day you can upload"));
	begin_one(MEI, "b.txt", "4");
	ok(seen.status == 201);
	cancel(MEI, place);
	cancel(MEI, first);
	ok(volume(MEI) == used);
	conf()->uploads_user_volume = was;

	conf()->uploads_daily_volume = used + 10;
	begin_one(OSCAR, "a.txt", "6");
	snprintf(first, sizeof(first), "%s", place);
	begin_one(MEI, "b.txt", "5");
	ok(seen.status == 422 && has("all of your account"));
	cancel(OSCAR, first);
	begin_one(MEI, "b.txt", "5");
	ok(seen.status == 201);
	cancel(MEI, place);
	conf()->uploads_daily_volume = conf()->uploads_user_volume * 3;
}

static void
test_so_many_may_be_under_way(void)
{
	char all[2][64];

	conf()->uploads_max_open = 2;
	for (int i = 0; i < 2; i++) {
		begin_one(MEI, "a.txt", "6");
		snprintf(all[i], sizeof(all[i]), "%s", place);
	}
	begin_one(MEI, "a.txt", "6");
	ok(seen.status == 422 && has("2 uploads"));
	begin_one(OSCAR, "a.txt", "6");
	ok(seen.status == 201);
	cancel(OSCAR, place);
	cancel(MEI, all[0]);
	begin_one(MEI, "a.txt", "6");
	ok(seen.status == 201);
	cancel(MEI, place);
	cancel(MEI, all[1]);
	conf()->uploads_max_open = 10;
}

/* What the power cut took is asked for again; what a dead worker left behind
 * the last byte of the row is overwritten. */
static void
test_begins_again_where_bytes_are_lost(void)
{
	char path[300];
	FILE *f;

	begin_one(MEI, "log.txt", "10");
	patch(MEI, place, "0", "hello", 5);
	snprintf(path, sizeof(path), "%s/chunks-%s", cx.conf->tmp_dir,
	    place + strlen("/uploads/"));
	ok(truncate(path, 2) == 0);
	patch(MEI, place, "5", " ther", 5);
	ok(seen.status == 409 && seen.rs.upload_offset == 0);
	patch(MEI, place, "0", "hello", 5);
	ok(seen.status == 200 && seen.rs.upload_offset == 5);

	f = fopen(path, "a");
	fputs("rubbish that nobody acknowledged", f);
	fclose(f);
	patch(MEI, place, "5", " ther", 5);
	ok(seen.status == 201);
	is(json("size"), "10");
}

static void
test_one_chunk_at_a_time(void)
{
	char path[300];
	FILE *other;

	begin_one(MEI, "log.txt", "10");
	patch(MEI, place, "0", "hello", 5);
	snprintf(path, sizeof(path), "%s/chunks-%s", cx.conf->tmp_dir,
	    place + strlen("/uploads/"));
	fixture_as(&cx, NOBODY); /* the request is over */
	other = fopen(path, "r");
	ok(flock(fileno(other), LOCK_EX) == 0);
	patch(MEI, place, "5", " ther", 5);
	ok(seen.rc == ERR_BUSY);
	is(seen.say, "upload_busy");
	fclose(other);
	patch(MEI, place, "5", " ther", 5);
	ok(seen.status == 201);
}

static void
test_the_sweep_ends_what_is_left(void)
{
	const int64_t lifetime = cx.conf->uploads_unbound_lifetime;
	char orphan[300];
	FILE *f;

	begin_one(MEI, "log.txt", "10");
	patch(MEI, place, "0", "hello", 5);
	snprintf(orphan, sizeof(orphan),
	    "%s/chunks-ffffffffffffffffffffffffffffffff", cx.conf->tmp_dir);
	f = fopen(orphan, "w");
	fclose(f);
	ok(files_left() == 2);

	fixture_as(&cx, NOBODY);
	cx.now += lifetime - 60;
	ok(upkeep_sweep(&cx) == ERR_OK);
	get(MEI, place);
	ok(seen.status == 200);
	fixture_as(&cx, NOBODY);
	/* Files are as old as the clock of the disk says. */
	cx.now = (int64_t)time(NULL) + lifetime + 4000;
	ok(upkeep_sweep(&cx) == ERR_OK);
	get(MEI, place);
	ok(seen.rc == ERR_NOTFOUND);
	ok(files_left() == 0);
}

/* A file of a form, sent twice with one key, is one file. */
static void
test_a_file_sent_twice_is_one(void)
{
	char first[40];

	get(MEI, "/account");
	for (int i = 0; i < 2; i++) {
		attach("shot.png", tiny_png, tiny_png_len);
		post(MEI, "/attachments", "csrf_token", at("Csrf"),
		    "idempotency_key", "once", NULL);
		ok(seen.status == 303);
		get(MEI, "/account");
	}
	fixture_as(&cx, MEI);
	{
		struct query *q = db_query(&cx, SQL_FILE_OF_KEY);
		int n = 0;

		db_bind_int(q, 1, cx.actor);
		db_bind_text(q, 2, "once");
		while (db_next(q)) {
			snprintf(first, sizeof(first), "%s", db_text(q, 0));
			n++;
		}
		ok(db_done(q) == ERR_OK && n == 1);
	}
	get(MEI, "/account");
	attach("other.png", tiny_png, tiny_png_len);
	post(MEI, "/attachments", "csrf_token", at("Csrf"), "idempotency_key",
	    "once", NULL);
	ok(seen.rc == ERR_CONFLICT);
	/* Another's key is another key. */
	get(OSCAR, "/account");
	attach("shot.png", tiny_png, tiny_png_len);
	post(OSCAR, "/attachments", "csrf_token", at("Csrf"), "idempotency_key",
	    "once", NULL);
	ok(seen.status == 303);
}

int
main(void)
{
	browser_open();
	test_comes_in_chunks();
	test_its_bytes_are_the_ones_that_came();
	test_what_is_not_settled_comes_again();
	test_an_offset_that_is_wrong_says_the_right_one();
	test_is_nobody_elses();
	test_a_key_opens_one();
	test_refuses_at_once_what_it_will_not_keep();
	test_judges_what_came();
	test_what_is_announced_counts();
	test_so_many_may_be_under_way();
	test_begins_again_where_bytes_are_lost();
	test_one_chunk_at_a_time();
	test_a_file_sent_twice_is_one();
	test_the_sweep_ends_what_is_left();
	browser_close();
	return tap_done();
}
