#include "web/csrf.h"

#include <inttypes.h>

#include "base/crypto.h"

const char *
csrf_token(struct ctx *cx, const struct session *se)
{
	unsigned char mac[HASH_LEN];

	if (se == NULL)
		return "";
	/* The user as well: the number of a session that was removed may
	 * be given again. */
	hmac(cx->keys->csrf, mac, arena_printf(cx->mem, "%" PRId64, se->id),
	    arena_printf(cx->mem, "%" PRId64, se->user_id), NULL);
	return crypto_base64(cx->mem, mac, sizeof(mac));
}

bool
csrf_right(struct ctx *cx, const struct session *se, const char *token)
{
	return se != NULL && token != NULL &&
	    crypto_equal_text(csrf_token(cx, se), token);
}
