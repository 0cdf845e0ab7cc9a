/*
 * root.c - / and /help, and the choice of language and theme.
 */
#include <string.h>

#include "domain/user.h"
#include "page/page.h"
#include "page/pages.h"

enum err
page_root(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	static const char *const start[ROLE__MAX] = {
		[ROLE_CUSTOMER] = "/home",
		[ROLE_AGENT] = "/agent",
		[ROLE_LEAD] = "/agent",
		[ROLE_ADMIN] = "/admin",
	};

	(void)cx;
	resp_redirect(
	    rs, rq->session != NULL ? start[rq->session->role] : "/login");
	return ERR_OK;
}

struct preferences {
	const char *language, *theme, *next;
};

static const struct field preferences_fields[] = {
	FIELD(preferences, language, LINE, 0, 10, "unknown_choice"),
	FIELD(preferences, theme, LINE, 0, 10, "unknown_choice"),
	FIELD(preferences, next, LINE, 0, 2000, NULL),
};
const struct schema preferences_schema = { preferences_fields,
	NELEM(preferences_fields), false };

static bool
is_one_of(const char *s, const char *a, const char *b)
{
	return strcmp(s, a) == 0 || strcmp(s, b) == 0;
}

/* Cookies speak for those who are not signed in; the profile for others. */
enum err
page_preferences(struct ctx *cx, const struct req *rq, struct resp *rs)
{
	const char *next, *language = NULL, *theme = NULL;
	struct preferences in;
	struct form f;
	enum err rc = ERR_OK;

	if (!form_read(cx, &f, &preferences_schema, rq, &in))
		return err_say(
		    cx, ERR_INVALID, "invalid", "preferences of no kind");
	if (*in.language != '\0')
		language = in.language;
	if (*in.theme != '\0')
		theme = strcmp(in.theme, "auto") == 0 ? "" : in.theme;
	if ((language != NULL && !is_one_of(language, "en", "zh-cn")) ||
	    (theme != NULL && *theme != '\0' &&
		!is_one_of(theme, "light", "dark")))
		return err_say(cx, ERR_INVALID, "unknown_choice",
		    "no such language or theme");
	if (rq->session != NULL)
		rc = user_preferences(cx, language, theme);
	if (rc != ERR_OK)
		return rc;

	rs->set_lang = language;
	rs->set_theme = theme;
	next = route_next(in.next);
	resp_redirect(rs, next != NULL ? next : "/");
	return ERR_OK;
}
