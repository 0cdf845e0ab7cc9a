#include "web/href.h"

#include "base/err.h"
#include "tap.h"
#include "web/http.h"

static struct arena *mem;

static void
test_addresses_of_a_ticket(void)
{
	is(href_ticket_name(mem, 42), "TS-0000042");
	is(href_ticket(mem, false, 42), "/tickets/TS-0000042");
	is(href_ticket(mem, true, 12345678), "/agent/tickets/TS-12345678");
	is(href_ticket_act(mem, true, 1, "reply"),
	    "/agent/tickets/TS-0000001/reply");
	is(href_withdraw(mem, 1, 7), "/tickets/TS-0000001/messages/7/withdraw");
	is(href_poll(mem, 1, 7), "/tickets/TS-0000001/poll?since=7");
	is(href_draft_delete(mem, 3), "/drafts/3/delete");
}

static void
test_a_ticket_has_one_address(void)
{
	static const struct {
		const char *arg;
		int64_t id;
	} rows[] = {
		{ "TS-0000042", 42 },
		{ "TS-9999999", 9999999 },
		{ "TS-10000000", 10000000 },
		{ "TS-0000000", 0 },
		{ "TS-42", 0 },
		{ "TS-00000042", 0 },
		{ "TS-010000000", 0 },
		{ "ts-0000042", 0 },
		{ "TS-000004x", 0 },
		{ "TS--000042", 0 },
		{ "TS-99999999999999999999", 0 },
		{ "42", 0 },
		{ "", 0 },
		{ NULL, 0 },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		struct req rq = { .arg = { rows[i].arg } };

		ok(req_ticket(&rq, 0) == rows[i].id);
		if (rows[i].id != 0)
			is(href_ticket_name(mem, rows[i].id), rows[i].arg);
	}
}

static void
test_an_id_is_written_one_way(void)
{
	static const struct {
		const char *arg;
		int64_t id;
	} rows[] = { { "1", 1 }, { "9223372036854775807", INT64_MAX },
		{ "9223372036854775808", 0 }, { "0", 0 }, { "01", 0 },
		{ "+1", 0 }, { "-1", 0 }, { " 1", 0 }, { "1 ", 0 }, { "", 0 },
		{ "1a", 0 }, { NULL, 0 } };

	for (size_t i = 0; i < NELEM(rows); i++) {
		struct req rq = { .arg = { rows[i].arg } };

		ok(req_id(&rq, 0) == rows[i].id);
	}
}

static void
test_file_names_are_encoded(void)
{
	is(href_attachment(mem, "00ff", "a b.png"),
	    "/attachments/00ff/a%20b.png");
	is(href_attachment(mem, "00ff", "../\"<\r\n?#%.txt"),
	    "/attachments/00ff/..%2F%22%3C%0D%0A%3F%23%25.txt");
	is(href_attachment(mem, "00ff", "\xe5\x9b\xbe.png"),
	    "/attachments/00ff/%E5%9B%BE.png");
	is(href_attachment_act(mem, "00ff", "delete"),
	    "/attachments/00ff/delete");
}

static void
test_queries_leave_out_what_is_empty(void)
{
	const struct param p[] = { { "q", "a&b=c" }, { "status", "0" },
		{ "label", "" }, { "status", "17" } };

	is(href_query(mem, "/tickets", p, NELEM(p)),
	    "/tickets?q=a%26b%3Dc&status=0&status=17");
	is(href_query(mem, "/tickets?group=3", p, 1),
	    "/tickets?group=3&q=a%26b%3Dc");
	is(href_query(mem, "/tickets", p, 0), "/tickets");
	is(href_done(mem, "/tickets/TS-0000001", "created"),
	    "/tickets/TS-0000001?done=created");
}

static void
test_sign_in_knows_where_to_go_on(void)
{
	is(href_login(mem, NULL), "/login");
	is(href_login(mem, "/tickets?q=a%20b"),
	    "/login?next=%2Ftickets%3Fq%3Da%2520b");
	is(href_path(mem, "/a b/\xc3\xa9/"), "/a%20b/%C3%A9/");
	is(href_path(mem, "/"), "/");
}

int
main(void)
{
	mem = arena_new();
	test_addresses_of_a_ticket();
	test_a_ticket_has_one_address();
	test_an_id_is_written_one_way();
	test_file_names_are_encoded();
	test_queries_leave_out_what_is_empty();
	test_sign_in_knows_where_to_go_on();
	arena_free(mem);
	return tap_done();
}
