/*
 * catalogue.c - what a new ticket chooses from.
 */
#include "store/db.h"
#include "store/store.h"

#include <stdio.h>
#include <string.h>

static struct choice *
add_choice(struct ctx *cx, struct choices *list, size_t *cap)
{
	if (list->count == *cap)
		list->item = arena_grow(
		    cx->mem, list->item, cap, sizeof(*list->item));
	list->item[list->count] = (struct choice){ .desc = "", .group = "" };
	return &list->item[list->count++];
}

/* Every list begins with id and name; rest() reads what follows. */
static enum err
read_choices(struct ctx *cx, struct query *q,
    void (*rest)(struct query *, struct choice *), struct choices *out)
{
	size_t cap = 0;

	*out = (struct choices){ 0 };
	while (db_next(q)) {
		struct choice *c = add_choice(cx, out, &cap);

		c->id = db_text(q, 0);
		c->name = db_text(q, 1);
		if (rest != NULL)
			rest(q, c);
	}
	return db_done(q);
}

static void
rest_of_product(struct query *q, struct choice *c)
{
	c->desc = db_text(q, 2);
	c->group = db_text(q, 3);
}

static void
rest_of_problem_type(struct query *q, struct choice *c)
{
	c->desc = db_text(q, 2);
	c->case_type = (int)db_int(q, 3);
}

static void
rest_of_place(struct query *q, struct choice *c)
{
	c->group = db_text(q, 2);
	c->case_type = (int)db_int(q, 3);
}

static void
rest_of_severity(struct query *q, struct choice *c)
{
	c->desc = db_text(q, 2);
	c->first_response = db_int(q, 3);
	c->resolution = db_int(q, 4);
	c->around_the_clock = db_int(q, 5) != 0;
}

static void
rest_of_dimension(struct query *q, struct choice *c)
{
	c->desc = db_text(q, 2);
	c->value = db_int(q, 3);
	c->per_value = db_int(q, 4);
}

/* A query whose $1 is the language. */
static struct query *
in_language(struct ctx *cx, enum sql id)
{
	struct query *q = db_query(cx, id);

	db_bind_int(q, 1, cx->lang);
	return q;
}

enum err
store_products(struct ctx *cx, struct choices *out)
{
	return read_choices(
	    cx, in_language(cx, SQL_PRODUCT_LIST), rest_of_product, out);
}

enum err
store_problem_types(struct ctx *cx, const char *product, struct choices *out)
{
	struct query *q = in_language(cx, SQL_PROBLEM_TYPE_LIST);

	db_bind_text(q, 2, product);
	return read_choices(cx, q, rest_of_problem_type, out);
}

enum err
store_places(struct ctx *cx, const char *present, struct choices *out)
{
	struct query *q = in_language(cx, SQL_PLACE_LIST);

	db_bind_text(q, 2, present);
	return read_choices(cx, q, rest_of_place, out);
}

enum err
store_severities(struct ctx *cx, struct choices *out)
{
	return read_choices(
	    cx, in_language(cx, SQL_SEVERITY_LIST), rest_of_severity, out);
}

enum err
store_staff_choices(struct ctx *cx, int64_t max, struct choices *out)
{
	struct query *q = db_query(cx, SQL_STAFF_CHOICES);

	db_bind_int(q, 1, max);
	return read_choices(cx, q, NULL, out);
}

enum err
store_submitters(struct ctx *cx, int64_t group, struct choices *out)
{
	struct query *q = db_query(
	    cx, group != 0 ? SQL_SUBMITTERS_GROUP : SQL_SUBMITTERS_ACCOUNT);

	db_bind_int(q, 1, cx->actor);
	if (group != 0)
		db_bind_int(q, 2, group);
	return read_choices(cx, q, NULL, out);
}

enum err
store_regions(struct ctx *cx, struct choices *out)
{
	struct query *q;
	enum err rc;

	rc = read_choices(cx, in_language(cx, SQL_REGION_LIST), NULL, out);
	if (rc != ERR_OK)
		return rc;
	q = db_query(cx, SQL_REGION_USED);
	db_bind_int(q, 1, cx->actor);
	while (db_next(q)) {
		const char *id = db_text(q, 0);

		for (size_t i = 0; i < out->count; i++)
			if (strcmp(out->item[i].id, id) == 0)
				out->item[i].used = true;
	}
	return db_done(q);
}

enum err
store_dimensions(struct ctx *cx, struct choices *out)
{
	return read_choices(
	    cx, in_language(cx, SQL_DIMENSION_LIST), rest_of_dimension, out);
}

enum err
store_template(struct ctx *cx, const char *problem_type, const char **content)
{
	struct query *q = in_language(cx, SQL_TEMPLATE_GET);

	db_bind_text(q, 2, problem_type);
	*content = db_next(q) ? db_text(q, 0) : "";
	return db_done(q);
}

enum err
store_choice_check(struct ctx *cx, const struct ticket_new *in, bool *found,
    const char **sub_type, int *case_type, bool *region_ok)
{
	struct query *q = db_query(cx, SQL_CHOICE_CHECK);

	db_bind_text(q, 1, in->product_id);
	db_bind_text(q, 2, in->problem_type_id);
	db_bind_text(q, 3, in->severity_id);
	db_bind_text(q, 4, in->region_id);
	db_bind_text(q, 5, in->sub_type_id);
	*found = db_next(q);
	if (*found) {
		*sub_type = db_text(q, 0);
		*case_type = (int)db_int(q, 1);
		*region_ok = db_int(q, 2) != 0;
	}
	return db_done(q);
}

static enum err
read_agreement(
    struct ctx *cx, enum sql id, struct agreement *out, bool *signed_already)
{
	struct query *q = db_query(cx, id);

