/*
 * t-page-entry.c - the catalogue in the administrator's pages.
 */
#include "browser.h"

#include <string.h>

#include "domain/draft.h"
#include "domain/entry.h"
#include "tap.h"

static void
test_the_tree(void)
{
	get(ROOT, "/admin/catalogue");
	ok(seen.status == 200);
	is(at("Sub.0.id"), "general");
	is(at("Sub.0.P.0.id"), "service");
	is(at("Sub.0.P.0.T.0.id"), "consultation");
	is(at("Sub.0.P.0.T.1.name"), "Fault");
	is(at("Sub.0.P.0.T.1.other"), "报障");
	is(at("Sub.0.P.0.T.1.w"), "case_type_5");
	is(at("Sub.0.P.0.T.1.Tpl.0.id"), "fault");
	ok(has("href=\"/admin/catalogue/fault?kind=template\""));
	ok(has("href=\"/admin/catalogue/fault?kind=problem_type\""));
}

static void
test_lists_of_one_kind(void)
{
	get(ROOT, "/admin/severities");
	ok(seen.status == 200);
	is(at("Row.0.id"), "general");
	is(at("Row.0.C.0.v"), "8 hours");
	get(ROOT, "/admin/regions");
	is(at("Row.0.C.0.w"), "type_0");
	is(at("Row.0.C.1.w"), "no");
	get(ROOT, "/admin/dimensions");
	is(at("Row.1.id"), "3");
}

static void
test_they_are_for_administrators(void)
{
	static const char *const pages[] = { "/admin/catalogue",
		"/admin/catalogue/new", "/admin/catalogue/fault",
		"/admin/severities", "/admin/severities/new",
		"/admin/severities/general" };

	for (size_t i = 0; i < NELEM(pages); i++) {
		get(MEI, pages[i]);
		ok(seen.rc == ERR_NOTFOUND);
		get(YATING, pages[i]);
		ok(seen.rc == ERR_DENIED);
	}
	post(YATING, "/admin/catalogue/fault", "kind", "problem_type", NULL);
	ok(seen.rc == ERR_DENIED);
}

static void
test_what_is_not_there(void)
{
	static const char *const pages[] = { "/admin/catalogue/none",
		"/admin/catalogue/none?kind=product",
		"/admin/catalogue/general?kind=severity",
		"/admin/catalogue/none?kind=x", "/admin/severities/fault",
		"/admin/dimensions/2" };

	for (size_t i = 0; i < NELEM(pages); i++) {
		get(ROOT, pages[i]);
		ok(i == 2 ? seen.status == 200 : seen.rc == ERR_NOTFOUND);
	}
	/* Of an id alone the problem type counts before its template. */
	get(ROOT, "/admin/catalogue/fault");
	is(at("Kind"), "problem_type");
	get(ROOT, "/admin/catalogue/service");
	is(at("Kind"), "product");
}

static void
test_a_new_product(void)
{
	get(ROOT, "/admin/catalogue/new?kind=product&sub_type_id=general");
	ok(seen.status == 200);
	ok(has("<option value=\"general\" selected>"));
	submit(ROOT, "/admin/catalogue/new", "id", "", "sub_type_id", "general",
	    "name_en", "Object storage", "name_zh", "对象存储", "desc_en", "",
	    "desc_zh", "", "acronym", "OBS", "position", "2", NULL);
	ok(seen.status == 303);
	is(seen.location,
	    "/admin/catalogue/object-storage?kind=product&done=saved");
	get(ROOT, "/admin/catalogue/object-storage?kind=product&done=saved");
	is(at("Entry.name"), "Object storage");
	get(ROOT, "/admin/catalogue");
	is(at("Sub.0.P.1.id"), "object-storage");
	get(MEI, "/tickets/new");
	ok(has("Object storage"));
}

/* Sent twice it is made once. */
static void
test_once(void)
{
	const char *page;

	get(ROOT, "/admin/regions/new");
	page = keep_page();
	for (int i = 0; i < 2; i++) {
		back_to(page);
		submit(ROOT, "/admin/regions/new", "id", "", "name_en", "Paris",
		    "name_zh", "巴黎", "type", "1", "position", "3", NULL);
		ok(seen.status == 303);
		is(seen.location,
		    i == 0 ? "/admin/regions/paris?done=saved"
			   : "/admin/regions?done=saved");
	}
	get(ROOT, "/admin/regions");
	is(at("Row.1.id"), "paris");
	is(at("Row.2.id"), "");
}

