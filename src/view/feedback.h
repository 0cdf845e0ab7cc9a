/*
 * feedback.h - reports, as the templates of feedback/ read them.
 */
#ifndef GUICHET_VIEW_FEEDBACK_H
#define GUICHET_VIEW_FEEDBACK_H

#include "domain/feedback.h"
#include "view/view.h"

/* The number as people name it. */
const char *feedback_name(struct arena *, int64_t id);
/* A row of a list, or the head of a page: .id, .n, .t, .type, .s, .like,
 * .at, .by, .org. */
void model_put_report_row(
    struct ctx *, struct model *row, const struct feedback_row *);
/* Report: the same, and all that was sent. */
void model_put_report(
    struct ctx *, struct model *page, const struct feedback *);
/* What can be chosen: rows .v of type, ip and id. */
void model_put_report_choices(struct model *);
/* Log.N: what became of it, the newest first. */
void model_put_report_log(
    struct ctx *, struct model *list, const struct feedback_history *);

#endif
