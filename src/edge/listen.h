/*
 * listen.h - what exactly one process may hold: a lock and the sockets.
 */
#ifndef GUICHET_EDGE_LISTEN_H
#define GUICHET_EDGE_LISTEN_H

#include "base/ctx.h"

/*
 * Listen on a Unix socket, non-blocking, close-on-exec, mode 0660; its
 * folder is made, with mode 0750, if there is none.  What a dead process
 * left at `path` is replaced.
 *
 * ERR_BUSY: somebody listens there.  ERR_CONFLICT: it is no socket.
 * ERR_INVALID: the path is too long for a socket.
 * ERR_DENIED: no permission.  ERR_FAULT: anything else.
 */
enum err listen_open(
    struct ctx *, const char *path, int backlog, int *out) MUST_CHECK;

/*
 * Lock the file at `path`, made as above, and write our process id into
 * it.  The lock holds until every copy of the descriptor is closed.
 *
 * ERR_BUSY: another process has it.  ERR_DENIED, ERR_FAULT: as above.
 */
enum err pidfile_open(struct ctx *, const char *path, int *out) MUST_CHECK;
/* Empty it and let it go.  The file stays: to unlink it would leave two
 * processes with a lock each, on files of the same name. */
void pidfile_close(int fd);

#endif
