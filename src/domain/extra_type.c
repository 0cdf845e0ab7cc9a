/*
 * extra_type.c - the types of extra fields: what is a value of each, and what
 * can be a field of it.
 */
#include "domain/extra.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "domain/name.h"

/* Types ------------------------------------------------------------------- */

/* Is this a value of the type?  NULL, or the key of what is wrong. */
typedef const char *check_fn(const struct extra *, const char *);

static bool
is_item(const struct extra *x, const char *value, size_t len)
{
	for (size_t i = 0; i < x->nitem; i++)
		if (strncmp(x->item[i].value, value, len) == 0 &&
		    x->item[i].value[len] == '\0')
			return true;
	return false;
}

/* One value a line. */
static const char *
check_items(const struct extra *x, const char *value)
{
	const char *end;

	for (;; value = end + 1) {
		end = value + strcspn(value, "\n");
		if (!is_item(x, value, (size_t)(end - value)))
			return "unknown_choice";
		if (*end == '\0')
			return NULL;
	}
}

/* -12.5: digits, and no more signs than that. */
static const char *
check_number(const struct extra *x, const char *s)
{
	size_t whole, part = 0;

	(void)x;
	s += *s == '-';
	whole = strspn(s, "0123456789");
	s += whole;
	if (*s == '.') {
		part = strspn(s + 1, "0123456789");
		s += part + 1;
		if (part == 0)
			return "number_invalid";
	}
	return *s == '\0' && whole > 0 && whole + part <= 15 ? NULL
							     : "number_invalid";
}

/* The digits of s where the pattern has 0, its own signs elsewhere. */
static bool
looks_like(const char *s, const char *pattern)
{
	for (; *pattern != '\0'; s++, pattern++)
		if (*pattern == '0' ? *s < '0' || *s > '9' : *s != *pattern)
			return false;
	return *s == '\0';
}

static const char *
check_date(const struct extra *x, const char *s)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	int y, m, d;

	(void)x;
	if (!looks_like(s, "0000-00-00"))
		return "date_invalid";
	y = atoi(s);
	m = atoi(s + 5);
	d = atoi(s + 8);
	if (y == 0 || m < 1 || m > 12 || d < 1)
		return "date_invalid";
	if (m == 2 && y % 4 == 0 && (y % 100 != 0 || y % 400 == 0))
		return d <= 29 ? NULL : "date_invalid";
	return d <= days[m - 1] ? NULL : "date_invalid";
}

static const char *
check_time(const struct extra *x, const char *s)
{
	(void)x;
	return looks_like(s, "00:00") && atoi(s) < 24 && atoi(s + 3) < 60
	    ? NULL
	    : "time_invalid";
}

static const char *
check_boolean(const struct extra *x, const char *s)
{
	(void)x;
	return strcmp(s, "1") == 0 || strcmp(s, "0") == 0 ? NULL
							  : "unknown_choice";
}

static const char *
check_email(const struct extra *x, const char *s)
{
	(void)x;
	return email_good(s) ? NULL : "email_invalid";
}

static const char *
check_phone(const struct extra *x, const char *s)
{
	(void)x;
	return phone_good(s) ? NULL : "phone_invalid";
}

static const char *
check_url(const struct extra *x, const char *s)
{
	size_t scheme = strncmp(s, "https://", 8) == 0 ? 8
	    : strncmp(s, "http://", 7) == 0            ? 7
						       : 0;

	(void)x;
	return scheme > 0 && s[scheme] != '\0' && s[scheme] != '/' &&
		strpbrk(s, " <>\"\\") == NULL
	    ? NULL
	    : "url_invalid";
}

static int
compare_numbers(const char *a, const char *b)
{
	double x = strtod(a, NULL), y = strtod(b, NULL);

	return x < y ? -1 : x > y;
}

/*
 * check    NULL: any text of one line is one
 * compare  NULL: it has no bounds
 */
static const struct rule {
	int64_t max; /* characters */
	check_fn *check;
	int (*compare)(const char *, const char *);
	bool many, lines, items;
} rules[EXTRA__MAX] = {
	[EXTRA_TEXT] = { 255, NULL, NULL, false, false, false },
	[EXTRA_NUMBER] = { 17, check_number, compare_numbers, false, false,
	    false },
	[EXTRA_ONE_OF] = { 64, check_items, NULL, false, false, true },
	[EXTRA_SOME_OF] = { 64 * EXTRA_ITEMS_MAX, check_items, NULL, true,
	    false, true },
	[EXTRA_DATE] = { 10, check_date, strcmp, false, false, false },
	[EXTRA_LONG_TEXT] = { EXTRA_TEXT_MAX, NULL, NULL, false, true, false },
	[EXTRA_BOOLEAN] = { 1, check_boolean, NULL, false, false, false },
	[EXTRA_EMAIL] = { 128, check_email, NULL, false, false, false },
	[EXTRA_PHONE] = { 32, check_phone, NULL, false, false, false },
	[EXTRA_URL] = { 500, check_url, NULL, false, false, false },
	[EXTRA_TIME] = { 5, check_time, strcmp, false, false, false },
};

int64_t
extra_length(const struct extra *x)
{
	int64_t max = rules[x->type].max;

	return x->length > 0 && x->length < max && !rules[x->type].items
	    ? x->length
	    : max;
}

/* Reading ----------------------------------------------------------------- */

static const char *
clean(struct ctx *cx, const struct extra *x, const char *s)
{
	const char *line = utf8_name(cx->mem, s);

	return *line != '\0' && rules[x->type].lines
	    ? text_normalise(cx->mem, s)
	    : line;
}

