#include "cmd/demo_record.h"

#include <stdlib.h>
#include <string.h>

#define SPAN_MAX   (INT64_C(366) * 86400)
#define ARGS_MAX   6
#define FIELDS_MAX 10

enum field_type {
	FIELD_ID,     /* const char *: a new name */
	FIELD_LINE,   /* const char *: the rest of the line */
	FIELD_WORDS,  /* struct demo_words: a language, the rest of the line */
	FIELD_TEXT,   /* struct demo_words: a language, then | lines */
	FIELD_REF,    /* pointer to a record of the kind `of` */
	FIELD_REFS,   /* the same, an array of DEMO_GROUPS_MAX */
	FIELD_LINES,  /* const char *, an array of DEMO_ITEMS_MAX */
	FIELD_CHOICE, /* enum: the place of the word in `words` */
	FIELD_FLAG,   /* bool: to name it is to set it */
	FIELD_NUMBER, /* int64_t, from 1 */
	FIELD_SPAN    /* int64_t: seconds */
};

/* How one argument or attribute is written, and where it goes. */
struct field {
	const char *name;
	enum field_type type;
	size_t at;     /* in the struct, bytes */
	bool optional; /* as an argument it is written "-" then */
	enum kind_id of;
	const char *const *words;
};

struct kind {
	const char *name;
	size_t size;
	struct field args[ARGS_MAX];
	struct field attrs[FIELDS_MAX];
};

/* Each in the order of its enum. */
static const char *const lang_words[] = { "en", "zh-cn", NULL };
static const char *const case_words[] = { "consultation", "fault", NULL };
static const char *const extra_words[] = { "text", "number", "one-of",
	"some-of", "date", "long-text", "yes-or-no", "e-mail", "telephone",
	"address", "time", NULL };
static const char *const region_words[] = { "mainland", "international", NULL };
static const char *const agreement_words[] = { "create", "create-isv",
	"authorization", NULL };
static const char *const report_words[] = { "infringement", "illegal", NULL };
static const char *const role_words[] = { "customer", "agent", "lead", "admin",
	NULL };

/* What choice_read() writes is an unsigned. */
_Static_assert(sizeof(enum demo_report_type) == sizeof(unsigned), "enum");
_Static_assert(sizeof(enum demo_case) == sizeof(unsigned), "enum");
_Static_assert(sizeof(enum role) == sizeof(unsigned), "enum");

/* clang-format off */
#define FIELD(record, member, t) \
	.name = #member, .type = t, .at = offsetof(struct demo_##record, member)
#define ID(record)    { FIELD(record, id, FIELD_ID) }
#define NAME(record)  { FIELD(record, name, FIELD_WORDS) }
#define DESC(record)  { FIELD(record, desc, FIELD_WORDS) }
#define TEXT(record)  { FIELD(record, text, FIELD_TEXT) }
#define LINE(record, member)  { FIELD(record, member, FIELD_LINE) }
#define MAYBE(record, member) \
	{ FIELD(record, member, FIELD_LINE), .optional = true }
#define FLAG(record, member) \
	{ FIELD(record, member, FIELD_FLAG), .optional = true }
#define SPAN(record, member)  { FIELD(record, member, FIELD_SPAN) }
#define REF(record, member, kind) \
	{ FIELD(record, member, FIELD_REF), .of = kind }
#define MAYBE_REF(record, member, kind) \
	{ FIELD(record, member, FIELD_REF), .of = kind, .optional = true }
#define CHOICE(record, member, list) \
	{ FIELD(record, member, FIELD_CHOICE), .words = list }

