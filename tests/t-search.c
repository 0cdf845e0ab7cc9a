/*
 * t-search.c - what is written is found, by whom it may be, and no more.
 */
#include "domain/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/conf.h"
#include "domain/message.h"
#include "domain/ticket.h"
#include "fixture.h"
#include "store/db.h"
#include "store/store.h"
#include "tap.h"

static struct ctx cx;

static bool
find(enum who_is who, enum scope scope, const char *q, struct ticket_list *l)
{
	const struct ticket_filter f = { .scope = scope,
		.group_id = 1,
		.q = q,
		.product_id = "",
		.severity_id = "",
		.order = ORDER_BEST,
		.limit = 400 };

	fixture_as(&cx, who);
	if (ticket_list(&cx, &f, l) == ERR_OK)
		return true;
	printf("# %s\n", cx.why);
	return false;
}

/* How many are found. */
static size_t
found(enum who_is who, enum scope scope, const char *q)
{
	struct ticket_list l;

	return find(who, scope, q, &l) ? l.count : 999;
}

static void
act(enum who_is who, int64_t id, enum verb v, const char *text)
{
	struct act_input in = { .text = text, .seen = -1 };

	fixture_as(&cx, who);
	if (ticket_act(&cx, id, v, &in) != ERR_OK) {
		ok(false);
		printf("# %s\n", cx.why);
	}
}

/* A file of his, with an act of his. */
static void
act_with_file(enum who_is who, int64_t id, enum verb v, const char *name)
{
	static int n;
	const char *one[1];
	struct attachment f = {
		.name = name,
		.type = "text",
		.size = 1,
		.sha256 = "00000000000000000000000000000000"
			  "00000000000000000000000000000000",
	};
	struct act_input in = { .text = "see file",
		.seen = -1,
		.attachment = one,
		.nattachment = 1 };

	fixture_as(&cx, who);
	f.id = one[0] = arena_printf(cx.mem, "%032d", ++n);
	ok(store_begin(&cx) == ERR_OK);
	ok(store_end(&cx, store_file_add(&cx, &f)) == ERR_OK);
	ok(ticket_act(&cx, id, v, &in) == ERR_OK);
}

static void
test_words_of_a_ticket(void)
{
	int64_t id = fixture_ticket(&cx);

	act(MEI, id, VERB_MESSAGE, "登录页面返回 502 Bad Gateway，请尽快处理");
	ok(found(MEI, SCOPE_MINE, "登录") == 1);
	ok(found(MEI, SCOPE_MINE, "录") == 1);
	ok(found(MEI, SCOPE_MINE, "录登") == 0);
	ok(found(MEI, SCOPE_MINE, "GATEWAY") == 1);
	ok(found(MEI, SCOPE_MINE, "gate") == 1); /* begins so */
	ok(found(MEI, SCOPE_MINE, "ateway") == 0);
	ok(found(MEI, SCOPE_MINE, "ba") == 0); /* too short to begin */
	ok(found(MEI, SCOPE_MINE, "\"gate\"") == 0);
	ok(found(MEI, SCOPE_MINE, "\"bad gateway\"") == 1);
	ok(found(MEI, SCOPE_MINE, "“gateway bad”") == 0);
	ok(found(MEI, SCOPE_MINE, "gateway bad") == 1);
	/* One word in the title, another in a message. */
	ok(found(MEI, SCOPE_MINE, "light 502") == 1);
	ok(found(MEI, SCOPE_MINE, "lamp　登录") == 1);
	ok(found(MEI, SCOPE_MINE, "lamp 503") == 0);
	/* Not over the edge of two messages. */
	ok(found(MEI, SCOPE_MINE, "\"stays dark 登录\"") == 0);
	ok(found(MEI, SCOPE_MINE, "TS-0000001") == 1);
	ok(found(MEI, SCOPE_MINE, "1") == 1);
	/* What is no word finds nothing, rather than all. */
	ok(found(MEI, SCOPE_MINE, "！？…") == 0);
}

