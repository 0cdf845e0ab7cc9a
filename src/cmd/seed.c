/*
 * seed.c - guichet seed: synthetic tickets for benchmarks.
 *
 * The same number gives the same tickets, but for the moment that they
 * count back from.  Rows are written through the store, not the rules,
 * so that a hundred thousand take a minute.  Three in ten are Chinese.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/crypto.h"
#include "cmd/open.h"
#include "domain/clock.h"
#include "domain/name.h"
#include "store/blob.h"
#include "store/store.h"

#define BATCH        500 /* tickets a transaction */
#define USERS        20  /* customers an account */
#define AGENTS       20
#define BLOBS        32
#define PERIOD       ((int64_t)2 * 365 * 24 * 60 * 60)
#define MESSAGES_MAX 60

struct seeder {
	uint64_t random;
	int64_t accounts, start, count;
	int64_t messages; /* a ticket, on average */
	bool open;        /* none is ended */
	int64_t *customer, *agent;
	struct choices products;
	struct choices *problems; /* one a product */
	struct choices severities, regions;
	char blob[BLOBS][HEX_LEN];
	int64_t blob_size[BLOBS];
	uint64_t files; /* given so far: makes their ids */
};

/* splitmix64: small, fast, and the same everywhere. */
static uint64_t
draw(struct seeder *s)
{
	uint64_t z = s->random += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static size_t
below(struct seeder *s, size_t n)
{
	return (size_t)(draw(s) % n);
}

/* Text -------------------------------------------------------------------- */

static const char *const english[] = { "the", "backup", "fails", "since",
	"upload", "of", "large", "files", "with", "error", "503", "after",
	"failover", "database", "replica", "lags", "behind", "network", "drops",
	"packets", "between", "regions", "login", "page", "shows",
	"certificate", "expired", "invoice", "wrong", "amount", "quota",
	"raise", "please", "check", "restart", "did", "not", "help", "snapshot",
	"volume", "disk", "full", "memory", "cluster", "node", "unreachable",
	"latency", "high", "timeout", "request", "gateway", "tunnel", "vpn",
	"port", "closed", "firewall", "rule", "deny", "access", "key",
	"rotated", "yesterday" };
static const char *const chinese[] = { "登录", "失败", "数据库", "延迟", "备份",
	"上传", "大文件", "超时", "错误", "证书", "过期", "发票", "金额",
	"不对", "配额", "提高", "请", "检查", "重启", "之后", "没有", "恢复",
	"网络", "丢包", "节点", "无法", "访问", "磁盘", "已满", "内存", "升高",
	"防火墙", "规则", "拒绝", "密钥", "昨天", "开始", "每晚", "出现",
	"问题", "实例", "主备", "切换", "域名", "解析", "接口", "返回", "报表",
	"乱码", "控制台" };

/* Of names, hosts and error codes people write few often and many once: rank
 * 2^n to 2^(n+1) as often as any other such span. */
#define RARE_SPANS 15

static size_t
rank(struct seeder *s)
{
	size_t least = (size_t)1 << below(s, RARE_SPANS);

	return least + below(s, least);
}

static void
put_rare(struct buf *b, size_t n, bool zh)
{
	static const char *const syllable[] = { "ka", "re", "mo", "lin", "ta",
		"su", "ve", "dor", "ni", "pa", "gro", "shi", "el", "bu", "zan",
		"fi" };
	static const char han[] = "云山河海林石金木水火土日月星风雨雪春夏秋冬"
				  "东西南北天地人和平安康华明光辉达成兴隆昌盛";

	if (!zh)
		for (; n > 0; n /= NELEM(syllable))
			buf_puts(b, syllable[n % NELEM(syllable)]);
	else
		for (int i = 0; i < 3; i++, n /= (sizeof(han) / 3))
			buf_put(b, han + n % (sizeof(han) / 3) * 3, 3);
}

#define RARE_IN 8 /* one word in so many */

static void
put_word(struct seeder *s, struct buf *b, bool zh)
{
	if (below(s, RARE_IN) == 0)
		put_rare(b, rank(s), zh);
	else
		buf_puts(b,
		    zh ? chinese[below(s, NELEM(chinese))]
		       : english[below(s, NELEM(english))]);
}

static const char *
sentence(struct ctx *cx, struct seeder *s, bool zh, size_t words)
{
	struct buf b;

	buf_init(&b, cx->mem);
	for (size_t i = 0; i < words; i++) {
		if (i > 0 && !zh)
			buf_putc(&b, ' ');
		put_word(s, &b, zh);
	}
	buf_puts(&b, zh ? "。" : ".");
	return b.s;
}

static const char *
paragraph(struct ctx *cx, struct seeder *s, bool zh, size_t sentences)
{
	struct buf b;

	buf_init(&b, cx->mem);
	for (size_t i = 0; i < sentences; i++) {
		if (i > 0)
			buf_putc(&b, i % 3 == 0 ? '\n' : ' ');
		buf_puts(&b, sentence(cx, s, zh, 4 + below(s, 9)));
	}
	return b.s;
}

/* People, files, catalogue ------------------------------------------------ */

static enum err
add_user(struct ctx *cx, const char *name, int64_t account, int64_t *id)
{
	const struct user u = {
		.account_id = account,
		.role = account == 0 ? ROLE_AGENT : ROLE_CUSTOMER,
		.shortcuts = true,
		.name = name,
		.display_name = name,
		.email = "",
		.area_code = "",
		.mobile = "",
		.language = "",
		.time_zone = "",
		.theme = "",
	};

	return store_user_add(cx, &u, name_key(cx->mem, name), "", id);
}

static enum err
add_people(struct ctx *cx, struct seeder *s)
{
	int64_t account;
	enum err rc;

	s->customer = arena_array(
	    cx->mem, (size_t)(s->accounts * USERS), sizeof(*s->customer));
	s->agent = arena_array(cx->mem, AGENTS, sizeof(*s->agent));
	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	for (int64_t a = 0; rc == ERR_OK && a < s->accounts; a++) {
		const char *name = arena_printf(
		    cx->mem, "seed account %" PRId64, a + 1);

		rc = store_account_add(cx, name, name, &account);
		for (int64_t u = 0; rc == ERR_OK && u < USERS; u++)
			rc = add_user(cx,
			    arena_printf(
				cx->mem, "seed-%" PRId64, a * USERS + u + 1),
			    account, &s->customer[a * USERS + u]);
	}
	for (int64_t i = 0; rc == ERR_OK && i < AGENTS; i++)
		rc = add_user(cx,
		    arena_printf(cx->mem, "seed-agent-%" PRId64, i + 1), 0,
		    &s->agent[i]);
	return store_end(cx, rc);
}

static enum err
add_blobs(struct ctx *cx, struct seeder *s)
{
	struct blob_temp *t;
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < BLOBS; i++) {
		const char *text = paragraph(cx, s, i % 3 == 0, 200 + i * 10);

		rc = blob_temp_open(cx, cx->conf->tmp_dir, &t);
		if (rc == ERR_OK)
			rc = blob_temp_put(cx, t, text, strlen(text));
		if (rc != ERR_OK)
			break;
		blob_temp_end(t, s->blob[i]);
		s->blob_size[i] = t->size;
		rc = blob_commit(
		    cx, cx->conf->blob_dir, t->fd, t->path, s->blob[i]);
	}
	return rc;
}

