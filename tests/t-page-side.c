/*
 * What a customer arranges on a ticket beside the conversation, through its
 * pages: labels, relations, contact, extra fields, a ticket that follows.
 */
#include "browser.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/conf.h"
#include "domain/extra.h"
#include "domain/label.h"
#include "domain/relation.h"
#include "domain/ticket.h"
#include "store/store.h"
#include "tap.h"

/* "/tickets/TS-0000042" and what follows. */
static const char *
ticket(int64_t id, const char *end)
{
	static char s[4][80];
	static int n;

	n = (n + 1) % 4;
	snprintf(s[n], sizeof(s[n]), "/tickets/" TICKET_NAME_FMT "%s", id, end);
	return s[n];
}

static const char *
desk(int64_t id, const char *end)
{
	static char s[2][90];
	static int n;

	n = (n + 1) % 2;
	snprintf(s[n], sizeof(s[n]), "/agent%s", ticket(id, end));
	return s[n];
}

static const char *
number(int64_t n)
{
	static char s[4][24];
	static int i;

	i = (i + 1) % 4;
	snprintf(s[i], sizeof(s[i]), "%" PRId64, n);
	return s[i];
}

static int64_t
label(const char *name)
{
	int64_t id;

	fixture_as(&cx, MEI);
	ok(label_create(&cx, name, "#1D5FCB", &id) == ERR_OK);
	return id;
}

static const struct extra_new_item sizes[] = { { "s", "Small", "小" },
	{ "l", "Large", "大" } };

static void
define(const char *key, enum extra_type type, bool required, const char *name)
{
	const struct extra_new in = { .problem_type_id = "fault",
		.key = key,
		.type = type,
		.name_en = name,
		.name_zh = "字段",
		.desc_en = "",
		.desc_zh = "",
		.tips_en = "As on the plate",
		.tips_zh = "",
		.default_value = type == EXTRA_NUMBER ? "7" : "",
		.min = type == EXTRA_NUMBER ? "1" : "",
		.max = "",
		.required = required,
		.sensitive = strncmp(key, "secret_", 7) == 0,
		.item = sizes,
		.nitem = type == EXTRA_SOME_OF ? NELEM(sizes) : 0 };

	fixture_as(&cx, ROOT);
	ok(store_begin(&cx) == ERR_OK);
	ok(store_end(&cx, extra_define(&cx, &in)) == ERR_OK);
}

static enum err
act(enum who_is who, int64_t id, enum verb v)
{
	fixture_as(&cx, who);
	return ticket_act(
	    &cx, id, v, &(struct act_input){ .text = "words", .seen = -1 });
}

static void
test_the_set_of_labels(void)
{
	const char *css;
	char address[40];

	get(MEI, "/labels");
	ok(seen.status == 200);
	submit(MEI, "/labels", "name", "Billing", "color", "#B42318", NULL);
	ok(seen.status == 303);
	is(seen.location, "/labels?done=label_created");
	get(OSCAR, "/labels");
	is(at("Label.0.name"), "Billing");
	is(at("Label.0.c"), "0");
	snprintf(address, sizeof(address), "/labels/%s", at("Label.0.id"));

	/* A wrong form comes back as it was typed, in its own place. */
	submit(OSCAR, "/labels", "name", "billing", "color", "#1B7340", NULL);
	ok(seen.status == 422);
	is(at("New.F.name.v"), "billing");
	is(at("New.F.name.e"), "There is a label of this name already.");
	is(at("New.Color.3.on"), "1");
	is(at("F.Errors.0.to"), "name-0");
	submit(OSCAR, "/labels", "name", "", "color", "#000000", NULL);
	ok(seen.status == 422);
	ok(*at("New.F.name.e") != '\0');
	get(OSCAR, "/labels");
	submit(OSCAR, "/labels", "name", "black", "color", "#000000", NULL);
	ok(seen.status == 422);
	is(at("New.F.color.e"), "Please choose one of the colours.");

	get(OSCAR, "/labels");
	submit(OSCAR, address, "name", "", "color", "#1B7340", NULL);
	ok(seen.status == 422);
	is(at("Label.0.open"), "1");
	is(at("Label.0.F.name.e"), "Please fill this in.");
	submit(OSCAR, address, "name", "Bills", "color", "#1B7340", NULL);
	ok(seen.status == 303);
	get(MEI, "/labels");
	is(at("Label.0.name"), "Bills");
	is(at("Label.0.c"), "3");
	get(WEN, "/labels");
	is(at("Label.0.name"), "");
	submit(WEN, "/labels", "name", "Bills", "color", "#1B7340", NULL);
	ok(seen.status == 303);
	get(WEN, "/labels");
	post(WEN, address, "csrf_token", at("Csrf"), "idempotency_key", "kk",
	    "name", "Theirs", "color", "#1B7340", NULL);
	ok(seen.rc == ERR_NOTFOUND);
	get(MEI, "/labels");
	strcat(address, "/delete");
	submit(MEI, address, NULL);
	ok(seen.status == 303);
	get(MEI, "/labels");
	is(at("Label.0.name"), "");

	/* The style sheet has the colours of the domain. */
	css = arena_printf(cx.mem, "%s/guichet.css", cx.conf->static_dir);
	{
		static char text[200000];
		FILE *f = fopen(css, "r");

		ok(f != NULL && fread(text, 1, sizeof(text) - 1, f) > 0);
		for (int i = 0; f != NULL && i < LABEL_COLORS; i++) {
			char *rule = arena_printf(
			    cx.mem, ".l-%d{--c:%s}", i, label_colors[i].hex);

			for (char *p = strchr(rule, '#'); *p != '\0'; p++)
				if (*p >= 'A' && *p <= 'F')
					*p = (char)(*p - 'A' + 'a');
			ok(strstr(text, rule) != NULL);
		}
		if (f != NULL)
			fclose(f);
	}
}