static void
test_who_finds_what(void)
{
	int64_t id = fixture_ticket(&cx);

	act(PRIYA, id, VERB_NOTE, "the customer is a pangolin");
	act(MEI, id, VERB_MESSAGE, "it is an axolotl");
	ok(found(PRIYA, SCOPE_ALL, "pangolin") == 1);
	ok(found(SIYUAN, SCOPE_UNASSIGNED, "pangolin axolotl") == 1);
	ok(found(MEI, SCOPE_MINE, "pangolin") == 0);
	ok(found(LARS, SCOPE_ACCOUNT, "pangolin") == 0);
	ok(found(AISHA, SCOPE_GROUP, "pangolin") == 0);
	ok(found(MEI, SCOPE_MINE, "axolotl") == 1);
	ok(found(LARS, SCOPE_ACCOUNT, "axolotl") == 1);
	ok(found(AISHA, SCOPE_GROUP, "axolotl") == 1);
	ok(found(OSCAR, SCOPE_MINE, "axolotl") == 0);
	ok(found(OSCAR, SCOPE_ACCOUNT, "axolotl") == 0);
	ok(found(OSCAR, SCOPE_GROUP, "axolotl") == 0);
	ok(found(WEN, SCOPE_MINE, "axolotl") == 0);
	ok(found(WEN, SCOPE_ACCOUNT, "axolotl") == 0);
	ok(found(MEI, SCOPE_ALL, "axolotl") == 0);
	ok(found(NOBODY, SCOPE_ALL, "axolotl") == 0);
	/* Nor by what is there to make it quick. */
	ok(found(WEN, SCOPE_MINE, "a1") == 0);
	ok(found(PRIYA, SCOPE_ALL, "a1") == 0);
	/* A customer who becomes one of the staff finds nothing as before. */
	act(PRIYA, id, VERB_TAKE, "");
	ok(found(PRIYA, SCOPE_ASSIGNED, "axolotl") == 1);
	ok(found(SIYUAN, SCOPE_ASSIGNED, "axolotl") == 0);
	ok(found(SIYUAN, SCOPE_UNASSIGNED, "axolotl") == 0);
	ok(found(SIYUAN, SCOPE_LATE, "axolotl") == 0);
}

static void
test_files(void)
{
	int64_t id = fixture_ticket(&cx);

	act_with_file(MEI, id, VERB_MESSAGE, "nginx-ERROR_日志.log");
	act_with_file(PRIYA, id, VERB_NOTE, "wombat.txt");
	ok(found(MEI, SCOPE_MINE, "nginx") == 1);
	ok(found(MEI, SCOPE_MINE, "error 日志") == 1);
	ok(found(MEI, SCOPE_MINE, "wombat") == 0);
	ok(found(PRIYA, SCOPE_ALL, "wombat nginx") == 1);
}

static void
test_what_is_taken_back(void)
{
	int64_t id = fixture_ticket(&cx);

	act(MEI, id, VERB_MESSAGE, "quokka");
	ok(found(MEI, SCOPE_MINE, "quokka") == 1);
	fixture_as(&cx, MEI);
	ok(message_withdraw(&cx, id, 2) == ERR_OK);
	ok(found(MEI, SCOPE_MINE, "quokka") == 0);
	ok(found(PRIYA, SCOPE_ALL, "quokka") == 0);

	act(MEI, id, VERB_MESSAGE, "kakapo");
	act(MEI, id, VERB_CANCEL, "");
	act(MEI, id, VERB_DELETE, "");
	ok(found(MEI, SCOPE_MINE, "kakapo") == 0);
	fixture_as(&cx, NOBODY);
	cx.now += 400 * 86400;
	ok(ticket_purge(&cx) == ERR_OK);
	ok(found(ROOT, SCOPE_ALL, "kakapo") == 0);
}

/* A thread of several parts is found once, whatever part it is in. */
static void
test_long_thread(void)
{
	int64_t id = fixture_ticket(&cx);

	for (int i = 0; i < 70; i++)
		act(MEI, id, VERB_MESSAGE,
		    i == 0       ? "numbat"
			: i < 69 ? "bilby"
				 : "numbat potoroo");
	ok(found(MEI, SCOPE_MINE, "numbat") == 1);
	ok(found(MEI, SCOPE_MINE, "bilby") == 1);
	ok(found(MEI, SCOPE_MINE, "potoroo") == 1);
	ok(found(MEI, SCOPE_MINE, "light potoroo") == 1);
}

