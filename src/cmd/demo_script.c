#include "cmd/demo_script.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "cmd/demo_record.h"

#define FILE_MAX  ((size_t)1024 * 1024) /* bytes of one file of text */
#define DEPTH_MAX 2                     /* of includes */

enum text_need { TEXT_NONE, TEXT_MAY, TEXT_MUST, TEXT_OR_FILE };

/* What a step carries. */
/* clang-format off */
static const struct act_form {
	const char *name;
	enum text_need text;
	bool files;
} forms[DEMO_ACT__MAX] = {
	[DEMO_CREATE] =     { "create",     TEXT_MUST,    true },
	[DEMO_TAKE] =       { "take",       TEXT_NONE,    false },
	[DEMO_MESSAGE] =    { "message",    TEXT_OR_FILE, true },
	[DEMO_REPLY] =      { "reply",      TEXT_OR_FILE, true },
	[DEMO_NOTE] =       { "note",       TEXT_OR_FILE, true },
	[DEMO_ASK] =        { "ask",        TEXT_OR_FILE, true },
	[DEMO_RESOLVE] =    { "resolve",    TEXT_OR_FILE, true },
	[DEMO_PAUSE] =      { "pause",      TEXT_MAY,     false },
	[DEMO_URGE] =       { "urge",       TEXT_MAY,     false },
	[DEMO_WITHDRAW] =   { "withdraw",   TEXT_NONE,    false },
	[DEMO_CANCEL] =     { "cancel",     TEXT_MAY,     false },
	[DEMO_CLOSE] =      { "close",      TEXT_MAY,     false },
	[DEMO_REJECT] =     { "reject",     TEXT_MUST,    false },
	[DEMO_DELETE] =     { "delete",     TEXT_NONE,    false },
	[DEMO_INVALIDATE] = { "invalidate", TEXT_MUST,    false },
	[DEMO_ACCESS] =     { "access",     TEXT_MUST,    false },
	[DEMO_GRANT] =      { "grant",      TEXT_NONE,    false },
};
/* clang-format on */

/* A step, with what sorting and error messages need. */
struct event {
	size_t seq;
	const char *place;
	struct demo_step step;
};

struct script {
	struct records rs;
	const char *folder;
	int depth;            /* of includes */
	struct event **event; /* in the order of the files */
	size_t nevents, cap;
	struct event *open; /* the one that files go to, or NULL */
};

/* The step carries what its verb needs. */
static enum err
event_end(struct script *s)
{
	struct event *e = s->open;
	enum text_need need;

	s->open = NULL;
	s->rs.slot = NULL;
	if (e == NULL)
		return ERR_OK;
	need = forms[e->step.act].text;
	if (e->step.text == NULL)
		e->step.text = "";
	if (e->step.text[0] != '\0' || need == TEXT_NONE || need == TEXT_MAY ||
	    (need == TEXT_OR_FILE && e->step.nfiles > 0))
		return ERR_OK;
	return err_fail(s->rs.cx, ERR_INVALID, "%s: %s needs a text", e->place,
	    forms[e->step.act].name);
}

static void
event_add(struct script *s, struct demo_step step)
{
	struct arena *mem = s->rs.cx->mem;
	struct event *e;

	if (s->nevents == s->cap) {
		struct event **grown;

		s->cap = s->cap == 0 ? 256 : s->cap * 2;
		grown = arena_array(mem, s->cap, sizeof(struct event *));
		if (s->nevents > 0)
			memcpy(grown, s->event,
			    s->nevents * sizeof(struct event *));
		s->event = grown;
	}
	e = arena_alloc(mem, sizeof(*e));
	*e = (struct event){
		.seq = s->nevents, .place = record_place(&s->rs), .step = step
	};
	s->event[s->nevents++] = e;
	s->open = e;
	if (forms[step.act].text != TEXT_NONE)
		s->rs.slot = &e->step.text;
}

