/*
 * t-time-words.c - times, durations, sizes and names in words.
 */
#include "view/time.h"

#include <stdlib.h>

#include "base/conf.h"
#include "base/tz.h"
#include "view/tree.h"

#include "tap.h"

/* Tuesday 24 November 2026, 11:05 in Paris, 18:05 in Shanghai. */
#define NOW    INT64_C(1795514700)
#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

static struct arena *process;
static struct ctx cx;

static void
begin(const char *zone, enum lang lang)
{
	arena_reset(cx.mem);
	cx.tz = tz_get(zone);
	cx.lang = lang;
	cx.now = NOW;
}

static void
test_near_times(void)
{
	static const struct {
		int64_t ago; /* seconds */
		const char *en, *zh;
	} rows[] = {
		{ 0, "just now", "刚刚" },
		{ 59, "just now", "刚刚" },
		{ -59, "just now", "刚刚" },
		{ 60, "1 minute ago", "1 分钟前" },
		{ 119, "1 minute ago", "1 分钟前" },
		{ 120, "2 minutes ago", "2 分钟前" },
		{ HOUR - 1, "59 minutes ago", "59 分钟前" },
		{ HOUR, "1 hour ago", "1 小时前" },
		{ 3 * HOUR, "3 hours ago", "3 小时前" },
		{ 12 * HOUR - 1, "11 hours ago", "11 小时前" },
		{ 12 * HOUR, "yesterday 23:05", "昨天 23:05" },
		{ 35 * HOUR, "yesterday 00:05", "昨天 00:05" },
		{ 36 * HOUR, "22 Nov 23:05", "11 月 22 日 23:05" },
		{ 8 * DAY, "16 Nov 11:05", "11 月 16 日 11:05" },
		{ 365 * DAY, "24 Nov 2025", "2025 年 11 月 24 日" },
		{ -60, "today 11:06", "今天 11:06" },
		{ -12 * HOUR, "today 23:05", "今天 23:05" },
		{ -13 * HOUR, "tomorrow 00:05", "明天 00:05" },
		{ -3 * DAY, "27 Nov 11:05", "11 月 27 日 11:05" },
		{ -60 * DAY, "23 Jan 2027 11:05", "2027 年 1 月 23 日 11:05" },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		begin("Europe/Paris", LANG_EN);
		is(time_words(&cx, NOW - rows[i].ago), rows[i].en);
		begin("Europe/Paris", LANG_ZH);
		is(time_words(&cx, NOW - rows[i].ago), rows[i].zh);
	}
}

/* Yesterday is a day of the calendar where the reader is. */
static void
test_days_are_local(void)
{
	begin("Asia/Shanghai", LANG_EN);
	is(time_words(&cx, NOW - 13 * HOUR), "today 05:05");
	is(time_words(&cx, NOW - 19 * HOUR), "yesterday 23:05");
	ok(time_day(&cx, NOW - 18 * HOUR) == time_day(&cx, NOW));
	ok(time_day(&cx, NOW - 19 * HOUR) + 1 == time_day(&cx, NOW));
	begin("Europe/Paris", LANG_EN);
	is(time_words(&cx, NOW - 13 * HOUR), "yesterday 22:05");
	cx.tz = NULL;
	is(time_clock(&cx, NOW), "10:05");
}

static void
test_a_node_has_three_forms(void)
{
	struct model *m;

	begin("Europe/Paris", LANG_EN);
	m = model_new(&cx);
	model_time(&cx, m, "At", NOW - 3 * HOUR);
	is(model_get(m, "At"), "3 hours ago");
	is(model_get(m, "At.i"), "2026-11-24T07:05:00Z");
	is(model_get(m, "At.f"), "Tuesday 24 Nov 2026, 08:05 UTC+1");
	model_time(&cx, m, "None", 0);
	is(model_get(m, "None.i"), "");
	model_put_clock(&cx, model_at(m, "Clock"), NOW);
	is(model_get(m, "Clock"), "11:05");
	is(model_get(m, "Clock.i"), "2026-11-24T10:05:00Z");
	is(model_get(m, "Clock.f"), "");
}

