/*
 * What a page worker and the jobs process cannot do once they are fenced
 * in, and that they can do all that they need.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/sandbox.h"
#include "base/tz.h"
#include "cmd/fence.h"
#include "domain/ticket.h"
#include "fixture.h"
#include "helper.h"
#include "store/blob.h"
#include "tap.h"

static struct ctx cx;

/* True if the kernel said no. */
static bool
refused(long rc)
{
	return rc == -1 &&
	    (errno == EPERM || errno == EACCES || errno == EXDEV);
}

static bool
open_passwd(void)
{
	return refused(open("/etc/passwd", O_RDONLY));
}

static bool
open_keys(void)
{
	return refused(
	    open(arena_printf(cx.mem, "%s/secret.key", cx.conf->paths_data),
		O_RDONLY));
}

static bool
open_own_memory(void)
{
	return refused(open("/proc/self/mem", O_RDWR));
}

static bool
list_root(void)
{
	return refused(open("/", O_RDONLY | O_DIRECTORY));
}

static bool
write_outside(void)
{
	return refused(
	    open("/tmp/t-sandbox-outside", O_WRONLY | O_CREAT, 0600));
}

/* Below the data folder, but nothing that a worker makes. */
static bool
write_settings(void)
{
	return refused(
	    open(arena_printf(cx.mem, "%s/guichet.conf", cx.conf->paths_data),
		O_WRONLY | O_CREAT, 0600));
}

static bool
escape_by_dots(void)
{
	return refused(open(
	    arena_printf(cx.mem, "%s/../../../etc/passwd", cx.conf->blob_dir),
	    O_RDONLY));
}

static bool
link_outside(void)
{
	return refused(
	    link(arena_printf(cx.mem, "%s/secret.key", cx.conf->paths_data),
		arena_printf(cx.mem, "%s/stolen", cx.conf->blob_dir)));
}

static bool
run_program(void)
{
	char *const argv[] = { (char *)"true", NULL };

	return refused(execv("/bin/true", argv));
}

static bool
run_own_file(void)
{
	const char *path = arena_printf(cx.mem, "%s/x", cx.conf->tmp_dir);
	char *const argv[] = { (char *)"x", NULL };
	int fd = open(path, O_WRONLY | O_CREAT, 0700);

	return write(fd, "#!/bin/sh\n", 10) == 10 && close(fd) == 0 &&
	    refused(execv(path, argv));
}

static bool
fork_off(void)
{
	return refused(fork());
}

static bool
talk_ip(void)
{
	return refused(socket(AF_INET, SOCK_STREAM, 0)) &&
	    refused(socket(AF_INET6, SOCK_DGRAM, 0)) &&
	    refused(socket(AF_NETLINK, SOCK_RAW, 0)) &&
	    refused(socket(AF_PACKET, SOCK_RAW, 0));
}

/* A socket that was there before, as one that comes over another. */
static int inet = -1;

static bool
connect_ip(void)
{
	const struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons(9),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	/* connect() is needed for Unix sockets; Landlock knows TCP, of
	 * version 4 on. */
	return sandbox_state()->paths < 4 ||
	    refused(connect(inet, (const struct sockaddr *)&to, sizeof(to)));
}

static bool
listen_anywhere(void)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	return fd != -1 && refused(listen(fd, 1));
}

static bool
trace_parent(void)
{
	return refused(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL)) &&
	    refused(syscall(
		SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0)) &&
	    refused(syscall(SYS_pidfd_open, getppid(), 0));
}

static bool
kill_parent(void)
{
	return refused(kill(getppid(), SIGTERM)) &&
	    refused(kill(-1, SIGTERM)) &&
	    refused(syscall(SYS_tgkill, getppid(), getppid(), SIGTERM));
}

/* Typing into the terminal of who started us, say. */
static bool
control_a_device(void)
{
	return refused(ioctl(STDIN_FILENO, TIOCSTI, "x"));
}

static bool
mount_something(void)
{
	return refused(mount("none", "/mnt", "tmpfs", 0, NULL)) &&
	    refused(chroot("/tmp")) && refused(umount("/proc"));
}

static bool
new_namespace(void)
{
	return refused(syscall(SYS_unshare, 0x10000000)) &&
	    refused(syscall(SYS_setns, 0, 0));
}

