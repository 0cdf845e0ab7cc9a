/*
 * fail.h - what a person is told when a request could not be answered.
 */
#ifndef GUICHET_WEB_FAIL_H
#define GUICHET_WEB_FAIL_H

#include "web/http.h"

struct fail {
	int status;      /* of HTTP */
	int code;        /* of the texts, Lang.Error.CODE */
	bool bare;       /* no page: who asked is to learn nothing */
	const char *say; /* key under Lang.Say, or NULL */
	int64_t say_n;
	const char *back; /* address of the page that the form came from */
	int retry_after;  /* seconds; 0: none */
	/* What was typed at length and is not kept anywhere: name of the
	 * field and text. */
	const struct param *text;
	size_t ntext;
};

/*
 * Make it of what the request came to: the code, what err_fail() noted,
 * and the status that the router or a handler asked for, if that is 400
 * or more.  ERR_LOGIN is a page only if something was typed that could not
 * be kept otherwise.
 */
void fail_read(struct ctx *, struct req *, enum err, int status, struct fail *);

/*
 * A form that goes on once its sender has given his password: what it was
 * sent with, but for secrets.
 */
struct proof {
	const struct param *field;
	size_t nfield;
	const char *key;  /* of the form; "" none */
	const char *back; /* page to go back to */
	bool lost;        /* there was a secret */
	const char *say;  /* why the password did not do, or NULL */
	int64_t say_n;
};

void proof_read(struct ctx *, struct req *, struct proof *out);

#endif