static void
test_an_account_has_thirty_labels(void)
{
	for (int i = 0; i < LABELS_MAX; i++) {
		char name[16];

		snprintf(name, sizeof(name), "l%02d", i);
		label(name);
	}
	get(MEI, "/labels");
	ok(strstr(at("Full"), "30 labels") != NULL);
	ok(!has("action=\"/labels\""));
	/* One page was older. */
	post(MEI, "/labels", "csrf_token", at("Csrf"), "idempotency_key",
	    "late", "name", "One more", "color", "#1B7340", NULL);
	ok(seen.status == 409);
	ok(strstr(at("F.Say"), "30 labels") != NULL);
	is(at("New.F.name.v"), "One more");
	ok(has("value=\"One more\""));
	for (int i = 6; i < LABELS_MAX; i++) {
		struct label_list list;

		fixture_as(&cx, MEI);
		ok(label_list(&cx, &list) == ERR_OK);
		ok(label_delete(&cx, list.item[0].id) == ERR_OK);
	}
}

static void
test_labels_of_a_ticket(void)
{
	int64_t id = fixture_ticket(&cx);
	struct label_list all;
	const char *of[6];
	static char ids[6][24];

	fixture_as(&cx, MEI);
	ok(label_list(&cx, &all) == ERR_OK && all.count == 6);
	for (int i = 0; i < 6; i++) {
		snprintf(ids[i], sizeof(ids[i]), "%" PRId64, all.item[i].id);
		of[i] = ids[i];
	}
	get(MEI, ticket(id, ""));
	is(at("Offer.5.name"), "l29");
	submit(MEI, ticket(id, "/labels"), NULL);
	ok(seen.status == 422);
	is(at("C.labels.label_ids.e"), "Please fill this in.");
	is(at("Fold"), "labels");
	is(at("F.Errors.0.to"), "label_ids");
	get(MEI, ticket(id, ""));
	submit(MEI, ticket(id, "/labels"), "label_ids", of[0], "label_ids",
	    of[1], NULL);
	ok(seen.status == 303);
	is(strchr(seen.location, '?'), "?done=labelled");
	get(MEI, ticket(id, ""));
	is(at("Label.1.name"), "l25");
	is(at("Offer.3.name"), "l29");
	is(at("Thread.1.ev"), ""); /* it is no event of the conversation */
	is(at("Log.0.op"), "222");
	is(at("Log.0.x"), "l24, l25");

	/* Six are one too many: said in words, with what was ticked. */
	submit(MEI, ticket(id, "/labels"), "label_ids", of[2], "label_ids",
	    of[3], "label_ids", of[4], "label_ids", of[5], NULL);
	ok(seen.status == 409);
	ok(strstr(at("C.labels.label_ids.e"), "5 labels") != NULL);
	is(at("Offer.0.on"), "1");
	is(at("Offer.3.on"), "1");
	ok(has("id=\"fold-labels\" open"));

	get(PRIYA, desk(id, ""));
	is(at("Label.0.name"), "l24");
	is(at("May.labels"), "");
	ok(has("l-5\">l24"));
	get(PRIYA, "/agent/tickets");
	is(at("Row.0.L.1.name"), "l25");
	get(MEI, "/tickets");
	is(at("Row.0.L.0.name"), "l24");
	get(MEI, "/home");
	is(at("Open.0.L.0.name"), "l24");

	/* The list by label. */
	get(MEI,
	    arena_printf(cx.mem, "/tickets?label=%s&label=%s", of[5], of[0]));
	is(at("Row.0.id"), strchr(ticket(id, ""), 'T'));
	is(at("Row.1.id"), "");
	is(at("Label.0.on"), "1");
	is(at("Label.1.on"), "");
	get(MEI, arena_printf(cx.mem, "/tickets?label=%s", of[5]));
	is(at("Row.0.id"), "");
	get(MEI, "/tickets?label=x");
	ok(seen.rc == ERR_INVALID);
	get(MEI, "/tickets?label=1&label=2&label=3&label=4&label=5&label=6");
	ok(seen.rc == ERR_INVALID);

	get(MEI, ticket(id, ""));
	submit(MEI, ticket(id, "/labels/remove"), "label_ids", of[0], NULL);
	ok(seen.status == 303);
	get(MEI, ticket(id, ""));
	is(at("Label.0.name"), "l25");
}

