#include "store/sql.h"

const char *const sql_text[SQL__MAX] = {
#define SQL(name, text) [SQL_##name] = text,
#include "store/sql.inc"
#undef SQL
};

const char *const sql_name[SQL__MAX] = {
#define SQL(name, text) [SQL_##name] = #name,
#include "store/sql.inc"
#undef SQL
};
