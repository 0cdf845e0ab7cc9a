#include "domain/roster.h"

#include <inttypes.h>
#include <string.h>

#include "base/crypto.h"
#include "base/csv.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/name.h"
#include "domain/session.h"
#include "store/store.h"

#define STAMP_LEN 20  /* hex digits */
#define AT_ONCE   500 /* users, when all are written */

const char *const roster_column[ROSTER__MAX] = {
	[ROSTER_USER] = "username",
	[ROSTER_NAME] = "name",
	[ROSTER_ROLE] = "role",
	[ROSTER_ACCOUNT] = "account",
	[ROSTER_ADMIN] = "account_admin",
	[ROSTER_EMAIL] = "email",
	[ROSTER_AREA] = "area_code",
	[ROSTER_MOBILE] = "mobile",
	[ROSTER_LANGUAGE] = "language",
	[ROSTER_ZONE] = "time_zone",
	[ROSTER_DISABLED] = "disabled",
};

static enum err
rules_all(struct ctx *cx)
{
	enum err rc;
	bool does;

	rc = store_rules_all(cx, &does);
	if (rc == ERR_OK && !does)
		rc = err_fail(cx, ERR_DENIED, "not an administrator");
	return rc;
}

/* A user as cells --------------------------------------------------------- */

static const char *
yes(bool is)
{
	return is ? "yes" : "no";
}

static void
cells_of(const struct user *u, const char *cell[ROSTER__MAX])
{
	cell[ROSTER_USER] = u->name;
	cell[ROSTER_NAME] = u->display_name;
	cell[ROSTER_ROLE] = role_word[u->role];
	cell[ROSTER_ACCOUNT] = u->account;
	cell[ROSTER_ADMIN] = yes(u->account_admin);
	cell[ROSTER_EMAIL] = u->email;
	cell[ROSTER_AREA] = u->area_code;
	cell[ROSTER_MOBILE] = u->mobile;
	cell[ROSTER_LANGUAGE] = u->language;
	cell[ROSTER_ZONE] = u->time_zone;
	cell[ROSTER_DISABLED] = yes(u->disabled);
}

static bool
read_yes(const char *s, bool *out)
{
	static const struct {
		const char *word;
		bool is;
	} rows[] = { { "yes", true }, { "1", true }, { "true", true },
		{ "no", false }, { "0", false }, { "false", false },
		{ "", false } };

	for (size_t i = 0; i < NELEM(rows); i++)
		if (strcmp(s, rows[i].word) == 0) {
			*out = rows[i].is;
			return true;
		}
	return false;
}

/* A row of the table ------------------------------------------------------ */

struct reading {
	struct csv csv;
	/* Which cell each column is, or -1. */
	int at[ROSTER__MAX];
	struct roster *out;
	size_t cap;
};

static enum err
wrong(struct roster_row *row, enum roster_column column, const char *say)
{
	/* The first complaint stands. */
	if (row->kind != ROSTER_WRONG) {
		row->kind = ROSTER_WRONG;
		row->say = say;
		row->column = column;
	}
	return ERR_OK;
}

/* The cell of a column, tidied, or NULL if the table has no such column. */
static const char *
cell(struct ctx *cx, const struct reading *r, enum roster_column c)
{
	if (r->at[c] < 0)
		return NULL;
	return utf8_name(
	    cx->mem, (size_t)r->at[c] < r->csv.n ? r->csv.cell[r->at[c]] : "");
}

/* Put the cells into *u. */
static void
fill(struct ctx *cx, const struct reading *r, struct roster_row *row,
    struct user *u)
{
	const struct {
		enum roster_column column;
		const char **text;
	} texts[] = {
		{ ROSTER_NAME, &u->display_name },
		{ ROSTER_EMAIL, &u->email },
		{ ROSTER_AREA, &u->area_code },
		{ ROSTER_MOBILE, &u->mobile },
		{ ROSTER_LANGUAGE, &u->language },
		{ ROSTER_ZONE, &u->time_zone },
	};
	const char *s;

	for (size_t i = 0; i < NELEM(texts); i++)
		if ((s = cell(cx, r, texts[i].column)) != NULL)
			*texts[i].text = s;
	if (*u->display_name == '\0')
		u->display_name = u->name;
	if ((s = cell(cx, r, ROSTER_ROLE)) != NULL && *s != '\0' &&
	    !role_read(s, &u->role))
		(void)wrong(row, ROSTER_ROLE, "unknown_choice");
	if ((s = cell(cx, r, ROSTER_ADMIN)) != NULL &&
	    !read_yes(s, &u->account_admin))
		(void)wrong(row, ROSTER_ADMIN, "unknown_choice");
	if ((s = cell(cx, r, ROSTER_DISABLED)) != NULL &&
	    !read_yes(s, &u->disabled))
		(void)wrong(row, ROSTER_DISABLED, "unknown_choice");
}

