#include "cmd/demo_script.h"

#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

#include "tap.h"

static char folder[] = "/tmp/t-demo-script-XXXXXX";

static void
file_write(struct ctx *cx, const char *name, const char *text)
{
	FILE *f;

	f = fopen(arena_printf(cx->mem, "%s/%s", folder, name), "w");
	if (f == NULL || fputs(text, f) == EOF || fclose(f) != 0)
		abort();
}

/* Sinks that write down what they are given. */

static enum err
put_product(struct ctx *cx, void *arg, const struct demo_product *p)
{
	(void)cx;
	buf_printf(arg, "product %s of %s: %s, %s\n", p->id,
	    p->subtype->name.in[DEMO_EN], p->name.in[DEMO_ZH_CN],
	    p->desc.in[DEMO_EN]);
	return ERR_OK;
}

static enum err
put_problem(struct ctx *cx, void *arg, const struct demo_problem *p)
{
	(void)cx;
	buf_printf(arg, "problem %s type %d [%s]\n", p->id, (int)p->type,
	    p->template->text.in[DEMO_EN]);
	return ERR_OK;
}

static enum err
put_severity(struct ctx *cx, void *arg, const struct demo_severity *v)
{
	(void)cx;
	buf_printf(arg, "severity %s %" PRId64 " %" PRId64 "\n", v->id,
	    v->first_response, v->resolution);
	return ERR_OK;
}

static enum err
put_group(struct ctx *cx, void *arg, const struct demo_group *g)
{
	(void)cx;
	buf_printf(arg, "group %s of %s: %d%d\n", g->name, g->account->name,
	    g->ticket_administrator, g->group_operator);
	return ERR_OK;
}

static enum err
put_user(struct ctx *cx, void *arg, const struct demo_user *u)
{
	(void)cx;
	buf_printf(arg, "user %s role %d in %s, lang %d, %s%s\n", u->id,
	    (int)u->role, u->groups[0] != NULL ? u->groups[0]->id : "no group",
	    (int)u->language, u->account != NULL ? u->account->id : "staff",
	    u->mobile == NULL ? ", no mobile" : "");
	return ERR_OK;
}

static enum err
put_step(struct ctx *cx, void *arg, struct demo_step *s)
{
	(void)cx;
	buf_printf(arg, "%" PRId64 " act %d %s [%s]", s->at, (int)s->act,
	    s->user->id, s->text);
	for (size_t i = 0; i < s->nfiles; i++)
		buf_printf(arg, " file %s as %s",
		    s->files[i].path + sizeof(folder), s->files[i].title);
	for (size_t i = 0; i < s->nscores; i++)
		buf_printf(arg, " %s=%" PRId64, s->scores[i].dimension->id,
		    s->scores[i].value);
	if (s->act == DEMO_PAUSE)
		buf_printf(arg, " until %" PRId64, s->until);
	if (s->target != NULL)
		buf_printf(arg, " takes back [%s]", s->target->text);
	buf_puts(arg, "\n");
	return ERR_OK;
}

static const struct demo_sink sink = {
	.product = put_product,
	.problem = put_problem,
	.severity = put_severity,
	.group = put_group,
	.user = put_user,
	.step = put_step,
};

/* What the sinks wrote, or why there is nothing. */
static const char *
run(struct ctx *cx, const char *text)
{
	struct buf out;

	buf_init(&out, cx->mem);
	err_clear(cx);
	file_write(cx, "demo.txt", text);
	if (demo_script_run(cx, folder, &sink, &out) != ERR_OK)
		return cx->why + strlen(folder) + 1;
	return out.s;
}