/* The kinds of records: arguments first, attributes below them. */
static const struct kind kinds[KIND__MAX] = {
	[KIND_SUBTYPE] = { "subtype", sizeof(struct demo_subtype),
		{ ID(subtype) },
		{ NAME(subtype) } },
	[KIND_PRODUCT] = { "product", sizeof(struct demo_product),
		{ ID(product), REF(product, subtype, KIND_SUBTYPE) },
		{ NAME(product), DESC(product) } },
	[KIND_TEMPLATE] = { "template", sizeof(struct demo_template),
		{ ID(template) },
		{ NAME(template), TEXT(template) } },
	[KIND_PROBLEM] = { "problem", sizeof(struct demo_problem),
		{ ID(problem), REF(problem, product, KIND_PRODUCT),
		  CHOICE(problem, type, case_words),
		  REF(problem, template, KIND_TEMPLATE) },
		{ NAME(problem), DESC(problem) } },
	[KIND_EXTRA] = { "extra", sizeof(struct demo_extra),
		{ ID(extra), REF(extra, problem, KIND_PROBLEM),
		  CHOICE(extra, type, extra_words) },
		{ NAME(extra),
		  { FIELD(extra, tips, FIELD_WORDS), .optional = true },
		  FLAG(extra, required), FLAG(extra, hidden),
		  MAYBE(extra, start), MAYBE(extra, min), MAYBE(extra, max),
		  { .name = "item", .type = FIELD_LINES, .optional = true,
		    .at = offsetof(struct demo_extra, items) } } },
	[KIND_SEVERITY] = { "severity", sizeof(struct demo_severity),
		{ ID(severity), SPAN(severity, first_response),
		  SPAN(severity, resolution) },
		{ NAME(severity), DESC(severity) } },
	[KIND_REGION] = { "region", sizeof(struct demo_region),
		{ ID(region), CHOICE(region, type, region_words) },
		{ NAME(region) } },
	[KIND_DIMENSION] = { "dimension", sizeof(struct demo_dimension),
		{ ID(dimension), { FIELD(dimension, max, FIELD_NUMBER) } },
		{ NAME(dimension), DESC(dimension) } },
	[KIND_AGREEMENT] = { "agreement", sizeof(struct demo_agreement),
		{ ID(agreement), CHOICE(agreement, type, agreement_words) },
		{ NAME(agreement), TEXT(agreement) } },
	[KIND_ACCOUNT] = { "account", sizeof(struct demo_account),
		{ ID(account) },
		{ LINE(account, name) } },
	[KIND_GROUP] = { "group", sizeof(struct demo_group),
		{ ID(group), REF(group, account, KIND_ACCOUNT) },
		{ LINE(group, name), FLAG(group, ticket_administrator),
		  FLAG(group, group_operator) } },
	[KIND_USER] = { "user", sizeof(struct demo_user),
		{ ID(user), CHOICE(user, role, role_words),
		  MAYBE_REF(user, account, KIND_ACCOUNT) },
		{ LINE(user, name), LINE(user, email), MAYBE(user, area_code),
		  MAYBE(user, mobile), CHOICE(user, language, lang_words),
		  LINE(user, time_zone), FLAG(user, account_admin),
		  { .name = "in", .type = FIELD_REFS, .optional = true,
		    .at = offsetof(struct demo_user, groups),
		    .of = KIND_GROUP } } },
	[KIND_REPORT] = { "report", sizeof(struct demo_report),
		{ ID(report), REF(report, user, KIND_USER),
		  CHOICE(report, type, report_words), SPAN(report, ago) },
		{ LINE(report, title), LINE(report, content),
		  LINE(report, mobile), MAYBE(report, right),
		  MAYBE(report, registration), MAYBE(report, company),
		  LINE(report, evidence), LINE(report, proof) } },
	[KIND_TICKET] = { "ticket", sizeof(struct demo_ticket),
		{ REF(ticket, user, KIND_USER),
		  REF(ticket, product, KIND_PRODUCT),
		  REF(ticket, problem, KIND_PROBLEM),
		  REF(ticket, severity, KIND_SEVERITY),
		  MAYBE_REF(ticket, region, KIND_REGION) },
		{ { .name = NULL } } },
};
/* clang-format on */

const char *
record_place(const struct records *rs)
{
	return arena_printf(rs->cx->mem, "%s:%u", rs->file, rs->line);
}

char *
record_word(char **rest)
{
	char *word = *rest + strspn(*rest, " \t");
	char *end = word + strcspn(word, " \t");

	*rest = end + strspn(end, " \t");
	*end = '\0';
	return word;
}

enum kind_id
record_kind(const char *name)
{
	enum kind_id k = 0;

	while (k < KIND__MAX && strcmp(kinds[k].name, name) != 0)
		k++;
	return k;
}

static struct record *
record_find(const struct records *rs, enum kind_id kind, const char *id)
{
	for (struct record *r = rs->first; r != NULL; r = r->next)
		if (r->kind == kind && strcmp(*(const char **)r->data, id) == 0)
			return r;
	return NULL;
}

