/*
 * Labels: the account's set, what tickets wear of it, and who may.
 */
#include "domain/label.h"

#include <math.h>
#include <stdlib.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "domain/message.h"
#include "domain/ticket.h"
#include "fixture.h"
#include "store/store.h"
#include "tap.h"

static struct ctx cx;

static int64_t
label(enum who_is who, const char *name)
{
	int64_t id = 0;

	fixture_as(&cx, who);
	if (label_create(&cx, name, "#B42318", &id) != ERR_OK)
		return 0;
	return id;
}

static double
channel(const char *hex)
{
	char two[3] = { hex[0], hex[1], '\0' };
	double c = (double)strtol(two, NULL, 16) / 255;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* White text on any of them can be read: WCAG 2.2, 1.4.3. */
static void
test_colours_carry_white_text(void)
{
	for (int i = 0; i < LABEL_COLORS; i++) {
		const char *h = label_colors[i].hex;
		double l = 0.2126 * channel(h + 1) + 0.7152 * channel(h + 3) +
		    0.0722 * channel(h + 5);

		tap_ok(1.05 / (l + 0.05) >= 4.5, h, __FILE__, __LINE__);
		ok(label_color_find(h) == i);
	}
	ok(label_color_find("#FFFFFF") == -1);
}

static void
test_a_name_is_there_once(void)
{
	char longest[LABEL_NAME_MAX + 2];
	int64_t id, other;

	id = label(MEI, "Billing");
	ok(id != 0);
	ok(label(OSCAR, "billing") == 0);
	is(cx.say, "label_taken");
	/* Other accounts have sets of their own. */
	ok(label(WEN, "Billing") != 0);
	ok(label(MEI, "") == 0);
	is(cx.say, "label_name");
	memset(longest, 'x', sizeof(longest) - 1);
	longest[LABEL_NAME_MAX + 1] = '\0';
	ok(label(MEI, longest) == 0);
	is(cx.say, "label_name");
	longest[LABEL_NAME_MAX] = '\0';
	ok(label(MEI, longest) != 0);
	fixture_as(&cx, MEI);
	ok(label_create(&cx, "Odd", "#123456", &other) == ERR_INVALID);
	is(cx.say, "label_color");

	/* It keeps its own name when its colour changes. */
	fixture_as(&cx, AISHA);
	ok(label_change(&cx, id, "BILLING", "#1B7340") == ERR_OK);
	fixture_as(&cx, AISHA);
	ok(label_change(&cx, id, longest, "#1B7340") == ERR_INVALID);
	is(cx.say, "label_taken");
	fixture_as(&cx, WEN);
	ok(label_change(&cx, id, "Mine", "#1B7340") == ERR_NOTFOUND);
	fixture_as(&cx, WEN);
	ok(label_delete(&cx, id) == ERR_NOTFOUND);
	fixture_as(&cx, MEI);
	ok(label_delete(&cx, id) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(label_delete(&cx, id) == ERR_NOTFOUND);
}

/* However it is written. */
static void
test_a_name_is_one(void)
{
	static const struct {
		const char *a, *b;
	} rows[] = {
		{ "\u00fcber", "U\u0308BER" }, /* one character, or two */
		{ "Stra\u00dfe", "STRASSE" }, { "Σίσυφος", "σι\u0301ΣΥΦΟΣ" },
		{ "Мир", "мИР" },
		{ "a\u0323\u0302", "a\u0302\u0323" }, /* marks in any order */
		{ "\u1ec7", "E\u0302\u0323" },
		{ "\uff21\uff22", "\uff41\uff42" }, /* as wide as Han */
	};
	static const char *const others[] = { "结算", "uber", "\u00e9",
		"\u00e8" };

	for (size_t i = 0; i < NELEM(rows); i++) {
		fixture_as(&cx, MEI);
		tap_is(fold_key(cx.mem, rows[i].a), fold_key(cx.mem, rows[i].b),
		    rows[i].a, __FILE__, __LINE__);
		ok(label(WEN, rows[i].a) != 0);
		ok(label(WEN, rows[i].b) == 0);
		is(cx.say, "label_taken");
	}
	for (size_t i = 0; i < NELEM(others); i++)
		ok(label(WEN, others[i]) != 0);
}

static void
test_an_account_has_thirty(void)
{
	struct label_list list;
	size_t n;

	fixture_as(&cx, MEI);
	ok(label_list(&cx, &list) == ERR_OK);
	for (n = list.count; n < LABELS_MAX; n++) {
		char name[32];

		snprintf(name, sizeof(name), "label %zu", n);
		ok(label(MEI, name) != 0);
	}
	ok(label(MEI, "one more") == 0);
	is(cx.say, "labels_full");
	fixture_as(&cx, WEN);
	ok(label_list(&cx, &list) == ERR_OK && list.count < LABELS_MAX);
	fixture_as(&cx, LARS);
	ok(label_list(&cx, &list) == ERR_OK && list.count == LABELS_MAX);
	for (n = 5; n < LABELS_MAX; n++) {
		fixture_as(&cx, LARS);
		ok(label_list(&cx, &list) == ERR_OK);
		ok(label_delete(&cx, list.item[0].id) == ERR_OK);
	}
}

/* How many labels that person sees on it; -1: he does not see the ticket. */
static int
worn(enum who_is who, int64_t ticket)
{
	struct label_list list, rows;
	struct ticket t;

	fixture_as(&cx, who);
	if (ticket_get(&cx, ticket, &t) != ERR_OK)
		return -1;
	ok(label_of_ticket(&cx, ticket, &list) == ERR_OK);
	ok(label_of_rows(&cx, &ticket, 1, &rows) == ERR_OK);
	ok(rows.count == list.count);
	return (int)list.count;
}

static void
test_a_ticket_wears_five(void)
{
	int64_t id[6], ticket = fixture_ticket(&cx);
	struct thread th;

	for (int i = 0; i < 6; i++) {
		struct label_list list;

		fixture_as(&cx, MEI);
		ok(label_list(&cx, &list) == ERR_OK);
		id[i] = i < 5 ? list.item[i].id : label(MEI, "sixth");
	}
	fixture_as(&cx, MEI);
	ok(label_link(&cx, ticket, id, 2) == ERR_OK);
	ok(worn(MEI, ticket) == 2);
	fixture_as(&cx, MEI);
	ok(label_link(&cx, ticket, id, 6) == ERR_CONFLICT);
	is(cx.say, "labels_many");
	ok(worn(MEI, ticket) == 2);
	fixture_as(&cx, MEI);
	ok(label_link(&cx, ticket, id, 5) == ERR_OK);
	ok(worn(PRIYA, ticket) == 5);
	/* What is so already leaves no trace. */
	fixture_as(&cx, MEI);
	ok(label_link(&cx, ticket, id, 5) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(label_unlink(&cx, ticket, id, 1) == ERR_OK);
	ok(worn(MEI, ticket) == 4);
	fixture_as(&cx, MEI);
	ok(thread_get(&cx, ticket, 0, 50, &th) == ERR_OK);
	ok(th.nlog == 4);
	ok(th.log[1].type == 222 && th.log[2].type == 222 &&
	    th.log[3].type == 223);
	id[0] = 999999;
	fixture_as(&cx, MEI);
	ok(label_link(&cx, ticket, id, 1) == ERR_INVALID);
	is(cx.say, "label_unknown");
	/* A label that goes leaves its tickets. */
	fixture_as(&cx, OSCAR);
	ok(label_delete(&cx, id[1]) == ERR_OK);
	ok(worn(MEI, ticket) == 3);
}

static void
test_rights(void)
{
	static const struct {
		enum who_is who;
		bool may;
	} rows[] = { { MEI, true }, { OSCAR, false }, { AISHA, true },
		{ LARS, true }, { WEN, false } };
	int64_t ticket = fixture_ticket(&cx), wens, mine, id, changed;
	struct label_list list;

	mine = label(MEI, "mine");
	wens = label(WEN, "wen's");
	for (size_t i = 0; i < NELEM(rows); i++) {
		enum err want = rows[i].may ? ERR_OK : ERR_NOTFOUND;

		fixture_as(&cx, rows[i].who);
		tap_ok(label_link(&cx, ticket, &mine, 1) == want,
		    fixture_name[rows[i].who], __FILE__, __LINE__);
		ok(worn(rows[i].who, ticket) == (rows[i].may ? 1 : -1));
		fixture_as(&cx, rows[i].who);
		ok(label_unlink(&cx, ticket, &mine, 1) == want);
	}
	fixture_as(&cx, MEI);
	ok(label_link(&cx, ticket, &wens, 1) == ERR_INVALID);
	is(cx.say, "label_unknown");

	/* The statements decide, whatever was asked before them. */
	fixture_as(&cx, MEI);
	ok(label_link(&cx, ticket, &mine, 1) == ERR_OK);
	fixture_as(&cx, OSCAR);
	for (int staff = 0; staff < 2; staff++) {
		ok(store_labels_of_ticket(&cx, staff, ticket, &list) ==
			ERR_OK &&
		    list.count == 0);
		ok(store_labels_of_rows(&cx, staff,
		       arena_printf(cx.mem, "[%d]", (int)ticket),
		       &list) == ERR_OK &&
		    list.count == 0);
	}
	ok(store_begin(&cx) == ERR_OK);
	ok(store_label_unlink(&cx, ticket, mine, &changed) == ERR_OK &&
	    changed == 0);
	ok(store_end(&cx, ERR_OK) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(label_unlink(&cx, ticket, &mine, 1) == ERR_OK);
	fixture_as(&cx, OSCAR);
	ok(store_begin(&cx) == ERR_OK);
	ok(store_label_link(&cx, ticket, mine, &changed) == ERR_OK &&
	    changed == 0);
	cx.actor = fixture_id(MEI);
	ok(store_label_link(&cx, ticket, wens, &changed) == ERR_OK &&
	    changed == 0);
	ok(store_end(&cx, ERR_OK) == ERR_OK);

	/* The staff have no labels of their own. */
	fixture_as(&cx, PRIYA);
	ok(label_list(&cx, &list) == ERR_OK && list.count == 0);
	fixture_as(&cx, PRIYA);
	ok(label_create(&cx, "desk", "#B42318", &id) == ERR_DENIED);
	fixture_as(&cx, PRIYA);
	ok(label_delete(&cx, mine) == ERR_NOTFOUND);
	fixture_as(&cx, PRIYA);
	ok(label_link(&cx, ticket, &mine, 1) == ERR_INVALID);
}

/* How many tickets mei finds with these two labels. */
static size_t
found(int64_t a, int64_t b)
{
	struct ticket_filter f = { .scope = SCOPE_MINE,
		.q = "",
		.product_id = "",
		.severity_id = "",
		.labels = { a, b },
		.limit = 100 };
	struct ticket_list list;

	fixture_as(&cx, MEI);
	ok(ticket_list(&cx, &f, &list) == ERR_OK);
	return list.count;
}

static void
test_a_list_by_label(void)
{
	int64_t a = label(MEI, "a"), b = label(MEI, "b"), t[3];
	size_t all = found(0, 0);

	for (int i = 0; i < 3; i++)
		t[i] = fixture_ticket(&cx);
	fixture_as(&cx, MEI);
	ok(label_link(&cx, t[0], &a, 1) == ERR_OK);
	fixture_as(&cx, MEI);
	ok(label_link(&cx, t[1], &b, 1) == ERR_OK);
	ok(found(0, 0) == all + 3);
	ok(found(a, 0) == 1);
	ok(found(a, b) == 2);
	ok(found(b, 0) == 1);
	ok(found(999999, 0) == 0);
}

int
main(void)
{
	fixture_open(&cx);
	test_colours_carry_white_text();
	test_a_name_is_there_once();
	test_a_name_is_one();
	test_an_account_has_thirty();
	test_a_ticket_wears_five();
	test_rights();
	test_a_list_by_label();
	fixture_close(&cx);
	return tap_done();
}
