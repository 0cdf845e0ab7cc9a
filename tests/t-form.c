#include "web/form.h"

#include <stdlib.h>

#include "base/crypto.h"
#include "tap.h"
#include "web/csrf.h"

struct order {
	const char *title;
	const char *text;
	const char *password;
	int64_t pieces;
	bool news;
	struct values tag;
	struct values stars;
	const char *note;
};

static const struct field fields[] = {
	FIELD(order, title, REQUIRED | LINE, 1, 10, NULL),
	FIELD(order, text, 0, 3, 20, "text_short"),
	FIELD(order, password, SECRET, 1, 100, NULL),
	FIELD(order, pieces, 0, 1, 99, "number_invalid"),
	FIELD(order, news, 0, 0, 1, NULL),
	FIELD(order, tag, 0, 0, 2, NULL),
	FIELD_PREFIX(order, stars, "stars_"),
};
enum { TITLE, TEXT, PASSWORD, PIECES, NEWS, TAG, STARS };

static const struct schema schema = { .field = fields, .n = NELEM(fields) };
static const struct schema revised = {
	.field = fields, .n = NELEM(fields), .revision = true
};

static struct ctx cx;
static struct keys keys;
static const struct session me = { .id = 7, .user_id = 3 };
static struct order in;
static struct form f;

#define POST_OF(...)                                                           \
	post((const struct param[]){ __VA_ARGS__ },                            \
	    NELEM(((const struct param[]){ __VA_ARGS__ })))

static const struct req *
post(const struct param *p, size_t n)
{
	struct req *rq = arena_alloc(cx.mem, sizeof(*rq));
	struct param *copy = arena_array(cx.mem, n, sizeof(*copy));

	memcpy(copy, p, n * sizeof(*p));
	*rq = (struct req){ .method = POST,
		.path = "/orders",
		.query = "",
		.param = copy,
		.nparam = n,
		.session = &me,
		.token_ok = true };
	cx.op = (struct op){ .needed = true };
	return rq;
}

/* A form with this one field beside those that it needs. */
static bool
reads(const char *name, const char *value)
{
	bool named = strcmp(name, "title") == 0;

	memset(&in, 0, sizeof(in));
	return form_read(&cx, &f, &schema,
	    POST_OF({ "idempotency_key", "k1" },
		{ named ? "note" : "title", "x" }, { name, value }),
	    &in);
}

static void
test_fills_the_members(void)
{
	ok(form_read(&cx, &f, &schema,
	    POST_OF({ "idempotency_key", "k1" }, { "title", " a \t b " },
		{ "text", "one\r\ntwo\rthree\n" }, { "pieces", "42" },
		{ "news", "on" }, { "tag", "red" }, { "tag", "" },
		{ "tag", "blue" }, { "stars_9", "4" }, { "stars_1", "5" },
		{ "password", "s3cret" }),
	    &in));
	is(in.title, "a b");
	is(in.text, "one\ntwo\nthree\n");
	ok(in.pieces == 42 && in.news);
	ok(in.tag.count == 2);
	is(in.tag.value[1], "blue");
	ok(in.stars.count == 2);
	is(in.stars.name[0], "stars_9");
	is(in.stars.value[1], "5");
	is(in.password, "s3cret");
}

static void
test_an_absent_field_is_an_empty_one(void)
{
	ok(reads("note", ""));
	is(in.text, "");
	ok(in.pieces == 0 && !in.news && in.tag.count == 0);
	ok(reads("pieces", "") && in.pieces == 0);
}

