/*
 * authorization.h - authorizations and secrets, as the templates of
 * authorization/ and agent/ read them.
 */
#ifndef GUICHET_VIEW_AUTHORIZATION_H
#define GUICHET_VIEW_AUTHORIZATION_H

#include "domain/authorization.h"
#include "domain/message.h"
#include "view/view.h"

/* A row of a list, or the head of a page: .id, .s, .res, .visit, .t, .tid,
 * .th, .by, .sub, .at, .end. */
void model_put_auth_row(
    struct ctx *, struct model *row, const struct authorization *);
/* Auth: the same, and all that the page of one shows. */
void model_put_auth(
    struct ctx *, struct model *page, const struct authorization *);
/* D.N, its details; with what was revealed, if it was. */
void model_put_auth_details(struct model *page, const struct authorization *);
/* Look.N: its history, newest first. */
void model_put_history(
    struct ctx *, struct model *list, const struct secret_history *);

/*
 * On a ticket's page: Access.N, its authorizations; at the desk also what
 * may be done with them: Secret.N, what can be looked at (.v, .t), Recall.N
 * (.v, .t), and the keys of the forms, Access.reveal and .recall, and
 * Access.ask, the address where to ask.
 */
void model_put_access(struct ctx *, const struct session *, struct model *page,
    const struct ticket *, const struct auth_list *,
    const struct confided_list *);

/* What was confided with a message: .sec, a sentence, and .sec.k, gone. */
void model_put_confided(
    struct ctx *, struct model *row, const struct confided *);

/* The key of a status in Lang.Auth.State, and the state that looks alike. */
const char *auth_state_key(struct arena *, enum auth_status);

#endif
