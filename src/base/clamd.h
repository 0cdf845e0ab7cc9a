/*
 * clamd.h - ask the virus scanner: a client of clamd, over its Unix socket.
 *
 * clamd gets the descriptor of the file (FILDES); where it cannot take one,
 * as behind a relay, the bytes (INSTREAM).  Nothing of it is parsed here.
 * Whoever asks waits for `timeout` at most, whatever clamd does: page
 * workers never ask.
 */
#ifndef GUICHET_BASE_CLAMD_H
#define GUICHET_BASE_CLAMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct clamd {
	const char *socket;
	int timeout; /* seconds, for all of one question */
};

enum clamd_answer {
	CLAMD_CLEAN,
	CLAMD_INFECTED,
	CLAMD_PARTLY, /* over one of its limits: it has not seen all of it */
	CLAMD_FAILED, /* it says that it cannot */
	CLAMD_SILENT, /* it broke off, or takes too long */
	CLAMD_DOWN,   /* nobody is there */
};

#define CLAMD_TEXT 128 /* bytes of what it says, with the end */

/*
 * Look into the file that fd has open to be read, from its beginning; where
 * fd stands afterwards is not said.  `text` is the name of what was found,
 * or why there is no answer.
 */
enum clamd_answer clamd_scan(
    const struct clamd *, int fd, char text[CLAMD_TEXT]);

/* "ClamAV 1.4.6/27800/Tue …": program and signatures.  CLAMD_CLEAN if it
 * answers, else why it does not. */
enum clamd_answer clamd_version(const struct clamd *, char text[CLAMD_TEXT]);

#endif
