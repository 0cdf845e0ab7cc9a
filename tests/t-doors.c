/*
 * The doors: who gets in at each address, from the one table of that, in
 * tests/e2e/policy.py, where a real portal is asked the same.
 *
 * Only what is closed is looked at: whoever shall be sent to sign in, be
 * refused or find nothing must meet just that, with a token and key of his.
 */
#include "browser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "tap.h"
#include "web/router.h"

/* In the order of the table's columns. */
static const struct {
	const char *name;
	enum who_is who;
} column[] = {
	{ "nobody", NOBODY },
	{ "stranger", WEN },
	{ "colleague", OSCAR },
	{ "owner", MEI },
	{ "agent", PRIYA },
	{ "lead", YATING },
	{ "admin", ROOT },
	/* Where a row leaves these out they fare like the owner. */
	{ "manager", LARS },
	{ "operator", AISHA },
};

/* An id that is none, of the kind that the address wants. */
static const char *
address(const char *path)
{
	struct buf b;

	buf_init(&b, cx.mem);
	while (*path != '\0') {
		size_t n = 1 + strcspn(path + 1, "/");

		if (strncmp(path, "/:ticket", n) == 0)
			buf_puts(&b, "/TS-0000001");
		else if (path[1] == ':')
			buf_puts(&b, "/999999");
		else
			buf_put(&b, path, n);
		path += n;
	}
	return b.s;
}

static const char *
outcome(void)
{
	if (seen.rc == ERR_LOGIN ||
	    (seen.status == 303 && strncmp(seen.location, "/login", 6) == 0))
		return "in";
	if (seen.rc == ERR_NOTFOUND)
		return "404";
	if (seen.rc == ERR_DENIED || seen.status == 403)
		return "403";
	return "open";
}

static bool
is_closed(const char *want)
{
	return strcmp(want, "in") == 0 || strcmp(want, "404") == 0 ||
	    strcmp(want, "403") == 0;
}

/* Is it refused before any handler is asked?  Pages of customers to the
 * staff, of the staff to customers, of administrators to other staff. */
static bool
is_at_the_door(const char *path, size_t i, const char *want)
{
	bool desk = strncmp(path, "/agent", 6) == 0;
	bool admin = strncmp(path, "/admin", 6) == 0;

	if (column[i].who >= PRIYA)
		return strcmp(want, "403") == 0 &&
		    (admin || strncmp(path, "/a", 2) != 0);
	return column[i].who != NOBODY && (desk || admin) &&
	    strcmp(want, "404") == 0;
}

/* An id that is none is a 404 to whoever gets so far: that is all that can
 * be said of it, unless he shall not get that far. */
static void
test_door(const char *method, const char *path, size_t i, const char *want)
{
	char what[300];
	const char *got;

	if (strcmp(method, "PATCH") == 0)
		patch(column[i].who, address(path), "0", "x", 1);
	else if (strcmp(method, "POST") == 0)
		insist(column[i].who, address(path),
		    strstr(path, ":ticket") != NULL ? "revision" : NULL, "1",
		    NULL);
	else
		get(column[i].who, address(path));
	got = outcome();
	snprintf(what, sizeof(what), "%s %s for %s: %s", method, path,
	    column[i].name, want);
	tap_ok(strcmp(got, want) == 0, what, __FILE__, __LINE__);
	if (is_at_the_door(path, i, want))
		tap_ok(cx.where != NULL && strstr(cx.where, "router.c") != NULL,
		    "at the door", __FILE__, __LINE__);
}

static int rows;

static void
test_row(char *line)
{
	const char *method = strtok(line, " \n");
	const char *path, *want, *owner = NULL;

	path = strtok(NULL, " \n");
	for (size_t i = 0; i < NELEM(column); i++) {
		want = strtok(NULL, " \n");
		if (column[i].who == MEI)
			owner = want;
		if (want == NULL && i > 6)
			want = owner;
		if (want == NULL) {
			tap_ok(false, path, __FILE__, __LINE__);
			return;
		}
		/* A file's id is no number: only the door itself is asked. */
		if (is_closed(want) &&
		    (strcmp(want, "in") == 0 ||
			(strncmp(path, "/attachments/:", 14) != 0 &&
			    strncmp(path, "/uploads/:", 10) != 0)))
			test_door(method, path, i, want);
	}
	rows++;
}

int
main(void)
{
	char file[300], line[300];
	FILE *f;

	snprintf(
	    file, sizeof(file), "%s/tests/e2e/policy.py", getenv("srcdir"));
	f = fopen(file, "r");
	if (f == NULL)
		return 1;
	browser_open();
	fixture_ticket(&cx);
	while (fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, "GET ", 4) == 0 ||
		    strncmp(line, "POST ", 5) == 0 ||
		    strncmp(line, "PATCH ", 6) == 0)
			test_row(line);
	ok(rows == (int)nroutes);
	fclose(f);
	browser_close();
	return tap_done();
}
