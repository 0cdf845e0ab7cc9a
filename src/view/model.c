/*
 * model.c - trees of names and values.
 *
 * A model is an HDF tree laid out in the request's arena: names and values
 * are borrowed and a node is one small allocation, where hdf_set_value()
 * would make three by malloc(), search the level twice and free it all
 * again.  The layout of struct _hdf is public (neo_hdf.h), and ClearSilver
 * only reads the tree, with one exception: `set` in a template adds nodes
 * of its own, or values, which model_sweep() takes out again.
 */
#include "view/view.h"

#include <string.h>

#include "view/tree.h"

struct model {
	HDF hdf; /* first: a model is an HDF */
	struct arena *mem;
	unsigned rows;
};

/*
 * Marks the nodes that are ours.  ClearSilver looks at fileload_ctx of the
 * top node alone, and only beside a loader, which there is none.
 */
static char ours;

static struct model *
node_new(struct arena *mem, HDF *top, const char *name, size_t len)
{
	struct model *m = arena_alloc(mem, sizeof(*m));

	m->mem = mem;
	m->hdf.name = (char *)(uintptr_t)name;
	m->hdf.name_len = (int)len;
	m->hdf.top = top != NULL ? top : &m->hdf;
	m->hdf.fileload_ctx = &ours;
	return m;
}

struct model *
model_new(struct ctx *cx)
{
	return node_new(cx->mem, NULL, NULL, 0);
}

HDF *
model_hdf(struct model *m)
{
	return &m->hdf;
}

static struct model *
append(struct model *m, const char *name, size_t len)
{
	struct model *c = node_new(m->mem, m->hdf.top, name, len);

	if (m->hdf.child == NULL)
		m->hdf.child = &c->hdf;
	else
		m->hdf.last_child->next = &c->hdf;
	m->hdf.last_child = &c->hdf;
	return c;
}

/* The child of that name, made if it is not there yet. */
static struct model *
child(struct model *m, const char *name, size_t len)
{
	for (HDF *h = m->hdf.child; h != NULL; h = h->next)
		if (h->name_len == (int)len &&
		    (h->name == name || memcmp(h->name, name, len) == 0))
			return (struct model *)h;
	return append(m, name, len);
}

struct model *
model_node(struct model *m, const char *name, size_t len)
{
	const char *dot;

	while ((dot = memchr(name, '.', len)) != NULL) {
		size_t first = (size_t)(dot - name);

		m = child(m, name, first);
		name = dot + 1;
		len -= first + 1;
	}
	return child(m, name, len);
}

struct model *
model_row(struct model *list)
{
	char *name = arena_alloc(list->mem, 12), *p = name + 11;
	unsigned n = list->rows++;

	do {
		*--p = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	return append(list, p, strlen(p));
}

void
model_put(struct model *m, const char *value)
{
	m->hdf.value = (char *)(uintptr_t)(value != NULL ? value : "");
}

void
model_put_int(struct model *m, int64_t value)
{
	char *s = arena_alloc(m->mem, 24), *p = s + 23;
	uint64_t n = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do {
		*--p = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	if (value < 0)
		*--p = '-';
	model_put(m, p);
}

const char *
model_get(struct model *m, const char *path)
{
	return hdf_get_value(&m->hdf, path, "");
}

/* ClearSilver frees a whole list, and only from a node that is a top. */
static void
free_list(HDF *first)
{
	first->top = first;
	hdf_destroy(&first);
}

void
model_sweep(struct model *m)
{
	HDF *last = NULL;

	if (m->hdf.alloc_value) {
		free(m->hdf.value);
		m->hdf.value = NULL;
		m->hdf.alloc_value = 0;
	}
	if (m->hdf.hash != NULL)
		ne_hash_destroy(&m->hdf.hash);
	m->hdf.last_hp = m->hdf.last_hs = NULL;

	/* New nodes are appended, so that ours come first. */
	for (HDF *h = m->hdf.child; h != NULL; h = h->next) {
		if (h->fileload_ctx != &ours) {
			free_list(h);
			break;
		}
		model_sweep((struct model *)h);
		last = h;
	}
	if (last != NULL)
		last->next = NULL;
	else
		m->hdf.child = NULL;
	m->hdf.last_child = last;
}