static void
test_a_wrong_form_comes_back_whole(void)
{
	get(ROOT, "/admin/severities/new");
	submit(ROOT, "/admin/severities/new", "id", "a b", "name_en",
	    " <b>Low</b> ", "name_zh", "", "desc_en", "x\"y", "desc_zh", "说明",
	    "first_response", "8 hours", "resolution", "2d", "rank", "-1",
	    "position", "7", NULL);
	ok(seen.status == 422);
	is(at("Field.0.name"), "id");
	is(at("Field.0.v"), "a b");
	ok(*at("Field.0.e") != '\0');
	is(at("Field.1.v"), " <b>Low</b> ");
	is(at("Field.2.v"), "");
	is(at("Field.2.e"), "Please fill this in.");
	is(at("Field.3.v"), "x\"y");
	is(at("Field.4.v"), "说明");
	is(at("Field.5.v"), "8 hours");
	ok(*at("Field.5.e") != '\0');
	is(at("Field.6.v"), "2d");
	is(at("Field.7.v"), "-1");
	is(at("Field.7.e"), "Please give a number from 0 to 99.");
	is(at("Field.9.v"), "1");
	is(at("F.Errors.0.to"), "id");
	is(at("F.Errors.1.say"), "Name, Chinese – Please fill this in.");
	ok(has("&lt;b&gt;Low&lt;/b&gt;"));
	ok(!has("<b>Low</b>"));
	/* Without the token of this session nothing happens either. */
	post(ROOT, "/admin/severities/new", "id", "zz", "name_en", "Zed", NULL);
	ok(seen.status == 422);
	is(at("Field.0.v"), "zz");
	is(at("Field.1.v"), "Zed");
	get(ROOT, "/admin/severities/zz");
	ok(seen.rc == ERR_NOTFOUND);
}

static void
test_two_at_once(void)
{
	const char *mine, *both;

	get(ROOT, "/admin/severities/general");
	mine = keep_page();
	get(ROOT, "/admin/severities/general");
	submit(ROOT, "/admin/severities/general", "name_en", "Normal",
	    "name_zh", "一般", "desc_en", "", "desc_zh", "", "first_response",
	    "6h", "resolution", "5d", "rank", "1", "position", "1", NULL);
	is(seen.location, "/admin/severities/general?done=saved");
	back_to(mine);
	submit(ROOT, "/admin/severities/general", "name_en", "Usual", "name_zh",
	    "一般", "desc_en", "", "desc_zh", "", "first_response", "7h",
	    "resolution", "5d", "rank", "1", "position", "1", NULL);
	ok(seen.status == 409);
	both = keep_page();
	is(at("Stale"), "1");
	is(at("Field.0.v"), "Usual");
	is(at("Field.0.now"), "Normal");
	is(at("Field.1.now"), ""); /* alike in both */
	is(at("Field.4.v"), "7h");
	is(at("Field.4.now"), "6h");
	get(ROOT, "/admin/severities");
	is(at("Row.0.name"), "Normal");
	/* Having seen both, he may insist. */
	back_to(both);
	submit(ROOT, "/admin/severities/general", "name_en", "Usual", "name_zh",
	    "一般", "desc_en", "", "desc_zh", "", "first_response", "7h",
	    "resolution", "5d", "rank", "1", "position", "1", NULL);
	ok(seen.status == 303);
	get(ROOT, "/admin/severities");
	is(at("Row.0.name"), "Usual");
}

/* The only field there is is not for customers any more. */
static enum err
hide_field(void)
{
	const char *typed[ENTRY_COLUMNS];
	struct entry_wrong w;
	struct entry e;
	enum err rc;

	rc = entry_get(&cx, KIND_EXTRA, "1", &e);
	if (rc != ERR_OK)
		return rc;
	for (size_t i = 0; i < ENTRY_COLUMNS; i++)
		typed[i] = entry_typed(
		    &cx, &entry_kinds[KIND_EXTRA].column[i], e.value[i]);
	typed[entry_column(KIND_EXTRA, "is_show")] = "";
	return entry_set(
	    &cx, KIND_EXTRA, "1", entry_mark(&cx, KIND_EXTRA, &e), typed, &w);
}

