/*
 * ticket.h - a ticket as the templates of ticket/ and agent/ read it.
 *
 * The names are those that stand at the top of templates/ticket/macros.cs
 * and parts.cs; all of them are below the page's model, which
 * view_frame() made.
 */
#ifndef GUICHET_VIEW_TICKET_H
#define GUICHET_VIEW_TICKET_H

#include "domain/catalogue.h"
#include "domain/message.h"
#include "domain/presence.h"
#include "domain/score.h"
#include "domain/ticket.h"
#include "view/view.h"

/* Ticket.*, Revision, Seen, Step, Fact, Contact; at the desk also Cust. */
void model_put_ticket(struct ctx *, struct model *page, const struct ticket *);

/* May.VERB: the key of each form that the verbs of ticket_verbs() allow;
 * Urge: from when urging is possible. */
void model_put_verbs(struct ctx *, const struct session *, struct model *page,
    const struct ticket *, unsigned verbs, int64_t urge_from);

/* What somebody has seen of a ticket: numbers of the last message and of
 * the last row of the log, and until when he has seen notes. */
struct so_far {
	int64_t message, log, notes_at;
};

/*
 * The conversation and its events, oldest first, as rows of `list`; of
 * these only what comes after so_far, if that is not NULL.
 */
void model_put_thread(struct ctx *, const struct session *, struct model *list,
    const struct ticket *, const struct thread *, const struct so_far *);
/* Log, newest first. */
void model_put_log(struct ctx *, struct model *page, const struct thread *);

/* Dim.N: what can be scored, with the values given or typed already. */
void model_put_dimensions(struct model *page, const struct choices *,
    const struct score *, const struct values *typed);
/* Score.N, .said: what was scored. */
void model_put_score(struct model *page, const struct score *);

/* A file: .h, .n, .z, .x, .img. */
void model_put_file(struct ctx *, struct model *row, const struct attachment *);
/* C.Kept: files of a form that is shown again. */
void model_put_kept(
    struct ctx *, struct model *form, const struct attachment *, size_t n);

/* When something is due: words, and .k soon or late; nothing where nothing
 * is due. */
enum due_kind { DUE_REPLY, DUE_SOLUTION };
void model_put_due(struct ctx *, struct model *due, enum due_kind, struct due);
/* Whichever comes first. */
void model_put_sooner(
    struct ctx *, struct model *due, struct due reply, struct due solve);

/* Who else is there: words, and .w if he writes, one a row; and the whole
 * as a word, to compare. */
void model_put_present(
    struct ctx *, struct model *list, const struct present_list *);
/* In short, for a row of a list: the first of them, and how many more. */
void model_put_somebody(
    struct ctx *, struct model *, const struct present_list *);

/* A row of ticket/row.cs and of the lists. */
void model_put_row(struct ctx *, struct model *row, const struct ticket_row *);

#endif
