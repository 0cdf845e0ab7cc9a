#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/log.h"

static struct sandbox_state state = { .off = true };

const struct sandbox_state *
sandbox_state(void)
{
	return &state;
}

/* AddressSanitizer and valgrind do things of their own in our name. */
static bool
is_watched(void)
{
#ifdef __SANITIZE_ADDRESS__
	return true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
	return true;
#endif
#endif
	const char *preload = getenv("LD_PRELOAD");

	return preload != NULL && strstr(preload, "vgpreload") != NULL;
}

/* --- Landlock: paths --------------------------------------------------- */

/*
 * The kernel's interface, since the system's headers may be older than
 * the kernel, and the C library has no functions for it.
 */
struct ruleset_attr {
	uint64_t fs, net, scoped;
};

struct path_attr {
	uint64_t allowed;
	int32_t parent_fd;
} __attribute__((packed));

enum { RULE_PATH = 1, GET_VERSION = 1 };

#define WRITE_FILE (1ULL << 1)
#define READ_FILE  (1ULL << 2)
#define READ_DIR   (1ULL << 3)
#define REMOVE     (1ULL << 4 | 1ULL << 5)
#define MAKE_DIR   (1ULL << 7)
#define MAKE_REG   (1ULL << 8)
#define REFER      (1ULL << 13) /* link() to another folder */
#define TRUNCATE   (1ULL << 14)

#define FILE_READ  READ_FILE
#define FILE_WRITE (READ_FILE | WRITE_FILE | TRUNCATE)
#define DIR_READ   (FILE_READ | READ_DIR)
#define DIR_WRITE  (DIR_READ | FILE_WRITE | REMOVE | MAKE_DIR | MAKE_REG | REFER)

/* Without REFER, of version 2, nothing could be linked to where it stays. */
#define VERSION_LEAST 2

static int
landlock_version(void)
{
	long v = syscall(SYS_landlock_create_ruleset, NULL, 0, GET_VERSION);

	return v < 0 ? 0 : (int)v;
}

/* All rights of files that this version knows of. */
static uint64_t
all_rights(int version)
{
	static const int bits[] = { 0, 13, 14, 15, 15, 16 };
	const int last = (int)NELEM(bits) - 1;

	return (1ULL << bits[version < last ? version : last]) - 1;
}

static bool
add_path(int ruleset, const char *path, bool write, uint64_t known)
{
	struct path_attr attr = { .allowed = 0 };
	struct stat st;
	bool good;

	attr.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (attr.parent_fd == -1)
		return errno == ENOENT;
	good = fstat(attr.parent_fd, &st) == 0;
	if (good && S_ISDIR(st.st_mode))
		attr.allowed = write ? DIR_WRITE : DIR_READ;
	else if (good)
		attr.allowed = write ? FILE_WRITE : FILE_READ;
	attr.allowed &= known;
	good = good &&
	    syscall(SYS_landlock_add_rule, ruleset, RULE_PATH, &attr, 0) == 0;
	close(attr.parent_fd);
	return good;
}

static bool
add_paths(int ruleset, const char *const *path, bool write, uint64_t known)
{
	for (; path != NULL && *path != NULL; path++)
		if (!add_path(ruleset, *path, write, known))
			return false;
	return true;
}

/* Returns the version that holds us; 0 if none does. */
static int
hold_paths(const struct sandbox *box)
{
	const int version = landlock_version();
	/* No TCP at all, and no signals to who is outside. */
	const struct ruleset_attr attr = { .fs = all_rights(version),
		.net = version >= 4 ? 3 : 0,
		.scoped = version >= 6 ? 3 : 0 };
	const size_t size = version >= 6 ? sizeof(attr)
	    : version >= 4               ? offsetof(struct ruleset_attr, scoped)
					 : offsetof(struct ruleset_attr, net);
	bool good;
	int fd;

	if (version < VERSION_LEAST)
		return 0;
	fd = (int)syscall(SYS_landlock_create_ruleset, &attr, size, 0);
	if (fd == -1)
		return 0;
	good = add_paths(fd, box->read, false, attr.fs) &&
	    add_paths(fd, box->write, true, attr.fs) &&
	    syscall(SYS_landlock_restrict_self, fd, 0) == 0;
	close(fd);
	return good ? version : 0;
}

/* --- seccomp: system calls --------------------------------------------- */

