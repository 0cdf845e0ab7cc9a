/*
 * t-page-table.c - the catalogue as a table: looked at first, written as a
 * whole, and out again.
 */
#include "browser.h"

#include <stdlib.h>
#include <string.h>

#include "domain/act.h"
#include "domain/entry_table.h"
#include "tap.h"

#define IMPORT "/admin/catalogue/import"

/* Send a file and look at what it would do. */
static void
look(const char *csv)
{
	get(ROOT, IMPORT);
	attach("catalogue.csv", csv, strlen(csv));
	submit(ROOT, IMPORT, NULL);
}

/* Having looked, do it. */
static void
go(const char *csv)
{
	submit(ROOT, IMPORT, "csv", csv, "confirmed", "1", NULL);
}

static bool
is_there(const char *address)
{
	get(ROOT, address);
	return seen.rc == ERR_OK && seen.status == 200;
}

static int64_t
count_audit(void)
{
	struct audit_list l;

	fixture_as(&cx, ROOT);
	return audit_list(&cx, &(struct audit_filter){ .event = "" }, 1, &l) ==
		ERR_OK
	    ? l.row[0].seq
	    : -1;
}

static void
test_it_is_for_administrators(void)
{
	static const enum who_is others[] = { NOBODY, MEI, LARS, PRIYA,
		YATING };
	static const char csv[] = "kind,id,name_en,name_zh\nsub_type,x,X,X\n";

	for (size_t i = 0; i < NELEM(others); i++) {
		struct table t;
		struct buf b;

		fixture_as(&cx, others[i]);
		ok(entry_table_read(&cx, csv, &t) == ERR_DENIED);
		fixture_as(&cx, others[i]);
		ok(entry_table_apply(&cx, csv, "", &t) == ERR_DENIED);
		fixture_as(&cx, others[i]);
		buf_init(&b, cx.mem);
		ok(entry_table_write(&cx, &b) == ERR_OK);
		ok(strstr(b.s, "general") == NULL);
	}
	get(YATING, IMPORT);
	ok(seen.rc == ERR_DENIED);
	get(MEI, "/admin/catalogue/export");
	ok(seen.rc == ERR_NOTFOUND);
}

/* What goes out comes in again, and nothing is to be done. */
static void
test_out_and_in_again(void)
{
	char *csv;

	get(ROOT, "/admin/catalogue/new?kind=product");
	submit(ROOT, "/admin/catalogue/new", "id", "odd", "sub_type_id",
	    "general", "name_en", "=1+1", "name_zh", "'@x, \"y\"", "desc_en",
	    "-", "desc_zh", "", "acronym", "", "position", "9", NULL);
	ok(seen.status == 303);
	get(ROOT, "/admin/catalogue/new?kind=extra_field");
	submit(ROOT, "/admin/catalogue/new", "problem_type_id", "fault",
	    "param_key", "lamp", "param_type", "2", "name_en", "Lamp",
	    "name_zh", "灯", "items", "a | Desk, lamp | 台灯\nb | C | 吊灯",
	    "length", "0", "position", "1", NULL);
	ok(seen.status == 303);
	get(ROOT, "/admin/catalogue/export");
	is(seen.rs.file_name, "catalogue.csv");
	ok(strncmp(seen.body,
	       "\xef\xbb\xbf"
	       "kind,id,",
	       11) == 0);
	ok(strstr(seen.body, ",'=1+1,") != NULL);
	ok(strstr(seen.body, "8h,5d") != NULL);
	csv = strdup(seen.body);
	look(csv);
	ok(seen.status == 200);
	is(at("N.wrong"), "0");
	is(at("N.new"), "0");
	is(at("N.changed"), "0");
	ok(atoi(at("N.same")) >= 14);
	is(at("Go"), "");
	free(csv);
}