/* "+20m" after the step before, "-3d2h" before the first start. */
static enum err
time_read(struct script *s, const char *word, const struct demo_step *before,
    int64_t *out)
{
	int64_t span = 0, at;
	enum err rc;

	if (*word != '-' && (*word != '+' || before == NULL))
		return record_fail(
		    &s->rs, "\"%s\" is no time such as -3d2h", word);
	rc = record_span(&s->rs, word + 1, &span);
	if (rc != ERR_OK)
		return rc;
	at = *word == '-' ? -span : before->at + span;
	if (at >= 0)
		return record_fail(&s->rs, "this is after the first start");
	if (before != NULL && at < before->at)
		return record_fail(&s->rs, "this is before the step above");
	*out = at;
	return ERR_OK;
}

/* The newest message of that user in the ticket that still stands. */
static enum err
target_find(struct script *s, struct demo_step *step)
{
	size_t gone = 0;

	for (size_t i = s->nevents; i-- > 0;) {
		const struct demo_step *t = &s->event[i]->step;

		if (t->ticket != step->ticket || t->user != step->user)
			continue;
		if (t->act == DEMO_WITHDRAW) {
			gone++;
		} else if (t->act == DEMO_MESSAGE || t->act == DEMO_REPLY) {
			step->target = t;
			if (gone-- == 0)
				return ERR_OK;
		}
	}
	return record_fail(
	    &s->rs, "%s has nothing to withdraw", step->user->id);
}

/* "1=5 3=4": the dimension and its value, of one digit. */
static enum err
scores_read(struct script *s, struct demo_step *step, char **rest)
{
	while (**rest != '\0') {
		char *word = record_word(rest), *value = strchr(word, '=');
		struct demo_score *score;
		enum err rc;

		if (value == NULL || value[1] < '1' || value[1] > '9' ||
		    value[2] != '\0')
			return record_fail(
			    &s->rs, "\"%s\" is no score such as 1=5", word);
		if (step->nscores == DEMO_SCORES_MAX)
			return record_fail(&s->rs, "too many scores");
		*value = '\0';
		score = &step->scores[step->nscores++];
		rc = record_ref(
		    &s->rs, KIND_DIMENSION, word, &score->dimension);
		if (rc != ERR_OK)
			return rc;
		score->value = value[1] - '0';
		if (score->value > score->dimension->max)
			return record_fail(&s->rs,
			    "dimension %s ends at %" PRId64, word,
			    score->dimension->max);
	}
	return ERR_OK;
}

/* What follows the user's name. */
static enum err
step_rest(struct script *s, struct demo_step *step, char **rest)
{
	enum err rc;

	switch (step->act) {
	case DEMO_PAUSE:
		rc = record_span(&s->rs, record_word(rest), &step->until);
		step->until += step->at;
		return rc;
	case DEMO_CLOSE:
		return scores_read(s, step, rest);
	case DEMO_WITHDRAW:
		return target_find(s, step);
	default:
		return ERR_OK;
	}
}

/* DEMO_ACT__MAX if there is none; DEMO_CREATE is the ticket's own line. */
static enum demo_act
act_find(const char *name)
{
	enum demo_act act = DEMO_CREATE + 1;

	while (act < DEMO_ACT__MAX && strcmp(forms[act].name, name) != 0)
		act++;
	return act;
}

static enum err
step_read(struct script *s, const char *when, char *rest)
{
	const char *name = record_word(&rest);
	struct demo_step step = { .act = act_find(name) };
	enum err rc;

	if (s->rs.open == NULL || s->rs.open->kind != KIND_TICKET)
		return record_fail(&s->rs, "a step without a ticket");
	if (step.act == DEMO_ACT__MAX)
		return record_fail(&s->rs, "nobody can \"%s\"", name);

	step.ticket = s->rs.open->data;
	rc = event_end(s);
	if (rc == ERR_OK)
		rc = time_read(
		    s, when, &s->event[s->nevents - 1]->step, &step.at);
	if (rc == ERR_OK)
		rc = record_ref(
		    &s->rs, KIND_USER, record_word(&rest), &step.user);
	if (rc == ERR_OK)
		rc = step_rest(s, &step, &rest);
	if (rc != ERR_OK)
		return rc;
	if (*rest != '\0')
		return record_fail(&s->rs, "\"%s\" is too much", rest);
	event_add(s, step);
	return ERR_OK;
}

