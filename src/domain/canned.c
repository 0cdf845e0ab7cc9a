#include "domain/canned.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/name.h"
#include "store/store.h"

/* Variables --------------------------------------------------------------- */

enum variable {
	CUSTOMER_NAME,
	CUSTOMER_ACCOUNT,
	CUSTOMER_MAIL,
	CUSTOMER_MOBILE,
	TICKET_NUMBER,
	TICKET_TITLE,
	TICKET_PRODUCT,
	TICKET_TYPE,
	TICKET_SEVERITY,
	TICKET_REGION,
	AGENT_NAME,
	VARIABLE__MAX
};

const char *const canned_variables[VARIABLE__MAX + 1] = {
	[CUSTOMER_NAME] = "customer.name",
	[CUSTOMER_ACCOUNT] = "customer.account",
	[CUSTOMER_MAIL] = "customer.mail",
	[CUSTOMER_MOBILE] = "customer.mobile",
	[TICKET_NUMBER] = "ticket.number",
	[TICKET_TITLE] = "ticket.title",
	[TICKET_PRODUCT] = "ticket.product",
	[TICKET_TYPE] = "ticket.type",
	[TICKET_SEVERITY] = "ticket.severity",
	[TICKET_REGION] = "ticket.region",
	[AGENT_NAME] = "agent.name",
};

static const char *
first_of(const char *a, const char *b)
{
	return *a != '\0' ? a : b;
}

/* "" where the ticket has nothing. */
static const char *
value_of(
    struct ctx *cx, enum variable v, const struct ticket *t, const char *agent)
{
	switch (v) {
	case CUSTOMER_NAME:
		return t->submitter;
	case CUSTOMER_ACCOUNT:
		return t->account;
	case CUSTOMER_MAIL:
		return first_of(t->remind_mail, t->submitter_email);
	case CUSTOMER_MOBILE:
		return first_of(t->remind_mobile, t->submitter_mobile);
	case TICKET_NUMBER:
		return arena_printf(cx->mem, TICKET_NAME_FMT, t->id);
	case TICKET_TITLE:
		return t->title;
	case TICKET_PRODUCT:
		return t->product;
	case TICKET_TYPE:
		return t->problem_type;
	case TICKET_SEVERITY:
		return t->severity;
	case TICKET_REGION:
		return t->region;
	case AGENT_NAME:
		return agent;
	default:
		return "";
	}
}

/* Which variable begins at that brace?  *len is how long it is. */
static enum variable
variable_at(const char *s, size_t *len)
{
	for (int v = 0; v < VARIABLE__MAX; v++) {
		size_t n = strlen(canned_variables[v]);

		if (strncmp(s + 1, canned_variables[v], n) == 0 &&
		    s[n + 1] == '}') {
			*len = n + 2;
			return (enum variable)v;
		}
	}
	return VARIABLE__MAX;
}

const char *
canned_fill(
    struct ctx *cx, const char *text, const struct ticket *t, const char *agent)
{
	struct buf b;
	size_t len;

	buf_init(&b, cx->mem);
	while (*text != '\0') {
		size_t plain = strcspn(text, "{");
		const char *value = "";
		enum variable v;

		buf_put(&b, text, plain);
		text += plain;
		if (*text == '\0')
			break;
		len = 1; /* a brace of no meaning */
		v = variable_at(text, &len);
		if (v != VARIABLE__MAX)
			value = value_of(cx, v, t, agent);
		if (*value != '\0')
			buf_puts(&b, value);
		else
			buf_put(&b, text, len);
		text += len;
	}
	return b.len > 0 ? b.s : "";
}

const char *
canned_left(const char *text)
{
	size_t len;

	for (text = strchr(text, '{'); text != NULL;
	     text = strchr(text + 1, '{')) {
		enum variable v = variable_at(text, &len);

		if (v != VARIABLE__MAX)
			return canned_variables[v];
	}
	return NULL;
}

/* "{word.word}" that is no variable: surely meant as one. */
static bool
has_unknown(const char *text)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz_";
	size_t len, a, b;

	for (text = strchr(text, '{'); text != NULL;
	     text = strchr(text + 1, '{')) {
		a = strspn(text + 1, letters);
		if (a == 0 || text[1 + a] != '.')
			continue;
		b = strspn(text + 2 + a, letters);
		if (b > 0 && text[2 + a + b] == '}' &&
		    variable_at(text, &len) == VARIABLE__MAX)
			return true;
	}
	return false;
}

const char *
canned_text(const struct canned *c, enum lang *lang)
{
	if (*c->content[*lang] == '\0')
		*lang = *lang == LANG_EN ? LANG_ZH : LANG_EN;
	return c->content[*lang];
}

enum lang
canned_language(const struct ctx *cx, const struct ticket *t)
{
	if (strcmp(t->submitter_language, "zh-cn") == 0)
		return LANG_ZH;
	return strcmp(t->submitter_language, "en") == 0 ? LANG_EN : cx->lang;
}

/* The texts --------------------------------------------------------------- */

enum err
canned_pick(struct ctx *cx, struct canned_list *out)
{
	return store_canned_pick(cx, out);
}

enum err
canned_use(struct ctx *cx, int64_t id, struct canned *out)
{
	return store_canned_use(cx, id, out);
}

enum err
canned_list(struct ctx *cx, bool shared, struct canned_list *out)
{
	return store_canned_list(cx, shared, out);
}

enum err
canned_get(struct ctx *cx, bool shared, int64_t id, struct canned *out)
{
	return store_canned_get(cx, shared, id, out);
}

static enum err
check(struct ctx *cx, const struct canned *in)
{
	bool empty = true;

	if (!name_good(in->name))
		return err_say(cx, ERR_INVALID, "name_invalid",
		    "\"%s\" is no name for a canned reply", in->name);
	for (int l = 0; l < LANG__MAX; l++) {
		if (utf8_count(in->content[l]) > MESSAGE_MAX) {
			cx->say_n = MESSAGE_MAX;
			return err_say(cx, ERR_INVALID, "too_long",
			    "a canned reply that is too long");
		}
		if (has_unknown(in->content[l])) {
			cx->say_n = l;
			return err_say(cx, ERR_INVALID, "variable_unknown",
			    "a variable that there is not");
		}
		empty &= text_blank(in->content[l]);
	}
	return empty ? err_say(cx, ERR_INVALID, "canned_empty",
			   "a canned reply without text")
		     : ERR_OK;
}

static enum err
put(struct ctx *cx, bool shared, const struct canned *in, int64_t *id)
{
	enum err rc;

	rc = store_canned_put(cx, shared, in, id);
	if (rc == ERR_OK && *id == 0)
		rc = err_fail(cx, ERR_NOTFOUND,
		    "no canned reply %" PRId64 " for user %" PRId64, in->id,
		    cx->actor);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL,
		    in->id == 0 ? "createReply" : "updateReply", "reply",
		    arena_printf(cx->mem, "%" PRId64, *id), in->name);
	return rc;
}

enum err
canned_put(struct ctx *cx, bool shared, const struct canned *in, int64_t *id)
{
	struct canned c = *in;
	enum err rc;

	c.name = utf8_name(cx->mem, in->name);
	rc = check(cx, &c);
	if (rc != ERR_OK)
		return rc;
	*id = 0;
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = put(cx, shared, &c, id);
	rc = act_end(cx, rc, *id);
	if (rc == ERR_OK && cx->op.replayed)
		*id = cx->op.result;
	return rc;
}