static bool
become_someone(void)
{
	return refused(setuid(0)) && refused(setgid(0));
}

static bool
write_code(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p != MAP_FAILED &&
	    refused(mprotect(p, 4096, PROT_READ | PROT_EXEC)) &&
	    mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
		-1, 0) == MAP_FAILED &&
	    refused(syscall(SYS_memfd_create, "x", 0));
}

static bool
use_the_kernel(void)
{
	return refused(syscall(SYS_bpf, 0, NULL, 0)) &&
	    refused(syscall(SYS_keyctl, 0, 0)) &&
	    refused(syscall(SYS_perf_event_open, NULL, 0, 0, 0, 0)) &&
	    refused(syscall(SYS_io_uring_setup, 1, NULL)) &&
	    refused(syscall(SYS_userfaultfd, 0)) &&
	    refused(syscall(SYS_init_module, NULL, 0, "")) &&
	    refused(syscall(SYS_reboot, 0, 0, 0, NULL));
}

static bool
raise_limits(void)
{
	const struct rlimit more = { 4096, 4096 };

	return refused(setrlimit(RLIMIT_NOFILE, &more));
}

/* --- What must go on working -------------------------------------------- */

static bool
read_and_write_tickets(void)
{
	struct ticket_counts n;

	fixture_as(&cx, MEI);
	return fixture_ticket(&cx) > 0 &&
	    ticket_counts(&cx, SCOPE_MINE, 0, &n) == ERR_OK;
}

static bool
keep_a_file(void)
{
	struct blob_temp *t;
	char hex[HEX_LEN];

	if (blob_temp_open(&cx, cx.conf->tmp_dir, &t) != ERR_OK ||
	    blob_temp_put(&cx, t, "hello", 5) != ERR_OK)
		return false;
	blob_temp_end(t, hex);
	return blob_commit(&cx, cx.conf->blob_dir, t->fd, t->path, hex) ==
	    ERR_OK &&
	    blob_exists(&cx, cx.conf->blob_dir, hex);
}

static bool
know_the_time_in_shanghai(void)
{
	return tz_get("Asia/Shanghai") != NULL;
}

static bool
hold_a_unix_socket(void)
{
	int pair[2];

	return socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0 &&
	    write(pair[0], "x", 1) == 1;
}

static const struct {
	const char *what;
	bool (*holds)(void);
} rows[] = {
	{ "cannot open /etc/passwd", open_passwd },
	{ "cannot open the keys", open_keys },
	{ "cannot open /proc/self/mem", open_own_memory },
	{ "cannot list /", list_root },
	{ "cannot write outside the data", write_outside },
	{ "cannot write the settings", write_settings },
	{ "cannot climb out of the blobs", escape_by_dots },
	{ "cannot link a key among the blobs", link_outside },
	{ "cannot run a program", run_program },
	{ "cannot run what it wrote", run_own_file },
	{ "cannot fork", fork_off },
	{ "cannot make another socket than of Unix", talk_ip },
	{ "cannot connect one that it has", connect_ip },
	{ "cannot listen", listen_anywhere },
	{ "cannot trace its parent", trace_parent },
	{ "cannot kill its parent", kill_parent },
	{ "cannot control a device", control_a_device },
	{ "cannot mount", mount_something },
	{ "cannot make a namespace", new_namespace },
	{ "cannot become somebody else", become_someone },
	{ "cannot make memory executable", write_code },
	{ "cannot use odd parts of the kernel", use_the_kernel },
	{ "cannot raise its limits", raise_limits },
	{ "can read and write tickets", read_and_write_tickets },
	{ "can keep a file", keep_a_file },
	{ "can read a time zone", know_the_time_in_shanghai },
	{ "can use a Unix socket", hold_a_unix_socket },
};

enum { NROWS = NELEM(rows) };

/* In a child; one byte a row. */
static void
try_all(int out)
{
	bool off = true;

	fixture_as(&cx, MEI);
	if (fence_enter(&cx, "a test") == ERR_OK)
		off = sandbox_state()->off;
	for (size_t i = 0; i < NELEM(rows); i++) {
		const char c = off ? '-' : rows[i].holds() ? '1' : '0';

		if (write(out, &c, 1) != 1)
			_exit(1);
	}
	_exit(0);
}