/* To which column the complaint of user_wrong() belongs. */
static enum roster_column
column_of(const struct user *u, const char *say)
{
	static const struct {
		const char *say;
		enum roster_column column;
	} rows[] = {
		{ "name_invalid", ROSTER_NAME },
		{ "email_invalid", ROSTER_EMAIL },
		{ "area_invalid", ROSTER_AREA },
		{ "mobile_invalid", ROSTER_MOBILE },
	};

	for (size_t i = 0; i < NELEM(rows); i++)
		if (strcmp(rows[i].say, say) == 0)
			return rows[i].column;
	return *u->language != '\0' && strcmp(u->language, "en") != 0 &&
		strcmp(u->language, "zh-cn") != 0
	    ? ROSTER_LANGUAGE
	    : ROSTER_ZONE;
}

/* Who has the name, if he is there for the actor. */
static enum err
find(struct ctx *cx, struct roster_row *row, bool *found, struct user *out)
{
	enum err rc;

	rc = store_user_by_name(cx, row->key, found, out, NULL);
	if (rc == ERR_OK && *found)
		rc = store_user_get(cx, out->id, found, out);
	return rc;
}

/* A new customer's account, by name. */
static enum err
find_account(struct ctx *cx, const struct reading *r, struct roster_row *row,
    struct user *u)
{
	const char *name = cell(cx, r, ROSTER_ACCOUNT);
	struct account_list l;
	enum err rc;

	if (name == NULL)
		name = "";
	if ((u->role == ROLE_CUSTOMER) != (*name != '\0'))
		return wrong(row, ROSTER_ACCOUNT, "account_needed");
	if (*name == '\0')
		return ERR_OK;
	rc = store_account_list(cx, name_key(cx->mem, name), &l);
	if (rc != ERR_OK)
		return rc;
	if (l.count == 0)
		return wrong(row, ROSTER_ACCOUNT, "account_unknown");
	u->account_id = l.item[0].id;
	u->account = l.item[0].name;
	return ERR_OK;
}

/* What nobody may change in this way. */
static void
check_fixed(struct ctx *cx, const struct reading *r, struct roster_row *row,
    const struct user *old, const struct user *u)
{
	const char *name = cell(cx, r, ROSTER_ACCOUNT);

	if (name != NULL &&
	    strcmp(name_key(cx->mem, name), name_key(cx->mem, old->account)) !=
		0)
		(void)wrong(row, ROSTER_ACCOUNT, "account_fixed");
	if ((u->role == ROLE_CUSTOMER) != (old->role == ROLE_CUSTOMER))
		(void)wrong(row, ROSTER_ROLE, "role_fixed");
	if (u->id == cx->actor && u->role != old->role)
		(void)wrong(row, ROSTER_ROLE, "not_yourself");
	if (u->id == cx->actor && u->disabled)
		(void)wrong(row, ROSTER_DISABLED, "not_yourself");
}

/* What differs between the two; all that is not empty if there is no old. */
static void
compare(struct ctx *cx, struct roster_row *row, const struct user *old,
    const struct user *u)
{
	const char *from[ROSTER__MAX], *to[ROSTER__MAX];

	cells_of(u, to);
	for (int i = 0; i < ROSTER__MAX; i++)
		from[i] = i == ROSTER_ADMIN || i == ROSTER_DISABLED ? "no" : "";
	if (old != NULL)
		cells_of(old, from);
	else
		from[ROSTER_USER] = to[ROSTER_USER];
	row->change = arena_array(cx->mem, ROSTER__MAX, sizeof(*row->change));
	for (int i = 0; i < ROSTER__MAX; i++)
		if (strcmp(from[i], to[i]) != 0)
			row->change[row->nchange++] = (struct roster_change){
				(enum roster_column)i, from[i], to[i]
			};
}

