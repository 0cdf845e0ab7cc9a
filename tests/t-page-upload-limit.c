/*
 * t-page-upload-limit.c - limits of files for a role or a kind of problem:
 * who sets them, and that the form's words, its checks and its script have
 * the same.
 */
#include "browser.h"

#include <string.h>

#include "base/conf.h"
#include "store/store.h"
#include "tap.h"

#define PAGE "/admin/limits/files"
#define FORM                                                                   \
	"/tickets/new?product_category_id=service&business_type_id="           \
	"consultation"

static void
set(const char *scope, const char *count, const char *size, const char *chunked,
    const char *types)
{
	get(ROOT, PAGE);
	submit(ROOT, PAGE, "scope", scope, "max_count", count, "max_size", size,
	    "max_chunked", chunked, "user_volume", "", "types", types, NULL);
}

static void
test_only_an_administrator_sets_them(void)
{
	static const enum who_is others[] = { MEI, LARS, PRIYA, YATING };

	for (size_t i = 0; i < NELEM(others); i++) {
		struct upload_limit_list list;

		get(others[i], PAGE);
		ok(seen.rc == ERR_NOTFOUND || seen.rc == ERR_DENIED);
		insist(
		    others[i], PAGE, "scope", "role-0", "max_count", "1", NULL);
		ok(seen.rc == ERR_NOTFOUND || seen.rc == ERR_DENIED);
		fixture_as(&cx, others[i]);
		ok(upload_limit_list(&cx, &list) == ERR_OK && list.count == 0);
	}
	get(MEI, FORM);
	is(at("Site.Up.say"), "");
}

static void
test_what_is_wrong_comes_back(void)
{
	static const struct {
		const char *scope, *count, *size, *types, *say;
	} rows[] = {
		{ "role-0", "many", "", "", "no value of this kind" },
		{ "role-0", "6", "", "", "out of the range" },
		{ "role-0", "", "11M", "", "out of the range" },
		{ "role-0", "", "", "exe", "not all types" },
		{ "role-7", "1", "", "", "" },
		{ "type-nonsense", "1", "", "", "" },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		set(rows[i].scope, rows[i].count, rows[i].size, "",
		    rows[i].types);
		ok(seen.status == 422);
		is(at("F.max_count.v"), rows[i].count);
		is(at("F.types.v"), rows[i].types);
		ok(has("class=\"errors\"") && has(rows[i].say));
	}
}

/* What an upload of his may be, with regard to that. */
static const struct conf *
limits_of(enum who_is who, const char *kind, int64_t ticket)
{
	const struct conf *usual = cx.conf, *his;

	fixture_as(&cx, who);
	if (upload_limit_apply(&cx, kind, ticket) != ERR_OK)
		return NULL;
	his = cx.conf;
	cx.conf = usual;
	return his;
}

/* Of the form with that many bytes of text, the status of the answer. */
static int
send_text(const char *name, size_t len)
{
	char bytes[5000];

	memset(bytes, 'x', sizeof(bytes));
	get(MEI, "/account");
	attach(name, bytes, len);
	post(MEI, "/attachments", "csrf_token", at("Csrf"), "idempotency_key",
	    arena_strndup(cx.mem, name, 4), "business_type_id", "consultation",
	    NULL);
	return seen.rc == ERR_OK ? seen.status : 0;
}

static void
test_the_form_and_its_checks_have_the_same(void)
{
	set("role-0", "3", "2K", "4K", "");
	is(seen.location, PAGE "?done=saved");
	get(ROOT, PAGE);
	is(at("Row.0.scope"), "role-0");
	is(at("Row.0.max_count"), "3");
	is(at("Row.0.max_size"), "2K");

	get(MEI, FORM);
	ok(has("Up to 3 files, at most 2 KB each"));
	ok(has("data-count=\"3\"") && has("data-size=\"2048\"") &&
	    has("data-chunked=\"4096\""));
	ok(send_text("fits.txt", 2048) == 303);
	ok(send_text("over.txt", 2049) == 413);
	/* The staff's are as they were. */
	ok(limits_of(PRIYA, "consultation", 0)->uploads_max_count == 5);
}

static void
test_the_kind_of_problem_counts_first(void)
{
	set("type-consultation", "", "3K", "", "txt log");
	is(seen.location, PAGE "?done=saved");
	get(MEI, FORM);
	ok(has("Up to 3 files, at most 3 KB each: txt, log."));
	ok(has("accept=\".txt,.log\""));
	ok(send_text("more.txt", 2049) == 303);
	get(MEI, "/account");
	attach("shot.png", tiny_png, tiny_png_len);
	post(MEI, "/attachments", "csrf_token", at("Csrf"), "idempotency_key",
	    "png", "business_type_id", "consultation", NULL);
	ok(seen.status == 422);
	/* Elsewhere his role's. */
	ok(limits_of(MEI, "", 0)->uploads_max_size == 2048);
	/* Of a ticket of that kind. */
	fixture_ticket(&cx);
	ok(limits_of(MEI, "", 1)->uploads_max_size == 3072);
}

/* What was kept without saying for what is judged where it is used. */
static void
test_a_file_of_another_form_is_refused(void)
{
	struct attachment a = { .id = "0123456789abcdef0123456789abcdef",
		.sha256 = "0123456789abcdef0123456789abcdef"
			  "0123456789abcdef0123456789abcdef",
		.name = "kept.png",
		.type = "png",
		.size = 9 };

	fixture_as(&cx, MEI);
	ok(store_file_add(&cx, &a) == ERR_OK);
	get(MEI, "/tickets/TS-0000001");
	ok(has("data-kind=\"consultation\""));
	submit(MEI, "/tickets/TS-0000001/messages", "content", "With a file",
	    "accessory_ids", a.id, NULL);
	ok(seen.status == 422);
	ok(has("kept.png") && has("Accepted are txt, log"));
}

static void
test_all_empty_is_as_for_everybody(void)
{
	set("role-0", "", "", "", "");
	set("type-consultation", "", "", "", "");
	get(ROOT, PAGE);
	is(at("Row.0.scope"), "");
	get(MEI, FORM);
	ok(has("Up to 5 files, at most 10 MB each"));
}

static void
test_help_says_what_is_used(void)
{
	get(MEI, "/help");
	ok(has("You have uploaded today") && has("/ 3 GB"));
	ok(has("Your account has"));
	get(PRIYA, "/help");
	ok(has("You have uploaded today") && !has("Your account has"));
	get(NOBODY, "/help");
	ok(!has("You have uploaded today"));
}

int
main(void)
{
	browser_open();
	test_only_an_administrator_sets_them();
	test_what_is_wrong_comes_back();
	test_the_form_and_its_checks_have_the_same();
	test_the_kind_of_problem_counts_first();
	test_a_file_of_another_form_is_refused();
	test_all_empty_is_as_for_everybody();
	test_help_says_what_is_used();
	browser_close();
	return tap_done();
}
