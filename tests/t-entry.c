/*
 * t-entry.c - the entries of the catalogue: who may edit them, what is right,
 * and what becomes of tickets.
 */
#include "domain/entry.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "domain/act.h"
#include "domain/catalogue.h"
#include "domain/ticket.h"
#include "fixture.h"
#include "tap.h"

static struct ctx cx;

/* What a person would type for an entry that is right, of each kind. */
static const char *const good[KIND__MAX][ENTRY_COLUMNS] = {
	[KIND_SUB_TYPE] = { "net", "Network", "网络", "2", "1" },
	[KIND_PRODUCT] = { "vpc", "general", "Private network", "专有网络", "",
	    "", "VPC", "2", "1" },
	[KIND_PROBLEM_TYPE] = { "slow", "service", "It is slow", "速度慢", "",
	    "", "5", "3", "1" },
	[KIND_TEMPLATE] = { "slow-1", "fault", "Slow", "慢", "Since when:\n",
	    "何时开始：\n", "2", "1" },
	[KIND_SEVERITY] = { "low", "Low", "低", "", "", "2d", "10d", "0", "9",
	    "1" },
	[KIND_REGION] = { "eu-west", "Paris", "巴黎", "1", "1", "4", "1" },
	[KIND_EXTRA] = { "7", "fault", "lamp", "2", "Lamp", "灯", "", "",
	    "Which", "哪盏", "a | Desk lamp | 台灯\nb | Ceiling | 吊灯", "1",
	    "0", "a", "", "", "1", "", "3", "1" },
	[KIND_DIMENSION] = { "", "Manners", "态度", "", "", "agent", "10", "2",
	    "5", "1" },
};

/* Add one; its id is copied into `id` of 65 bytes. */
static enum err
add(enum who_is who, enum kind k, const char *const typed[],
    struct entry_wrong *w, char *id)
{
	const char *given = "";
	enum err rc;

	fixture_as(&cx, who);
	rc = entry_add(&cx, k, typed, w, &given);
	snprintf(id, 65, "%s", given);
	return rc;
}

/* The good one with another value in that column. */
static void
with(enum kind k, const char *column, const char *value,
    const char *out[ENTRY_COLUMNS])
{
	memcpy(out, good[k], sizeof(good[k]));
	out[entry_column(k, column)] = value;
}

static struct entry
nothing(void)
{
	struct entry e;

	for (size_t i = 0; i < ENTRY_COLUMNS; i++)
		e.value[i] = "";
	return e;
}

static void
get(enum kind k, const char *id, struct entry *out)
{
	fixture_as(&cx, ROOT);
	if (entry_get(&cx, k, id, out) != ERR_OK)
		*out = nothing();
}

static void
test_each_kind_comes_back_as_it_was_written(void)
{
	struct entry_wrong w;
	struct entry e;
	char id[65];

	for (int k = 0; k < KIND__MAX; k++) {
		const struct entry_kind *kind = &entry_kinds[k];

		ok(add(ROOT, (enum kind)k, good[k], &w, id) == ERR_OK);
		ok(!w.any);
		get((enum kind)k, id, &e);
		is(ENTRY_ID(&e), id);
		for (size_t i = 1; i < kind->columns; i++)
			is(entry_typed(&cx, &kind->column[i], e.value[i]),
			    good[k][i]);
	}
}

/* Nobody but an administrator reads or writes any of them, not even where a
 * page forgot to ask. */
