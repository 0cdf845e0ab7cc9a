#include "edge/listen.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fcgi-client.h"
#include "tap.h"

static struct ctx cx;
static char folder[] = "/tmp/t-listen-XXXXXX";

static const char *
in_folder(const char *name)
{
	return arena_printf(cx.mem, "%s/%s", folder, name);
}

static bool
says(const char *part)
{
	bool yes = cx.why != NULL && strstr(cx.why, part) != NULL;

	err_clear(&cx);
	return yes;
}

static mode_t
mode_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? st.st_mode & 07777 : 0;
}

static void
test_the_group_may_connect_and_others_not(void)
{
	const char *path = in_folder("run/page.sock");
	mode_t mask = umask(022);
	int fd = -1, peer;

	ok(listen_open(&cx, path, 8, &fd) == ERR_OK);
	ok(umask(mask) == 022);
	ok(mode_of(path) == 0660);
	ok(mode_of(in_folder("run")) == 0750);
	peer = fcgi_connect(path);
	ok(peer >= 0);
	ok((fcntl(fd, F_GETFL) & O_NONBLOCK) != 0);
	ok((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
	close(peer);
	close(fd);
	unlink(path);
	rmdir(in_folder("run"));
}

static void
test_a_socket_of_the_dead_is_replaced(void)
{
	const char *path = in_folder("dead.sock");
	int fd = -1;

	ok(listen_open(&cx, path, 8, &fd) == ERR_OK);
	close(fd); /* and the file stays */
	ok(mode_of(path) != 0);
	ok(listen_open(&cx, path, 8, &fd) == ERR_OK);
	close(fd);
	unlink(path);
}

static void
test_a_socket_of_the_living_is_not(void)
{
	const char *path = in_folder("living.sock");
	int fd = -1, other = -1;

	ok(listen_open(&cx, path, 0, &fd) == ERR_OK);
	/* Each try stays in its queue, which is soon full. */
	for (int i = 0; i < 4; i++) {
		ok(listen_open(&cx, path, 8, &other) == ERR_BUSY);
		ok(says("another program listens"));
	}
	ok(other == -1);
	close(fd);
	unlink(path);
}

static void
test_what_is_no_socket_is_left_alone(void)
{
	const char *path = in_folder("precious");
	int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

	close(fd);
	ok(listen_open(&cx, path, 8, &fd) == ERR_CONFLICT);
	ok(says("no socket"));
	ok(mode_of(path) == 0600);
	unlink(path);
}

static void
test_what_cannot_be_is_said_in_words(void)
{
	char *longest = arena_alloc(cx.mem, 200);
	int fd = -1;

	memset(longest, 'x', 150);
	ok(listen_open(&cx, longest, 8, &fd) == ERR_INVALID);
	ok(says("107 bytes"));
	ok(listen_open(&cx, in_folder("no/such/x.sock"), 8, &fd) == ERR_FAULT);
	ok(says("cannot make the folder"));
	ok(pidfile_open(&cx, in_folder("no/such/x.pid"), &fd) == ERR_FAULT);
	ok(says("cannot make the folder"));
	ok(fd == -1);
}

static void
test_one_process_has_the_lock(void)
{
	const char *path = in_folder("guichet.pid");
	char pid[16] = "";
	int fd = -1, other, status;
	enum err rc;
	bool told;

	ok(pidfile_open(&cx, path, &fd) == ERR_OK);
	ok(pread(fd, pid, sizeof(pid) - 1, 0) > 0);
	ok(atoi(pid) == getpid());

	if (fork() == 0) {
		close(fd);
		rc = pidfile_open(&cx, path, &other);
		told = says(
		    arena_printf(cx.mem, "(process %d)", (int)getppid()));
		arena_free(cx.mem);
		_exit(rc == ERR_BUSY && told ? 42 : 1);
	}
	wait(&status);
	ok(WIFEXITED(status) && WEXITSTATUS(status) == 42);

	pidfile_close(fd);
	ok(pidfile_open(&cx, path, &fd) == ERR_OK);
	pidfile_close(fd);
	unlink(path);
}

int
main(void)
{
	cx.mem = arena_new();
	if (mkdtemp(folder) == NULL)
		return 99;
	test_the_group_may_connect_and_others_not();
	test_a_socket_of_the_dead_is_replaced();
	test_a_socket_of_the_living_is_not();
	test_what_is_no_socket_is_left_alone();
	test_what_cannot_be_is_said_in_words();
	test_one_process_has_the_lock();
	rmdir(folder);
	arena_free(cx.mem);
	return tap_done();
}