static void
test_wrong_rows(void)
{
	static const struct {
		const char *csv, *column, *say;
	} rows[] = {
		{ "name_en\nx\n", "", "The first row must" },
		{ "kind,id,nmae\nproduct,x,y\n", "", "There is no such" },
		{ "kind,id,id\nproduct,x,y\n", "", "There is no such" },
		{ "kind,id\nproduct\n", "", "This row has not as many" },
		{ "kind,id\nproduct,\"x\n", "", "The quotation marks" },
		{ "kind,id\nthing,x\n", "kind", "This is not one" },
		{ "kind,id\nproduct,a b\n", "id", "An id has" },
		{ "kind,id,name_en,name_zh\nproduct,p1,a,b\n", "sub_type_id",
		    "Please fill this in" },
		{ "kind,id,name_zh\nproduct,service,\n", "name_zh",
		    "Please fill this in" },
		{ "kind,id,rank\nproduct,service,3\n", "rank",
		    "An entry of this kind" },
		{ "kind,id,rank\nseverity,urgent,100\n", "rank",
		    "Please give a number from 0 to 99" },
		{ "kind,id\nproduct,service\nproduct,service\n", "id",
		    "A row before" },
		{ "kind,id,active\nregion,default,0\n", "active",
		    "At least 1 of these" },
		{ "kind,id,sub_type_id\nproduct,service,none\n", "sub_type_id",
		    "This is not one" },
	};
	int64_t before = count_audit();

	for (size_t i = 0; i < NELEM(rows); i++) {
		int row = 0;
		char path[32];

		look(rows[i].csv);
		ok(seen.status == 422);
		/* What is right may stand before it. */
		snprintf(path, sizeof(path), "Row.%d.is", row);
		while (strcmp(at(path), "wrong") != 0 && row < 3)
			snprintf(path, sizeof(path), "Row.%d.is", ++row);
		is(at(path), "wrong");
		snprintf(path, sizeof(path), "Row.%d.k", row);
		is(at(path), rows[i].column);
		snprintf(path, sizeof(path), "Row.%d.say", row);
		tap_ok(strstr(at(path), rows[i].say) != NULL, at(path),
		    __FILE__, __LINE__);
		is(at("Go"), "");
		is(at("F.csv.v"), rows[i].csv);
	}
	ok(count_audit() == before);
	look("\n");
	ok(seen.status == 422);
	get(ROOT, IMPORT);
	attach("catalogue.csv", "kind,id\nproduct,\xff\n", 19);
	submit(ROOT, IMPORT, NULL);
	ok(seen.status == 422 && has("UTF-8"));
}

static const char all_new[] =
    "kind,id,sub_type_id,product_id,problem_type_id,name_en,name_zh,"
    "content_en,content_zh,case_type\n"
    "sub_type,net,,,,Network,网络,,,\n"
    "product,vpc,net,,,Private network,专有网络,,,\n"
    "problem_type,vpc-slow,,vpc,,Slow,慢,,,5\n"
    "template,,,,vpc-slow,Slow,慢,\"Since when:\nHow slow:\n\",何时：,\n"
    "severity,urgent,,,,Very urgent,紧急,,,\n";

static void
test_it_is_looked_at_first(void)
{
	int64_t before = count_audit();

	look(all_new);
	ok(seen.status == 200);
	is(at("N.new"), "4");
	is(at("N.changed"), "1");
	is(at("N.wrong"), "0");
	is(at("Row.0.kind"), "sub_type");
	is(at("Row.0.is"), "new");
	is(at("Row.0.line"), "2");
	is(at("Row.3.id"), "slow");
	is(at("Row.4.is"), "changed");
	is(at("Row.4.X.0.k"), "name_en");
	is(at("Row.4.X.0.from"), "Urgent");
	is(at("Row.4.X.0.to"), "Very urgent");
	is(at("Row.4.X.1.k"), "");
	is(at("Go"), "1");
	/* Nothing of it was written. */
	ok(count_audit() == before);
	ok(!is_there("/admin/catalogue/vpc?kind=product"));
}

static void
test_it_is_written_as_a_whole(void)
{
	const char *page;

	look(all_new);
	page = keep_page();
	go(all_new);
	is(seen.location, "/admin/catalogue?done=catalogue_imported");
	ok(is_there("/admin/catalogue/vpc-slow?kind=problem_type"));
	ok(is_there("/admin/catalogue/slow?kind=template"));
	get(ROOT, "/admin/severities/urgent");
	is(at("Entry.name"), "Very urgent");
	is(at("Field.4.v"), "1h"); /* what it did not name is as it was */
	get(MEI,
	    "/tickets/new?product_category_id=vpc&business_type_id=vpc-slow");
	ok(has("How slow:"));
	/* Sent again it is done already. */
	back_to(page);
	go(all_new);
	ok(seen.status == 303);
}

/* It does what was looked at, or nothing. */
static void
test_somebody_was_quicker(void)
{
	static const char csv[] = "kind,id,name_en\nregion,default,Mine\n";
	const char *page;

	look(csv);
	is(at("Row.0.X.0.from"), "Default site");
	page = keep_page();
	get(ROOT, "/admin/regions/default");
	submit(ROOT, "/admin/regions/default", "name_en", "Theirs", "name_zh",
	    "默认站点", "type", "0", "position", "1", NULL);
	ok(seen.status == 303);
	back_to(page);
	go(csv);
	ok(seen.status == 409);
	is(at("Row.0.X.0.from"), "Theirs");
	is(at("F.csv.v"), csv);
	go(csv);
	ok(seen.status == 303);
	get(ROOT, "/admin/regions/default");
	is(at("Entry.name"), "Mine");
}

