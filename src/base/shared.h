/*
 * shared.h - memory that all processes of one installation share, in a file.
 */
#ifndef GUICHET_BASE_SHARED_H
#define GUICHET_BASE_SHARED_H

#include <stddef.h>

/*
 * Map the file, made with zeros if it is new; NULL and errno if that fails.
 * Give it back with the same size; NULL is nothing.
 */
void *shared_open(const char *path, size_t size);
void shared_close(void *, size_t size);

#endif
