#include "base/log.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "tap.h"

static char captured[256 * 1024]; /* what was logged since catch() */
static int saved_stderr;

static void catch (void)
{
	FILE *f = tmpfile();

	saved_stderr = dup(STDERR_FILENO);
	dup2(fileno(f), STDERR_FILENO);
	fclose(f);
}

static const char *
caught(void)
{
	ssize_t n;

	n = pread(STDERR_FILENO, captured, sizeof(captured) - 1, 0);
	captured[n > 0 ? n : 0] = '\0';
	dup2(saved_stderr, STDERR_FILENO);
	close(saved_stderr);
	return captured;
}

/* The value of msg= of one line that says `msg`. */
static const char *
logged_as(const char *msg)
{
	char *p;

	catch ();
	log_event(LOG_ERROR, "%s", msg);
	p = strstr(caught(), "msg=");
	if (p == NULL)
		return "";
	p[strcspn(p, "\n")] = '\0';
	return p + 4;
}

static int
count_lines(const char *s)
{
	int n = 0;

	for (; *s != '\0'; s++)
		n += *s == '\n';
	return n;
}

static void
test_a_line_says_when_how_grave_who_and_where(void)
{
	char want[100];
	const char *got;

	catch ();
	log_event(LOG_WARNING, "cannot rename \"%s\"", "x");
	got = caught();
	ok(strlen(got) > 20 && got[4] == '-' && got[10] == 'T');
	ok(strncmp(got + 19, "Z level=warning pid=", 20) == 0);
	snprintf(want, sizeof(want), " pid=%d where=", (int)getpid());
	ok(strstr(got, want) != NULL);
	ok(strstr(got, "t-log.c:") != NULL);
	ok(strstr(got, " msg=\"cannot rename \\x22x\\x22\"\n") != NULL);
	ok(count_lines(got) == 1);
}

static void
test_no_value_breaks_out_of_its_quotes(void)
{
	static const struct {
		const char *msg, *line;
	} rows[] = {
		{ "died", "died" },
		{ "", "\"\"" },
		{ "two words", "\"two words\"" },
		{ "a=b", "\"a=b\"" },
		{ "a\nlevel=error", "\"a\\x0alevel=error\"" },
		{ "\" x=\"", "\"\\x22 x=\\x22\"" },
		{ "a\\x22", "\"a\\x5cx22\"" },
		{ "\x1b[2J\x7f\t", "\"\\x1b[2J\\x7f\\x09\"" },
		{ "工单 é 𝄞", "\"工单 é 𝄞\"" },
		{ "\xc2\x9b", "\"\\xc2\\x9b\"" },          /* C1 */
		{ "\xe2\x80\xae", "\"\\xe2\\x80\\xae\"" }, /* U+202E */
		{ "\xc0\xaf", "\"\\xc0\\xaf\"" },          /* overlong */
		{ "\xed\xa0\x80", "\"\\xed\\xa0\\x80\"" }, /* surrogate */
		{ "\xe5\xb7", "\"\\xe5\\xb7\"" },          /* cut off */
		{ "\xff", "\"\\xff\"" },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		is(logged_as(rows[i].msg), rows[i].line);
}

static void
test_a_long_value_is_cut(void)
{
	static const char *const unit[] = { "x", "\x01", "工", "a b" };
	char msg[9001];

	for (size_t i = 0; i < NELEM(unit); i++) {
		const char *got;
		size_t len;

		msg[0] = '\0';
		for (len = 0; len + 4 < sizeof(msg); len += strlen(unit[i]))
			strcpy(msg + len, unit[i]);
		got = logged_as(msg);
		len = strlen(got);
		ok(len <= LOG_VALUE_MAX && len > LOG_VALUE_MAX - 8);
		ok(got[0] == '"' && strcmp(got + len - 4, "...\"") == 0);
	}
}

static void
test_a_line_fits_a_pipe_whatever_it_holds(void)
{
	struct log_line l;
	char value[3000];
	const char *got;

	memset(value, 'v', sizeof(value) - 1);
	value[sizeof(value) - 1] = '\0';
	catch ();
	log_begin(&l, LOG_ERROR);
	for (int i = 0; i < 1000; i++)
		log_text(&l, i % 2 == 0 ? "key" : "k", value + i * 2);
	log_end(&l, "%s", value);
	got = caught();
	ok(strlen(got) <= LOG_LINE_MAX);
	ok(count_lines(got) == 1 && got[strlen(got) - 1] == '\n');
}

static void
test_fields_come_before_the_sentence(void)
{
	struct log_line l;

	catch ();
	log_begin(&l, LOG_INFO);
	log_text(&l, "pool", "page");
	log_text(&l, "req", NULL);
	log_number(&l, "worker", -7);
	log_end(&l, "died of %s", "boredom");
	ok(strstr(caught(), " pool=page worker=-7 msg=\"died of boredom\"\n") !=
	    NULL);
}

static void
test_what_is_not_grave_enough_is_not_logged(void)
{
	catch ();
	log_event(LOG_DEBUG, "by default not");
	log_open(LOG_WARNING);
	log_event(LOG_INFO, "not");
	log_event(LOG_WARNING, "yes");
	log_open(LOG_DEBUG);
	log_event(LOG_DEBUG, "yes");
	log_open(LOG_INFO);
	ok(count_lines(caught()) == 2);
}

static void
test_a_failure_is_logged_with_its_request_and_origin(void)
{
	struct ctx cx = { .mem = arena_new(), .request_id = "4f1c" };
	const char *got;
	enum err rc;

	rc = err_fail(&cx, ERR_FAULT, "cannot open \"%s\"", "x.db");
	ok(rc == ERR_FAULT);
	catch ();
	log_failure(LOG_ERROR, &cx);
	got = caught();
	ok(strstr(got, "t-log.c:") != NULL);
	ok(strstr(got, " req=4f1c msg=\"cannot open \\x22x.db\\x22\"") != NULL);
	arena_free(cx.mem);
}

static void
log_from_one_place(int n)
{
	for (int i = 0; i < n; i++)
		log_event(LOG_INFO, "again");
}

/* The sum of all suppressed=N. */
static int
suppressed(const char *s)
{
	int n = 0;

	while ((s = strstr(s, " suppressed=")) != NULL) {
		s += strlen(" suppressed=");
		n += atoi(s);
	}
	return n;
}

static void
test_one_place_cannot_flood(void)
{
	const int all = 10 * LOG_BURST;
	const char *got;
	int logged, lost;

	catch ();
	log_from_one_place(all);
	log_event(LOG_INFO, "another place is heard");
	got = caught();
	ok(strstr(got, "another place") != NULL);
	/* Twice the burst if the second has just turned. */
	logged = count_lines(got) - 1;
	ok(logged == LOG_BURST || logged == 2 * LOG_BURST);
	lost = suppressed(got);

	usleep(1100 * 1000);
	catch ();
	log_from_one_place(1);
	lost += suppressed(caught());
	ok(lost == all - logged);
}

int
main(void)
{
	test_a_line_says_when_how_grave_who_and_where();
	test_no_value_breaks_out_of_its_quotes();
	test_a_long_value_is_cut();
	test_a_line_fits_a_pipe_whatever_it_holds();
	test_fields_come_before_the_sentence();
	test_what_is_not_grave_enough_is_not_logged();
	test_a_failure_is_logged_with_its_request_and_origin();
	test_one_place_cannot_flood();
	return tap_done();
}
