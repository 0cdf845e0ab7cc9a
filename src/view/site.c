/*
 * site.c - what all pages share: the portal's name, the addresses of its
 * style sheet and script, and its limits, in both languages.
 */
#include "view/tree.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/conf.h"
#include "base/crypto.h"
#include "domain/label.h"
#include "domain/relation.h"
#include "domain/ticket.h"
#include "view/time.h"

/* "/static/guichet.0123456789ab.css" for guichet.css: what the file holds
 * is in its address, so that it may be cached for a year. */
static const char *
asset(struct arena *mem, const char *folder, const char *stem, const char *ext)
{
	const char *path = arena_printf(mem, "%s/%s.%s", folder, stem, ext);
	unsigned char hash[HASH_LEN];
	char hex[HEX_LEN], block[4096];
	struct sha256 sum;
	size_t n;
	FILE *f;

	f = fopen(path, "rb");
	if (f == NULL)
		return NULL;
	sha256_begin(&sum);
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		sha256_put(&sum, block, n);
	fclose(f);
	sha256_end(&sum, hash);
	crypto_hex(hash, sizeof(hash), hex);
	return arena_printf(mem, "/static/%s.%.12s.%s", stem, hex, ext);
}

static const char *
put(struct arena *mem, HDF *top, const char *name, const char *value)
{
	NEOERR *e = hdf_set_value(top, name, value);

	return e == STATUS_OK ? NULL : tree_error(mem, e);
}

static const char *
put_assets(struct arena *mem, HDF *top, const struct conf *conf)
{
	static const struct {
		const char *name, *stem, *ext;
	} assets[] = {
		{ "Site.Css", "guichet", "css" },
		{ "Site.Js", "guichet", "js" },
		{ "Site.Icon", "icon", "svg" },
	};
	const char *why = NULL;

	for (size_t i = 0; why == NULL && i < NELEM(assets); i++) {
		const char *href = asset(
		    mem, conf->static_dir, assets[i].stem, assets[i].ext);

		if (href == NULL)
			return arena_printf(mem, "cannot read %s/%s.%s: %s",
			    conf->static_dir, assets[i].stem, assets[i].ext,
			    strerror(errno));
		why = put(mem, top, assets[i].name, href);
	}
	return why;
}

/* ".png,.log" */
static const char *
accept(struct arena *mem, const char *const *type)
{
	struct buf b;

	buf_init(&b, mem);
	for (; *type != NULL; type++) {
		buf_puts(&b, b.len > 0 ? ",." : ".");
		buf_puts(&b, *type);
	}
	return b.s;
}

/* "png, log" */
static const char *
list_words(struct arena *mem, const char *const *type)
{
	struct buf b;

	buf_init(&b, mem);
	for (; *type != NULL; type++) {
		buf_puts(&b, b.len > 0 ? ", " : "");
		buf_puts(&b, *type);
	}
	return b.s;
}

#define UPLOAD_ROWS 5

/* What pages say of the limits of uploads, and what their script reads. */
static void
upload_rows(struct ctx *cx, const struct conf *conf, const char *say,
    struct slot row[UPLOAD_ROWS])
{
	const struct slot slot[] = {
		{ "n", arena_printf(cx->mem, "%d", conf->uploads_max_count) },
		{ "size", size_words(cx, conf->uploads_max_size) },
		{ "types", list_words(cx->mem, conf->uploads_types) },
	};

	row[0] = (struct slot){ "Site.Up.n", slot[0].value };
	row[1] = (struct slot){ "Site.Up.size",
		arena_printf(cx->mem, "%" PRId64, conf->uploads_max_size) };
	row[2] = (struct slot){ "Site.Up.chunked",
		arena_printf(cx->mem, "%" PRId64, conf->uploads_max_chunked) };
	row[3] = (struct slot){ "Site.Up.accept",
		accept(cx->mem, conf->uploads_types) };
	row[4] = (struct slot){ "Site.Up.say",
		lang_fill(cx, lang_text(cx, "Fmt", say), slot, NELEM(slot)) };
}

void
model_put_uploads(struct ctx *cx, struct model *page, const struct conf *usual)
{
	const struct conf *conf = cx->conf;
	struct slot row[UPLOAD_ROWS];

	if (conf == usual)
		return;
	upload_rows(cx, conf,
	    conf->uploads_types == usual->uploads_types ? "Upload"
							: "UploadTypes",
	    row);
	for (int i = 0; i < UPLOAD_ROWS; i++)
		model_put(model_node(page, row[i].name, strlen(row[i].name)),
		    row[i].value);
}