static void
test_complains_at_the_field(void)
{
	static const struct {
		const char *name, *value, *say;
		int field;
		int64_t n;
	} rows[] = {
		{ "title", "", "required", TITLE, 0 },
		{ "title", " \t\r\n ", "required", TITLE, 0 },
		{ "title", "\xe3\x80\x80", "required", TITLE, 0 },
		{ "title", "12345678901", "too_long", TITLE, 11 },
		{ "title", "a\x1b[0m", "invalid", TITLE, -1 },
		{ "title",
		    "a\xe2\x80\xae"
		    "b",
		    "invalid", TITLE, -1 },
		{ "text", "ab", "text_short", TEXT, 3 },
		{ "text", "123456789012345678901", "too_long", TEXT, 21 },
		{ "pieces", "0", "number_invalid", PIECES, -1 },
		{ "pieces", "100", "number_invalid", PIECES, -1 },
		{ "pieces", "-1", "number_invalid", PIECES, -1 },
		{ "pieces", "+1", "number_invalid", PIECES, -1 },
		{ "pieces", " 1", "number_invalid", PIECES, -1 },
		{ "pieces", "1x", "number_invalid", PIECES, -1 },
		{ "pieces", "0x1", "number_invalid", PIECES, -1 },
		{ "pieces", "99999999999999999999", "number_invalid", PIECES,
		    -1 },
	};

	for (size_t i = 0; i < NELEM(rows); i++) {
		ok(!reads(rows[i].name, rows[i].value));
		for (int j = 0; j < (int)NELEM(fields); j++)
			ok((f.error[j] != NULL) == (j == rows[i].field));
		is(f.error[rows[i].field], rows[i].say);
		ok(rows[i].n < 0 || f.error_n[rows[i].field] == rows[i].n);
		is(f.value[rows[i].field], rows[i].value);
		ok(f.say == NULL);
		ok(form_status(&f, ERR_OK) == 422);
	}
}

static void
test_counts_characters_not_bytes(void)
{
	/* Ten, of three bytes each; CRLF is one. */
	ok(reads("title",
	    "\xe5\xb7\xa5\xe5\x8d\x95\xe5\xb7\xa5\xe5\x8d\x95"
	    "\xe5\xb7\xa5\xe5\x8d\x95\xe5\xb7\xa5\xe5\x8d\x95"
	    "\xe5\xb7\xa5\xe5\x8d\x95"));
	ok(reads("text", "1234567890123456\r\n\r\n1\r"));
	ok(!reads("text", "1234567890123456\r\n\r\n1\r\r"));
}

static void
test_limits_how_often_a_field_comes(void)
{
	ok(!form_read(&cx, &f, &schema,
	    POST_OF({ "idempotency_key", "k1" }, { "title", "x" },
		{ "tag", "1" }, { "tag", "2" }, { "tag", "3" }),
	    &in));
	is(f.error[TAG], "too_many");
	ok(f.error_n[TAG] == 2);
}

static void
test_never_shows_a_secret_again(void)
{
	ok(!form_read(&cx, &f, &schema,
	    POST_OF({ "idempotency_key", "k1" }, { "password", "s3cret" }),
	    &in));
	is(f.value[PASSWORD], "");
}

static void
test_an_old_token_keeps_what_was_typed(void)
{
	struct req rq = *POST_OF({ "idempotency_key", "k1" },
	    { "text", "long and dear" }, { "pieces", "x" }, { "tag", "a" },
	    { "news", "1" });

	rq.token_ok = false;
	memset(&in, 0xff, sizeof(in));
	ok(!form_read(&cx, &f, &schema, &rq, &in));
	/* Every member is what came, for who shows them again. */
	is(in.title, "");
	is(in.text, "long and dear");
	is(in.password, "");
	ok(in.pieces == 0 && in.news);
	ok(in.tag.count == 1 && in.stars.count == 0);
	is(f.say, "form_old");
	ok(f.error[TITLE] == NULL && f.error[PIECES] == NULL);
	is(f.value[TEXT], "long and dear");
	ok(form_status(&f, ERR_OK) == 422);
	ok(cx.op.key == NULL && cx.op.needed);
}

static void
test_an_act_needs_a_key_that_fits(void)
{
	char longer[66] = "";
	const char *bad[] = { "", "a b", "a\nb", "\xc3\xa9", longer };

	memset(longer, 'a', sizeof(longer) - 1);
	ok(!form_read(&cx, &f, &schema, POST_OF({ "title", "x" }), &in));
	is(f.say, "form_old");
	for (size_t i = 0; i < NELEM(bad); i++) {
		ok(!form_read(&cx, &f, &schema,
		    POST_OF({ "idempotency_key", bad[i] }, { "title", "x" }),
		    &in));
		ok(cx.op.key == NULL);
	}
	ok(reads("note", "x"));
	is(cx.op.key, "k1");
	is(cx.op.form, "/orders");
}