static void
test_a_fenced_process_does_its_work_and_nothing_else(void)
{
	char got[NROWS + 1] = "";
	int out[2], status;
	pid_t pid;

	inet = socket(AF_INET, SOCK_STREAM, 0);
	close(open(arena_printf(cx.mem, "%s/secret.key", cx.conf->paths_data),
	    O_WRONLY | O_CREAT, 0600));
	ok(pipe(out) == 0);
	fflush(NULL);
	pid = fork();
	if (pid == 0)
		try_all(out[1]);
	close(out[1]);
	for (size_t n = 0; n < NROWS; n++)
		if (read(out[0], got + n, 1) != 1)
			break;
	ok(waitpid(pid, &status, 0) == pid && left_well(status));
	for (size_t i = 0; i < NELEM(rows); i++)
		tap_ok(got[i] == (is_watched() ? '-' : '1'),
		    got[i] == '-' ? "(sandboxes are off here)" : rows[i].what,
		    __FILE__, __LINE__);
}

/* --- The stricter kind -------------------------------------------------- */

static int
status_of(void (*run)(int), int arg)
{
	int status = -1;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		run(arg);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	return status;
}

/* As the children do that parse what nobody trusts. */
static void
write_to(int fd)
{
	static const char *const wide[] = { "write", "exit_group", "seccomp",
		"prctl", "brk", "mmap", "munmap", "madvise", "futex",
		"getrandom", NULL };
	/* The filter itself is freed behind it: malloc() may trim. */
	static const char *const few[] = { "write", "exit_group", "brk",
		"munmap", "madvise", NULL };
	const struct sandbox outer = { .name = "a test", .calls = wide };
	const struct sandbox inner = {
		.name = "a test", .calls = few, .deadly = true, .out_fd = 5
	};

	dup2(STDERR_FILENO, 5);
	dup2(STDERR_FILENO, 6);
	if (sandbox_enter(&cx, &outer) != ERR_OK || !sandbox_narrow(&inner))
		_exit(2);
	if (sandbox_state()->off && fd == 6)
		raise(SIGSYS);
	(void)!write(fd, "", 0);
}

static void
test_what_is_deadly_kills(void)
{
	int status = status_of(write_to, 5);

	ok(left_well(status));
	status = status_of(write_to, 6);
	ok(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
}

/* --- An older kernel ----------------------------------------------------- */

/* One that knows nothing of Landlock: what the mode makes of it, as bits. */
static void
enter_without_landlock(int mode)
{
	struct conf *conf = (struct conf *)(uintptr_t)cx.conf;
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);
	enum err rc;

	conf->server_sandbox = mode;
	if (f == NULL ||
	    seccomp_rule_add_array(f, SCMP_ACT_ERRNO(ENOSYS),
		SCMP_SYS(landlock_create_ruleset), 0, NULL) != 0 ||
	    seccomp_load(f) != 0)
		_exit(99);
	rc = fence_enter(&cx, "a test");
	_exit((rc == ERR_FAULT ? 1 : 0) | (sandbox_state()->calls ? 2 : 0) |
	    (sandbox_state()->paths != 0 ? 4 : 0) |
	    (sandbox_state()->off ? 8 : 0));
}

/* Off where a tool watches us, whatever the mode. */
static void
test_the_mode_says_what_a_lack_means(void)
{
	static const struct {
		int mode, want;
	} modes[] = { { CONF_SANDBOX_AUTO, 2 }, { CONF_SANDBOX_REQUIRED, 3 },
		{ CONF_SANDBOX_OFF, 8 } };

	for (size_t i = 0; i < NELEM(modes); i++) {
		const int status = status_of(
		    enter_without_landlock, modes[i].mode);

		ok(WIFEXITED(status) &&
		    WEXITSTATUS(status) ==
			(is_valgrind()         ? 99
				: is_watched() ? 8
					       : modes[i].want));
	}
}

int
main(void)
{
	fixture_open_on_disk(&cx);
	test_a_fenced_process_does_its_work_and_nothing_else();
	test_what_is_deadly_kills();
	test_the_mode_says_what_a_lack_means();
	fixture_close(&cx);
	return tap_done();
}