static void
test_formats(void)
{
	begin("Europe/Paris", LANG_EN);
	is(time_heading(&cx, NOW), "Tuesday 24 Nov");
	is(time_heading(&cx, NOW - 365 * DAY), "Monday 24 Nov 2025");
	is(time_date(&cx, NOW), "24 Nov");
	is(time_date_clock(&cx, NOW), "24 Nov 11:05");
	is(time_full(&cx, 0), "");
	is(time_iso(&cx, 0), "1970-01-01T00:00:00Z");
	is(time_iso(&cx, -1), "1969-12-31T23:59:59Z");
	begin("Asia/Shanghai", LANG_ZH);
	is(time_full(&cx, NOW), "2026 年 11 月 24 日 星期二 18:05 UTC+8");
	is(time_heading(&cx, NOW), "11 月 24 日 星期二");
}

static void
test_zones(void)
{
	static const struct {
		const char *zone, *want;
	} rows[] = {
		{ "Europe/Paris", "Europe/Paris (UTC+1)" },
		{ "Asia/Kolkata", "Asia/Kolkata (UTC+5:30)" },
		{ "America/St_Johns", "America/St_Johns (UTC-3:30)" },
		{ "UTC", "UTC" },
		{ "No/Such", "UTC" },
	};

	begin("UTC", LANG_EN);
	for (size_t i = 0; i < NELEM(rows); i++)
		is(zone_words(&cx, rows[i].zone), rows[i].want);
}

static void
test_durations(void)
{
	static const struct {
		int64_t seconds;
		const char *en, *zh;
	} rows[] = {
		{ -5, "0 seconds", "0 秒" },
		{ 0, "0 seconds", "0 秒" },
		{ 1, "1 second", "1 秒" },
		{ 60, "1 minute", "1 分钟" },
		{ 95, "95 seconds", "95 秒" },
		{ 121, "3 minutes", "3 分钟" },
		{ 15 * MINUTE, "15 minutes", "15 分钟" },
		{ HOUR, "1 hour", "1 小时" },
		{ 90 * MINUTE, "90 minutes", "90 分钟" },
		{ 4 * HOUR, "4 hours", "4 小时" },
		{ 4 * HOUR + 1, "5 hours", "5 小时" },
		{ DAY, "1 day", "1 天" },
		{ 30 * HOUR, "30 hours", "30 小时" },
		{ 5 * DAY, "5 days", "5 天" },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		begin("UTC", LANG_EN);
		is(duration_words(&cx, rows[i].seconds), rows[i].en);
		begin("UTC", LANG_ZH);
		is(duration_words(&cx, rows[i].seconds), rows[i].zh);
	}
}

static void
test_sizes(void)
{
	static const struct {
		int64_t bytes;
		const char *want;
	} rows[] = {
		{ -1, "0 bytes" },
		{ 0, "0 bytes" },
		{ 1023, "1023 bytes" },
		{ 1024, "1 KB" },
		{ 1025, "2 KB" },
		{ 421888, "412 KB" },
		{ 1024 * 1024 - 1, "1 MB" },
		{ 1024 * 1024, "1 MB" },
		{ 8808038, "8.4 MB" },
		{ 10 * 1024 * 1024, "10 MB" },
		{ 10 * 1024 * 1024 + 1, "10.1 MB" },
		{ INT64_C(1024) * 1024 * 1024 - 1, "1 GB" },
		{ INT64_C(1) << 31, "2 GB" },
		{ INT64_MAX, "8589934592 GB" },
	};

	begin("UTC", LANG_EN);
	for (size_t i = 0; i < NELEM(rows); i++)
		is(size_words(&cx, rows[i].bytes), rows[i].want);
	begin("UTC", LANG_ZH);
	is(size_words(&cx, 7), "7 字节");
}

