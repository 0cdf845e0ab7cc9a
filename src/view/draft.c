/*
 * draft.c - what someone began and did not send.
 */
#include "view/draft.h"

#include <string.h>

#include "base/urlencoded.h"
#include "base/utf8.h"
#include "view/time.h"
#include "web/href.h"
#include "web/router.h"

#define WORDS_MAX 60 /* characters */

static const char *
value_of(const struct param *p, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(p[i].name, name) == 0)
			return p[i].value;
	return "";
}

void
draft_params(struct ctx *cx, const char *fields, struct param **out, size_t *n)
{
	*out = NULL;
	*n = 0;
	/* What cannot be read of it is not there. */
	(void)!urlencoded_read(cx->mem, fields, strlen(fields), out, n);
}

const char *
draft_value(struct ctx *cx, const char *fields, const char *name)
{
	struct param *p = NULL;
	size_t n = 0;

	/* What cannot be read of it is not there. */
	(void)!urlencoded_read(cx->mem, fields, strlen(fields), &p, &n);
	return value_of(p, n, name);
}

/* The first line that says something. */
static const char *
first_words(struct arena *mem, const struct param *p, size_t n)
{
	static const char *const names[] = { "content", "simple_description",
		"operate_desc", "judgement", "auth_describe", "reject_reason",
		"content_en", "content_zh", "name" };

	for (size_t i = 0; i < NELEM(names); i++) {
		const char *s = value_of(p, n, names[i]);

		s += strspn(s, " \t\r\n");
		if (*s == '\0')
			continue;
		s = arena_strndup(mem, s, strcspn(s, "\r\n"));
		if (utf8_count(s) <= WORDS_MAX)
			return s;
		return arena_printf(
		    mem, "%s…", utf8_truncate(mem, s, WORDS_MAX));
	}
	return NULL;
}

const char *
draft_page(struct ctx *cx, const char *form, const struct param *p, size_t n)
{
	const struct param chosen[] = {
		{ "product_category_id",
		    value_of(p, n, "product_category_id") },
		{ "business_type_id", value_of(p, n, "business_type_id") },
		{ "related_id", value_of(p, n, "related_id") },
	};
	const char *page = route_page(cx, form);

	if (strcmp(form, "/tickets") != 0)
		return page;
	return href_query(cx->mem, page, chosen, NELEM(chosen));
}

void
model_put_drafts(struct ctx *cx, const struct session *se, struct model *list,
    const struct draft_list *drafts)
{
	for (size_t i = 0; i < drafts->count; i++) {
		const struct draft *d = &drafts->item[i];
		struct model *row = model_row(list);
		struct param *p = NULL;
		const char *words, *href;
		size_t n = 0;

		/* What cannot be read of it is not there. */
		(void)!urlencoded_read(
		    cx->mem, d->fields, strlen(d->fields), &p, &n);
		href = draft_page(cx, d->form, p, n);
		words = first_words(cx->mem, p, n);
		model_text(row, "h", href);
		model_text(row, "t", words != NULL ? words : href);
		model_time(cx, row, "at", d->saved_at);
		model_int(row, "id", d->id);
		/* The same for each showing of the page, and another once
		 * the draft is. */
		model_text(row, "del",
		    form_key(cx, se, href_draft_delete(cx->mem, d->id),
			d->saved_at));
	}
}
