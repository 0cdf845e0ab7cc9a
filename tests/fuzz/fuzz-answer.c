/*
 * A whole request against the whole portal: lines "METHOD URI" and
 * "NAME value" (a variable of FastCGI), an empty line, and the body.  In
 * a URI or value SID, CSRF and TICKET stand for those of a customer.
 *
 * Whatever comes, the answer is one that we mean to give, and whole.
 */
#include "../fake-exchange.h"
#include "../fixture.h"

#include "fuzz.h"

#include "base/conf.h"
#include "base/crypto.h"
#include "base/log.h"
#include "domain/session.h"
#include "store/db.h"
#include "view/view.h"
#include "web/csrf.h"
#include "web/href.h"

static struct ctx cx;
static struct server sv;
static struct fake f;
static const char *sid, *csrf, *ticket;

static int64_t
now(void)
{
	return FIXTURE_NOW;
}

static void
open_portal(void)
{
	struct arena *mem = arena_new(); /* as long as the process */
	const char *source = getenv("FUZZ_SOURCE"), *why = NULL;
	int64_t former, id;
	struct session se;
	struct conf *conf;

	must(source != NULL);
	log_open(LOG_ERROR);
	fixture_open(&cx);
	conf = (struct conf *)(uintptr_t)cx.conf;
	conf->template_dir = arena_printf(mem, "%s/templates", source);
	conf->static_dir = arena_printf(mem, "%s/static", source);
	id = fixture_ticket(&cx);
	fixture_as(&cx, NOBODY);
	must(fixture_login(&cx, "mei", FIXTURE_PASSWORD, "", &sid) == ERR_OK);
	sid = arena_strdup(mem, sid);
	must(session_find(&cx, sid, &se, &former) == ERR_OK);
	csrf = arena_strdup(mem, csrf_token(&cx, &se));
	ticket = href_ticket_name(mem, id);

	sv = (struct server){
		.mem = arena_new(),
		.conf = conf,
		.db = cx.db,
		.keys = cx.keys,
		.clock = now,
		.view = view_open(mem, conf, &why),
	};
	must(why == NULL);
}

/* The text with its words replaced. */
static const char *
expand(const char *s)
{
	const char *const word[][2] = {
		{ "SID", sid },
		{ "CSRF", csrf },
		{ "TICKET", ticket },
	};
	struct buf b;

	buf_init(&b, f.mem);
	while (*s != '\0') {
		size_t i = 0;

		while (i < 3 && strncmp(s, word[i][0], strlen(word[i][0])) != 0)
			i++;
		if (i < 3) {
			buf_puts(&b, word[i][1]);
			s += strlen(word[i][0]);
		} else {
			buf_putc(&b, *s++);
		}
	}
	return b.s;
}

/* The next line, and where the one after it begins. */
static const char *
line(const char **at, const char *end)
{
	const char *s = *at, *nl = memchr(s, '\n', (size_t)(end - s));

	if (nl == NULL)
		nl = end;
	*at = nl == end ? end : nl + 1;
	return arena_strndup(f.mem, s, (size_t)(nl - s));
}

static void
must_be_whole(void)
{
	const char *length = fake_header(&f, "Content-Length");

	must(f.status >= 200 && f.status != 500);
	must(*fake_header(&f, "Content-Security-Policy") != '\0');
	for (const char *s = f.head; *s != '\0'; s++)
		must((*s >= ' ' && *s <= '~') || *s == '\r' || *s == '\n');
	must_be_text(f.page);
	must(strlen(f.page) == f.page_len);
	must(f.page_len == 0 || (size_t)atoi(length) == f.page_len);
	must(!db_in_transaction(&cx));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *at = (const char *)data, *end = at + len, *first, *rest;
	char *space;

	if (sid == NULL)
		open_portal();
	if (memchr(data, '\0', len) != NULL)
		return 0; /* no variable can hold one */
	fake_begin(&f, NULL, NULL);
	first = line(&at, end);
	space = strchr(first, ' ');
	if (space == NULL)
		return 0;
	*space = '\0';
	fake_param(&f, "REQUEST_METHOD", first);
	fake_param(&f, "REQUEST_URI", expand(space + 1));
	while (at < end && *(rest = line(&at, end)) != '\0') {
		space = strchr(rest, ' ');
		if (space == NULL || f.nparam == FAKE_PARAMS)
			continue;
		*space = '\0';
		fake_param(&f, rest, expand(space + 1));
	}
	buf_puts(&f.body, expand(arena_strndup(f.mem, at, (size_t)(end - at))));
	f.typed = true;
	fake_send(&f, &sv);
	must_be_whole();
	return 0;
}
