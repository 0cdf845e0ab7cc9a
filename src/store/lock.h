/*
 * lock.h - the write lock: one process writes at a time.
 *
 * Debian 12's SQLite has the WAL-reset bug, which needs a commit and a
 * checkpoint at once; so all commits and checkpoints stand under this
 * lock.  It also makes waiting fair, which SQLite's own polling is not.
 */
#ifndef GUICHET_STORE_LOCK_H
#define GUICHET_STORE_LOCK_H

#include <stdbool.h>

/* Each process opens the file itself: a descriptor inherited over fork
 * shares the lock and excludes nobody.  -1 and errno if it cannot. */
int lock_open(const char *path);
/* False after `seconds` of waiting, or on an error other than a signal. */
bool lock_take(int fd, int seconds);
void lock_release(int fd);

#endif
