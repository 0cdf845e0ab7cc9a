#include "cmd/fence.h"

#include <sys/stat.h>

#include "base/conf.h"
#include "base/sandbox.h"

/* What libfcgi, SQLite, glibc and we ourselves do in a day's work. */
static const char *const calls[] = {
	/* files */
	"read", "readv", "write", "writev", "pread64", "pwrite64", "lseek",
	"close", "open", "openat", "stat", "lstat", "fstat", "newfstatat",
	"statx", "access", "faccessat", "faccessat2", "statfs", "fstatfs",
	"mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "link", "linkat",
	"rename", "renameat", "renameat2", "ftruncate", "fallocate", "fsync",
	"fdatasync", "fadvise64", "copy_file_range", "sendfile", "fcntl",
	"flock", "getdents64", "getcwd", "readlink", "readlinkat", "umask",
	"chmod", "fchmod", "fchmodat", "utimensat", "dup", "dup2", "dup3",
	"pipe2",
	/* sockets, of Unix only */
	"socket", "socketpair", "connect", "accept", "accept4", "recvfrom",
	"recvmsg", "sendto", "sendmsg", "shutdown", "getsockopt", "setsockopt",
	"getsockname", "getpeername", "poll", "ppoll", "select", "pselect6",
	/* memory, none of it to be executed */
	"brk", "mmap", "mremap", "munmap", "mprotect", "madvise",
	/* time and signals, to nobody else */
	"clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep",
	"gettimeofday", "time", "setitimer", "rt_sigaction", "rt_sigprocmask",
	"rt_sigreturn", "rt_sigtimedwait", "rt_sigpending", "sigaltstack",
	"restart_syscall", "tgkill",
	/* the process itself */
	"getpid", "gettid", "getppid", "getuid", "geteuid", "getgid", "getegid",
	"getrusage", "getrlimit", "prlimit64", "times", "sysinfo", "uname",
	"sched_yield", "sched_getaffinity", "getcpu", "futex", "getrandom",
	"eventfd2", "rseq", "set_robust_list", "exit", "exit_group", NULL
};

enum err
fence_enter(struct ctx *cx, const char *name)
{
	const struct conf *conf = cx->conf;
	const char *const nginx = arena_printf(
	    cx->mem, "%s/nginx", conf->paths_data);
	const char *const body = arena_printf(cx->mem, "%s/body", nginx);
	/* The database is open; its files are for SQLite to look at again. */
	const char *const write[] = { conf->blob_dir, conf->tmp_dir,
		conf->thumb_dir, body, conf->db_file,
		arena_printf(cx->mem, "%s-wal", conf->db_file),
		arena_printf(cx->mem, "%s-shm", conf->db_file),
		arena_printf(cx->mem, "%s.lock", conf->db_file), NULL };
	static const char *const read[] = { "/usr/share/zoneinfo", NULL };
	const struct sandbox box = {
		.name = name, .calls = calls, .read = read, .write = write
	};

	/* A portal from before has none, and from here on none can be made. */
	(void)!mkdir(conf->thumb_dir, 0750);
	/* nginx makes its own when it begins, which may be after us. */
	(void)!mkdir(nginx, 0750);
	(void)!mkdir(body, 0700);
	return sandbox_enter(cx, &box);
}
