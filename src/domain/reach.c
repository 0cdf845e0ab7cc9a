#include "domain/reach.h"

#include "store/store.h"

enum err
reach_list(struct ctx *cx, struct reach_list *out)
{
	return store_reach(cx, out);
}