/*
 * Calls that are good for only one thing here, whoever lists them: the
 * argument, masked, has that value.  clone() makes no namespace.
 */
#define NAMESPACES 0x7e020000U
static const struct {
	const char *call;
	unsigned arg;
	uint64_t mask, value;
} narrow[] = {
	{ "socket", 0, UINT32_MAX, AF_UNIX },
	{ "mmap", 2, PROT_EXEC, 0 },
	{ "mprotect", 2, PROT_EXEC, 0 },
	{ "clone", 0, NAMESPACES, 0 },
};

/* Add a call, all of it or, with `only`, one use of it. */
static bool
allow(scmp_filter_ctx filter, int number, const struct scmp_arg_cmp *only)
{
	return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, number,
		   only != NULL ? 1 : 0, only) == 0;
}

/* Of some calls one use depends on who we are: true, with *only. */
static bool
is_ours_alone(
    const char *call, const struct sandbox *box, struct scmp_arg_cmp *only)
{
	*only = (struct scmp_arg_cmp){ .op = SCMP_CMP_EQ };
	if (strcmp(call, "tgkill") == 0) {
		only->datum_a = (uint64_t)getpid();
		return true;
	}
	if (strcmp(call, "prlimit64") == 0) {
		only->arg = 2; /* to ask for a limit, not to set one */
		return true;
	}
	if (strcmp(call, "pwrite64") == 0) {
		only->datum_a = (uint64_t)box->file_fd;
		return box->file_fd != 0;
	}
	only->datum_a = (uint64_t)box->out_fd;
	return strcmp(call, "write") == 0 && box->out_fd != 0;
}

static bool
add_call(scmp_filter_ctx filter, const char *call, const struct sandbox *box)
{
	const int number = seccomp_syscall_resolve_name(call);
	struct scmp_arg_cmp only;

	/* This architecture has none of that name. */
	if (number < 0)
		return true;
	if (is_ours_alone(call, box, &only))
		return allow(filter, number, &only);
	for (size_t i = 0; i < NELEM(narrow); i++) {
		if (strcmp(narrow[i].call, call) != 0)
			continue;
		only = (struct scmp_arg_cmp){ .arg = narrow[i].arg,
			.op = SCMP_CMP_MASKED_EQ,
			.datum_a = narrow[i].mask,
			.datum_b = narrow[i].value };
		return allow(filter, number, &only);
	}
	return allow(filter, number, NULL);
}

/* glibc tries what is newer first, and goes on only after ENOSYS. */
static bool
deny_new_calls(scmp_filter_ctx filter)
{
	const int number = seccomp_syscall_resolve_name("clone3");

	return number < 0 ||
	    seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), number, 0) == 0;
}

static bool
hold_calls(const struct sandbox *box)
{
	scmp_filter_ctx filter;
	bool good;

	filter = seccomp_init(
	    box->deadly ? SCMP_ACT_KILL_PROCESS : SCMP_ACT_ERRNO(EPERM));
	if (filter == NULL)
		return false;
	good = deny_new_calls(filter);
	for (const char *const *c = box->calls; good && *c != NULL; c++)
		good = add_call(filter, *c, box);
	good = good && seccomp_load(filter) == 0;
	seccomp_release(filter);
	malloc_trim(0); /* it took more than what stays of it */
	return good;
}

/* --- Both --------------------------------------------------------------- */

enum err
sandbox_enter(struct ctx *cx, const struct sandbox *box)
{
	const int mode = cx->conf->server_sandbox;

	state = (struct sandbox_state){ .off = mode == CONF_SANDBOX_OFF ||
		    is_watched() };
	if (state.off)
		return ERR_OK;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
		state.paths = hold_paths(box);
		state.calls = hold_calls(box);
	}
	if (state.paths != 0 && state.calls)
		return ERR_OK;
	if (mode == CONF_SANDBOX_REQUIRED)
		return err_fail(cx, ERR_FAULT,
		    "cannot fence in %s: the kernel has no %s, and "
		    "server.sandbox is required",
		    box->name, state.calls ? "Landlock" : "seccomp");
	log_event(LOG_WARNING,
	    "%s is not wholly fenced in: the kernel has no "
	    "%s",
	    box->name, state.calls ? "Landlock" : "seccomp");
	return ERR_OK;
}

bool
sandbox_narrow(const struct sandbox *box)
{
	return state.off || !state.calls || hold_calls(box);
}
