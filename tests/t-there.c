/*
 * t-there.c - who is at which ticket, in memory that processes share.
 */
#include "base/there.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "tap.h"

#define NOW ((int64_t)1772442000)

static char path[] = "/tmp/guichet-there-XXXXXX";
static struct there *t;

static void
test_who_is_there(void)
{
	struct there_row row[THERE_MAX];

	ok(there_get(t, 1, NOW, row) == 0);
	there_put(t, 1, 9, NOW, false);
	there_put(t, 1, 7, NOW, true);
	ok(there_get(t, 1, NOW, row) == 2);
	ok(row[0].user == 7 && row[0].writing);
	ok(row[1].user == 9 && !row[1].writing);
	/* Again: the same place. */
	there_put(t, 1, 7, NOW + 1, false);
	ok(there_get(t, 1, NOW + 1, row) == 2 && !row[0].writing);
	ok(there_get(t, 2, NOW, row) == 0);
}

static void
test_who_says_nothing_has_gone(void)
{
	struct there_row row[THERE_MAX];

	there_put(t, 3, 7, NOW, false);
	ok(there_get(t, 3, NOW + THERE_TTL - 1, row) == 1);
	ok(there_get(t, 3, NOW + THERE_TTL, row) == 0);
}

/* Two tickets that share a row are not taken for each other. */
static void
test_tickets_that_share_a_row(void)
{
	struct there_row row[THERE_MAX];

	there_put(t, 5, 7, NOW, false);
	ok(there_get(t, 5 + 4096, NOW, row) == 0);
	there_put(t, 5 + 4096, 8, NOW, false);
	ok(there_get(t, 5, NOW, row) == 1 && row[0].user == 7);
	ok(there_get(t, 5 + 4096, NOW, row) == 1 && row[0].user == 8);
}

static void
test_a_full_row_forgets_the_oldest(void)
{
	struct there_row row[THERE_MAX];

	for (int i = 0; i < THERE_MAX + 1; i++)
		there_put(t, 10, 100 + i, NOW + i, false);
	ok(there_get(t, 10, NOW + THERE_MAX, row) == THERE_MAX);
	ok(row[0].user == 101);
}

static void
test_numbers_that_do_not_fit(void)
{
	static const int64_t ticket[] = { 0, -1, INT64_MAX, INT64_MIN };
	struct there_row row[THERE_MAX];

	for (size_t i = 0; i < NELEM(ticket); i++) {
		there_put(t, ticket[i], 7, NOW, false);
		ok(there_get(t, ticket[i], NOW, row) == 0);
	}
	there_put(t, 20, INT64_MAX, NOW, false);
	there_put(t, 20, 0, NOW, false);
	ok(there_get(t, 20, NOW, row) == 0);
}

/* What one process says another one knows. */
static void
test_processes_share_it(void)
{
	struct there_row row[THERE_MAX];
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		struct there *mine = there_open(path);

		there_put(mine, 30, 7, NOW, true);
		there_close(mine);
		_exit(0);
	}
	ok(pid > 0 && waitpid(pid, &status, 0) == pid);
	ok(there_get(t, 30, NOW, row) == 1 && row[0].user == 7);
}

int
main(void)
{
	int fd = mkstemp(path);

	ok(fd != -1);
	close(fd);
	t = there_open(path);
	ok(t != NULL);
	test_who_is_there();
	test_who_says_nothing_has_gone();
	test_tickets_that_share_a_row();
	test_a_full_row_forgets_the_oldest();
	test_numbers_that_do_not_fit();
	test_processes_share_it();
	there_close(t);
	unlink(path);
	ok(there_open("/nonexistent/there") == NULL);
	return tap_done();
}