static void
test_relations(void)
{
	int64_t id = fixture_ticket(&cx), other[4];
	int64_t oscars = fixture_ticket_of(&cx, OSCAR);

	for (int i = 0; i < 4; i++)
		other[i] = fixture_ticket(&cx);
	get(MEI, ticket(id, ""));
	submit(MEI, ticket(id, "/relations"), "related_id",
	    strchr(ticket(other[0], ""), 'T'), NULL);
	ok(seen.status == 303);
	get(MEI, ticket(id, ""));
	is(at("Rel.0.t"), "No light");
	is(at("Rel.0.by"), "Mei Tan");
	is(at("Rel.0.open"), "1");
	is(at("Log.0.op"), "224");
	for (int i = 1; i < 3; i++) {
		submit(MEI, ticket(id, "/relations"), "related_id",
		    number(other[i]), NULL);
		ok(seen.status == 303);
		get(MEI, ticket(id, ""));
	}
	ok(strstr(at("Full.relations"), "3 relations") != NULL);
	ok(!has("name=\"related_id\" value=\"\""));

	/* Each limit in words, with what was typed. */
	post(MEI, ticket(id, "/relations"), "csrf_token", at("Csrf"),
	    "idempotency_key", "k1", "revision", at("Revision"), "related_id",
	    number(other[3]), NULL);
	ok(seen.status == 409);
	ok(strstr(at("C.relations.related_id.e"), "3 relations") != NULL);
	is(at("C.relations.related_id.v"), number(other[3]));
	ok(has("value=\""));
	submit(MEI, ticket(id, "/relations/remove"), "related_id",
	    at("Rel.0.id"), NULL);
	ok(seen.status == 303);
	get(MEI, ticket(id, ""));
	submit(MEI, ticket(id, "/relations"), "related_id", number(id), NULL);
	ok(seen.status == 422);
	is(at("C.relations.related_id.e"),
	    "This is the ticket itself. Please name another one.");
	is(at("C.relations.related_id.v"), number(id));
	submit(
	    MEI, ticket(id, "/relations"), "related_id", number(oscars), NULL);
	ok(seen.status == 422);
	is(at("C.relations.related_id.e"),
	    "There is no such ticket, or it is not yours.");
	submit(
	    MEI, ticket(id, "/relations"), "related_id", "the other one", NULL);
	ok(seen.status == 422);
	is(at("C.relations.related_id.v"), "the other one");
	is(at("F.Errors.0.to"), "related_id");

	/* Whoever relates them sees both; mei sees that they are. */
	cx.now++;
	get(LARS, ticket(id, ""));
	submit(
	    LARS, ticket(id, "/relations"), "related_id", number(oscars), NULL);
	ok(seen.status == 303);
	get(MEI, ticket(id, ""));
	is(at("Rel.2.by"), "Oscar Lindqvist");
	is(at("Rel.2.open"), "");
	ok(!has(arena_printf(cx.mem, "href=\"%s\"", ticket(oscars, ""))));
	get(MEI, ticket(oscars, ""));
	ok(seen.rc == ERR_NOTFOUND);
	get(PRIYA, desk(id, ""));
	is(at("Rel.2.open"), "1");
	is(at("May.relations"), "");
}