static enum err
read_user(struct ctx *cx, const struct reading *r, struct roster_row *row)
{
	struct user old,
	    u = { .name = row->user,
		    .display_name = "",
		    .account = "",
		    .email = "",
		    .area_code = "",
		    .mobile = "",
		    .language = "",
		    .time_zone = "",
		    .theme = "" };
	const char *say;
	bool found;
	enum err rc;

	rc = find(cx, row, &found, &old);
	if (rc != ERR_OK)
		return rc;
	if (found)
		u = old;
	fill(cx, r, row, &u);
	if (found)
		check_fixed(cx, r, row, &old, &u);
	else
		rc = find_account(cx, r, row, &u);
	if (u.account_admin && u.role != ROLE_CUSTOMER)
		(void)wrong(row, ROSTER_ADMIN, "account_needed");
	say = user_wrong(&u);
	if (say != NULL)
		(void)wrong(row, column_of(&u, say), say);
	if (rc != ERR_OK || row->kind == ROSTER_WRONG)
		return rc;
	compare(cx, row, found ? &old : NULL, &u);
	row->kind = !found     ? ROSTER_NEW
	    : row->nchange > 0 ? ROSTER_CHANGED
			       : ROSTER_SAME;
	row->then = u;
	return ERR_OK;
}

/* The table --------------------------------------------------------------- */

static struct roster_row *
new_row(struct ctx *cx, struct reading *r)
{
	struct roster *out = r->out;

	if (out->count == r->cap)
		out->row = arena_grow(
		    cx->mem, out->row, &r->cap, sizeof(*out->row));
	out->row[out->count] = (struct roster_row){ .line = r->csv.line,
		.kind = ROSTER_SAME,
		.user = "",
		.key = "",
		.column = ROSTER__MAX };
	return &out->row[out->count++];
}

static enum err
read_head(struct ctx *cx, struct reading *r)
{
	for (int i = 0; i < ROSTER__MAX; i++)
		r->at[i] = -1;
	for (size_t i = 0; i < r->csv.n; i++) {
		const char *name = name_key(cx->mem, r->csv.cell[i]);
		int c = 0;

		while (c < ROSTER__MAX && strcmp(roster_column[c], name) != 0)
			c++;
		if (c == ROSTER__MAX || r->at[c] >= 0) {
			struct roster_row *row = new_row(cx, r);

			row->user = utf8_name(cx->mem, r->csv.cell[i]);
			return wrong(row, ROSTER__MAX, "roster_column");
		}
		r->at[c] = (int)i;
	}
	if (r->at[ROSTER_USER] < 0)
		return wrong(new_row(cx, r), ROSTER_USER, "roster_no_user");
	return ERR_OK;
}

/* Did a row before have that name? */
static bool
came_before(const struct roster *out, const char *key)
{
	for (size_t i = 0; i + 1 < out->count; i++)
		if (strcmp(key, out->row[i].key) == 0)
			return true;
	return false;
}

static enum err
read_row(struct ctx *cx, struct reading *r)
{
	struct roster_row *row = new_row(cx, r);

	if (r->csv.wrong)
		return wrong(row, ROSTER__MAX, "roster_quotes");
	if (r->out->count > ROSTER_ROWS_MAX)
		return wrong(row, ROSTER__MAX, "roster_long");
	row->user = cell(cx, r, ROSTER_USER);
	row->key = name_key(cx->mem, row->user);
	if (!name_good_login(row->user))
		return wrong(row, ROSTER_USER, "username_invalid");
	if (came_before(r->out, row->key))
		return wrong(row, ROSTER_USER, "roster_twice");
	return read_user(cx, r, row);
}

static const char *
stamp_of(struct ctx *cx, const struct roster *out)
{
	unsigned char hash[HASH_LEN];
	char hex[HEX_LEN];
	struct sha256 h;

	sha256_begin(&h);
	for (size_t i = 0; i < out->count; i++) {
		const struct roster_row *row = &out->row[i];

		sha256_put_text(&h,
		    arena_printf(
			cx->mem, "%d %" PRId64, (int)row->kind, row->then.id));
		sha256_put_text(&h, row->user);
		for (size_t k = 0; k < row->nchange; k++) {
			sha256_put_text(
			    &h, roster_column[row->change[k].column]);
			sha256_put_text(&h, row->change[k].from);
			sha256_put_text(&h, row->change[k].to);
		}
	}
	sha256_end(&h, hash);
	crypto_hex(hash, sizeof(hash), hex);
	return arena_strndup(cx->mem, hex, STAMP_LEN);
}

static enum err
read_table(struct ctx *cx, const char *text, struct roster *out)
{
	struct reading r = { .out = out };
	enum err rc = ERR_OK;
	bool good;

	*out = (struct roster){ 0 };
	csv_begin(&r.csv, cx->mem, text);
	if (!csv_next(&r.csv))
		(void)wrong(new_row(cx, &r), ROSTER__MAX, "roster_empty");
	else if (r.csv.wrong)
		(void)wrong(new_row(cx, &r), ROSTER__MAX, "roster_quotes");
	else
		rc = read_head(cx, &r);
	good = out->count == 0;
	while (rc == ERR_OK && good && out->count <= ROSTER_ROWS_MAX &&
	    csv_next(&r.csv))
		rc = read_row(cx, &r);
	for (size_t i = 0; i < out->count; i++)
		out->n[out->row[i].kind]++;
	out->stamp = stamp_of(cx, out);
	return rc;
}

