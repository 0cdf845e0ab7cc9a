/*
 * csv.h - tables as text: RFC 4180, for spreadsheets, which take a cell that
 * begins with "=" for a formula to be run.  Such cells get a "'" in front
 * when they are written, and lose it again when they are read.
 */
#ifndef GUICHET_BASE_CSV_H
#define GUICHET_BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

#define CSV_CELLS_MAX 64

/* A text being read.  Rows end with LF or CRLF; cells are parted by the
 * first of , ; TAB that its first row has outside of quotes. */
struct csv {
	struct arena *mem;
	const char *at; /* NUL-terminated valid UTF-8 */
	char part;
	int64_t line; /* where the row of the last csv_next() began, from 1 */
	int64_t next; /* where the next one begins */
	const char *cell[CSV_CELLS_MAX];
	size_t n;
	bool wrong; /* the row is not well-formed; what follows is not read */
};

/* A byte order mark at the beginning of the text is no part of it. */
void csv_begin(struct csv *, struct arena *, const char *text);
/* The next row that is not empty into cell[], without the guards; false at
 * the end. */
bool csv_next(struct csv *);

/* Add a row. */
void csv_put(struct buf *, const char *const *cell, size_t n);

#endif