/* A hit in the title before one in a message. */
static void
test_best_first(void)
{
	int64_t id = fixture_ticket(&cx);
	struct ticket_list l;

	act(MEI, id, VERB_MESSAGE, "the lamp again");
	ok(find(MEI, SCOPE_MINE, "light", &l) && l.count > 2);
	for (size_t i = 1; i < l.count; i++)
		ok(l.item[i - 1].place > l.item[i].place ||
		    (l.item[i - 1].place == l.item[i].place &&
			l.item[i - 1].id > l.item[i].id));
	fixture_ticket(&cx);
	ok(find(MEI, SCOPE_MINE, "lamp", &l) && l.item[0].id == id);
}

/* Whatever is typed is an answer, and nothing is a command. */
static void
test_nothing_is_a_command(void)
{
	static const char *const bad[] = { "\"", "\"\"", "\"\"\"", "*", "a*",
		"^a", "a NEAR b", "NEAR(a b, 3)", "a AND", "OR", "NOT",
		"title:light", "scope:a1", "{title}: light", "-light", "(light",
		"light)", "light\" OR \"x", "'; DROP TABLE ticket; --", "%",
		"_", "%light%", "\\", "light + dark", "light, dark", "::", "{",
		"}", "[a-z]+", "(a+)+$", "\x01\x1e\x7f", "𝕬",
		"👩‍👩‍👧", "«»", "\xe2\x80\x9c",
		"a\xcc\x81\xcc\x81\xcc\x81", "ＬＩＧＨＴ＊" };
	char *big = malloc(10001);

	for (size_t i = 0; i < NELEM(bad); i++)
		ok(found(MEI, SCOPE_MINE, bad[i]) != 999);
	/* As letters, not as what they would mean. */
	ok(found(MEI, SCOPE_MINE, "light OR wombat") == 0);
	ok(found(MEI, SCOPE_MINE, "light NOT lamp") == 0);
	ok(found(WEN, SCOPE_MINE, "x\") OR scope : (\"a1") == 0);
	for (size_t i = 0; i < 10000; i++)
		big[i] = "a \"登*"[i % 8 < 7 ? i % 8 : 0];
	big[10000] = '\0';
	for (char *p = big; *p != '\0'; p++)
		if ((unsigned char)*p >= 0x80)
			*p = 'x';
	ok(found(MEI, SCOPE_MINE, big) != 999);
	srand(4711);
	for (int n = 0; n < 2000; n++) {
		static const char some[] = "\"*()^:+-{} aORNDTE登";
		char q[40];
		size_t len = (size_t)rand() % 12;

		for (size_t i = 0; i < len; i++)
			q[i] = some[(size_t)rand() % (sizeof(some) - 4)];
		q[len] = '\0';
		if (found(MEI, SCOPE_MINE, q) == 999) {
			ok(false);
			printf("# \"%s\"\n", q);
		}
	}
	free(big);
}

/* --- properties --- */

static const char *const letters[] = { "登", "录", "页", "面", "错", "误", "数",
	"据", "。", " ", "库", "a", "b ", "，", "\n", "の", "Ｚ", "é" };

static char *
random_text(size_t n)
{
	struct buf b;

	buf_init(&b, cx.mem);
	buf_puts(&b, "x");
	for (size_t i = 0; i < n; i++)
		buf_puts(&b, letters[(size_t)rand() % NELEM(letters)]);
	return b.s;
}

/* Of letters[]: three bytes, and neither a letter nor a mark. */
static bool
is_han(const char *s)
{
	return (unsigned char)*s >= 0xE3 && (unsigned char)*s < 0xEF &&
	    strncmp(s, "。", 3) != 0;
}

/* Every run of Han that was written is found, by its author; and who may see
 * a ticket is who finds it. */