enum err
roster_read(struct ctx *cx, const char *text, struct roster *out)
{
	enum err rc;

	rc = rules_all(cx);
	return rc == ERR_OK ? read_table(cx, text, out) : rc;
}

/* Doing it ---------------------------------------------------------------- */

static enum err
apply_new(struct ctx *cx, const struct user *u)
{
	int64_t id;
	enum err rc;

	rc = store_user_add(cx, u, name_key(cx->mem, u->name), "", &id);
	if (rc == ERR_OK && id == 0)
		rc = err_fail(cx, ERR_DENIED, "cannot add a user here");
	if (rc == ERR_OK)
		rc = audit_add(
		    cx, RATING_NORMAL, "createUser", "user", u->name, "");
	if (rc == ERR_OK && u->disabled)
		rc = people_disable_within(cx, id, true);
	return rc;
}

static enum err
apply_changed(struct ctx *cx, const struct roster_row *row)
{
	bool disabled = false, other = false;
	enum err rc = ERR_OK;

	for (size_t i = 0; i < row->nchange; i++)
		if (row->change[i].column == ROSTER_DISABLED)
			disabled = true;
		else
			other = true;
	if (other)
		rc = people_change_within(cx, &row->then, NULL);
	if (rc == ERR_OK && disabled)
		rc = people_disable_within(
		    cx, row->then.id, row->then.disabled);
	return rc;
}

static enum err
apply(struct ctx *cx, const struct roster *r)
{
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < r->count; i++)
		if (r->row[i].kind == ROSTER_NEW)
			rc = apply_new(cx, &r->row[i].then);
		else if (r->row[i].kind == ROSTER_CHANGED)
			rc = apply_changed(cx, &r->row[i]);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "importUsers", "user", "",
		    arena_printf(cx->mem,
			"%" PRId64 " new, %" PRId64 " changed",
			r->n[ROSTER_NEW], r->n[ROSTER_CHANGED]));
	return rc;
}

static enum err
check_and_apply(
    struct ctx *cx, const char *text, const char *stamp, struct roster *out)
{
	enum err rc;

	rc = read_table(cx, text, out);
	if (rc != ERR_OK)
		return rc;
	if (out->n[ROSTER_WRONG] > 0)
		return err_say(cx, ERR_INVALID, "roster_wrong",
		    "%" PRId64 " rows are wrong", out->n[ROSTER_WRONG]);
	if (strcmp(stamp, out->stamp) != 0)
		return err_say(cx, ERR_CONFLICT, "roster_changed",
		    "the users are not as they were");
	return apply(cx, out);
}

enum err
roster_apply(
    struct ctx *cx, const char *text, const char *stamp, struct roster *out)
{
	enum err rc;

	*out = (struct roster){ 0 };
	rc = rules_all(cx);
	if (rc == ERR_OK)
		rc = proof_check(cx);
	if (rc != ERR_OK)
		return rc;
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed)
		rc = check_and_apply(cx, text, stamp, out);
	return act_end(cx, rc, 0);
}

/* Out --------------------------------------------------------------------- */

static enum err
write_users(struct ctx *cx, struct buf *out)
{
	struct user_filter f = {
		.q = "", .after = "", .any_role = true, .limit = AT_ONCE
	};
	struct user_list l;
	enum err rc;

	do {
		rc = people_page(cx, &f, &l);
		for (size_t i = 0; rc == ERR_OK && i < l.count; i++) {
			const char *row[ROSTER__MAX];

			cells_of(&l.item[i], row);
			csv_put(out, row, ROSTER__MAX);
			f.after = name_key(cx->mem, l.item[i].name);
		}
	} while (rc == ERR_OK && l.more);
	return rc;
}

enum err
roster_write(struct ctx *cx, struct buf *out)
{
	enum err rc;

	rc = rules_all(cx);
	if (rc == ERR_OK)
		rc = snapshot_begin(cx);
	if (rc != ERR_OK)
		return rc;
	csv_put(out, roster_column, ROSTER__MAX);
	rc = snapshot_end(cx, write_users(cx, out));
	if (rc == ERR_OK)
		rc = act_begin(cx);
	if (rc == ERR_OK)
		rc = audit_add(
		    cx, RATING_NORMAL, "exportUsers", "user", "", "");
	return act_end(cx, rc, 0);
}
