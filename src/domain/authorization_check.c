/*
 * authorization_check.c - what is wrong with what was typed for one.
 */
#include "domain/authorization.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "domain/catalogue.h"

static void
complain(struct auth_wrongs *w, const char *field, const char *say, int64_t n)
{
	if (w->count < AUTH_WRONG_MAX)
		w->item[w->count++] = (struct auth_wrong){ field, say, n };
}

const char *
auth_field(struct ctx *cx, const char *name, size_t i)
{
	return arena_printf(cx->mem, "%s_%zu", name, i + 1);
}

static void
check_length(
    struct auth_wrongs *w, const char *field, const char *s, int64_t max)
{
	int64_t n = (int64_t)utf8_count(s);

	if (n > max)
		complain(w, field, "too_long", n);
}

bool
auth_place_given(const struct auth_place *p)
{
	return p->type != -1 || *p->instance != '\0' || *p->region_id != '\0';
}

int64_t
auth_place_type(const struct auth_way *way, const struct auth_place *p)
{
	return p->type != -1 ? p->type : way->type;
}

void
authorization_check_new(
    struct ctx *cx, const struct auth_new *in, struct auth_wrongs *w)
{
	const struct auth_way *way = auth_way_find(in->resource, in->visit);

	*w = (struct auth_wrongs){ .count = 0 };
	if (way == NULL)
		complain(w, "visit_type_id", "auth_way", 0);
	if (text_blank(in->describe))
		complain(w, "auth_describe", "required", 0);
	check_length(w, "auth_describe", in->describe, AUTH_DESCRIBE_MAX);
	for (size_t i = 0; i < AUTH_DETAILS_MAX; i++) {
		const struct auth_place *p = &in->place[i];
		const char *name = auth_field(cx, "instance_name", i);

		check_length(w, name, p->instance, AUTH_INSTANCE_MAX);
		if (p->type < -1 || p->type > 1)
			complain(w, auth_field(cx, "detail_type", i),
			    "unknown_choice", 0);
		/* A host has a name; the first place is always one. */
		else if (way != NULL && (i == 0 || auth_place_given(p)) &&
		    auth_place_type(way, p) == 1 && *p->instance == '\0')
			complain(w, name, "required", 0);
	}
}

static void
check_key(struct ctx *cx, const struct auth_way *way,
    const struct auth_detail *d, const struct auth_key *k,
    struct auth_wrongs *w)
{
	size_t i = (size_t)d->number - 1;
	const char *port = auth_field(cx, "port", i);
	const char *account = auth_field(cx, "account", i);
	const char *password = auth_field(cx, "password", i);

	if (way->needs & NEEDS_PORT && d->type == 1 && k->port == 0)
		complain(w, port, "required", 0);
	if (k->port < 0 || k->port > 65535)
		complain(w, port, "port_invalid", 0);
	if (way->needs & NEEDS_ACCOUNT && text_blank(k->account))
		complain(w, account, "required", 0);
	check_length(w, account, k->account, AUTH_ACCOUNT_MAX);
	if (way->needs & NEEDS_PASSWORD && *k->password == '\0')
		complain(w, password, "required", 0);
	check_length(w, password, k->password, AUTH_PASSWORD_MAX);
}

static void
check_span(
    const struct ctx *cx, const struct auth_grant *in, struct auth_wrongs *w)
{
	if (in->from == 0)
		complain(w, "auth_effective_time", "required", 0);
	if (in->to == 0)
		complain(w, "auth_expire_time", "required", 0);
	else if (in->to <= cx->now)
		complain(w, "auth_expire_time", "auth_past", 0);
	else if (in->to <= in->from)
		complain(w, "auth_expire_time", "auth_order", 0);
	else if (in->to > cx->now + AUTH_SPAN_MAX)
		complain(
		    w, "auth_expire_time", "auth_long", AUTH_SPAN_MAX / 86400);
}

enum err
authorization_check_grant(struct ctx *cx, const struct authorization *z,
    const struct auth_grant *in, struct auth_wrongs *w)
{
	const struct auth_way *way = auth_way_find(z->resource, z->visit);
	struct agreement a;
	enum err rc;

	*w = (struct auth_wrongs){ .count = 0 };
	if (way == NULL)
		return err_fail(cx, ERR_FAULT,
		    "authorization %" PRId64 " asks for nothing known", z->id);
	for (size_t i = 0; i < z->ndetail; i++)
		check_key(cx, way, &z->detail[i],
		    &in->key[z->detail[i].number - 1], w);
	check_span(cx, in, w);
	if (way->needs & NEEDS_AGENCY && text_blank(in->agency))
		complain(w, "agency_id", "required", 0);
	check_length(w, "agency_id", in->agency, AUTH_AGENCY_MAX);
	rc = authorization_agreement(cx, &a);
	if (rc == ERR_OK && a.id != 0 && in->agreement_id != a.id)
		complain(w, "agreement", "agreement_needed", 0);
	return rc;
}