static void
test_a_form_without_key_is_read_as_it_is(void)
{
	struct req rq = *POST_OF({ "title", "x" });

	cx.op.needed = false;
	rq.token_ok = false;
	ok(form_read(&cx, &f, &schema, &rq, &in));
	ok(cx.op.key == NULL);
	is(cx.op.form, "/orders");

	rq.method = GET;
	cx.op = (struct op){ .needed = false };
	ok(form_read(&cx, &f, &schema, &rq, &in));
	ok(cx.op.form == NULL);
}

static void
test_a_form_on_a_ticket_carries_its_revision(void)
{
	ok(form_read(&cx, &f, &revised,
	    POST_OF({ "idempotency_key", "k1" }, { "title", "x" },
		{ "revision", "12" }),
	    &in));
	ok(f.revision == 12);
	ok(!form_read(&cx, &f, &revised,
	    POST_OF({ "idempotency_key", "k1" }, { "title", "x" }), &in));
	is(f.say, "form_old");
	ok(!form_read(&cx, &f, &revised,
	    POST_OF({ "idempotency_key", "k1" }, { "title", "x" },
		{ "revision", "twelve" }),
	    &in));
	is(f.say, "form_old");
}

static void
hash_of(const struct req *rq, unsigned char out[HASH_LEN])
{
	(void)!form_read(&cx, &f, &revised, rq, &in);
	memcpy(out, cx.op.hash, HASH_LEN);
}

static void
test_the_hash_is_of_what_was_asked_for(void)
{
	unsigned char a[HASH_LEN], b[HASH_LEN];
	struct upload up = { .field = "files", .name = "a.png", .sha256 = "1" };
	struct req rq;

	hash_of(POST_OF({ "idempotency_key", "k1" }, { "revision", "1" },
		    { "title", "x" }, { "password", "one" }),
	    a);
	hash_of(
	    POST_OF({ "idempotency_key", "k2" }, { "revision", "2" },
		{ "title", "x" }, { "password", "two" }, { "csrf_token", "t" }),
	    b);
	ok(memcmp(a, b, HASH_LEN) == 0);
	hash_of(POST_OF({ "idempotency_key", "k1" }, { "revision", "1" },
		    { "title", "y" }),
	    b);
	ok(memcmp(a, b, HASH_LEN) != 0);
	hash_of(POST_OF({ "idempotency_key", "k1" }, { "revision", "1" },
		    { "title", "" }, { "x", "" }),
	    b);
	ok(memcmp(a, b, HASH_LEN) != 0);

	rq = *POST_OF(
	    { "idempotency_key", "k1" }, { "revision", "1" }, { "title", "x" });
	rq.path = "/others";
	hash_of(&rq, b);
	ok(memcmp(a, b, HASH_LEN) != 0);
	rq.path = "/orders";
	hash_of(&rq, b);
	ok(memcmp(a, b, HASH_LEN) == 0);

	rq.file = &up;
	rq.nfile = 1;
	hash_of(&rq, b);
	ok(memcmp(a, b, HASH_LEN) != 0);
	strcpy(up.sha256, "2");
	hash_of(&rq, a);
	ok(memcmp(a, b, HASH_LEN) != 0);
}

static void
test_a_draft_comes_back(void)
{
	const struct req *rq = POST_OF({ "idempotency_key", "k1" },
	    { "csrf_token", "t" }, { "revision", "1" },
	    { "title", "a&b=c \xc3\xa9" }, { "text", "one\ntwo" },
	    { "password", "s3cret" }, { "tag", "red" }, { "pieces", "" });
	const char *draft = form_encode(&cx, &schema, rq);

	is(draft, "title=a%26b%3Dc%20%C3%A9&text=one%0Atwo&tag=red");
	form_blank(&cx, &f, &schema, rq, draft);
	is(f.value[TITLE], "a&b=c \xc3\xa9");
	is(f.value[TEXT], "one\ntwo");
	is(f.value[PASSWORD], "");
	is(f.value[TAG], "red");
	ok(!form_wrong(&f) && form_status(&f, ERR_OK) == 200);
	form_blank(&cx, &f, &schema, rq, NULL);
	is(f.value[TITLE], "");
}