static void
test_contact(void)
{
	int64_t id = fixture_ticket(&cx);
	const char *page;

	get(MEI, ticket(id, ""));
	page = keep_page();
	submit(MEI, ticket(id, "/contact"), "remind_mail", "mei", "cc_email",
	    "a@b.example, c", "area_code", "+65", "remind_mobile", "9-1",
	    "remind_time", "noon", NULL);
	ok(seen.status == 422);
	is(at("Fold"), "contact");
	is(at("C.contact.remind_mail.v"), "mei");
	ok(*at("C.contact.remind_mail.e") != '\0');
	ok(*at("C.contact.cc_email.e") != '\0');
	ok(*at("C.contact.area_code.e") != '\0');
	ok(*at("C.contact.remind_mobile.e") != '\0');
	ok(*at("C.contact.remind_time.e") != '\0');
	ok(has("<a href=\"#remind_mail\">"));
	submit(MEI, ticket(id, "/contact"), "remind_mail", "mei@lumen.example",
	    "cc_email", "", "area_code", "65", "remind_mobile", "91234567",
	    "remind_time", "09:00-12:00", NULL);
	ok(seen.status == 303);
	get(MEI, ticket(id, ""));
	is(at("Contact.mail"), "mei@lumen.example");
	is(at("Contact.mobile"), "+65 91234567");
	is(at("C.contact.remind_time.v"), "09:00-12:00");
	is(at("Thread.1.ev"), "114");

	/* The page of before is stale: what was typed comes back. */
	back_to(page);
	submit(MEI, ticket(id, "/contact"), "remind_mail",
	    "other@lumen.example", NULL);
	ok(seen.status == 409);
	is(at("C.contact.remind_mail.v"), "other@lumen.example");
	ok(*at("F.Say") != '\0');
	submit(MEI, ticket(id, "/contact"), "remind_mail",
	    "other@lumen.example", NULL);
	ok(seen.status == 303);
	get(MEI, ticket(id, ""));
	is(at("Contact.mobile"), "");

	/* Emptied, it is removed; a form that is emptied comes back empty. */
	submit(MEI, ticket(id, "/contact"), "remind_mail", "", "cc_email", "c",
	    NULL);
	ok(seen.status == 422);
	is(at("C.contact.remind_mail.v"), "");
	submit(MEI, ticket(id, "/contact"), NULL);
	ok(seen.status == 303);
	get(MEI, ticket(id, ""));
	is(at("Contact.mail"), "");
	is(at("Log.0.op"), "115");
	get(PRIYA, desk(id, ""));
	is(at("May.contact"), "");
	ok(act(MEI, id, VERB_CANCEL) == ERR_OK);
	get(MEI, ticket(id, ""));
	is(at("May.contact"), "");
	ok(!has("/contact\""));
}

/* A form that came when the session had ended. */
static void
test_a_parked_contact_comes_back(void)
{
	int64_t id = fixture_ticket(&cx);

	post(MEI, "/drafts", "form", ticket(id, "/contact"), "remind_mail",
	    "parked@lumen.example", "remind_mobile", "", NULL);
	ok(seen.status == 204);
	get(MEI, ticket(id, ""));
	is(at("Fold"), "contact");
	is(at("C.contact.remind_mail.v"), "parked@lumen.example");
	ok(*at("C.contact.Draft") != '\0');
	get(AISHA, ticket(id, ""));
	is(at("Fold"), "");
	get(MEI, ticket(id, ""));
	submit(MEI, ticket(id, "/contact"), "remind_mail",
	    "parked@lumen.example", NULL);
	ok(seen.status == 303);
	get(MEI, ticket(id, ""));
	is(at("Fold"), "");
	is(at("Contact.mail"), "parked@lumen.example");
}