static void
test_it_is_for_administrators(void)
{
	static const enum who_is others[] = { MEI, LARS, PRIYA, YATING,
		NOBODY };
	const char *typed[ENTRY_COLUMNS];
	const struct entry none = nothing();
	struct entry_wrong w;
	struct entries all;
	struct entry e;
	char id[65];

	for (int i = 0; i < KIND__MAX; i++) {
		enum kind k = (enum kind)i;
		const char *mark, *was;

		fixture_as(&cx, ROOT);
		ok(entry_list(&cx, k, &all) == ERR_OK && all.count > 0);
		snprintf(id, sizeof(id), "%s", ENTRY_ID(&all.item[0]));
		for (size_t j = 0; j < NELEM(others); j++) {
			fixture_as(&cx, others[j]);
			ok(entry_list(&cx, k, &all) == ERR_OK &&
			    all.count == 0);
			ok(entry_get(&cx, k, id, &e) == ERR_NOTFOUND);
			/* The statement itself, without what reads first. */
			ok(act_begin(&cx) == ERR_OK);
			e = (struct entry){ { "" } };
			for (size_t c = 0; c < entry_kinds[k].columns; c++)
				e.value[c] = "1";
			e.value[0] = "zz";
			ok(entry_write(&cx, k, NULL, &e) == ERR_DENIED);
			ok(act_end(&cx, ERR_DENIED, 0) == ERR_DENIED);
			err_clear(&cx);
			e.value[0] = id;
			ok(act_begin(&cx) == ERR_OK);
			ok(entry_write(&cx, k, &none, &e) == ERR_DENIED);
			ok(act_end(&cx, ERR_DENIED, 0) == ERR_DENIED);
		}
		get(k, id, &e);
		was = e.value[1];
		mark = entry_mark(&cx, k, &e);
		with(k, "name_en", "Other", typed);
		cx.actor = fixture_id(YATING);
		ok(entry_set(&cx, k, id, mark, typed, &w) == ERR_NOTFOUND);
		is(e.value[1], was);
	}
}

static void
test_wrong_values(void)
{
	static const struct {
		enum kind kind;
		const char *column, *value, *say;
	} rows[] = {
		{ KIND_PRODUCT, "id", "a b", "id_invalid" },
		{ KIND_PRODUCT, "id", "new", "id_invalid" },
		{ KIND_PRODUCT, "id", "../x", "id_invalid" },
		{ KIND_PRODUCT, "id", "名", "id_invalid" },
		{ KIND_SUB_TYPE, "id", "123456789012345678901234567890123",
		    "id_invalid" },
		{ KIND_PRODUCT, "id", "service", "id_taken" },
		{ KIND_PRODUCT, "sub_type_id", "none", "unknown_choice" },
		{ KIND_PRODUCT, "sub_type_id", "", "required" },
		{ KIND_PRODUCT, "name_en", " ", "required" },
		{ KIND_PRODUCT, "name_zh", "", "required" },
		{ KIND_PRODUCT, "name_en", "a\x01", "invalid" },
		{ KIND_PRODUCT, "name_en",
		    "a\u202e"
		    "b",
		    "invalid" },
		{ KIND_SEVERITY, "name_en", "123456789012345678901234567890123",
		    "too_long" },
		{ KIND_PRODUCT, "position", "-1", "number_range" },
		{ KIND_PRODUCT, "position", "100000", "number_range" },
		{ KIND_PRODUCT, "position", "1e2", "number_range" },
		{ KIND_PROBLEM_TYPE, "case_type", "1", "unknown_choice" },
		{ KIND_PROBLEM_TYPE, "case_type", "0 5", "unknown_choice" },
		{ KIND_PROBLEM_TYPE, "case_type", "", "required" },
		{ KIND_PROBLEM_TYPE, "product_id", "general",
		    "unknown_choice" },
		{ KIND_TEMPLATE, "content_zh", "\n", "required" },
		{ KIND_SEVERITY, "first_response", "8", "duration_invalid" },
		{ KIND_SEVERITY, "first_response", "0", "duration_invalid" },
		{ KIND_SEVERITY, "resolution", "366d", "duration_invalid" },
		{ KIND_REGION, "type", "2", "unknown_choice" },
		{ KIND_DIMENSION, "id", "1", "id_taken" },
		{ KIND_DIMENSION, "id", "10000", "number_range" },
		{ KIND_DIMENSION, "id", "07", "number_range" },
		{ KIND_DIMENSION, "per_value", "3", "step_odd" },
		{ KIND_DIMENSION, "value", "11", "number_range" },
		{ KIND_EXTRA, "param_key", "a b", "extra_key" },
		{ KIND_EXTRA, "param_key", "lamp", "id_taken" },
		{ KIND_EXTRA, "param_key", "secret_x", "extra_sensitive" },
		{ KIND_EXTRA, "param_type", "11", "unknown_choice" },
		{ KIND_EXTRA, "items", "a | Desk lamp", "items_form" },
		{ KIND_EXTRA, "items", "a | b | c | d", "items_form" },
		{ KIND_EXTRA, "items", "", "extra_items" },
		{ KIND_EXTRA, "default_value", "z", "extra_default" },
		{ KIND_EXTRA, "min_value", "1", "extra_bounds" },
		{ KIND_EXTRA, "length", "65536", "number_range" },
	};
	const char *typed[ENTRY_COLUMNS];
	struct entry_wrong w;
	char id[65];

	for (size_t i = 0; i < NELEM(rows); i++) {
		int at = entry_column(rows[i].kind, rows[i].column);

		with(rows[i].kind, "id", "fresh", typed);
		if (rows[i].kind == KIND_DIMENSION ||
		    rows[i].kind == KIND_EXTRA)
			typed[0] = "77";
		if (rows[i].kind == KIND_EXTRA)
			typed[entry_column(KIND_EXTRA, "param_key")] = "more";
		typed[at] = rows[i].value;
		ok(add(ROOT, rows[i].kind, typed, &w, id) == ERR_INVALID);
		is(w.say[at] == NULL ? "" : w.say[at], rows[i].say);
	}
}

