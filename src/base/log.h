/*
 * log.h - one line an event, to standard error.
 *
 *	2026-11-24T10:42:00Z level=warning pid=812 where=src/edge/worker.c:71
 *	    pool=page msg="cannot accept: Too many open files"
 *
 * (one line).  Whatever a value holds, a reader can split the line at its
 * blanks and equals signs: a value that is more than a word stands in
 * quotes, and in it quotes, backslashes, control characters, characters
 * that turn the direction of writing, and bytes that are no UTF-8 are
 * written \xNN.
 *
 * Each line is one write(2) of at most LOG_LINE_MAX bytes, which a pipe
 * takes whole: lines of several processes do not mix.  What is longer is
 * cut.  A place in the code that logs more than LOG_BURST lines in one
 * second is silent for the rest of it; its next line says how many it
 * kept to itself, as suppressed=N.
 *
 * Never log a password, a token, or what people write to each other.
 */
#ifndef GUICHET_BASE_LOG_H
#define GUICHET_BASE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG, LOG__MAX };

#define LOG_LINE_MAX  4096 /* bytes, newline included: PIPE_BUF */
#define LOG_VALUE_MAX 2048 /* bytes of one value, as written */
#define LOG_BURST     20   /* lines a second from one place */

/* Log what is at least as grave as `level`; LOG_INFO until then. */
void log_open(enum log_level level);

/* Log a sentence; printf's formats. */
#define log_event(level, ...)                                                  \
	log_event_at((level), __FILE__ ":" STR_(__LINE__), __VA_ARGS__)
void log_event_at(enum log_level, const char *where, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Log what err_fail() recorded, with the request it happened in. */
void log_failure(enum log_level, const struct ctx *);

/*
 * The same with fields:
 *
 *	log_begin(&l, LOG_WARNING);
 *	log_text(&l, "pool", name);
 *	log_number(&l, "worker", pid);
 *	log_end(&l, "died");
 *
 * Keys are words of our own; text may be anything, or NULL, which leaves
 * the field out.
 */
struct log_line {
	char s[LOG_LINE_MAX];
	size_t len; /* bytes */
	bool off;   /* nobody wants it: not grave enough, or too much */
};

#define log_begin(line, level)                                                 \
	log_begin_at((line), (level), __FILE__ ":" STR_(__LINE__))
void log_begin_at(struct log_line *, enum log_level, const char *where);
void log_text(struct log_line *, const char *key, const char *value);
void log_number(struct log_line *, const char *key, int64_t);
void log_end(struct log_line *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