static void
test_extra_fields(void)
{
	int64_t id;
	char name[40];

	define("disks", EXTRA_NUMBER, true, "Disks");
	define("sizes", EXTRA_SOME_OF, false, "Sizes");
	define("secret_pin", EXTRA_TEXT, true, "PIN");
	get(MEI,
	    "/tickets/new?product_category_id=service&business_type_id=fault");
	is(at("Ext.0.n"), "Disks");
	is(at("Ext.0.v"), "7");
	ok(has("name=\"extends_disks\""));
	ok(has("As on the plate"));
	submit(MEI, "/tickets", "simple_description", "No light", "severity_id",
	    "general", "region_id", "default", "agreement", "1",
	    "extends_disks", "0", "extends_sizes", "s", "extends_sizes", "xl",
	    "extends_secret_pin", "4711-Zebra", NULL);
	ok(seen.status == 422);
	is(at("Ext.0.v"), "0");
	is(at("Ext.0.e"), "It must be 1 or more.");
	is(at("Ext.1.e"), "This is not one of the choices.");
	is(at("Ext.1.O.0.on"), "1");
	is(at("Ext.1.O.1.on"), "");
	is(at("Ext.2.e"), "");
	is(at("Ext.2.again"), "1");
	is(at("F.Errors.0.to"), "extends_disks");
	is(at("F.Errors.0.say"), "Disks – It must be 1 or more.");
	ok(!has("4711-Zebra"));
	is(at("F.simple_description.v"), "No light");

	submit(MEI, "/tickets", "simple_description", "No light", "severity_id",
	    "general", "region_id", "default", "agreement", "1",
	    "extends_disks", "2", "extends_sizes", "s", "extends_sizes", "l",
	    "extends_secret_pin", "4711-Zebra", NULL);
	ok(seen.status == 303);
	snprintf(name, sizeof(name), "%s", strchr(seen.location, 'T'));
	id = relation_number(strtok(name, "?"));
	get(MEI, ticket(id, ""));
	is(at("Ext.0.w"), "2");
	is(at("Ext.1.w"), "Small, Large");
	is(at("Ext.2.w"), "under seal");
	ok(!has("4711-Zebra"));
	ok(act(PRIYA, id, VERB_TAKE) == ERR_OK);
	get(PRIYA, desk(id, ""));
	is(at("Ext.1.w"), "Small, Large");
	ok(!has("4711-Zebra"));
	is(at("Secret.0.x"), "PIN");
	submit(PRIYA, desk(id, "/reveal"), "what", "extends_secret_pin", NULL);
	ok(seen.status == 200);
	ok(has("4711-Zebra"));
	get(SIYUAN, desk(id, ""));
	is(at("Secret.0.x"), "");
	post(PRIYA, "/drafts", "form", desk(id, "/extends"), "extends_disks",
	    "44", "extends_secret_pin", "4711-Zebra", NULL);
	get(PRIYA, desk(id, ""));
	is(at("Fold"), "extends");
	is(at("Ext.0.v"), "44");
	ok(!has("4711-Zebra"));
	submit(PRIYA, desk(id, "/reveal"), "what", "extends_disks", NULL);
	ok(seen.rc == ERR_NOTFOUND);

	get(MEI, ticket(id, ""));
	/* Without what the page has ticked: by hand. */
	post(MEI, ticket(id, "/extends"), "csrf_token", at("Csrf"),
	    "idempotency_key", "e1", "revision", at("Revision"),
	    "extends_disks", "many", "extends_sizes", "l", NULL);
	ok(seen.status == 422);
	is(at("Fold"), "extends");
	is(at("Ext.0.v"), "many");
	is(at("Ext.0.w"), "2");
	is(at("Ext.0.e"), "Please give a number.");
	is(at("Ext.1.O.1.on"), "1");
	is(at("Ext.1.O.0.on"), "");
	submit(MEI, ticket(id, "/extends"), "extends_disks", "3",
	    "extends_sizes", "l", NULL);
	ok(seen.status == 303);
	get(MEI, ticket(id, ""));
	is(at("Ext.0.w"), "3");
	is(at("Ext.1.w"), "Large");
	is(at("Log.0.op"), "226");
	get(PRIYA, desk(id, ""));
	post(PRIYA, desk(id, "/extends"), "csrf_token", at("Csrf"),
	    "idempotency_key", "e2", "revision", at("Revision"),
	    "extends_disks", "4", NULL);
	ok(seen.status == 303);
	is(seen.location,
	    arena_printf(cx.mem, "%s?done=extended", desk(id, "")));
	get(MEI, ticket(id, ""));
	is(at("Ext.0.w"), "4");
	is(at("Ext.1.w"), "");

	/* Another kind of problem has none of them. */
	get(MEI,
	    "/tickets/new?product_category_id=service"
	    "&business_type_id=consultation");
	is(at("Ext.0.n"), "");
}