static void
test_ids_are_given(void)
{
	static const struct {
		enum kind kind;
		const char *name, *id;
	} rows[] = {
		{ KIND_PRODUCT, "Object  storage (S3)", "object-storage-s3" },
		{ KIND_PRODUCT, "Object storage – S3", "object-storage-s3-2" },
		{ KIND_PRODUCT, "对象存储", "product" },
		{ KIND_PRODUCT, "New", "product-2" },
		{ KIND_DIMENSION, "Words", "4" },
	};
	const char *typed[ENTRY_COLUMNS];
	struct entry_wrong w;
	char id[65];

	for (size_t i = 0; i < NELEM(rows); i++) {
		with(rows[i].kind, "name_en", rows[i].name, typed);
		typed[0] = "";
		ok(add(ROOT, rows[i].kind, typed, &w, id) == ERR_OK);
		is(id, rows[i].id);
	}
}

static enum err
change(enum kind k, const char *id, const char *column, const char *value)
{
	const char *typed[ENTRY_COLUMNS];
	struct entry_wrong w;
	struct entry e;

	get(k, id, &e);
	for (size_t i = 0; i < entry_kinds[k].columns; i++)
		typed[i] = entry_typed(
		    &cx, &entry_kinds[k].column[i], e.value[i]);
	typed[entry_column(k, column)] = value;
	return entry_set(&cx, k, id, entry_mark(&cx, k, &e), typed, &w);
}

static void
test_the_second_of_two_is_told(void)
{
	const char *typed[ENTRY_COLUMNS], *mark;
	struct entry_wrong w;
	struct entry e;

	get(KIND_PRODUCT, "service", &e);
	mark = entry_mark(&cx, KIND_PRODUCT, &e);
	with(KIND_PRODUCT, "name_en", "First", typed);
	ok(entry_set(&cx, KIND_PRODUCT, "service", mark, typed, &w) == ERR_OK);
	typed[2] = "Second";
	ok(entry_set(&cx, KIND_PRODUCT, "service", mark, typed, &w) ==
	    ERR_CONFLICT);
	is(cx.say, "entry_changed");
	err_clear(&cx);
	ok(entry_get(&cx, KIND_PRODUCT, "service", &e) == ERR_OK);
	is(e.value[2], "First");
	/* Its id is not among what can be changed. */
	is(ENTRY_ID(&e), "service");
}

