/*
 * sandbox.h - a process gives up, for good, what it has no need of.
 *
 * What it may still do is a table: the system calls, and the folders and
 * files that it may open.  The kernel holds it to that: seccomp to the
 * calls, Landlock to the paths.  Descriptors that are open already stay
 * good, so a process opens what it needs and then enters.  The only door
 * to seccomp.h, and to Landlock.
 */
#ifndef GUICHET_BASE_SANDBOX_H
#define GUICHET_BASE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/ctx.h"

struct sandbox {
	const char *name; /* who is fenced in, for the log */

	/* Names of system calls, NULL at the end.  Of some the sandbox lets
	 * pass only the harmless use: see sandbox.c. */
	const char *const *calls;
	bool deadly; /* any other call ends the process; else it is EPERM */
	int out_fd;  /* the only descriptor to write to; 0: any */
	int file_fd; /* the only one to pwrite to; 0: any */

	/* Folders (with all that is below) and files, NULL at the end; those
	 * that are not there are left out.  NULL: none, of either. */
	const char *const *read, *const *write;
};

/* How far the kernel went. */
struct sandbox_state {
	bool calls; /* seccomp holds us */
	int paths;  /* the version of Landlock that does; 0: none */
	bool off;   /* by the settings, or under a tool that needs more */
};

/*
 * Enter.  What the kernel lacks is logged, and ERR_FAULT if the settings
 * say that it is required: the process must not go on then.
 */
enum err sandbox_enter(struct ctx *, const struct sandbox *) MUST_CHECK;

/* Only the calls, on top of what there is; for a child that parses bytes
 * which nobody trusts.  False if it cannot be.  Nothing where sandboxes
 * are off. */
bool sandbox_narrow(const struct sandbox *);

/* Of this process. */
const struct sandbox_state *sandbox_state(void);

#endif
