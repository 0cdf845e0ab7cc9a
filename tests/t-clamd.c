/*
 * The client of clamd: each thing that it may say or fail to say (E19).
 */
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/clamd.h"
#include "base/err.h"
#include "clamd-double.h"
#include "tap.h"

static char dir[] = "/tmp/t-clamd-XXXXXX";
static char at[64];

static int
file_of(const char *text, size_t len)
{
	char name[] = "/tmp/t-clamd-XXXXXX";
	int fd = mkstemp(name);

	unlink(name);
	if (fd == -1 || write(fd, text, len) != (ssize_t)len)
		exit(99);
	return fd;
}

static enum clamd_answer
scan(const char *text, enum doubling how, char said[CLAMD_TEXT])
{
	const struct clamd c = { at, 1 };
	int fd = file_of(text, strlen(text));
	enum clamd_answer a;

	double_be(how);
	a = clamd_scan(&c, fd, said);
	close(fd);
	return a;
}

static void
test_what_it_says(void)
{
	static const struct {
		const char *text;
		enum doubling how;
		enum clamd_answer want;
		const char *said;
	} rows[] = {
		{ "x", DOUBLE_WELL, CLAMD_CLEAN, "OK" },
		{ "EICAR", DOUBLE_WELL, CLAMD_INFECTED, "Eicar-Signature" },
		{ "x", DOUBLE_STREAMS, CLAMD_CLEAN, "OK" },
		{ "EICAR", DOUBLE_STREAMS, CLAMD_INFECTED, "Eicar-Signature" },
		{ "EICAR", DOUBLE_ERROR, CLAMD_FAILED,
		    "Can't allocate memory ERROR" },
		{ "EICAR", DOUBLE_LIMIT, CLAMD_PARTLY,
		    "INSTREAM size limit exceeded. ERROR" },
		{ "EICAR", DOUBLE_ALERT, CLAMD_PARTLY,
		    "Heuristics.Limits.Exceeded.MaxFileSize" },
		{ "EICAR", DOUBLE_HALF, CLAMD_SILENT, "it broke off" },
		{ "x", DOUBLE_HALF, CLAMD_SILENT, "it broke off" },
		{ "EICAR", DOUBLE_CLOSES, CLAMD_SILENT, "it broke off" },
		{ "EICAR", DOUBLE_STALLS, CLAMD_SILENT, "no answer in time" },
		{ "EICAR", DOUBLE_STOPPED, CLAMD_SILENT, "no answer in time" },
		{ "x", DOUBLE_WELL, CLAMD_CLEAN, "OK" },
	};
	char said[CLAMD_TEXT];

	for (size_t i = 0; i < NELEM(rows); i++) {
		time_t begun = time(NULL);

		ok(scan(rows[i].text, rows[i].how, said) == rows[i].want);
		is(said, rows[i].said);
		ok(time(NULL) - begun <= 2);
	}
}

/* More than a socket takes at once, and a virus in the last bytes. */
static void
test_a_large_file_in_pieces(void)
{
	static char big[700000];
	const struct clamd c = { at, 5 };
	char said[CLAMD_TEXT];
	int fd;

	memset(big, 'a', sizeof(big));
	memcpy(big + sizeof(big) - 5, "EICAR", 5);
	fd = file_of(big, sizeof(big));
	double_be(DOUBLE_STREAMS);
	ok(clamd_scan(&c, fd, said) == CLAMD_INFECTED);
	double_be(DOUBLE_WELL);
	ok(clamd_scan(&c, fd, said) == CLAMD_INFECTED);
	close(fd);
}

static void
test_its_version(void)
{
	const struct clamd c = { at, 1 };
	char said[CLAMD_TEXT];

	double_be(DOUBLE_WELL);
	ok(clamd_version(&c, said) == CLAMD_CLEAN);
	is(said, "ClamAV 1.4.6/1/Mon");
	double_be(DOUBLE_HALF);
	ok(clamd_version(&c, said) == CLAMD_SILENT);
}

static void
test_nobody_there(void)
{
	const struct clamd none = { "/nowhere/clamd.ctl", 1 };
	const struct clamd left = { at, 1 };
	const struct clamd longer = {
		"/nowhere/0123456789012345678901234567890123456789"
		"012345678901234567890123456789012345678901234567890123456789",
		1
	};
	char said[CLAMD_TEXT];

	ok(clamd_version(&left, said) == CLAMD_DOWN);
	is(said, "No such file or directory");
	ok(clamd_scan(&none, 0, said) == CLAMD_DOWN);
	ok(clamd_scan(&longer, 0, said) == CLAMD_DOWN);
	is(said, "File name too long");
}

int
main(void)
{
	if (mkdtemp(dir) == NULL)
		return 99;
	snprintf(at, sizeof(at), "%s/clamd.ctl", dir);
	double_start(at);
	test_what_it_says();
	test_a_large_file_in_pieces();
	test_its_version();
	double_stop();
	test_nobody_there();
	rmdir(dir);
	return tap_done();
}
