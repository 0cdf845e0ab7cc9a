#include "store/search_sqlite.h"

#include <string.h>

#include <sqlite3.h>

#include "base/err.h"
#include "base/words.h"
#include "store/search.h"

/* The tokenizer ------------------------------------------------------------ */

typedef int token_fn(void *, int, const char *, int, int, int);

/* It has no state; SQLite wants something to point to. */
static int
make(void *user, const char **arg, int n, Fts5Tokenizer **out)
{
	static char nothing;

	(void)user;
	(void)arg;
	(void)n;
	*out = (Fts5Tokenizer *)(void *)&nothing;
	return SQLITE_OK;
}

static void
unmake(Fts5Tokenizer *t)
{
	(void)t;
}

static int
cut(Fts5Tokenizer *t, void *user, int flags, const char *text, int len,
    token_fn *put_token)
{
	size_t at = 0;
	int rc = SQLITE_OK;
	struct word w;

	(void)t;
	(void)flags;
	while (rc == SQLITE_OK &&
	    words_next(text, len < 0 ? 0 : (size_t)len, &at, &w))
		rc = put_token(
		    user, 0, w.s, (int)w.len, (int)w.begin, (int)w.end);
	return rc;
}

/* The score ---------------------------------------------------------------- */

/* Every word is in every row that is found, so that it does not count how
 * rare one is; it counts where it stands. */
static const int weight[] = {
	[SEARCH_SCOPE] = 0,
	[SEARCH_TITLE] = 8,
	[SEARCH_BODY] = 2,
	[SEARCH_NAMES] = 4,
	[SEARCH_NOTE] = 2,
};

#define PHRASES 32 /* more are not told apart */
#define OFTEN   3  /* to be found more often than this is no better */

static int
score_of(const Fts5ExtensionApi *api, Fts5Context *cx, sqlite3_int64 *out)
{
	int best[PHRASES] = { 0 }, count[PHRASES] = { 0 };
	int n = 0;
	int rc = api->xInstCount(cx, &n);

	for (int i = 0; rc == SQLITE_OK && i < n; i++) {
		int phrase, column, offset;

		rc = api->xInst(cx, i, &phrase, &column, &offset);
		if (rc != SQLITE_OK || phrase >= PHRASES || column < 0 ||
		    (size_t)column >= NELEM(weight) || weight[column] == 0)
			continue;
		if (weight[column] > best[phrase])
			best[phrase] = weight[column];
		count[phrase] += count[phrase] < OFTEN;
	}
	*out = 1;
	for (int i = 0; i < PHRASES; i++)
		*out += best[i] + count[i];
	return rc;
}

static void
score(const Fts5ExtensionApi *api, Fts5Context *cx, sqlite3_context *result,
    int n, sqlite3_value **arg)
{
	sqlite3_int64 points = 0;
	int rc = score_of(api, cx, &points);

	(void)n;
	(void)arg;
	if (rc == SQLITE_OK)
		sqlite3_result_int64(result, points);
	else
		sqlite3_result_error_code(result, rc);
}

static fts5_api *
api_of(sqlite3 *conn)
{
	sqlite3_stmt *st = NULL;
	fts5_api *api = NULL;

	if (sqlite3_prepare_v2(conn, "SELECT fts5(?1)", -1, &st, NULL) !=
	    SQLITE_OK)
		return NULL;
	sqlite3_bind_pointer(st, 1, (void *)&api, "fts5_api_ptr", NULL);
	sqlite3_step(st);
	sqlite3_finalize(st);
	return api;
}

bool
search_register(sqlite3 *conn)
{
	static fts5_tokenizer tokenizer = { make, unmake, cut };
	fts5_api *api = api_of(conn);

	return api != NULL &&
	    api->xCreateTokenizer(api, "guichet", NULL, &tokenizer, NULL) ==
	    SQLITE_OK &&
	    api->xCreateFunction(api, "search_score", NULL, score, NULL) ==
	    SQLITE_OK;
}
