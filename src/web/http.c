#include "web/http.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "domain/ticket.h"

const char *
req_param(const struct req *rq, const char *name)
{
	for (size_t i = 0; i < rq->nparam; i++)
		if (strcmp(rq->param[i].name, name) == 0)
			return rq->param[i].value;
	return NULL;
}

bool
parse_int(const char *s, int64_t min, int64_t max, int64_t *out)
{
	int64_t n = 0;

	if (*s == '\0')
		return false;
	for (; *s >= '0' && *s <= '9'; s++) {
		if (n > (INT64_MAX - (*s - '0')) / 10)
			return false;
		n = n * 10 + (*s - '0');
	}
	if (*s != '\0' || n < min || n > max)
		return false;
	*out = n;
	return true;
}

int64_t
req_id(const struct req *rq, int n)
{
	const char *s = rq->arg[n];
	int64_t id = 0;

	if (s == NULL || *s == '0' || !parse_int(s, 1, INT64_MAX, &id))
		return 0;
	return id;
}

int64_t
req_ticket(const struct req *rq, int n)
{
	const char *s = rq->arg[n];
	char written[32];
	int64_t id = 0;

	if (s == NULL || strncmp(s, "TS-", 3) != 0 ||
	    !parse_int(s + 3, 1, INT64_MAX, &id))
		return 0;
	/* One ticket has one address. */
	snprintf(written, sizeof(written), TICKET_NAME_FMT, id);
	return strcmp(written, s) == 0 ? id : 0;
}

bool
req_embeds(const struct req *rq)
{
	static const char *const embeds[] = { "audioworklet", "embed", "frame",
		"iframe", "object", "paintworklet", "script", "serviceworker",
		"sharedworker", "style", "worker", "xslt" };

	if (rq->fetch_dest == NULL)
		return false;
	for (size_t i = 0; i < NELEM(embeds); i++)
		if (strcmp(rq->fetch_dest, embeds[i]) == 0)
			return true;
	return false;
}

bool
req_is_foreign(const struct req *rq)
{
	if (rq->site != SITE_OTHER)
		return false;
	return rq->method != GET ||
	    (rq->fetch_dest != NULL && strcmp(rq->fetch_dest, "document") != 0);
}

void
resp_redirect(struct resp *rs, const char *path)
{
	rs->status = 303;
	rs->location = path;
}