static void
test_initials(void)
{
	static const struct {
		const char *name, *want;
	} rows[] = {
		{ "Mei Tan", "MT" },
		{ "priya", "P" },
		{ "Anna Maria von Ende", "AM" },
		{ "Jean-Luc Picard", "JL" },
		{ "J. R. R. T.", "JR" },
		{ "élodie zola", "ÉZ" },
		{ "李伟", "李" },
		{ "Lee 伟", "L伟" },
		{ "(support)", "S" },
		{ "", "?" },
		{ "***", "?" },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		is(initials(cx.mem, rows[i].name), rows[i].want);
}

static void
test_extensions(void)
{
	static const struct {
		const char *name, *want;
	} rows[] = {
		{ "screen.png", "PNG" },
		{ "a.tar.gz", "GZ" },
		{ "README", "" },
		{ ".bashrc", "" },
		{ "a.", "" },
		{ "a.verylong", "" },
		{ "a.p-g", "" },
		{ "图.JPG", "JPG" },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		is(extension(cx.mem, rows[i].name), rows[i].want);
}

static void
test_sentences(void)
{
	static const struct slot name = { "name", "a.png" };

	begin("Europe/Paris", LANG_EN);
	is(lang_say(&cx, "required", 0, NULL, 0), "Please fill this in.");
	is(lang_say(&cx, "password_short", 15, NULL, 0),
	    "At least 15 characters.");
	is(lang_say(&cx, "login_wait", 120, NULL, 0),
	    "Too many attempts. Try again in 2 minutes.");
	is(lang_say(&cx, "urge_just_created", NOW + 5 * MINUTE, NULL, 0),
	    "The ticket is new. You can urge from today 11:10.");
	is(lang_say(&cx, "file_empty", 0, &name, 1), "“a.png” is empty.");
	is(lang_say(&cx, "no_such_key", 0, NULL, 0),
	    "This cannot be used as it is.");
}

struct sample {
	const char *colour, *secret;
};

static void
test_forms(void)
{
	static const struct field fields[] = {
		FIELD(sample, colour, REQUIRED | LINE, 1, 5, NULL),
		FIELD(sample, secret, SECRET, 0, 9, NULL),
	};
	static const struct schema schema = { .field = fields,
		.n = NELEM(fields) };
	static const struct slot ids[] = { { "secret", "s-1" } };
	static const struct param typed = { "secret", "abc" };
	static const struct req rq = { .param = &typed, .nparam = 1 },
				none = { .nparam = 0 };
	struct form f = {
		.schema = &schema, .rq = &rq, .value = { "123456", "abc" }
	};
	struct model *m;

	begin("UTC", LANG_EN);
	f.error[0] = "too_long";
	f.error_n[0] = 6;
	f.error[1] = "required";
	f.say = "kept";
	m = model_new(&cx);
	model_put_form(&cx, m, model_at(m, "C"), &f, ids, NELEM(ids));
	is(model_get(m, "C.colour.v"), "123456");
	is(model_get(m, "C.colour.e"), "At most 5 characters; these are 6.");
	is(model_get(m, "C.secret.v"), "");
	is(model_get(m, "C.secret.e"), "Please fill this in.");
	is(model_get(m, "F.Errors.0.to"), "colour");
	is(model_get(m, "F.Errors.0.say"), model_get(m, "C.colour.e"));
	is(model_get(m, "F.Errors.1.to"), "s-1");
	is(model_get(m, "F.Say"), "What you typed is kept.");
	/* It is said that a secret has to be typed again. */
	is(model_get(m, "C.secret.lost"), "1");
	is(model_get(m, "F.Lost"), "1");
	f.rq = &none;
	m = model_new(&cx);
	model_put_form(&cx, m, model_at(m, "C"), &f, ids, NELEM(ids));
	is(model_get(m, "F.Lost"), "");
}

int
main(void)
{
	static const char *const none[] = { NULL };
	const char *why, *src = getenv("srcdir");
	struct conf *conf = conf_default();

	process = arena_new();
	cx.mem = arena_new();
	conf->static_dir = arena_printf(process, "%s/static", src);
	conf->template_dir = arena_printf(process, "%s/tests/view", src);
	cx.view = view_open_pages(process, conf, none, &why);
	if (cx.view == NULL) {
		printf("Bail out! %s\n", why);
		return 1;
	}

	test_near_times();
	test_days_are_local();
	test_a_node_has_three_forms();
	test_formats();
	test_zones();
	test_durations();
	test_sizes();
	test_initials();
	test_extensions();
	test_sentences();
	test_forms();

	view_close(cx.view);
	tz_close();
	arena_free(cx.mem);
	conf_free(conf);
	arena_free(process);
	return tap_done();
}