static enum err
read_catalogue(struct ctx *cx, struct seeder *s)
{
	enum err rc;

	rc = store_products(cx, &s->products);
	if (rc == ERR_OK)
		rc = store_severities(cx, &s->severities);
	if (rc == ERR_OK)
		rc = store_regions(cx, &s->regions);
	if (rc != ERR_OK)
		return rc;
	if (s->products.count == 0 || s->severities.count == 0 ||
	    s->regions.count == 0)
		return err_fail(cx, ERR_INVALID, "the catalogue is empty");
	s->problems = arena_array(
	    cx->mem, s->products.count, sizeof(*s->problems));
	for (size_t i = 0; rc == ERR_OK && i < s->products.count; i++)
		rc = store_problem_types(
		    cx, s->products.item[i].id, &s->problems[i]);
	return rc;
}

/* Tickets ----------------------------------------------------------------- */

static enum err
add_file(struct ctx *cx, struct seeder *s, int64_t ticket, int64_t message,
    int64_t position)
{
	size_t b = below(s, BLOBS);
	const struct attachment f = {
		.id = arena_printf(cx->mem, "5eed%028" PRIx64, ++s->files),
		.sha256 = s->blob[b],
		.name = arena_printf(cx->mem, "log-%zu.txt", b),
		.type = "txt",
		.size = s->blob_size[b],
	};
	int64_t changed;
	enum err rc;

	rc = store_file_add(cx, &f);
	if (rc == ERR_OK)
		rc = store_file_bind(
		    cx, f.id, ticket, message, 0, position, &changed);
	return rc;
}

