#include "view/agent.h"

#include <string.h>

struct mark {
	const char *mark, *name;
};

/* The first that is found counts: browsers name their forebears too. */
static const struct mark browsers[] = {
	{ "Edg/", "Edge" },
	{ "OPR/", "Opera" },
	{ "MicroMessenger/", "WeChat" },
	{ "Firefox/", "Firefox" },
	{ "Chrome/", "Chrome" },
	{ "Safari/", "Safari" },
	{ "curl/", "curl" },
};
static const struct mark systems[] = {
	{ "Android", "Android" },
	{ "iPhone", "iOS" },
	{ "iPad", "iPadOS" },
	{ "Windows", "Windows" },
	{ "Mac OS X", "macOS" },
	{ "CrOS", "ChromeOS" },
	{ "Linux", "Linux" },
};

static const char *
find(const struct mark *list, size_t n, const char *s)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(s, list[i].mark) != NULL)
			return list[i].name;
	return "";
}

const char *
agent_words(struct ctx *cx, const char *s)
{
	const struct slot slot[] = {
		{ "browser", find(browsers, NELEM(browsers), s) },
		{ "system", find(systems, NELEM(systems), s) },
	};

	if (*slot[0].value == '\0' || *slot[1].value == '\0')
		return *slot[0].value != '\0' ? slot[0].value : slot[1].value;
	return lang_fill(
	    cx, lang_text(cx, "Fmt", "Browser"), slot, NELEM(slot));
}
