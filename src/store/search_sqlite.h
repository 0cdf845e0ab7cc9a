/*
 * search_sqlite.h - what FTS5 must know of us: how text is cut into words,
 * and which of what is found is best.  For db_sqlite.c alone.
 */
#ifndef GUICHET_STORE_SEARCH_SQLITE_H
#define GUICHET_STORE_SEARCH_SQLITE_H

#include <stdbool.h>

struct sqlite3;

/*
 * Make known to a connection the tokenizer "guichet" (base/words.h), and
 * search_score(search): how well a row matches, from 1.  False if SQLite
 * came without FTS5.
 */
bool search_register(struct sqlite3 *);

#endif