/* Regions that the account uses come first. */
static void
test_regions_in_use(void)
{
	get(WEN,
	    "/tickets/new?product_category_id=service&business_type_id=fault");
	is(at("Used.0.id"), "");
	is(at("Region.0.id"), "default");
	/* The disks above are there. */
	get(OSCAR,
	    "/tickets/new?product_category_id=service&business_type_id=fault");
	is(at("Used.0.id"), "default");
	ok(has("<optgroup label=\"Used by your account\">"));
	ok(has("<option value=\"default\""));
}

/* A draft keeps what was typed, and no secret. */
static void
test_drafts(void)
{
	post(MEI, "/drafts", "form", "/tickets", "product_category_id",
	    "service", "business_type_id", "fault", "simple_description",
	    "begun", "extends_disks", "9", "extends_sizes", "l",
	    "extends_secret_pin", "4711-Zebra", NULL);
	ok(seen.status == 204);
	get(MEI,
	    "/tickets/new?product_category_id=service&business_type_id=fault");
	is(at("F.simple_description.v"), "begun");
	is(at("Ext.0.v"), "9");
	is(at("Ext.1.O.1.on"), "1");
	ok(!has("4711-Zebra"));
	post(MEI, "/drafts", "form", "/tickets", NULL);
}

static void
test_a_ticket_follows_another(void)
{
	int64_t id = fixture_ticket(&cx), wens = fixture_ticket_of(&cx, WEN);
	char name[40];

	get(MEI, ticket(id, ""));
	is(at("Follow"), "");
	ok(act(MEI, id, VERB_CANCEL) == ERR_OK);
	get(MEI, ticket(id, ""));
	ok(has(arena_printf(
	    cx.mem, "/tickets/new?related_id=" TICKET_NAME_FMT "\"", id)));
	get(MEI,
	    arena_printf(
		cx.mem, "/tickets/new?related_id=" TICKET_NAME_FMT, id));
	is(seen.rs.page, "tickets/new3.cs");
	is(at("Type.id"), "consultation");
	is(at("Related.t"), "No light");
	ok(strncmp(at("F.simple_description.v"), "Follow-up to TS-", 16) == 0);
	submit(MEI, "/tickets", "simple_description", "Still no light",
	    "severity_id", "general", "agreement", "1", NULL);
	ok(seen.status == 303);
	snprintf(name, sizeof(name), "%s", strchr(seen.location, 'T'));
	get(MEI, ticket(relation_number(strtok(name, "?")), ""));
	is(at("Rel.0.id"), strchr(ticket(id, ""), 'T'));
	is(at("Log.0.op"), "224");

	/* One that is not his is none; what was typed stays. */
	get(MEI,
	    arena_printf(
		cx.mem, "/tickets/new?related_id=" TICKET_NAME_FMT, wens));
	is(seen.rs.page, "tickets/new1.cs");
	is(at("Related.t"), "");
	get(MEI,
	    "/tickets/new?product_category_id=service"
	    "&business_type_id=consultation");
	submit(MEI, "/tickets", "simple_description", "Words", "severity_id",
	    "general", "agreement", "1", "related_id", number(wens), NULL);
	ok(seen.status == 422);
	is(at("F.simple_description.v"), "Words");
	is(at("F.related_id.e"),
	    "There is no such ticket, or it is not yours.");
}

int
main(void)
{
	browser_open();
	test_the_set_of_labels();
	test_an_account_has_thirty_labels();
	test_labels_of_a_ticket();
	test_relations();
	test_contact();
	test_a_parked_contact_comes_back();
	test_extra_fields();
	test_regions_in_use();
	test_drafts();
	test_a_ticket_follows_another();
	browser_close();
	return tap_done();
}
