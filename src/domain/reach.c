#include "domain/reach.h"

#include <string.h>

#include "base/crypto.h"
#include "base/log.h"
#include "domain/catch_up.h"
#include "domain/vault.h"
#include "store/store.h"

#define TICKETS_MAX 500 /* that are looked at */
#define REACH_MAX   20  /* of each way, beside the profile's */

static struct reach *
find(struct reach_list *list, enum reach_way way, const char *value)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->item[i].way == way &&
		    strcmp(list->item[i].value, value) == 0)
			return &list->item[i];
	return NULL;
}

/* One more ticket names it; they come newest first. */
static void
count(struct ctx *cx, struct reach_list *list, size_t *cap,
    const struct reach *one)
{
	struct reach *r = find(list, one->way, one->value);
	size_t n = 0;

	if (*one->value == '\0' || (r != NULL && r->tickets == 0))
		return;
	if (r != NULL) {
		r->tickets++;
		return;
	}
	for (size_t i = 0; i < list->count; i++)
		n += list->item[i].way == one->way && list->item[i].tickets > 0;
	if (n == REACH_MAX)
		return;
	if (list->count >= *cap)
		list->item = arena_grow(
		    cx->mem, list->item, cap, sizeof(*list->item));
	list->item[list->count++] = *one;
}

static void
count_all(struct ctx *cx, struct reach_list *list, size_t *cap,
    enum reach_way way, const struct contact_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct contact_row *r = &rows[i];
		struct reach one = { .way = way,
			.area_code = way == REACH_SMS ? r->area : "",
			.tickets = 1,
			.last_at = r->created_at };
		struct contact c;

		contact_open(cx, r->ticket, &r->sealed, &c);
		one.value = way == REACH_SMS ? c.mobile : c.mail;
		count(cx, list, cap, &one);
	}
}

enum err
reach_list(struct ctx *cx, struct reach_list *out)
{
	struct contact_row *rows;
	size_t n, cap = 2;
	struct user me = { .email = "", .mobile = "" };
	bool found;
	enum err rc;

	*out = (struct reach_list){
		.item = arena_array(cx->mem, cap, sizeof(*out->item)),
	};
	rc = store_user_by_id(cx, cx->actor, &found, &me, NULL);
	if (*me.email != '\0')
		out->item[out->count++] = (struct reach){
			.way = REACH_MAIL, .value = me.email, .area_code = ""
		};
	if (*me.mobile != '\0')
		out->item[out->count++] = (struct reach){ .way = REACH_SMS,
			.value = me.mobile,
			.area_code = me.area_code };
	if (rc == ERR_OK)
		rc = store_contact_mine(cx, TICKETS_MAX, &rows, &n);
	if (rc != ERR_OK)
		return rc;
	count_all(cx, out, &cap, REACH_MAIL, rows, n);
	count_all(cx, out, &cap, REACH_SMS, rows, n);
	return ERR_OK;
}

/* Sealing ----------------------------------------------------------------- */

#define FIELD "reach"

enum err
reach_seal(struct ctx *cx, int64_t user, const char *email, const char *mobile,
    struct sealed *out)
{
	const struct vault_place at = { VAULT_USER, user, FIELD };
	const char *plain = "";

	/* Neither has a newline: they are lines. */
	if (*email != '\0' || *mobile != '\0')
		plain = arena_printf(cx->mem, "%s\n%s", email, mobile);
	return vault_seal(cx, &at, plain, &out->bytes, &out->len);
}

void
reach_open(struct ctx *cx, int64_t user, const struct sealed *sealed,
    const char **email, const char **mobile)
{
	const struct vault_place at = { VAULT_USER, user, FIELD };
	const char *plain, *end;

	*email = *mobile = "";
	if (sealed->bytes == NULL)
		return;
	if (vault_unseal(cx, &at, sealed->bytes, sealed->len, &plain) !=
	    ERR_OK) {
		log_failure(LOG_WARNING, cx);
		err_clear(cx);
		return;
	}
	end = strchr(plain, '\n');
	if (end == NULL)
		return;
	*email = arena_strndup(cx->mem, plain, (size_t)(end - plain));
	*mobile = end + 1;
}

void
reach_mark(struct ctx *cx, const char *email, unsigned char out[HASH_LEN])
{
	char *key = arena_strdup(cx->mem, email);

	for (char *s = key; *s != '\0'; s++)
		if (*s >= 'A' && *s <= 'Z')
			*s = (char)(*s - 'A' + 'a');
	hmac(cx->keys->op, out, "email", key, NULL);
}

enum err
reach_seal_some(struct ctx *cx, size_t *n)
{
	struct user_plain old[CATCH_UP_MAX];
	enum err rc;

	rc = store_begin(cx);
	if (rc != ERR_OK)
		return rc;
	rc = store_user_plain(cx, old, CATCH_UP_MAX, n);
	for (size_t i = 0; rc == ERR_OK && i < *n; i++)
		rc = store_user_seal(cx, &old[i]);
	return store_end(cx, rc);
}