/* The ticket's own line is its first step. */
static enum err
ticket_read(struct script *s, char **rest)
{
	struct demo_ticket *t = s->rs.open->data;
	struct demo_step step = { .act = DEMO_CREATE, .ticket = t };
	enum err rc;

	t->id = s->rs.open->place;
	if (t->problem->product != t->product)
		return record_fail(&s->rs, "%s is a problem of %s",
		    t->problem->id, t->problem->product->id);
	rc = time_read(s, record_word(rest), NULL, &step.at);
	if (rc != ERR_OK)
		return rc;
	step.user = t->user;
	event_add(s, step);
	return ERR_OK;
}

static enum err
record_read(struct script *s, enum kind_id kind, char *rest)
{
	enum err rc;

	rc = event_end(s);
	if (rc == ERR_OK)
		rc = record_end(&s->rs);
	if (rc == ERR_OK)
		rc = record_open(&s->rs, kind, &rest);
	if (rc == ERR_OK && kind == KIND_TICKET)
		rc = ticket_read(s, &rest);
	if (rc == ERR_OK && *rest != '\0')
		return record_fail(&s->rs, "\"%s\" is too much", rest);
	return rc;
}

/* One line of a text, after its "|". */
static enum err
text_read(struct script *s, const char *line)
{
	const char **slot = s->rs.slot;

	if (slot == NULL)
		return record_fail(&s->rs, "a text that belongs to nothing");
	if (*line == ' ')
		line++;
	*slot = *slot == NULL
	    ? line
	    : arena_printf(s->rs.cx->mem, "%s\n%s", *slot, line);
	return ERR_OK;
}

/* A plain name, inside the folder. */
static enum err
name_read(struct script *s, char **rest, const char **out)
{
	*out = record_word(rest);
	if (**out == '\0' || **out == '.' || strchr(*out, '/') != NULL)
		return record_fail(&s->rs, "\"%s\" is no name of a file", *out);
	return ERR_OK;
}

static enum err
file_read(struct script *s, char *rest)
{
	struct demo_step *step;
	struct demo_file *f;
	const char *name;
	enum err rc;

	if (s->open == NULL || !forms[s->open->step.act].files)
		return record_fail(&s->rs, "a file that belongs to nothing");
	rc = name_read(s, &rest, &name);
	if (rc != ERR_OK)
		return rc;
	step = &s->open->step;
	if (step->nfiles == DEMO_FILES_MAX)
		return record_fail(
		    &s->rs, "more than %d files", DEMO_FILES_MAX);
	f = &step->files[step->nfiles++];
	f->path = arena_printf(s->rs.cx->mem, "%s/files/%s", s->folder, name);
	f->title = *rest != '\0' ? rest : name;
	if (access(f->path, R_OK) != 0)
		return record_fail(
		    &s->rs, "cannot read \"%s\": %s", f->path, strerror(errno));
	return ERR_OK;
}

static enum err script_read(struct script *, const char *name);

static enum err
include_read(struct script *s, char *rest)
{
	const char *file = s->rs.file, *name;
	unsigned line = s->rs.line;
	enum err rc;

	rc = name_read(s, &rest, &name);
	if (rc != ERR_OK)
		return rc;
	if (s->depth == DEPTH_MAX)
		return record_fail(&s->rs, "too many files inside each other");
	rc = script_read(s, name);
	s->rs.file = file;
	s->rs.line = line;
	return rc;
}

