#include "domain/space.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/conf.h"

/* Of the nodes of a file system, whatever their share. */
#define LOW_NODES      10000
#define CRITICAL_NODES 1000

static uint64_t
least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* Under so many percent of all, but no more than `most`. */
static uint64_t
mark(uint64_t all, int percent, uint64_t most)
{
	return least(all / 100 * (uint64_t)percent, most);
}

/* Some file systems do not count nodes. */
static bool
is_below(const struct statvfs *st, int percent, int64_t size, uint64_t nodes)
{
	const uint64_t unit = st->f_frsize;

	return st->f_bavail * unit <
	    mark(st->f_blocks * unit, percent, (uint64_t)size) ||
	    (st->f_files > 0 &&
		st->f_favail < mark(st->f_files, percent, nodes));
}

static enum space
level_of(const struct conf *conf, const char *path, int64_t *free)
{
	struct statvfs st;

	if (statvfs(path, &st) == -1)
		return SPACE_GOOD; /* whoever writes there will say it */
	if (free != NULL)
		*free = (int64_t)(st.f_bavail * st.f_frsize);
	/* Nothing is ever free there, and nothing can be written. */
	if (st.f_flag & ST_RDONLY)
		return SPACE_CRITICAL;
	if (is_below(&st, conf->storage_critical, conf->storage_critical_size,
		CRITICAL_NODES))
		return SPACE_CRITICAL;
	if (is_below(&st, conf->storage_low, conf->storage_low_size, LOW_NODES))
		return SPACE_LOW;
	return SPACE_GOOD;
}

static enum space
worst(enum space a, enum space b)
{
	return a > b ? a : b;
}

const struct space_state *
space_read(const struct ctx *cx)
{
	static struct space_state state;
	static const struct conf *of;
	static int64_t at;
	const struct conf *conf = cx->conf;

	if (at == cx->now && of == conf)
		return &state;
	at = cx->now;
	of = conf;
	state.free = -1;
	state.database = level_of(conf, conf->paths_data, &state.free);
	state.files = worst(state.database,
	    worst(level_of(conf, conf->blob_dir, NULL),
		level_of(conf, conf->tmp_dir, NULL)));
	return &state;
}

enum space
space_level(const struct ctx *cx)
{
	const struct space_state *s = space_read(cx);

	if (s->database == SPACE_CRITICAL)
		return SPACE_CRITICAL;
	return s->files == SPACE_GOOD ? SPACE_GOOD : SPACE_LOW;
}

enum err
space_for_files(struct ctx *cx)
{
	if (cx->peer == NULL || space_level(cx) == SPACE_GOOD)
		return ERR_OK;
	return err_say(cx, ERR_BUSY, "files_stopped",
	    "no files are taken: the disk has little room");
}

enum err
space_for_acts(struct ctx *cx)
{
	if (cx->peer == NULL || space_level(cx) != SPACE_CRITICAL)
		return ERR_OK;
	return err_say(cx, ERR_BUSY, "read_only",
	    "nothing is written: the disk has hardly any room");
}

/* The ballast -------------------------------------------------------------- */

static const char *
ballast_path(const struct ctx *cx, char *out, size_t cap)
{
	snprintf(out, cap, "%s/ballast", cx->conf->paths_data);
	return out;
}

bool
ballast_is_there(const struct ctx *cx)
{
	char path[4096];
	struct stat st;

	return cx->conf->storage_ballast == 0 ||
	    (stat(ballast_path(cx, path, sizeof(path)), &st) == 0 &&
		st.st_size >= cx->conf->storage_ballast &&
		st.st_blocks * 512 >= cx->conf->storage_ballast);
}

/* Blocks of its own; where the file system cannot promise them, zeros. */
static bool
fill(int fd, int64_t size)
{
	static const char zeros[64 * 1024];

	if (fallocate(fd, 0, 0, (off_t)size) == 0)
		return true;
	if (errno != EOPNOTSUPP)
		return false;
	while (size > 0) {
		ssize_t n = write(fd, zeros,
		    size < (int64_t)sizeof(zeros) ? (size_t)size
						  : sizeof(zeros));

		if (n == -1 && errno != EINTR)
			return false;
		size -= n == -1 ? 0 : n;
	}
	return true;
}

/* Would there be room for all else still? */
static bool
has_room(const struct ctx *cx)
{
	const struct conf *conf = cx->conf;
	struct statvfs st;
	uint64_t all, free;

	if (statvfs(conf->paths_data, &st) == -1)
		return false;
	all = st.f_blocks * st.f_frsize;
	free = st.f_bavail * st.f_frsize;
	return free > (uint64_t)conf->storage_ballast +
	    mark(all, conf->storage_low, (uint64_t)conf->storage_low_size);
}

enum err
ballast_make(struct ctx *cx)
{
	const int64_t size = cx->conf->storage_ballast;
	char path[4096];
	int fd, e;

	if (ballast_is_there(cx) || !has_room(cx))
		return ERR_OK;
	fd = open(ballast_path(cx, path, sizeof(path)),
	    O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd == -1)
		return err_fail(cx, ERR_FAULT, "cannot make \"%s\": %s", path,
		    strerror(errno));
	if (fill(fd, size) && fsync(fd) == 0) {
		close(fd);
		return ERR_OK;
	}
	e = errno;
	close(fd);
	unlink(path);
	return err_fail(
	    cx, ERR_FAULT, "cannot fill \"%s\": %s", path, strerror(e));
}

enum err
ballast_drop(struct ctx *cx, int64_t *freed)
{
	char path[4096];
	struct stat st;

	*freed = 0;
	if (stat(ballast_path(cx, path, sizeof(path)), &st) == -1)
		return errno == ENOENT
		    ? ERR_OK
		    : err_fail(cx, ERR_FAULT, "cannot look at \"%s\": %s", path,
			  strerror(errno));
	if (unlink(path) == -1)
		return err_fail(cx, ERR_FAULT, "cannot remove \"%s\": %s", path,
		    strerror(errno));
	*freed = (int64_t)st.st_size;
	return ERR_OK;
}