static const char *
put_limits(struct ctx *cx, HDF *top, const struct conf *conf)
{
	struct slot up[UPLOAD_ROWS];
	const struct slot rows[] = {
		{ "Site.Max.description", STR_(TICKET_DESCRIPTION_MAX) },
		{ "Site.Max.message", STR_(MESSAGE_MAX) },
		{ "Site.Max.reason", STR_(TICKET_DESC_MAX) },
		{ "Site.Max.judgement", STR_(TICKET_DESC_MAX) },
	};
	const char *why = NULL;

	upload_rows(cx, conf, "Upload", up);
	for (size_t i = 0; why == NULL && i < UPLOAD_ROWS; i++)
		why = put(cx->mem, top, up[i].name, up[i].value);
	for (size_t i = 0; why == NULL && i < NELEM(rows); i++)
		why = put(cx->mem, top, rows[i].name, rows[i].value);
	return why;
}

/* The rules that /help tells, each with the value of its setting. */
static const char *
put_rules(struct ctx *cx, HDF *top, const struct conf *conf)
{
	const struct {
		const char *key;
		struct slot slot[2];
	} rows[] = {
		{ "RulePassword",
		    { { "n",
			arena_printf(
			    cx->mem, "%d", conf->passwords_min_length) } } },
		{ "RuleTwoFactor",
		    { { "n",
			arena_printf(cx->mem, "%d",
			    conf->passwords_min_length_two_factor) } } },
		{ "RuleUrge",
		    { { "grace", duration_words(cx, conf->tickets_urge_grace) },
			{ "span",
			    duration_words(
				cx, conf->tickets_urge_interval) } } },
		{ "RuleWithdraw",
		    { { "span",
			duration_words(cx, conf->tickets_withdraw_window) } } },
		{ "RuleClose",
		    { { "span",
			duration_words(cx, conf->tickets_auto_close) } } },
		{ "RuleKeep",
		    { { "span",
			duration_words(cx, conf->tickets_retention) } } },
		{ "RuleLabels",
		    { { "all", STR_(LABELS_MAX) },
			{ "n", STR_(TICKET_LABELS_MAX) } } },
		{ "RuleRelations", { { "n", STR_(RELATIONS_MAX) } } },
		{ "RuleScore",
		    { { "span",
			duration_words(cx, conf->tickets_score_window) } } },
		{ "RuleVolume",
		    { { "own", size_words(cx, conf->uploads_user_volume) },
			{ "size",
			    size_words(cx, conf->uploads_daily_volume) } } },
	};
	const char *why = NULL;

	for (size_t i = 0; why == NULL && i < NELEM(rows); i++) {
		size_t n = rows[i].slot[1].name != NULL ? 2 : 1;

		why = put(cx->mem, top,
		    arena_printf(cx->mem, "Site.Rule.%zu", i),
		    lang_fill(cx, lang_text(cx, "Fmt", rows[i].key),
			rows[i].slot, n));
	}
	return why;
}

const char *
site_fill(struct view *v, struct arena *mem, const struct conf *conf)
{
	struct ctx cx = { .mem = mem, .view = v };
	const char *why = NULL;

	for (cx.lang = 0; why == NULL && cx.lang < LANG__MAX; cx.lang++) {
		HDF *top = view_words(v, cx.lang)->top;

		why = put(mem, top, "Site.Name", conf->site_name);
		if (why == NULL)
			why = put_assets(mem, top, conf);
		if (why == NULL)
			why = put_limits(&cx, top, conf);
		if (why == NULL)
			why = put_rules(&cx, top, conf);
	}
	return why;
}

enum err
view_limits(struct ctx *cx)
{
	struct ctx each = { .mem = cx->mem, .view = cx->view };
	const char *why = NULL;

	for (each.lang = 0; why == NULL && each.lang < LANG__MAX; each.lang++) {
		HDF *top = view_words(cx->view, each.lang)->top;

		why = put_limits(&each, top, cx->conf);
		if (why == NULL)
			why = put_rules(&each, top, cx->conf);
	}
	return why == NULL ? ERR_OK : err_fail(cx, ERR_FAULT, "%s", why);
}
