#include "domain/roster.h"

#include <inttypes.h>
#include <string.h>

#include "base/csv.h"
#include "base/utf8.h"
#include "domain/act.h"
#include "domain/name.h"
#include "domain/session.h"
#include "store/store.h"

#define AT_ONCE 500 /* users, when all are written */

const char *const roster_column[ROSTER__MAX + 1] = {
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

/* Who is meant by a row. */
struct person {
	const char *key;
	struct user then; /* NEW and CHANGED: as he will be */
};

struct reading {
	struct csv csv;
	int at[ROSTER__MAX]; /* the cell of each column, or -1 */
	struct table *out;
	struct person *person; /* of each row */
	size_t cap;
};

static enum err
wrong(struct table_row *row, enum roster_column column, const char *say)
{
	table_complain(row, roster_column[column], say, 0);
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
fill(struct ctx *cx, const struct reading *r, struct table_row *row,
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
find(struct ctx *cx, const char *key, bool *found, struct user *out)
{
	enum err rc;

	rc = store_user_by_name(cx, key, found, out, NULL);
	if (rc == ERR_OK && *found)
		rc = store_user_get(cx, out->id, found, out);
	return rc;
}

/* A new customer's account, by name. */
static enum err
find_account(struct ctx *cx, const struct reading *r, struct table_row *row,
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
check_fixed(struct ctx *cx, const struct reading *r, struct table_row *row,
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
compare(struct ctx *cx, struct table_row *row, const struct user *old,
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
			row->change[row->nchange++] = (struct table_change){
				roster_column[i], from[i], to[i]
			};
}

static enum err
read_user(struct ctx *cx, const struct reading *r, struct table_row *row,
    struct person *person)
{
	struct user old,
	    u = { .name = row->id,
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

	rc = find(cx, person->key, &found, &old);
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
	if (rc != ERR_OK || row->fate == FATE_WRONG)
		return rc;
	compare(cx, row, found ? &old : NULL, &u);
	row->fate = !found     ? FATE_NEW
	    : row->nchange > 0 ? FATE_CHANGED
			       : FATE_SAME;
	person->then = u;
	return ERR_OK;
}

/* The table --------------------------------------------------------------- */

/* Did a row before have that name? */
static bool
came_before(const struct reading *r, const char *key)
{
	for (size_t i = 0; i + 1 < r->out->count; i++)
		if (strcmp(key, r->person[i].key) == 0)
			return true;
	return false;
}

static enum err
read_row(struct ctx *cx, struct reading *r)
{
	struct table_row *row = table_add(cx->mem, r->out, &r->csv);
	struct person *person;

	if (r->out->count > r->cap)
		r->person = arena_grow(
		    cx->mem, r->person, &r->cap, sizeof(*r->person));
	person = &r->person[r->out->count - 1];
	*person = (struct person){ .key = "" };
	if (r->csv.wrong) {
		table_complain(row, "", "table_quotes", 0);
		return ERR_OK;
	}
	if (r->out->count > ROSTER_ROWS_MAX) {
		table_complain(row, "", "roster_long", ROSTER_ROWS_MAX);
		return ERR_OK;
	}
	row->id = cell(cx, r, ROSTER_USER);
	person->key = name_key(cx->mem, row->id);
	if (!name_good_login(row->id))
		return wrong(row, ROSTER_USER, "username_invalid");
	if (came_before(r, person->key))
		return wrong(row, ROSTER_USER, "roster_twice");
	return read_user(cx, r, row, person);
}

static enum err
read_table(struct ctx *cx, const char *text, struct reading *r)
{
	enum err rc = ERR_OK;
	bool good;

	*r->out = (struct table){ 0 };
	csv_begin(&r->csv, cx->mem, text);
	good = table_head(cx->mem, r->out, &r->csv, roster_column, r->at);
	if (good && r->at[ROSTER_USER] < 0) {
		good = false;
		(void)wrong(table_add(cx->mem, r->out, &r->csv), ROSTER_USER,
		    "roster_no_user");
	}
	while (rc == ERR_OK && good && r->out->count <= ROSTER_ROWS_MAX &&
	    csv_next(&r->csv))
		rc = read_row(cx, r);
	table_sum_up(cx, r->out);
	return rc;
}

enum err
roster_read(struct ctx *cx, const char *text, struct table *out)
{
	struct reading r = { .out = out };
	enum err rc;

	rc = people_rules_all(cx);
	if (rc == ERR_OK)
		rc = snapshot_begin(cx);
	return rc == ERR_OK ? snapshot_end(cx, read_table(cx, text, &r)) : rc;
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
apply_changed(
    struct ctx *cx, const struct table_row *row, const struct user *then)
{
	bool disabled = false, other = false;
	enum err rc = ERR_OK;

	for (size_t i = 0; i < row->nchange; i++)
		if (row->change[i].column == roster_column[ROSTER_DISABLED])
			disabled = true;
		else
			other = true;
	if (other)
		rc = people_change_within(cx, then, NULL);
	if (rc == ERR_OK && disabled)
		rc = people_disable_within(cx, then->id, then->disabled);
	return rc;
}

static enum err
apply(struct ctx *cx, const struct reading *r)
{
	const struct table *t = r->out;
	enum err rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < t->count; i++)
		if (t->row[i].fate == FATE_NEW)
			rc = apply_new(cx, &r->person[i].then);
		else if (t->row[i].fate == FATE_CHANGED)
			rc = apply_changed(cx, &t->row[i], &r->person[i].then);
	if (rc == ERR_OK)
		rc = audit_add(cx, RATING_NORMAL, "importUsers", "user", "",
		    arena_printf(cx->mem,
			"%" PRId64 " new, %" PRId64 " changed", t->n[FATE_NEW],
			t->n[FATE_CHANGED]));
	return rc;
}

enum err
roster_apply(
    struct ctx *cx, const char *text, const char *stamp, struct table *out)
{
	struct reading r = { .out = out };
	enum err rc;

	*out = (struct table){ 0 };
	rc = people_rules_all(cx);
	if (rc == ERR_OK)
		rc = proof_check(cx);
	if (rc != ERR_OK)
		return rc;
	rc = act_begin(cx);
	if (rc == ERR_OK && !cx->op.replayed) {
		rc = read_table(cx, text, &r);
		if (rc == ERR_OK)
			rc = table_check(cx, out, stamp, "roster_changed");
		if (rc == ERR_OK)
			rc = apply(cx, &r);
	}
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

	rc = people_rules_all(cx);
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