	*out = (struct agreement){ .name = "", .content = "" };
	*signed_already = false;
	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, cx->lang);
	if (db_next(q)) {
		out->id = db_int(q, 0);
		out->version = db_int(q, 1);
		out->name = db_text(q, 2);
		out->content = db_text(q, 3);
		*signed_already = db_int(q, 4) != 0;
	}
	return db_done(q);
}

enum err
store_agreement_latest(
    struct ctx *cx, struct agreement *out, bool *signed_already)
{
	return read_agreement(cx, SQL_AGREEMENT_LATEST, out, signed_already);
}

enum err
store_agreement_of_access(struct ctx *cx, struct agreement *out)
{
	bool signed_already;

	return read_agreement(
	    cx, SQL_AGREEMENT_OF_ACCESS, out, &signed_already);
}

enum err
store_agreement_sign(struct ctx *cx, int64_t id, int64_t ticket)
{
	struct query *q = db_query(cx, SQL_AGREEMENT_SIGN);

	db_bind_int(q, 1, cx->actor);
	db_bind_int(q, 2, id);
	db_bind_int(q, 3, ticket);
	db_bind_int(q, 4, cx->now);
	db_next(q);
	return db_done(q);
}

/* First start ------------------------------------------------------------- */

static enum err
run(struct query *q)
{
	db_next(q);
	return db_done(q);
}

static void
bind_words(struct query *q, int param, struct words w)
{
	db_bind_text(q, param, w.en);
	db_bind_text(q, param + 1, w.zh);
}

enum err
store_put_sub_type(
    struct ctx *cx, const char *id, struct words name, int64_t position)
{
	struct query *q = db_query(cx, SQL_SUB_TYPE_PUT);

	db_bind_text(q, 1, id);
	bind_words(q, 2, name);
	db_bind_int(q, 4, position);
	return run(q);
}

enum err
store_put_product(struct ctx *cx, const char *id, const char *sub_type,
    const char *acronym, struct words name, struct words desc, int64_t position)
{
	struct query *q = db_query(cx, SQL_PRODUCT_PUT);

	db_bind_text(q, 1, id);
	db_bind_text(q, 2, sub_type);
	db_bind_text(q, 3, acronym);
	bind_words(q, 4, name);
	bind_words(q, 6, desc);
	db_bind_int(q, 8, position);
	return run(q);
}

enum err
store_put_problem_type(struct ctx *cx, const char *id, const char *product,
    int case_type, struct words name, struct words desc, int64_t position)
{
	struct query *q = db_query(cx, SQL_PROBLEM_TYPE_PUT);

	db_bind_text(q, 1, id);
	db_bind_text(q, 2, product);
	db_bind_int(q, 3, case_type);
	bind_words(q, 4, name);
	bind_words(q, 6, desc);
	db_bind_int(q, 8, position);
	return run(q);
}

enum err
store_put_template(struct ctx *cx, const char *id, const char *problem_type,
    struct words content)
{
	struct query *q = db_query(cx, SQL_TEMPLATE_PUT);

	db_bind_text(q, 1, id);
	db_bind_text(q, 2, problem_type);
	bind_words(q, 3, (struct words){ "Template", "模板" });
	bind_words(q, 5, content);
	db_bind_int(q, 7, 1);
	return run(q);
}

enum err
store_put_severity(struct ctx *cx, const char *id, struct words name,
    struct words desc, int64_t first_response, int64_t resolution, int64_t rank)
{
	struct query *q = db_query(cx, SQL_SEVERITY_PUT);

	db_bind_text(q, 1, id);
	bind_words(q, 2, name);
	bind_words(q, 4, desc);
	db_bind_int(q, 6, first_response);
	db_bind_int(q, 7, resolution);
	db_bind_int(q, 8, rank);
	db_bind_int(q, 9, rank);
	return run(q);
}

enum err
store_put_region(struct ctx *cx, const char *id, struct words name, int type,
    int64_t position)
{
	struct query *q = db_query(cx, SQL_REGION_PUT);

	db_bind_text(q, 1, id);
	bind_words(q, 2, name);
	db_bind_int(q, 4, type);
	db_bind_int(q, 5, position);
	return run(q);
}

enum err
store_put_dimension(struct ctx *cx, int64_t id, struct words name,
    struct words desc, int64_t position)
{
	struct query *q = db_query(cx, SQL_DIMENSION_PUT);

	db_bind_int(q, 1, id);
	bind_words(q, 2, name);
	bind_words(q, 4, desc);
	db_bind_int(q, 6, 5);
	db_bind_int(q, 7, 1);
	db_bind_int(q, 8, position);
	return run(q);
}

enum err
store_put_agreement(
    struct ctx *cx, int64_t version, struct words name, struct words content)
{
	struct query *q = db_query(cx, SQL_AGREEMENT_PUT);

	db_bind_int(q, 1, 0);
	db_bind_int(q, 2, version);
	bind_words(q, 3, name);
	bind_words(q, 5, content);
	db_bind_int(q, 7, cx->now);
	return run(q);
}

enum err
store_put_access_agreement(
    struct ctx *cx, struct words name, struct words content)
{
	struct query *q = db_query(cx, SQL_AGREEMENT_OF_ACCESS_PUT);

	bind_words(q, 1, name);
	bind_words(q, 3, content);
	db_bind_int(q, 5, cx->now);
	return run(q);
}

enum err
store_catalogue_empty(struct ctx *cx, bool *out)
{
	struct query *q = db_query(cx, SQL_CATALOGUE_COUNT);

	*out = db_next(q) && db_int(q, 0) == 0;
	return db_done(q);
}
