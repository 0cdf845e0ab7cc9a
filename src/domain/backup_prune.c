/*
 * backup_prune.c - which backups there are, and the end of the older ones.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "domain/backup.h"
#include "store/copy.h"

struct names {
	char (*item)[BACKUP_NAME_LEN + 1];
	size_t count;
};

static bool
is_backup(const char *name)
{
	return strlen(name) == BACKUP_NAME_LEN && name[8] == 'T' &&
	    name[BACKUP_NAME_LEN - 1] == 'Z' &&
	    strspn(name, "0123456789TZ") == BACKUP_NAME_LEN;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Oldest first. */
static enum err
list(struct ctx *cx, const char *dir, struct names *out)
{
	DIR *d = opendir(dir);
	const struct dirent *e;
	size_t cap = 0;

	*out = (struct names){ 0 };
	if (d == NULL)
		return copy_failed(cx, "open", dir);
	while ((e = readdir(d)) != NULL) {
		if (!is_backup(e->d_name))
			continue;
		if (out->count == cap)
			out->item = arena_grow(
			    cx->mem, out->item, &cap, sizeof(*out->item));
		memcpy(out->item[out->count++], e->d_name, BACKUP_NAME_LEN + 1);
	}
	closedir(d);
	qsort(out->item, out->count, sizeof(*out->item), by_name);
	return ERR_OK;
}

enum err
backup_find(struct ctx *cx, const char *from, const char **path)
{
	struct names names;
	enum err rc;

	*path = from;
	if (access(arena_printf(cx->mem, "%s/manifest.json", from), F_OK) == 0)
		return ERR_OK;
	rc = list(cx, from, &names);
	if (rc != ERR_OK)
		return rc;
	if (names.count == 0)
		return err_fail(
		    cx, ERR_NOTFOUND, "there is no backup in \"%s\"", from);
	*path = arena_printf(
	    cx->mem, "%s/%s", from, names.item[names.count - 1]);
	return ERR_OK;
}

/* The manifest first: from then on it is no backup. */
static enum err
drop(struct ctx *cx, const char *path)
{
	static const char *const name[] = { "manifest.json", "guichet.db",
		"blobs.sha256", "secret.key", "vault.key" };

	for (size_t i = 0; i < NELEM(name); i++) {
		const char *file = arena_printf(
		    cx->mem, "%s/%s", path, name[i]);

		if (unlink(file) == -1 && errno != ENOENT)
			return copy_failed(cx, "remove", file);
	}
	return rmdir(path) == -1 ? copy_failed(cx, "remove", path) : ERR_OK;
}

/* Every hash that the backups name, sorted. */
struct hashes {
	char (*item)[HEX_LEN];
	size_t count, cap;
};

static bool
hash_add(struct hashes *h, const char *hex)
{
	void *grown;

	if (h->count == h->cap) {
		h->cap = h->cap == 0 ? 1024 : h->cap * 2;
		grown = realloc(h->item, h->cap * sizeof(*h->item));
		if (grown == NULL)
			return false;
		h->item = grown;
	}
	memcpy(h->item[h->count], hex, HEX_LEN - 1);
	h->item[h->count++][HEX_LEN - 1] = '\0';
	return true;
}

static bool
hash_has(const struct hashes *h, const char *hex)
{
	return h->count > 0 &&
	    bsearch(hex, h->item, h->count, sizeof(*h->item), by_name) != NULL;
}

static enum err
read_list(struct ctx *cx, const char *path, struct hashes *h)
{
	char line[256];
	FILE *f = fopen(path, "re");
	enum err rc = ERR_OK;

	if (f == NULL)
		return copy_failed(cx, "open", path);
	while (rc == ERR_OK && fgets(line, sizeof(line), f) != NULL)
		if (strlen(line) < HEX_LEN || !hash_add(h, line))
			rc = err_fail(
			    cx, ERR_FAULT, "cannot read \"%s\"", path);
	if (ferror(f))
		rc = copy_failed(cx, "read", path);
	fclose(f);
	return rc;
}

/* Remove the files of a folder of the pool that nobody names. */
static void
clear_folder(const char *path, const struct hashes *h)
{
	DIR *d = opendir(path);
	const struct dirent *e;

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL)
		if (strlen(e->d_name) == HEX_LEN - 1 && !hash_has(h, e->d_name))
			unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
}

static void
clear_pool(const char *dir, const struct hashes *h)
{
	char path[BACKUP_PATH_MAX];

	for (unsigned i = 0; i < 0x10000; i++) {
		snprintf(path, sizeof(path), "%s/pool/%02x/%02x", dir, i >> 8,
		    i & 0xff);
		clear_folder(path, h);
	}
}

enum err
backup_prune(struct ctx *cx, const char *dir, int64_t keep, int64_t *removed)
{
	struct hashes h = { 0 };
	struct names names;
	size_t gone;
	enum err rc;

	*removed = 0;
	rc = list(cx, dir, &names);
	if (rc != ERR_OK || names.count <= (size_t)keep)
		return rc;
	gone = names.count - (size_t)keep;
	/* All lists are read before anything goes. */
	for (size_t i = gone; rc == ERR_OK && i < names.count; i++)
		rc = read_list(cx,
		    arena_printf(
			cx->mem, "%s/%s/blobs.sha256", dir, names.item[i]),
		    &h);
	for (size_t i = 0; rc == ERR_OK && i < gone; i++) {
		rc = drop(
		    cx, arena_printf(cx->mem, "%s/%s", dir, names.item[i]));
		*removed += rc == ERR_OK;
	}
	if (h.count > 0)
		qsort(h.item, h.count, sizeof(*h.item), by_name);
	if (rc == ERR_OK)
		clear_pool(dir, &h);
	free(h.item);
	return rc;
}