static enum err
open_ticket(
    struct ctx *cx, struct seeder *s, int64_t id, bool zh, int64_t files)
{
	size_t p = below(s, s->products.count);
	const struct choices *problems = &s->problems[p];
	const struct sealed none = { NULL, 0 };
	const struct ticket_new in = {
		.product_id = s->products.item[p].id,
		.problem_type_id = problems->item[below(s, problems->count)].id,
		.severity_id = s->severities.item[below(s, s->severities.count)]
				   .id,
		.region_id = s->regions.item[below(s, s->regions.count)].id,
		.sub_type_id = "",
		.remind_mail = "",
		.remind_mobile = "",
		.area_code = "",
		.remind_time = "",
		.cc_email = "",
	};
	struct log_new log = { .ticket = id,
		.number = 1,
		.visible = true,
		.description = "",
		.message_number = 1 };
	const char *title = sentence(cx, s, zh, 6), *sub_type;
	bool found, region_ok;
	int case_type;
	enum err rc;

	rc = store_choice_check(
	    cx, &in, &found, &sub_type, &case_type, &region_ok);
	if (rc == ERR_OK)
		rc = store_ticket_add(cx, id, &in, &none, sub_type, title);
	if (rc == ERR_OK)
		rc = store_message_add(cx, id, 1, AUTHOR_CUSTOMER,
		    arena_printf(
			cx->mem, "%s\n\n%s", title, paragraph(cx, s, zh, 5)),
		    (size_t)files);
	for (int64_t i = 1; rc == ERR_OK && i <= files; i++)
		rc = add_file(cx, s, id, 1, i);
	return rc == ERR_OK ? store_log_add(cx, &log) : rc;
}

/* One act, as the statement of all acts does it. */
static enum err
step(struct ctx *cx, struct seeder *s, int64_t id, enum verb v, int from,
    bool zh)
{
	const struct verb_rule *r = &verb_rules[v];
	bool staff = r->may != MAY_CUSTOMER;
	struct ticket_change c = {
		.may = staff ? MAY_STAFF : MAY_CUSTOMER,
		.ticket = id,
		.from = STATUSES_ALL,
		.to = r->to,
		.seen = -1,
		.visible = true,
		.message = (r->flags & ACT_MESSAGE) != 0,
		.assignee = r->flags & ACT_ASSIGN ? cx->actor : 0,
		.log = (int)r->log,
	};
	struct log_new log = { .ticket = id,
		.type = (int)r->log,
		.operator_kind = staff,
		.visible = true,
		.description = "",
		.from_status = from,
		.to_status = r->to == STATE_KEEP ? from : r->to };
	enum err rc;

	rc = store_ticket_change(cx, &c);
	if (rc == ERR_OK && !c.changed)
		rc = err_fail(cx, ERR_FAULT, "ticket %" PRId64 " did not %s",
		    id, r->name);
	if (rc == ERR_OK && c.message)
		rc = store_message_add(cx, id, c.message_number,
		    staff ? AUTHOR_ENGINEER : AUTHOR_CUSTOMER,
		    paragraph(cx, s, zh, 1 + below(s, 6)), 0);
	log.number = c.log_number;
	log.message_number = c.message ? c.message_number : 0;
	return rc == ERR_OK ? store_log_add(cx, &log) : rc;
}

/* How it stands in the end, of a hundred. */
static const struct {
	size_t share;
	enum verb last;
	bool untouched;
} endings[] = {
	{ 70, VERB_CLOSE, false }, { 5, VERB_CANCEL, true },
	{ 5, VERB_MESSAGE, true }, /* still in state 0 */
	{ 5, VERB_ASK, false }, { 5, VERB_RESOLVE, false },
	{ 10, VERB_REPLY, false }, /* in state 1 */
};

#define ENDED 75 /* of the first two */

static size_t
draw_ending(struct seeder *s)
{
	size_t n = s->open ? ENDED + below(s, 100 - ENDED) : below(s, 100);
	size_t i = 0;

	while (n >= endings[i].share)
		n -= endings[i++].share;
	return i;
}

/*
 * Every hundredth ticket has 20 messages and 5 files and is being
 * processed: the one that benchmarks of the detail page look at.
 */