/* What an administrator defines, customers are asked for. */
static void
test_an_extra_field(void)
{
	static const char third[] = "/tickets/new?product_category_id=service"
				    "&business_type_id=consultation";

	get(ROOT, "/admin/catalogue/consultation?kind=problem_type");
	ok(has("kind=extra_field&amp;problem_type_id=consultation"));
	get(ROOT,
	    "/admin/catalogue/new?kind=extra_field"
	    "&problem_type_id=consultation");
	submit(ROOT, "/admin/catalogue/new", "id", "", "problem_type_id",
	    "consultation", "param_key", "lamp", "param_type", "2", "name_en",
	    "Which lamp", "name_zh", "哪盏灯", "items",
	    "a | Desk lamp | 台灯\r\nb|Ceiling|吊灯\r\n\r\n", "required", "1",
	    "length", at("Field.12.v"), "position", "1", NULL);
	ok(seen.status == 303);
	is(seen.location, "/admin/catalogue/1?kind=extra_field&done=saved");
	get(MEI, third);
	ok(has("name=\"extends_lamp\""));
	ok(has("Desk lamp"));
	get(ROOT, "/admin/catalogue/1?kind=extra_field");
	ok(has("b | Ceiling | 吊灯"));
	get(ROOT, "/admin/catalogue/consultation/preview");
	ok(has("Which lamp"));
	/* Its key stays. */
	get(ROOT, "/admin/catalogue/1?kind=extra_field");
	submit(ROOT, "/admin/catalogue/1", "problem_type_id", "consultation",
	    "param_key", "bulb", "param_type", "2", "name_en", "Which lamp",
	    "name_zh", "哪盏灯", "items", "a | Desk lamp | 台灯", "length", "0",
	    "position", "1", NULL);
	ok(seen.status == 422);
	is(at("Field.1.v"), "bulb");
	ok(has("The key of a field stays"));
	/* Other choices take the place of those before. */
	get(ROOT, "/admin/catalogue/1?kind=extra_field");
	submit(ROOT, "/admin/catalogue/1", "problem_type_id", "consultation",
	    "param_key", "lamp", "param_type", "2", "name_en", "Which lamp",
	    "name_zh", "哪盏灯", "items", "c | Torch | 手电", "length", "0",
	    "position", "1", NULL);
	ok(seen.status == 303);
	get(MEI, third);
	ok(has("Torch") && !has("Desk lamp"));
	/* What customers do not see they do not see in the preview. */
	get(ROOT, "/admin/catalogue/consultation/preview");
	ok(has("Which lamp"));
	fixture_as(&cx, ROOT);
	ok(hide_field() == ERR_OK);
	get(ROOT, "/admin/catalogue/consultation/preview");
	ok(seen.status == 200 && !has("Which lamp"));
}

/* The only group of products, or not. */
static void
offer(bool on)
{
	const char *typed[] = { "general", "General", "通用", "1",
		on ? "1" : "" };
	struct entry_wrong w;
	struct entry e;

	fixture_as(&cx, ROOT);
	ok(entry_get(&cx, KIND_SUB_TYPE, "general", &e) == ERR_OK);
	ok(entry_set(&cx, KIND_SUB_TYPE, "general",
	       entry_mark(&cx, KIND_SUB_TYPE, &e), typed, &w) == ERR_OK);
}

static void
test_as_a_customer_sees_it(void)
{
	get(ROOT, "/admin/catalogue/fault/preview");
	ok(seen.status == 200);
	is(at("Preview.step"), "3");
	is(at("Preview.off"), "");
	is(at("Type.region"), "1");
	ok(has("What happens:"));
	ok(has("disabled"));
	get(ROOT, "/admin/catalogue/fault/preview?step=3&language=zh-cn");
	ok(has("现象："));
	cx.lang = LANG_EN; /* it was of that request */
	get(ROOT, "/admin/catalogue/fault/preview?step=1");
	ok(has("name=\"product_category_id\" value=\"service\""));
	get(ROOT, "/admin/catalogue/fault/preview?step=2");
	ok(has("name=\"business_type_id\" value=\"fault\""));
	ok(!has("href=\"/tickets/new"));
	get(ROOT, "/admin/catalogue/service/preview");
	ok(seen.rc == ERR_NOTFOUND);
	get(ROOT, "/admin/catalogue/fault/preview?step=4");
	ok(seen.rc == ERR_INVALID);
	get(YATING, "/admin/catalogue/fault/preview");
	ok(seen.rc == ERR_DENIED);
	/* Not offered any more, it can still be looked at. */
	offer(false);
	get(ROOT, "/admin/catalogue/fault/preview");
	ok(seen.status == 200);
	is(at("Preview.off"), "1");
	ok(has("What happens:"));
	offer(true);
}

static void
test_a_draft_is_gone_on_with(void)
{
	fixture_as(&cx, ROOT);
	ok(draft_put(&cx, "/admin/catalogue/new",
	       "kind=product&name_en=Half+a+name&sub_type_id=general") ==
	    ERR_OK);
	get(ROOT, "/admin/catalogue/new?kind=product");
	ok(*at("F.Draft") != '\0');
	ok(has("value=\"Half a name\""));
	get(ROOT, "/admin/catalogue/new?kind=sub_type");
	is(at("F.Draft"), "");
	fixture_as(&cx, ROOT);
	ok(draft_put(&cx, "/admin/regions/default",
	       "name_en=Mine&name_zh=x&type=1&position=1&seen=of-another-"
	       "day") == ERR_OK);
	get(ROOT, "/admin/regions/default");
	is(at("Stale"), "1");
	is(at("Field.0.v"), "Mine");
	is(at("Field.0.now"), "Default site");
}

int
main(void)
{
	browser_open();
	test_the_tree();
	test_lists_of_one_kind();
	test_they_are_for_administrators();
	test_what_is_not_there();
	test_a_new_product();
	test_once();
	test_a_wrong_form_comes_back_whole();
	test_two_at_once();
	test_an_extra_field();
	test_as_a_customer_sees_it();
	test_a_draft_is_gone_on_with();
	browser_close();
	return tap_done();
}
