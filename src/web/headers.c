#include "web/headers.h"

#include "base/err.h"

const struct header PAGE_HEADERS[] = {
	{ "Content-Security-Policy",
	    "default-src 'none'; script-src 'self'; style-src 'self'; "
	    "img-src 'self' data:; connect-src 'self'; form-action 'self'; "
	    "frame-ancestors 'none'; base-uri 'none'",
	    "sandbox; default-src 'none'; frame-ancestors 'none'" },
	{ "X-Content-Type-Options", "nosniff", NULL },
	{ "Referrer-Policy", "same-origin", NULL },
	{ "Cross-Origin-Opener-Policy", "same-origin", NULL },
	{ "Cross-Origin-Resource-Policy", "same-origin", NULL },
	{ "Permissions-Policy",
	    "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
	    NULL },
};

const size_t PAGE_HEADER_COUNT = NELEM(PAGE_HEADERS);

/* Two years; a host's other names are not ours to decide. */
const struct header HSTS_HEADER = { "Strict-Transport-Security",
	"max-age=63072000", NULL };