static enum err
line_read(struct script *s, char *line)
{
	char *rest = line + strspn(line, " \t"), *word;
	enum kind_id kind;
	bool known;
	enum err rc;

	if (*rest == '\0' || *rest == '#')
		return ERR_OK;
	if (*rest == '|')
		return text_read(s, rest + 1);
	word = record_word(&rest);
	if (*word == '+' || *word == '-')
		return step_read(s, word, rest);
	if (strcmp(word, "file") == 0)
		return file_read(s, rest);
	if (strcmp(word, "include") == 0)
		return include_read(s, rest);
	rc = record_attr(&s->rs, word, rest, &known);
	if (rc != ERR_OK || known)
		return rc;
	kind = record_kind(word);
	if (kind < KIND__MAX)
		return record_read(s, kind, rest);
	return record_fail(&s->rs, "\"%s\" means nothing here", word);
}

/* The whole text of a file. */
static enum err
slurp(struct ctx *cx, const char *path, char **out)
{
	struct buf text;
	char part[4096];
	FILE *f;
	size_t len;
	bool bad;

	f = fopen(path, "re");
	if (f == NULL)
		return err_fail(cx, ERR_FAULT, "cannot open \"%s\": %s", path,
		    strerror(errno));
	buf_init(&text, cx->mem);
	while (
	    text.len <= FILE_MAX && (len = fread(part, 1, sizeof(part), f)) > 0)
		buf_put(&text, part, len);
	bad = ferror(f) != 0;
	fclose(f);
	if (bad)
		return err_fail(cx, ERR_FAULT, "cannot read \"%s\"", path);
	if (text.len > FILE_MAX || strlen(text.s) != text.len)
		return err_fail(
		    cx, ERR_INVALID, "%s: this is too large, or no text", path);
	*out = text.s;
	return ERR_OK;
}

static enum err
script_read(struct script *s, const char *name)
{
	char *text, *line;
	enum err rc;

	s->rs.file = arena_printf(s->rs.cx->mem, "%s/%s", s->folder, name);
	s->rs.line = 0;
	s->depth++;
	rc = slurp(s->rs.cx, s->rs.file, &text);
	while (rc == ERR_OK && (line = strsep(&text, "\n")) != NULL) {
		size_t len = strlen(line);

		while (len > 0 && strchr(" \t\r", line[len - 1]) != NULL)
			line[--len] = '\0';
		s->rs.line++;
		rc = line_read(s, line);
	}
	s->depth--;
	if (rc == ERR_OK)
		rc = event_end(s);
	if (rc == ERR_OK)
		rc = record_end(&s->rs);
	return rc;
}

static int
event_cmp(const void *left, const void *right)
{
	const struct event *a = *(struct event *const *)left;
	const struct event *b = *(struct event *const *)right;

	if (a->step.at != b->step.at)
		return a->step.at < b->step.at ? -1 : 1;
	return a->seq < b->seq ? -1 : 1;
}

/* Say where the record is that the sink failed on. */
static enum err
placed(struct ctx *cx, const char *place, enum err rc)
{
	if (rc != ERR_OK && cx->why != NULL)
		cx->why = arena_printf(cx->mem, "%s: %s", place, cx->why);
	return rc;
}

enum err
demo_script_run(
    struct ctx *cx, const char *folder, const struct demo_sink *to, void *arg)
{
	struct script s = { .rs.cx = cx, .folder = folder };
	enum err rc;

	s.rs.tail = &s.rs.first;
	rc = script_read(&s, "demo.txt");
	if (rc == ERR_OK && s.nevents > 0)
		qsort(s.event, s.nevents, sizeof(*s.event), event_cmp);
	for (struct record *r = s.rs.first; rc == ERR_OK && r != NULL;
	     r = r->next)
		rc = placed(cx, r->place, record_hand(cx, r, to, arg));
	for (size_t i = 0; rc == ERR_OK && to->step != NULL && i < s.nevents;
	     i++)
		rc = placed(cx, s.event[i]->place,
		    to->step(cx, arg, &s.event[i]->step));
	return rc;
}