#define CATALOGUE                                                              \
	"subtype st\n name en Storage\n name zh-cn 存储\n"                   \
	"product p-obs st\n name en Objects\n name zh-cn 对象\n"             \
	" desc en Buckets and such\n desc zh-cn 桶\n"                         \
	"template t\n name en T\n name zh-cn T\n text en\n |\n | Since:\n"     \
	" text zh-cn\n | 时间：\n"                                          \
	"problem b-503 p-obs fault t\n name en Fails\n name zh-cn 失败\n"    \
	" desc en It fails\n desc zh-cn 失败\n"                              \
	"severity low 8h 5d\n name en Low\n name zh-cn 低\n desc en Low\n"    \
	" desc zh-cn 低\n"                                                    \
	"dimension 1 5\n name en Time\n name zh-cn 时间\n desc en Time\n"    \
	" desc zh-cn 时间\n"
#define PEOPLE                                                                 \
	"account lumen\n name Lumen Retail\n"                                  \
	"group ops lumen\n name Shop operations\n group_operator\n"            \
	"user mei customer lumen\n name Mei Tan\n email mei@lumen.example\n"   \
	" language en\n time_zone Europe/Paris\n in ops\n"                     \
	"user priya agent -\n name Priya\n email p@harbour.example\n"          \
	" mobile 1\n language zh-cn\n time_zone UTC\n"
#define WORLD  CATALOGUE PEOPLE
#define TICKET WORLD "ticket mei p-obs b-503 low - -2h\n | It fails\n"

static void
test_reads_catalogue_and_people_in_their_order(struct ctx *cx)
{
	is(run(cx, WORLD),
	    "product p-obs of Storage: 对象, Buckets and such\n"
	    "problem b-503 type 1 [\nSince:]\n"
	    "severity low 28800 432000\n"
	    "group Shop operations of Lumen Retail: 01\n"
	    "user mei role 0 in ops, lang 0, lumen, no mobile\n"
	    "user priya role 1 in no group, lang 1, staff\n");
}

/* The output without catalogue and people. */
static const char *
run_steps(struct ctx *cx, const char *text)
{
	const char *steps = strstr(run(cx, text), "staff\n");

	return steps != NULL ? steps + 6 : cx->why != NULL ? cx->why : "";
}

static void
test_gives_steps_of_all_tickets_in_order_of_time(struct ctx *cx)
{
	is(run_steps(cx,
	       TICKET "+30m take priya\n"
		      "ticket mei p-obs b-503 low - -2h1m\n| Older\n"
		      "-1h30m urge mei\n"
		      "+10m cancel mei\n"),
	    "-7260 act 0 mei [Older]\n"
	    "-7200 act 0 mei [It fails]\n"
	    "-5400 act 1 priya []\n"
	    "-5400 act 8 mei []\n"
	    "-4800 act 10 mei []\n");
}

static void
test_keeps_lines_of_text_and_names_of_files(struct ctx *cx)
{
	file_write(cx, "files/a.png", "png");
	is(run_steps(cx,
	       TICKET "\t|\n\t|   indented | bar  \n\t# not this\n"
		      "\tfile a.png\n\tfile a.png 终端 截图.png\n"),
	    "-7200 act 0 mei [It fails\n\n  indented | bar]"
	    " file files/a.png as a.png"
	    " file files/a.png as 终端 截图.png\n");
}

static void
test_reads_what_a_verb_needs(struct ctx *cx)
{
	is(run_steps(cx,
	       TICKET "+1m pause priya 2d\n | Racks\n"
		      "+1m close mei 1=4\n | Good\n"
		      "+1m close mei\n"),
	    "-7200 act 0 mei [It fails]\n"
	    "-7140 act 7 priya [Racks] until 165660\n"
	    "-7080 act 11 mei [Good] 1=4\n"
	    "-7020 act 11 mei []\n");
}

static void
test_a_withdrawal_takes_the_newest_that_stands(struct ctx *cx)
{
	is(run_steps(cx,
	       TICKET "+1m message mei\n| one\n+1m message mei\n| two\n"
		      "+1s withdraw mei\n+1s withdraw mei\n"),
	    "-7200 act 0 mei [It fails]\n"
	    "-7140 act 2 mei [one]\n"
	    "-7080 act 2 mei [two]\n"
	    "-7079 act 9 mei [] takes back [two]\n"
	    "-7078 act 9 mei [] takes back [one]\n");
}

