/*
 * sql.h - every statement that the portal runs, by name.
 *
 * They stand in sql.inc, one row each, so that the name, the number and
 * the text cannot disagree, and tests can walk over all of them.
 */
#ifndef GUICHET_STORE_SQL_H
#define GUICHET_STORE_SQL_H

enum sql {
#define SQL(name, text) SQL_##name,
#include "store/sql.inc"
#undef SQL
	SQL__MAX
};

extern const char *const sql_text[SQL__MAX];
extern const char *const sql_name[SQL__MAX];

#endif
