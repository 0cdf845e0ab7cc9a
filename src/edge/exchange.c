#include "edge/exchange.h"

#include <string.h>

bool
exchange_send(
    struct exchange *x, const char *head, const void *body, size_t len)
{
	return x->write(x, head, strlen(head)) && x->write(x, body, len);
}