static void
test_what_is_written_is_found(void)
{
	static const enum who_is authors[] = { MEI, WEN, MEI, OSCAR };
	static const struct {
		enum who_is who;
		enum scope scope;
	} seekers[] = { { MEI, SCOPE_MINE }, { OSCAR, SCOPE_MINE },
		{ LARS, SCOPE_ACCOUNT }, { AISHA, SCOPE_GROUP },
		{ WEN, SCOPE_MINE }, { PRIYA, SCOPE_ALL },
		{ YATING, SCOPE_ALL }, { ROOT, SCOPE_ALL } };
	char *text[40];
	int64_t id[40];

	srand(17);
	for (size_t i = 0; i < NELEM(id); i++) {
		enum who_is who = authors[i % NELEM(authors)];

		id[i] = fixture_ticket_of(&cx, who);
		fixture_as(&cx, who);
		text[i] = strdup(random_text(30));
		act(who, id[i], VERB_MESSAGE, text[i]);
	}
	for (size_t n = 0; n < 300; n++) {
		size_t i = (size_t)rand() % NELEM(id);
		size_t from, len = 0;
		char q[40];

		/* Some characters of it that stand together. */
		do
			from = (size_t)rand() % strlen(text[i]);
		while (((unsigned char)text[i][from] & 0xC0) == 0x80);
		for (size_t k = 1 + (size_t)rand() % 4;
		     k > 0 && is_han(text[i] + from + len); k--)
			len += 3;
		if (len == 0)
			continue;
		memcpy(q, text[i] + from, len);
		q[len] = '\0';
		for (size_t s = 0; s < NELEM(seekers); s++) {
			struct ticket_list l;
			bool is[NELEM(id)] = { false };
			bool good = find(
			    seekers[s].who, seekers[s].scope, q, &l);

			for (size_t r = 0; r < l.count; r++)
				for (size_t k = 0; k < NELEM(id); k++)
					is[k] |= l.item[r].id == id[k];
			/* Of others no more than may be seen; of this one
			 * what may be seen is found. */
			for (size_t k = 0; k < NELEM(id); k++) {
				struct ticket t;
				bool may;

				fixture_as(&cx, seekers[s].who);
				may = ticket_get(&cx, id[k], &t) == ERR_OK;
				good &= may || !is[k];
				good &= k != i || may == is[k];
			}
			if (!good)
				printf("# \"%s\" for %s\n", q,
				    fixture_name[seekers[s].who]);
			ok(good);
		}
	}
	for (size_t i = 0; i < NELEM(id); i++)
		free(text[i]);
}

/* --- the index --- */

static void
make_anew(void)
{
	size_t n = CATCH_UP_MAX;

	fixture_as(&cx, NOBODY);
	ok(search_begin(&cx) == ERR_OK);
	while (n == CATCH_UP_MAX)
		ok(search_fill_some(&cx, &n) == ERR_OK);
}

static bool
is_whole(void)
{
	struct search_report r;

	fixture_as(&cx, NOBODY);
	ok(search_verify(&cx, &r) == ERR_OK);
	ok(r.parts > 40 && r.words > 1000);
	return r.due == 0 && r.extra == 0 && r.missing == 0;
}

static size_t
count_rows(const char *what)
{
	static const char *const q[] = { "light", "登", "numbat", "see", "x",
		"the", "b", "nginx", "a" };
	size_t sum = 0;

	for (size_t i = 0; i < NELEM(q); i++)
		sum = sum * 31 + found(ROOT, SCOPE_ALL, q[i]);
	printf("# %s: %zu\n", what, sum);
	return sum;
}

/* What was put in by and by is what is put in at once. */
static void
test_anew(void)
{
	size_t before = count_rows("by and by");

	ok(is_whole());
	ok(search_begin(&cx) == ERR_OK);
	ok(found(ROOT, SCOPE_ALL, "light") == 0);
	ok(!is_whole());
	/* Meanwhile somebody writes. */
	act(MEI, 1, VERB_MESSAGE, "echidna");
	ok(found(MEI, SCOPE_MINE, "echidna") == 1);
	for (int i = 0; i < 5; i++) {
		fixture_as(&cx, NOBODY);
		ok(search_catch_up(&cx) == ERR_OK);
	}
	ok(count_rows("anew") == before);
	ok(found(MEI, SCOPE_MINE, "echidna light") == 1);
	ok(is_whole());
}