enum err
record_span(struct records *rs, const char *word, int64_t *out)
{
	static const struct {
		char name;
		int64_t seconds;
	} units[] = { { 'd', 86400 }, { 'h', 3600 }, { 'm', 60 }, { 's', 1 } };
	const char *p = word;
	int64_t sum = 0;
	size_t u = 0;

	do {
		int64_t n = 0;
		size_t digits = strspn(p, "0123456789");

		if (digits == 0 || digits > 8)
			goto wrong;
		for (const char *end = p + digits; p < end; p++)
			n = n * 10 + (*p - '0');
		/* From large to small, each at most once. */
		while (u < NELEM(units) && units[u].name != *p)
			u++;
		if (u == NELEM(units))
			goto wrong;
		sum += n * units[u++].seconds;
	} while (*++p != '\0');
	if (sum > SPAN_MAX)
		return record_fail(rs, "\"%s\" is longer than a year", word);
	*out = sum;
	return ERR_OK;
wrong:
	return record_fail(rs, "\"%s\" is no span of time such as 1d2h", word);
}

static enum err
choice_read(struct records *rs, const char *const *words, const char *word,
    unsigned *out)
{
	for (unsigned i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0) {
			*out = i;
			return ERR_OK;
		}
	return record_fail(
	    rs, "\"%s\" is not one of \"%s\", ...", word, words[0]);
}

static enum err
id_read(struct records *rs, const char *word, const char **out)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	size_t len = strlen(word);

	if (len > 32 || *word == '-' || strspn(word, allowed) != len)
		return record_fail(rs, "\"%s\" is no id", word);
	if (record_find(rs, rs->open->kind, word) != NULL)
		return record_fail(rs, "%s \"%s\" is there already",
		    kinds[rs->open->kind].name, word);
	*out = word;
	return ERR_OK;
}

enum err
record_ref(struct records *rs, enum kind_id kind, const char *id, void *to)
{
	const struct record *r;

	r = record_find(rs, kind, id);
	if (r == NULL)
		return record_fail(rs, "no %s \"%s\"", kinds[kind].name, id);
	memcpy(to, &r->data, sizeof(r->data));
	return ERR_OK;
}

static enum err
refs_read(struct records *rs, enum kind_id kind, const char *id, void *to)
{
	const void *present;
	char *p = to;

	for (int i = 0; i < DEMO_GROUPS_MAX; i++, p += sizeof(present)) {
		memcpy(&present, p, sizeof(present));
		if (present == NULL)
			return record_ref(rs, kind, id, p);
	}
	return record_fail(rs, "more than %d", DEMO_GROUPS_MAX);
}

/* A language, and its text on the same line or on | lines below. */
static enum err
words_read(struct records *rs, const struct field *f, struct demo_words *to,
    char *rest)
{
	unsigned lang;
	enum err rc;

	rc = choice_read(rs, lang_words, record_word(&rest), &lang);
	if (rc != ERR_OK)
		return rc;
	if (to->in[lang] != NULL)
		return record_fail(
		    rs, "%s %s is there already", f->name, lang_words[lang]);
	if (f->type == FIELD_TEXT)
		rs->slot = &to->in[lang];
	else if (*rest != '\0')
		to->in[lang] = rest;
	else
		return record_fail(rs, "%s is empty", f->name);
	return ERR_OK;
}

static enum err
number_read(struct records *rs, const char *word, int64_t *out)
{
	size_t len = strlen(word);

	if (len > 9 || strspn(word, "0123456789") != len || *word == '0')
		return record_fail(rs, "\"%s\" is no number", word);
	*out = strtol(word, NULL, 10);
	return ERR_OK;
}

/* One whose value is a single word. */
static enum err
word_read(struct records *rs, const struct field *f, const char *word, void *to)
{
	switch (f->type) {
	case FIELD_ID:
		return id_read(rs, word, to);
	case FIELD_REF:
		if (f->optional && strcmp(word, "-") == 0)
			return ERR_OK;
		return record_ref(rs, f->of, word, to);
	case FIELD_REFS:
		return refs_read(rs, f->of, word, to);
	case FIELD_CHOICE:
		return choice_read(rs, f->words, word, to);
	case FIELD_SPAN:
		return record_span(rs, word, to);
	default:
		return number_read(rs, word, to);
	}
}

