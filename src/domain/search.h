/*
 * search.h - tickets by the words in them.
 *
 * What a person types is words: all of them must be in the ticket, in its
 * title, a message, the name of a file or, for the staff, a note.  A word of
 * letters finds those that begin with it; what stands in quotation marks is
 * found as it is.  Nothing that is typed is a command to the database.
 *
 * The list of what is found is ticket_list()'s, which asks for what the actor
 * may see in the same statement.
 */
#ifndef GUICHET_DOMAIN_SEARCH_H
#define GUICHET_DOMAIN_SEARCH_H

#include "base/ctx.h"
#include "domain/catch_up.h"

#define SEARCH_CHARS 200 /* of what is typed */
#define SEARCH_TERMS 16  /* further ones are not looked for */

/* What is typed, as the index wants it; "": there is no word in it. */
const char *search_words(struct arena *, const char *typed);

/* Where in a ticket it was found. */
struct excerpt {
	int64_t number; /* of the message or note; 0: in none of them */
	bool note;
	struct excerpt_piece {
		const char *text;
		bool hit;
	} * piece;
	size_t count;
};

/*
 * The newest text of a ticket in which most of the words stand, as a line:
 * what is around the first of them.  Nothing if the words are in its title or
 * in the names of files.
 */
enum err search_excerpt(struct ctx *, int64_t ticket, const char *typed,
    struct excerpt *) MUST_CHECK;
/* A line of text (a title) with its words marked. */
void search_mark(
    struct arena *, const char *text, const char *typed, struct excerpt *);

/*
 * The index anew: search_begin() empties it, after which nothing is found
 * that search_fill_some() has not put in again, *n parts at a time, until
 * *n < CATCH_UP_MAX.  Meanwhile the portal may go on.
 */
enum err search_begin(struct ctx *) MUST_CHECK;
enum err search_fill_some(struct ctx *, size_t *n) MUST_CHECK;
/* The job: an index that was found damaged is made anew, by and by. */
enum err search_catch_up(struct ctx *) MUST_CHECK;

/* Is in the index what must be, and no more? */
struct search_report {
	int64_t parts, words; /* of tickets, as they must be in it */
	int64_t due;          /* parts that are still to come */
	int64_t extra;        /* words in it that no ticket has */
	int64_t missing;      /* parts of which something is not in it */
	int64_t first;        /* ticket of the first of them */
};
/* Reads every ticket.  ERR_FAULT if the index itself is damaged. */
enum err search_verify(struct ctx *, struct search_report *) MUST_CHECK;

#endif
