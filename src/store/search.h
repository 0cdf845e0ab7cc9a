/*
 * search.h - the table that the search looks into: its columns, in their
 * order, and how a ticket is laid out in it.
 *
 * A row is a part of a ticket: its title, SEARCH_PART of its messages, the
 * names of their files, and as many notes.  So what is looked for is found
 * though one word stands in the title and another in an answer, and a new
 * message does not cost more in a long thread.
 */
#ifndef GUICHET_STORE_SEARCH_H
#define GUICHET_STORE_SEARCH_H

enum search_column {
	SEARCH_SCOPE, /* "a12 u7": the account, and who submitted it */
	SEARCH_TITLE,
	SEARCH_BODY,
	SEARCH_NAMES, /* of files */
	SEARCH_NOTE   /* for the staff alone, with their files */
};                    /* SEARCH_COLUMNS of store.h in number */

#define SEARCH_PART  32   /* messages; as sql.inc has it */
#define SEARCH_PARTS 4096 /* of a ticket at most; the last has the rest */

#endif
