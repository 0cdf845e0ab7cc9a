/*
 * clamd-double.h - a stand-in that speaks clamd's protocol, in a process of
 * its own, and finds a virus wherever a file has EICAR in it.
 */
#ifndef GUICHET_TESTS_CLAMD_DOUBLE_H
#define GUICHET_TESTS_CLAMD_DOUBLE_H

enum doubling {
	DOUBLE_WELL,
	DOUBLE_STREAMS, /* it takes no descriptors */
	DOUBLE_ERROR,   /* it cannot look into any file */
	DOUBLE_LIMIT,   /* every file is too large for it */
	DOUBLE_ALERT,   /* the same, as an alert */
	DOUBLE_HALF,    /* half an answer */
	DOUBLE_CLOSES,  /* none, at once */
	DOUBLE_STALLS,  /* none for ever, but its version */
	DOUBLE_STOPPED, /* none for ever, at all */
	DOUBLE_NEWER,   /* it has other signatures */
};

void double_start(const char *socket);
void double_stop(void);
void double_be(enum doubling);
/* How many files it was asked about since the last call. */
int double_asked(void);

#endif