static bool
is_of(const struct extra *x, const struct param *p)
{
	return strncmp(p->name, EXTRA_PREFIX, strlen(EXTRA_PREFIX)) == 0 &&
	    strcmp(p->name + strlen(EXTRA_PREFIX), x->key) == 0;
}

static bool
is_among(const char *const *v, size_t n, const char *s)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i], s) == 0)
			return true;
	return false;
}

/* The values that came for the field, one a line; no line twice, and no
 * more of them than could be right, and one. */
static const char *
typed(struct ctx *cx, const struct extra *x, const struct param *p, size_t n)
{
	const char *v[EXTRA_ITEMS_MAX + 1];
	struct buf out;
	size_t count = 0;

	for (size_t i = 0; i < n && count < NELEM(v); i++) {
		const char *value;

		if (!is_of(x, &p[i]))
			continue;
		value = clean(cx, x, p[i].value);
		if (!rules[x->type].many)
			return value;
		if (*value != '\0' && !is_among(v, count, value))
			v[count++] = value;
	}
	buf_init(&out, cx->mem);
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%s%s", i > 0 ? "\n" : "", v[i]);
	return out.s;
}

static void
read_one(const struct extra *x, struct extra_value *v)
{
	const struct rule *r = &rules[x->type];

	v->say_n = (int64_t)utf8_count(v->value);
	if (*v->value == '\0')
		v->say = !x->required || x->sealed ? NULL
		    : r->items                     ? "choose_one"
						   : "required";
	else if (v->say_n > extra_length(x))
		v->say = "too_long";
	else if (!utf8_plain(v->value, r->lines || r->many))
		v->say = "invalid";
	else if (r->check != NULL)
		v->say = r->check(x, v->value);
	if (v->say != NULL || *v->value == '\0' || r->compare == NULL)
		return;
	if (*x->min != '\0' && r->compare(v->value, x->min) < 0) {
		v->say = "extra_low";
		v->bound = x->min;
	} else if (*x->max != '\0' && r->compare(v->value, x->max) > 0) {
		v->say = "extra_high";
		v->bound = x->max;
	}
}

bool
extra_read(struct ctx *cx, const struct extra_list *list, const struct param *p,
    size_t n, struct extra_value *out)
{
	bool good = true;

	for (size_t i = 0; i < list->count; i++) {
		out[i] = (struct extra_value){
			.value = typed(cx, &list->item[i], p, n),
			.bound = "",
		};
		read_one(&list->item[i], &out[i]);
		good = good && out[i].say == NULL;
	}
	return good;
}

/* Defining ---------------------------------------------------------------- */

static bool
is_key(const char *s)
{
	size_t len = strlen(s);

	return len >= 1 && len <= EXTRA_KEY_MAX &&
	    strspn(s,
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789_-") == len;
}

static bool
is_text(const char *s, size_t max)
{
	return utf8_count(s) <= max && utf8_plain(s, true);
}

static bool
are_items(const struct extra_new *in)
{
	if (!rules[in->type].items)
		return in->nitem == 0;
	if (in->nitem == 0 || in->nitem > EXTRA_ITEMS_MAX)
		return false;
	for (size_t i = 0; i < in->nitem; i++) {
		const struct extra_new_item *it = &in->item[i];

		if (!name_good(it->value) || !name_good(it->name_en) ||
		    !name_good(it->name_zh))
			return false;
		for (size_t k = 0; k < i; k++)
			if (strcmp(it->value, in->item[k].value) == 0)
				return false;
	}
	return true;
}

/* Bounds are values of the type, the lower one below. */
static bool
are_bounds(const struct extra *x)
{
	const struct rule *r = &rules[x->type];

	if (r->compare == NULL)
		return *x->min == '\0' && *x->max == '\0';
	if ((*x->min != '\0' && r->check(x, x->min) != NULL) ||
	    (*x->max != '\0' && r->check(x, x->max) != NULL))
		return false;
	return *x->min == '\0' || *x->max == '\0' ||
	    r->compare(x->min, x->max) <= 0;
}

/* The field as whoever fills it in would meet it. */
static struct extra
met(struct ctx *cx, const struct extra_new *in)
{
	struct extra x = { .type = in->type,
		.length = in->length,
		.key = in->key,
		.min = in->min,
		.max = in->max,
		.item = arena_array(cx->mem, in->nitem + 1, sizeof(*x.item)),
		.nitem = in->nitem };

	for (size_t i = 0; i < in->nitem; i++)
		x.item[i].value = in->item[i].value;
	return x;
}

const char *
extra_wrong(struct ctx *cx, const struct extra_new *in)
{
	struct extra_value v = { .value = in->default_value };
	struct extra x;

	if (!is_key(in->key))
		return "extra_key";
	if (in->type >= EXTRA__MAX || in->length < 0 || in->length > 65535)
		return "extra_type";
	if (!name_good(in->name_en) || !name_good(in->name_zh) ||
	    !is_text(in->desc_en, 400) || !is_text(in->desc_zh, 400))
		return "extra_name";
	if (!is_text(in->tips_en, EXTRA_TIPS_MAX) ||
	    !is_text(in->tips_zh, EXTRA_TIPS_MAX))
		return "extra_tips";
	if (in->sensitive !=
	    (strncmp(in->key, EXTRA_SECRET, strlen(EXTRA_SECRET)) == 0))
		return "extra_sensitive";
	if (!are_items(in))
		return "extra_items";
	x = met(cx, in);
	if (!are_bounds(&x))
		return "extra_bounds";
	read_one(&x, &v);
	return v.say != NULL || (in->sensitive && *v.value != '\0')
	    ? "extra_default"
	    : NULL;
}