static void
test_reads_included_files_and_says_where_an_error_is(struct ctx *cx)
{
	file_write(cx, "more.txt", "# more\n+1m take nobody\n");
	is(run(cx, TICKET "include more.txt\n"),
	    "more.txt:2: no user \"nobody\"");
	file_write(cx, "more.txt", "include more.txt\n");
	is(run(cx, "include more.txt\n"),
	    "more.txt:1: too many files inside each other");
	file_write(cx, "more.txt", "+1m take priya\n");
	is(run_steps(cx, TICKET "include more.txt\n"),
	    "-7200 act 0 mei [It fails]\n-7140 act 1 priya []\n");
}

static unsigned
lines(const char *text)
{
	unsigned n = 0;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

static void
starts_with(const char *got, const char *want)
{
	is(strncmp(got, want, strlen(want)) == 0 ? want : got, want);
}

/* Each text is wrong in its last line but `up`. */
static void
test_refuses_what_is_wrong_with_its_line(struct ctx *cx)
{
	static const struct {
		const char *text, *reason;
		unsigned up;
	} rows[] = {
		{ "nonsense\n", "\"nonsense\" means nothing here", 0 },
		{ "| text\n", "a text that belongs to nothing", 0 },
		{ "file a.png\n", "a file that belongs to nothing", 0 },
		{ "+1m take priya\n", "a step without a ticket", 0 },
		{ "include ../x\n", "\"../x\" is no name of a file", 0 },
		{ WORLD "account lumen\n", "account \"lumen\" is there already",
		    0 },
		{ WORLD "account Lumen\n", "\"Lumen\" is no id", 0 },
		{ WORLD "account -\n", "\"-\" is no id", 0 },
		{ WORLD "account x y\n", "\"y\" is too much", 0 },
		{ WORLD "account x\n", "name is missing", 0 },
		{ WORLD "account x\nname X\nname Y\n", "name is there already",
		    0 },
		{ WORLD "region x mainland\nname en X\n",
		    "name is missing in some language", 1 },
		{ WORLD "region x mainland\nname de X\n",
		    "\"de\" is not one of \"en\", ...", 0 },
		{ WORLD "region x mainland\nname en X\nname en Y\n",
		    "name en is there already", 0 },
		{ WORLD "region x mainland\nname en\n", "name is empty", 0 },
		{ WORLD "severity x 8h\n", "resolution is missing", 0 },
		{ WORLD "severity x 8h 5\n",
		    "\"5\" is no span of time such as 1d2h", 0 },
		{ WORLD "severity x 8h 5h4d\n",
		    "\"5h4d\" is no span of time such as 1d2h", 0 },
		{ WORLD "severity x 8h 367d\n",
		    "\"367d\" is longer than a year", 0 },
		{ WORLD "dimension 2 x\n", "\"x\" is no number", 0 },
		{ WORLD "dimension 2 0\n", "\"0\" is no number", 0 },
		{ WORLD "ticket mei p-obs b-503 low - 2h\n",
		    "\"2h\" is no time such as -3d2h", 0 },
		{ WORLD "ticket mei p-obs b-503 low - +2h\n",
		    "\"+2h\" is no time such as -3d2h", 0 },
		{ WORLD "ticket mei p-obs b-503 low cn-9 -2h\n",
		    "no region \"cn-9\"", 0 },
		{ WORLD "ticket mei p-obs b-503 low - -2h\n",
		    "create needs a text", 0 },
		{ TICKET "file b.png\n", "cannot read", 0 },
		{ TICKET "file ../demo.txt\n",
		    "\"../demo.txt\" is no name of a file", 0 },
		{ TICKET "+1m dance mei\n", "nobody can \"dance\"", 0 },
		{ TICKET "+1m create mei\n", "nobody can \"create\"", 0 },
		{ TICKET "+1m take priya now\n", "\"now\" is too much", 0 },
		{ TICKET "+1m take priya\n| text\n",
		    "a text that belongs to nothing", 0 },
		{ TICKET "+1m take priya\nfile a.png\n",
		    "a file that belongs to nothing", 0 },
		{ TICKET "+2h take priya\n", "this is after the first start",
		    0 },
		{ TICKET "-3h take priya\n", "this is before the step above",
		    0 },
		{ TICKET "+1m message mei\n", "message needs a text", 0 },
		{ TICKET "+1m reject mei\n|\n", "reject needs a text", 1 },
		{ TICKET "+1m withdraw mei\n", "mei has nothing to withdraw",
		    0 },
		{ TICKET "+1m pause priya\n",
		    "\"\" is no span of time such as 1d2h", 0 },
		{ TICKET "+1m close mei 1\n", "\"1\" is no score such as 1=5",
		    0 },
		{ TICKET "+1m close mei 1=6\n", "dimension 1 ends at 5", 0 },
		{ TICKET "+1m close mei 7=5\n", "no dimension \"7\"", 0 },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		starts_with(run(cx, rows[i].text),
		    arena_printf(cx->mem, "demo.txt:%u: %s",
			lines(rows[i].text) - rows[i].up, rows[i].reason));
}

static void
test_hands_over_nothing_of_a_broken_script(struct ctx *cx)
{
	struct buf out;

	buf_init(&out, cx->mem);
	file_write(cx, "demo.txt", TICKET "nonsense\n");
	ok(demo_script_run(cx, folder, &sink, &out) == ERR_INVALID);
	is(out.s, "");
	err_clear(cx);
}

static enum err
refuse_urge(struct ctx *cx, void *arg, struct demo_step *s)
{
	(void)arg;
	if (s->act != DEMO_URGE)
		return ERR_OK;
	return err_fail(cx, ERR_CONFLICT, "too soon");
}

static void
test_says_where_the_record_is_that_the_sink_refuses(struct ctx *cx)
{
	static const struct demo_sink refusing = { .step = refuse_urge };

	file_write(cx, "demo.txt", "include more.txt\n");
	file_write(cx, "more.txt", TICKET "+1m urge mei\n+1m urge mei\n");
	ok(demo_script_run(cx, folder, &refusing, NULL) == ERR_CONFLICT);
	is(strrchr(cx->why, '/'),
	    arena_printf(cx->mem, "/more.txt:%u: too soon", lines(TICKET) + 1));
	err_clear(cx);
}

static void
test_a_missing_folder_is_a_fault_with_its_name(struct ctx *cx)
{
	ok(demo_script_run(cx, "/no/such", &sink, NULL) == ERR_FAULT);
	is(cx->why,
	    "cannot open \"/no/such/demo.txt\": No such file or directory");
	err_clear(cx);
}

int
main(void)
{
	static const char *const made[] = { "files/a.png", "files", "more.txt",
		"demo.txt", "" };
	struct ctx cx = { .mem = arena_new() };

	if (mkdtemp(folder) == NULL ||
	    mkdir(arena_printf(cx.mem, "%s/files", folder), 0700) != 0)
		return 99;
	test_reads_catalogue_and_people_in_their_order(&cx);
	test_gives_steps_of_all_tickets_in_order_of_time(&cx);
	test_keeps_lines_of_text_and_names_of_files(&cx);
	test_reads_what_a_verb_needs(&cx);
	test_a_withdrawal_takes_the_newest_that_stands(&cx);
	test_reads_included_files_and_says_where_an_error_is(&cx);
	test_refuses_what_is_wrong_with_its_line(&cx);
	test_hands_over_nothing_of_a_broken_script(&cx);
	test_says_where_the_record_is_that_the_sink_refuses(&cx);
	test_a_missing_folder_is_a_fault_with_its_name(&cx);
	for (size_t i = 0; i < NELEM(made); i++)
		remove(arena_printf(cx.mem, "%s/%s", folder, made[i]));
	arena_free(cx.mem);
	return tap_done();
}
