/*
 * fence.h - what the processes of the portal may still do once they have
 * begun: hardly anything that the portal does not.
 */
#ifndef GUICHET_CMD_FENCE_H
#define GUICHET_CMD_FENCE_H

#include "base/ctx.h"

/*
 * Fence in a process that makes pages or works off jobs: no program is
 * started, no network reached but Unix sockets, and no file opened but
 * the data.  Whatever else it needs must be open or read.
 */
enum err fence_enter(struct ctx *, const char *name) MUST_CHECK;

#endif