/* What is not active is not chosen any more; what has it keeps it. */
static void
test_inactive_is_not_offered(void)
{
	static const struct {
		enum kind kind;
		const char *id;
	} rows[] = {
		{ KIND_SUB_TYPE, "general" },
		{ KIND_PRODUCT, "service" },
		{ KIND_PROBLEM_TYPE, "consultation" },
		{ KIND_SEVERITY, "general" },
	};
	const struct ticket_new in = {
		.sub_type_id = "",
		.product_id = "service",
		.problem_type_id = "consultation",
		.severity_id = "general",
		.region_id = "",
		.description = "x",
		.remind_mail = "",
		.remind_mobile = "",
		.area_code = "",
		.remind_time = "",
		.cc_email = "",
		.agreement_id = 1,
	};
	int64_t old = fixture_ticket(&cx), id;
	struct choices products, severities;
	struct ticket t;
	const char *content;

	for (size_t i = 0; i < NELEM(rows); i++) {
		ok(change(rows[i].kind, rows[i].id, "active", "") == ERR_OK);
		fixture_as(&cx, MEI);
		ok(ticket_create(&cx, &in, &id) == ERR_INVALID);
		fixture_as(&cx, MEI);
		ok(ticket_get(&cx, old, &t) == ERR_OK);
		is(t.problem_type, "Question");
		ok(change(rows[i].kind, rows[i].id, "active", "1") == ERR_OK);
	}
	ok(change(KIND_SUB_TYPE, "general", "active", "") == ERR_OK);
	fixture_as(&cx, MEI);
	ok(catalogue_products(&cx, &products) == ERR_OK && products.count == 0);
	ok(change(KIND_SUB_TYPE, "general", "active", "1") == ERR_OK);
	ok(change(KIND_SEVERITY, "urgent", "active", "") == ERR_OK);
	fixture_as(&cx, MEI);
	ok(catalogue_severities(&cx, &severities) == ERR_OK);
	for (size_t i = 0; i < severities.count; i++)
		ok(strcmp(severities.item[i].id, "urgent") != 0);
	ok(change(KIND_TEMPLATE, "fault", "active", "") == ERR_OK);
	ok(change(KIND_TEMPLATE, "slow-1", "active", "") == ERR_OK);
	fixture_as(&cx, MEI);
	ok(catalogue_template(&cx, "fault", &content) == ERR_OK);
	is(content, "");
	fixture_as(&cx, MEI);
	ok(ticket_create(&cx, &in, &id) == ERR_OK);
}

static void
test_never_without_a_severity_or_a_region(void)
{
	struct entries all;
	size_t refused = 0;

	for (int k = KIND_SEVERITY; k <= KIND_REGION; k++) {
		char ids[20][65];
		size_t n;

		fixture_as(&cx, ROOT);
		ok(entry_list(&cx, (enum kind)k, &all) == ERR_OK);
		n = all.count;
		for (size_t i = 0; i < n; i++)
			snprintf(ids[i], sizeof(ids[i]), "%s",
			    ENTRY_ID(&all.item[i]));
		for (size_t i = 0; i < n; i++)
			if (change((enum kind)k, ids[i], "active", "") ==
			    ERR_INVALID) {
				is(cx.say, "active_few");
				refused++;
			}
		for (size_t i = 0; i < n; i++)
			ok(change((enum kind)k, ids[i], "active", "1") ==
			    ERR_OK);
	}
	ok(refused == 2);
}

static void
test_ten_severities_at_most(void)
{
	const char *typed[ENTRY_COLUMNS];
	struct entry_wrong w;
	char id[65];
	enum err rc = ERR_OK;
	int n = 0;

	while (rc == ERR_OK && n < 20) {
		with(KIND_SEVERITY, "id", "", typed);
		rc = add(ROOT, KIND_SEVERITY, typed, &w, id);
		n++;
	}
	ok(rc == ERR_INVALID && n < 10);
	is(cx.say, "active_many");
}

static void
test_each_act_is_in_the_trail(void)
{
	struct audit_list l;

	ok(change(KIND_REGION, "default", "name_en", "Home") == ERR_OK);
	ok(change(KIND_REGION, "default", "name_en", "Home") == ERR_OK);
	fixture_as(&cx, ROOT);
	ok(audit_list(&cx, &(struct audit_filter){ .event = "updateRegion" },
	       50, &l) == ERR_OK);
	is(l.row[0].resource_type, "region");
	is(l.row[0].resource_id, "default");
	ok(strncmp(l.row[0].detail, "name_en: ", 9) == 0);
	ok(strstr(l.row[0].detail, " → Home") != NULL);
	/* The second time nothing was changed. */
	ok(l.count >= 2 && strstr(l.row[1].detail, "→ Home") == NULL);
	ok(audit_list(&cx, &(struct audit_filter){ .event = "createRegion" }, 5,
	       &l) == ERR_OK &&
	    l.count == 1);
}

int
main(void)
{
	fixture_open(&cx);
	test_each_kind_comes_back_as_it_was_written();
	test_it_is_for_administrators();
	test_wrong_values();
	test_ids_are_given();
	test_the_second_of_two_is_told();
	test_inactive_is_not_offered();
	test_never_without_a_severity_or_a_region();
	test_ten_severities_at_most();
	test_each_act_is_in_the_trail();
	fixture_close(&cx);
	return tap_done();
}