static enum err
field_read(struct records *rs, const struct field *f, char **rest)
{
	void *to = (char *)rs->open->data + f->at;

	if (f->type == FIELD_FLAG) {
		*(bool *)to = true;
		return ERR_OK;
	}
	if (**rest == '\0')
		return record_fail(rs, "%s is missing", f->name);
	if (f->type != FIELD_LINE && f->type != FIELD_LINES &&
	    f->type != FIELD_WORDS && f->type != FIELD_TEXT)
		return word_read(rs, f, record_word(rest), to);

	/* These take the whole line. */
	if (f->type == FIELD_LINE)
		*(const char **)to = *rest;
	else if (f->type == FIELD_LINES) {
		const char **line = to;
		int n = 0;

		while (n < DEMO_ITEMS_MAX && line[n] != NULL)
			n++;
		if (n == DEMO_ITEMS_MAX)
			return record_fail(rs, "more than %d", DEMO_ITEMS_MAX);
		line[n] = *rest;
	} else if (words_read(rs, f, to, *rest) != ERR_OK)
		return ERR_INVALID;
	*rest += strlen(*rest);
	return ERR_OK;
}

enum err
record_open(struct records *rs, enum kind_id kind, char **rest)
{
	struct record *r;
	enum err rc;

	r = arena_alloc(rs->cx->mem, sizeof(*r));
	*r = (struct record){ .kind = kind,
		.place = record_place(rs),
		.data = arena_alloc(rs->cx->mem, kinds[kind].size) };
	rs->open = r;
	rs->slot = NULL;
	for (const struct field *f = kinds[kind].args; f->name != NULL; f++)
		if ((rc = field_read(rs, f, rest)) != ERR_OK)
			return rc;
	*rs->tail = r;
	rs->tail = &r->next;
	return ERR_OK;
}

enum err
record_attr(struct records *rs, const char *name, char *rest, bool *known)
{
	const struct field *f;
	unsigned bit = 1;
	bool many;
	enum err rc;

	*known = false;
	if (rs->open == NULL)
		return ERR_OK;
	f = kinds[rs->open->kind].attrs;
	for (; f->name != NULL && strcmp(f->name, name) != 0; f++)
		bit <<= 1;
	if (f->name == NULL)
		return ERR_OK;

	*known = true;
	rs->slot = NULL;
	many = f->type == FIELD_WORDS || f->type == FIELD_TEXT ||
	    f->type == FIELD_REFS || f->type == FIELD_LINES;
	if (!many && (rs->open->seen & bit) != 0)
		return record_fail(rs, "%s is there already", name);
	rs->open->seen |= bit;
	rc = field_read(rs, f, &rest);
	if (rc == ERR_OK && *rest != '\0')
		return record_fail(rs, "\"%s\" is too much", rest);
	return rc;
}

static bool
words_whole(const struct demo_words *w)
{
	for (int i = 0; i < DEMO_LANG__MAX; i++)
		if (w->in[i] == NULL)
			return false;
	return true;
}

enum err
record_end(struct records *rs)
{
	const struct record *r = rs->open;
	unsigned bit = 1;

	rs->open = NULL;
	rs->slot = NULL;
	if (r == NULL)
		return ERR_OK;
	for (const struct field *f = kinds[r->kind].attrs; f->name != NULL;
	     f++, bit <<= 1) {
		const void *at = (const char *)r->data + f->at;
		bool words = f->type == FIELD_WORDS || f->type == FIELD_TEXT;

		if (words ? !words_whole(at) &&
			    (!f->optional || (r->seen & bit) != 0)
			  : !f->optional && (r->seen & bit) == 0)
			return err_fail(rs->cx, ERR_INVALID,
			    "%s: %s is missing%s", r->place, f->name,
			    words ? " in some language" : "");
	}
	return ERR_OK;
}

enum err
record_hand(struct ctx *cx, const struct record *r, const struct demo_sink *to,
    void *arg)
{
#define HAND(KIND, fn)                                                         \
	case KIND:                                                             \
		return to->fn == NULL ? ERR_OK : to->fn(cx, arg, r->data)

	switch (r->kind) {
		HAND(KIND_SUBTYPE, subtype);
		HAND(KIND_PRODUCT, product);
		HAND(KIND_PROBLEM, problem);
		HAND(KIND_EXTRA, extra);
		HAND(KIND_SEVERITY, severity);
		HAND(KIND_REGION, region);
		HAND(KIND_DIMENSION, dimension);
		HAND(KIND_AGREEMENT, agreement);
		HAND(KIND_ACCOUNT, account);
		HAND(KIND_GROUP, group);
		HAND(KIND_USER, user);
		HAND(KIND_REPORT, report);
	default: /* templates come with problems, tickets with steps */
		return ERR_OK;
	}
#undef HAND
}
