/*
 * env.h - the variables of a request (RFC 3875), found by name.
 *
 * They come as NAME=value strings.  That form hides surprises: a name
 * may come twice, and then each reader has its own idea of which one
 * counts; a value may carry control characters, which a header cannot.
 * nginx sends neither (conf/ passes a fixed list), so whoever does is
 * not to be believed.  What the form cannot show is a NUL inside a value:
 * nginx refuses it.
 */
#ifndef GUICHET_EDGE_ENV_H
#define GUICHET_EDGE_ENV_H

#include <stddef.h>
#include <stdint.h>

#define ENV_MAX       64                   /* variables */
#define ENV_BYTES_MAX ((size_t)128 * 1024) /* of all of them together */

struct env {
	struct {
		const char *name; /* up to its '=', which the value follows */
		size_t len;       /* bytes of the name */
		uint32_t hash;    /* of the name */
	} var[ENV_MAX];
	size_t n;
};

/*
 * Index a NULL-terminated list, which is borrowed.  NULL if all is well,
 * else what is wrong with it, as a static sentence for the log; env_get()
 * then knows the variables before the offending one.
 */
const char *env_read(struct env *, char *const *envp);

/* The value of a variable, or NULL. */
const char *env_get(const struct env *, const char *name);

#endif