/* An index that does not fit keeps nobody from writing, and mends itself. */
static void
test_damaged(void)
{
	size_t before = count_rows("whole");

	fixture_as(&cx, NOBODY);
	ok(db_script(&cx,
	       "INSERT INTO search (search) VALUES ('delete-all')") == ERR_OK);
	ok(!is_whole());
	act(MEI, 1, VERB_MESSAGE, "platypus");
	fixture_as(&cx, NOBODY);
	ok(search_catch_up(&cx) == ERR_OK);
	for (int i = 0; i < 5; i++)
		ok(search_catch_up(&cx) == ERR_OK);
	ok(found(MEI, SCOPE_MINE, "platypus") == 1);
	ok(count_rows("mended") == before);
	make_anew();
	ok(count_rows("anew") == before);
	ok(is_whole());
	/* One part is not in it, or a word too much. */
	fixture_as(&cx, NOBODY);
	ok(db_script(&cx,
	       "INSERT INTO search (search, rowid, scope, title, body, names,"
	       " note) VALUES ('delete', 2 * 4096, '', '', 'dark', '', '')") ==
	    ERR_OK);
	ok(!is_whole());
	fixture_as(&cx, NOBODY);
	ok(db_script(&cx,
	       "INSERT INTO search (rowid, scope, title, body, names, note)"
	       " VALUES (2 * 4096, '', '', 'dark', '', '')") == ERR_OK);
	ok(is_whole());
	fixture_as(&cx, NOBODY);
	ok(db_script(&cx,
	       "INSERT INTO search (rowid, scope, title, body, names, note)"
	       " VALUES (3 * 4096, '', 'ghost', '', '', '')") == ERR_OK);
	ok(!is_whole());
}

/* --- excerpts --- */

static const char *
line(enum who_is who, int64_t id, const char *q)
{
	struct excerpt e;
	struct buf b;

	fixture_as(&cx, who);
	if (search_excerpt(&cx, id, q, &e) != ERR_OK)
		return cx.why;
	buf_init(&b, cx.mem);
	for (size_t i = 0; i < e.count; i++)
		buf_printf(&b, e.piece[i].hit ? "[%s]" : "%s", e.piece[i].text);
	return b.len > 0 ? b.s : "";
}

static void
test_excerpts(void)
{
	int64_t id = fixture_ticket(&cx);
	struct excerpt e;

	is(line(MEI, id, "lamp"), "No light  The [lamp] stays dark.");
	is(line(MEI, id, "LAMPS"), "");
	act(MEI, id, VERB_MESSAGE,
	    "很久以前我们迁移了存储，从那时起每天夜里都有几次中断，昨天开始"
	    "登录页面登录之后返回 502，请帮忙看一下是什么原因，谢谢。此外，"
	    "我们还想知道下次维护的时间以及备份策略是否会受影响，另外我们的"
	    "合同下个月到期，需要一份使用报告，以便于内部审核和续签，谢谢！");
	is(line(MEI, id, "登录"),
	    "…久以前我们迁移了存储，从那时起每天夜里都有几次中断，昨天开始"
	    "[登录]页面[登录]之后返回 502，请帮忙看一下是什么原因，谢谢。此外，"
	    "我们还想知道下次维护的时间以及备份策略是否会受影响，另…");
	act(PRIYA, id, VERB_NOTE, "登录 lamp is at the vendor");
	is(line(PRIYA, id, "vendor"), "登录 lamp is at the [vendor]");
	is(line(MEI, id, "vendor"), "");
	is(line(WEN, id, "lamp"), "");
	fixture_as(&cx, PRIYA);
	ok(search_excerpt(&cx, id, "lamp vendor", &e) == ERR_OK && e.note);
	search_mark(cx.mem, "a Lamp, lamps", "lam", &e);
	ok(e.count == 4 && e.piece[1].hit && !e.piece[2].hit);
	is(e.piece[3].text, "lamps");
}

int
main(void)
{
	fixture_open(&cx);
	test_words_of_a_ticket();
	test_who_finds_what();
	test_files();
	test_what_is_taken_back();
	test_long_thread();
	test_best_first();
	test_nothing_is_a_command();
	test_what_is_written_is_found();
	test_excerpts();
	test_anew();
	test_damaged();
	fixture_close(&cx);
	return tap_done();
}