static void
test_complaints_can_be_added(void)
{
	ok(reads("note", "x"));
	form_complain(&f, "pieces", "sold_out", 3);
	is(f.error[PIECES], "sold_out");
	ok(f.error_n[PIECES] == 3 && f.say == NULL && form_wrong(&f));

	ok(reads("note", "x"));
	form_complain(&f, "no_such_field", "closed", 4);
	is(f.say, "closed");
	ok(f.say_n == 4 && form_wrong(&f));
}

static void
test_every_value_of_a_name(void)
{
	struct values v;

	form_values(&cx,
	    POST_OF({ "tag", "1" }, { "other", "2" }, { "tag", "3" },
		{ "tag", "" }),
	    "tag", &v);
	ok(v.count == 2);
	is(v.value[0], "1");
	is(v.value[1], "3");
}

static void
test_the_status_says_what_to_do(void)
{
	form_blank(&cx, &f, &schema, POST_OF({ "title", "" }), NULL);
	ok(form_status(&f, ERR_INVALID) == 422);
	ok(form_status(&f, ERR_CONFLICT) == 409);
	ok(form_status(&f, ERR_TOOBIG) == 413);
	ok(form_status(&f, ERR_BUSY) == 503);
}

static void
test_keys_of_forms(void)
{
	const struct session other = { .id = 8, .user_id = 3 };
	const char *a = form_key(&cx, &me, "/tickets/1/urge", 5);

	is(form_key(&cx, &me, "/tickets/1/urge", 5), a);
	ok(strcmp(form_key(&cx, &me, "/tickets/1/urge", 6), a) != 0);
	ok(strcmp(form_key(&cx, &me, "/tickets/1/close", 5), a) != 0);
	ok(strcmp(form_key(&cx, &other, "/tickets/1/urge", 5), a) != 0);
	ok(strcmp(form_key(&cx, &me, "/tickets", 0),
	       form_key(&cx, &me, "/tickets", 0)) != 0);
	ok(form_read(&cx, &f, &schema,
	    POST_OF({ "idempotency_key", a }, { "title", "x" }), &in));
}

static void
test_tokens_are_of_one_session(void)
{
	const struct session other = { .id = 8, .user_id = 3 };
	const struct session reused = { .id = 7, .user_id = 4 };
	const char *token = csrf_token(&cx, &me);

	ok(strlen(token) == TOKEN_LEN);
	ok(csrf_right(&cx, &me, token));
	ok(!csrf_right(&cx, &other, token));
	ok(!csrf_right(&cx, &reused, token));
	ok(!csrf_right(&cx, &me, ""));
	ok(!csrf_right(&cx, &me, NULL));
	ok(!csrf_right(&cx, NULL, ""));
	is(csrf_token(&cx, NULL), "");
}

static void
test_rows_own_parameters(void)
{
	static const struct field any[] = {
		FIELD(order, title, 0, 0, 9, NULL),
		FIELD_PREFIX(order, stars, "stars_"),
		FIELD_PREFIX(order, tag, ""),
	};
	static const struct schema sc = { .field = any, .n = NELEM(any) };

	ok(schema_field(&sc, "title") == &any[0]);
	ok(schema_field(&sc, "stars_1") == &any[1]);
	ok(schema_field(&sc, "anything") == &any[2]);
	ok(schema_field(&schema, "anything") == NULL);
	ok(schema_field(&schema, "titles") == NULL);
	ok(schema_field(&schema, "stars") == NULL);
}

int
main(void)
{
	static const unsigned char master[32] = { 1 };

	cx.mem = arena_new();
	ok(crypto_init());
	keys_derive(&keys, master);
	cx.keys = &keys;

	test_fills_the_members();
	test_an_absent_field_is_an_empty_one();
	test_complains_at_the_field();
	test_counts_characters_not_bytes();
	test_limits_how_often_a_field_comes();
	test_never_shows_a_secret_again();
	test_an_old_token_keeps_what_was_typed();
	test_an_act_needs_a_key_that_fits();
	test_a_form_without_key_is_read_as_it_is();
	test_a_form_on_a_ticket_carries_its_revision();
	test_the_hash_is_of_what_was_asked_for();
	test_a_draft_comes_back();
	test_complaints_can_be_added();
	test_every_value_of_a_name();
	test_the_status_says_what_to_do();
	test_keys_of_forms();
	test_tokens_are_of_one_session();
	test_rows_own_parameters();

	arena_free(cx.mem);
	return tap_done();
}