static void
test_a_wrong_row_stops_all(void)
{
	static const char csv[] = "kind,id,name_en,name_zh\n"
				  "sub_type,good,Good,好\n"
				  "sub_type,bad,,\n";

	look(csv);
	is(at("N.new"), "1");
	is(at("N.wrong"), "1");
	go(csv);
	ok(seen.status == 422);
	ok(!is_there("/admin/catalogue/good?kind=sub_type"));
}

static void
test_too_much(void)
{
	size_t len = TABLE_MAX + 1;
	char *csv = malloc(len + 1);

	memset(csv, 'x', len);
	csv[len] = '\0';
	look(csv);
	ok(seen.status == 422 && has("too large"));
	free(csv);
}

static void
test_a_zero_is_no_empty_cell(void)
{
	look("kind,id,case_type,active\nproblem_type,fault,0,0\n");
	ok(seen.status == 200);
	ok(has("<del>5</del>") && has("<ins>0</ins>"));
	is(at("Row.0.X.1.k"), "active");
	ok(!has("(empty)"));
}

/* As many rows as one may send, all of them new. */
static void
test_all_that_it_may_hold(void)
{
	struct arena *mem = arena_new();
	struct buf b;

	buf_init(&b, mem);
	buf_puts(&b, "kind,id,product_id,name_en,name_zh,case_type\n");
	for (int i = 0; i < 1900; i++)
		buf_printf(
		    &b, "problem_type,pt%d,service,N %d,N %d,5\n", i, i, i);
	ok(b.len < TABLE_MAX);
	look(b.s);
	ok(seen.rc == ERR_OK && seen.status == 200);
	is(at("N.new"), "1900");

	/* Ids are given to those that have none. */
	buf_init(&b, mem);
	buf_puts(&b,
	    "kind,id,problem_type_id,param_key,param_type,name_en,name_zh,"
	    "active\n");
	for (int i = 0; i < 1900; i++)
		buf_printf(&b, "extra_field,,fault,k%d,0,A,A,0\n", i);
	look(b.s);
	ok(seen.rc == ERR_OK && seen.status == 200);
	is(at("N.new"), "1900");
	is(at("Row.0.id"), "2");
	is(at("Row.1899.id"), "1901");

	buf_init(&b, mem);
	buf_puts(&b, "kind,id,product_id,name_en,name_zh,case_type\n");
	for (int i = 0; i < 1900; i++)
		buf_puts(&b, "problem_type,,service,Same,Same,5\n");
	look(b.s);
	ok(seen.rc == ERR_OK && seen.status == 200);
	is(at("N.new"), "1900");
	is(at("Row.0.id"), "same");
	is(at("Row.1.id"), "same-2");
	is(at("Row.1899.id"), "same-1900");
	arena_free(mem);
}

/* What was sent when the session had ended is there again, to be looked at
 * once more. */
static void
test_a_table_that_was_left_comes_back(void)
{
	static const char csv[] =
	    "kind,id,name_en,name_zh\nsub_type,left,Left,留\n";

	post(ROOT, "/drafts", "form", IMPORT, "csv", csv, NULL);
	get(ROOT, IMPORT);
	is(at("F.Left"), "1");
	is(at("F.csv.v"), csv);
	is(at("Go"), "");
	is(at("N.new"), "");
	submit(ROOT, IMPORT, "csv", csv, NULL);
	ok(seen.status == 200);
	is(at("N.new"), "1");
	is(at("F.Left"), "");
	submit(ROOT, IMPORT, "csv", csv, "confirmed", "1", NULL);
	ok(seen.status == 303);
	get(ROOT, IMPORT);
	is(at("F.Left"), "");
	is(at("F.csv.v"), "");
}

int
main(void)
{
	browser_open();
	test_it_is_for_administrators();
	test_out_and_in_again();
	test_wrong_rows();
	test_it_is_looked_at_first();
	test_it_is_written_as_a_whole();
	test_somebody_was_quicker();
	test_a_wrong_row_stops_all();
	test_too_much();
	test_a_zero_is_no_empty_cell();
	test_all_that_it_may_hold();
	test_a_table_that_was_left_comes_back();
	browser_close();
	return tap_done();
}
