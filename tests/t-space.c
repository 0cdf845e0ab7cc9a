#include "domain/space.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/conf.h"
#include "domain/act.h"
#include "domain/attachment.h"
#include "domain/draft.h"
#include "fixture.h"
#include "tap.h"

#define MUCH (INT64_C(1) << 50)

/* As on a disk below these marks, of percent. */
static struct conf
marks(struct ctx *cx, int low, int critical)
{
	struct conf conf = *cx->conf;

	conf.storage_low = low;
	conf.storage_critical = critical;
	conf.storage_low_size = conf.storage_critical_size = MUCH;
	return conf;
}

static bool
acts(struct ctx *cx)
{
	enum err rc = act_begin(cx);

	return act_end(cx, rc, 0) == ERR_OK;
}

static void
test_stops_files_before_texts(struct ctx *cx)
{
	const struct conf *conf = cx->conf, good = marks(cx, 0, 0),
			  low = marks(cx, 100, 0), none = marks(cx, 100, 100);
	struct kept *kept;

	fixture_as(cx, MEI);
	cx->peer = "127.0.0.1";
	cx->conf = &good;
	ok(space_level(cx) == SPACE_GOOD && acts(cx));
	ok(space_for_files(cx) == ERR_OK);

	cx->conf = &low;
	ok(space_level(cx) == SPACE_LOW && acts(cx));
	ok(attachment_keep(cx, NULL, 0, 0, &kept) == ERR_BUSY);
	is(cx->say, "files_stopped");
	err_clear(cx);
	ok(draft_put(cx, "/tickets", "a=b") == ERR_OK);

	cx->conf = &none;
	ok(space_level(cx) == SPACE_CRITICAL && !acts(cx));
	is(cx->say, "read_only");
	err_clear(cx);
	ok(draft_put(cx, "/tickets", "a=c") == ERR_BUSY);
	err_clear(cx);
	/* The text of a session that ended has only this place. */
	ok(draft_park(cx, fixture_id(MEI), "/tickets", "a=d") == ERR_OK);

	cx->peer = NULL; /* the command line */
	ok(acts(cx) && space_for_files(cx) == ERR_OK);
	cx->conf = conf;
}

static void
test_ballast_takes_room_and_gives_it(struct ctx *cx)
{
	const struct conf *old = cx->conf;
	struct conf conf = marks(cx, 0, 0);
	char path[256];
	struct stat st;
	int64_t freed = -1;

	conf.storage_ballast = 1 << 20;
	cx->conf = &conf;
	snprintf(path, sizeof(path), "%s/ballast", conf.paths_data);
	ok(!ballast_is_there(cx));
	ok(ballast_make(cx) == ERR_OK && ballast_is_there(cx));
	ok(stat(path, &st) == 0 && st.st_size == 1 << 20 &&
	    st.st_blocks * 512 >= 1 << 20 && (st.st_mode & 0777) == 0600);
	ok(truncate(path, 1000) == 0 && !ballast_is_there(cx));
	ok(ballast_make(cx) == ERR_OK && ballast_is_there(cx));
	ok(ballast_drop(cx, &freed) == ERR_OK && freed == 1 << 20);
	ok(ballast_drop(cx, &freed) == ERR_OK && freed == 0);

	/* Not where it would be what takes the last of it. */
	conf.storage_low = 100;
	ok(ballast_make(cx) == ERR_OK && !ballast_is_there(cx));
	conf.storage_ballast = 0;
	ok(ballast_is_there(cx));
	cx->conf = old;
}

int
main(void)
{
	struct ctx cx;

	fixture_open(&cx);
	test_stops_files_before_texts(&cx);
	test_ballast_takes_room_and_gives_it(&cx);
	fixture_close(&cx);
	return tap_done();
}