static enum err
one_ticket(struct ctx *cx, struct seeder *s, int64_t n)
{
	bool zh = below(s, 10) < 3, model = n % 100 == 0;
	size_t end = model ? NELEM(endings) - 1 : draw_ending(s);
	int64_t customer = s->customer[below(s, (size_t)(s->accounts * USERS))];
	int64_t agent = s->agent[below(s, AGENTS)], id, messages;
	enum err rc;

	messages = model ? 20
			 : 1 + (int64_t)below(s, (size_t)(2 * s->messages - 1));
	cx->now = s->start - PERIOD + n * (PERIOD / s->count);
	cx->actor = customer;
	rc = store_sequence_next(cx, "ticket", &id);
	if (rc == ERR_OK)
		rc = open_ticket(
		    cx, s, id, zh, model ? 5 : (int64_t)below(s, 3));
	if (rc == ERR_OK && endings[end].untouched) {
		if (endings[end].last == VERB_CANCEL)
			rc = step(cx, s, id, VERB_CANCEL, STATUS_NEW, zh);
		return rc == ERR_OK ? clock_update(cx, id) : rc;
	}
	cx->now += 60 * (1 + (int64_t)below(s, 600));
	cx->actor = agent;
	if (rc == ERR_OK)
		rc = step(cx, s, id, VERB_TAKE, STATUS_NEW, zh);
	for (int64_t i = 2; rc == ERR_OK && i < messages; i++) {
		bool staff = i % 2 == 0;

		cx->now += 60 * (1 + (int64_t)below(s, 300));
		cx->actor = staff ? agent : customer;
		rc = step(cx, s, id, staff ? VERB_REPLY : VERB_MESSAGE,
		    STATUS_PROCESSING, zh);
	}
	cx->now += 60 * (1 + (int64_t)below(s, 300));
	cx->actor = endings[end].last == VERB_CLOSE ? customer : agent;
	if (rc == ERR_OK)
		rc = step(cx, s, id, endings[end].last, STATUS_PROCESSING, zh);
	return rc == ERR_OK ? clock_update(cx, id) : rc;
}

static enum err
all_tickets(struct ctx *cx, struct seeder *s, bool quiet)
{
	struct arena *keep = cx->mem, *mem = arena_new();
	enum err rc = ERR_OK;

	cx->mem = mem;
	for (int64_t n = 0; rc == ERR_OK && n < s->count;) {
		rc = store_begin(cx);
		if (rc != ERR_OK)
			break;
		for (int i = 0; rc == ERR_OK && i < BATCH && n < s->count; i++)
			rc = one_ticket(cx, s, n++);
		rc = store_end(cx, rc);
		if (rc == ERR_OK && n % 20000 < BATCH) {
			int64_t pages;

			rc = store_checkpoint(cx, &pages);
			if (!quiet)
				fprintf(stderr, "%" PRId64 " tickets\n", n);
		}
		if (rc == ERR_OK)
			arena_reset(mem);
	}
	if (cx->why != NULL)
		cx->why = arena_strdup(keep, cx->why);
	cx->mem = keep;
	arena_free(mem);
	return rc;
}

static enum err
seed(struct ctx *cx, struct seeder *s, bool quiet)
{
	enum err rc;

	rc = read_catalogue(cx, s);
	if (rc == ERR_OK)
		rc = add_people(cx, s);
	if (rc == ERR_OK)
		rc = add_blobs(cx, s);
	return rc == ERR_OK ? all_tickets(cx, s, quiet) : rc;
}

static bool
read_number(const char *s, int64_t max, int64_t *out)
{
	char *end;

	*out = strtoll(s, &end, 10);
	return *end == '\0' && end != s && *out >= 1 && *out <= max;
}

int
cmd_seed(const struct cmd_env *env, int argc, char **argv)
{
	struct seeder s = { .random = 20261124, .messages = 10 };
	struct ctx cx;
	int status;
	enum err rc;

	if (argc < 2)
		return cmd_misused("seed", "wants a number of tickets");
	if (!read_number(argv[1], 100000000, &s.count))
		return cmd_misused("seed", "wants numbers from 1");
	for (int i = 2; i < argc; i++)
		if (strcmp(argv[i], "--open") == 0)
			s.open = true;
		else if (strcmp(argv[i], "--messages") != 0 || ++i == argc)
			return cmd_misused("seed", "wants a number of tickets");
		else if (!read_number(argv[i], MESSAGES_MAX, &s.messages))
			return cmd_misused("seed", "wants numbers from 1");
	s.accounts = 2 + s.count / 1000;

	status = cmd_open(env, 0, &cx);
	if (status == CMD_OK) {
		s.start = cx.now;
		rc = seed(&cx, &s, env->quiet);
		status = rc == ERR_OK ? CMD_OK : cmd_failed(&cx, rc);
	}
	cmd_close(&cx);
	return status;
}
