/*
 * href.h - the addresses of the portal, made in one place.
 *
 * What comes out is encoded: visible ASCII, fit for a Location header and,
 * escaped as templates do, for an href.  It lives in the arena.  Addresses
 * without a part of their own ("/home", "/login") are written out where
 * they are needed.
 */
#ifndef GUICHET_WEB_HREF_H
#define GUICHET_WEB_HREF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/param.h"

/* "TS-0000042", as people and addresses name a ticket. */
const char *href_ticket_name(struct arena *, int64_t id);

/* A ticket as customers or staff see it, and what is below it: "urge",
 * "messages", "reply", "score" ... */
const char *href_ticket(struct arena *, bool staff, int64_t id);
const char *href_ticket_act(
    struct arena *, bool staff, int64_t id, const char *act);
const char *href_withdraw(struct arena *, int64_t id, int64_t number);
/* What is new on it since that revision. */
const char *href_poll(struct arena *, int64_t id, int64_t since);

const char *href_attachment(struct arena *, const char *id, const char *name);
/* act: "image", "thumb", "delete". */
const char *href_attachment_act(
    struct arena *, const char *id, const char *act);

const char *href_draft_delete(struct arena *, int64_t id);

/* path?name=value&… of the parameters whose value is not empty. */
const char *href_query(
    struct arena *, const char *path, const struct param *, size_t n);
/* The same address with ?done=KEY, after an act. */
const char *href_done(struct arena *, const char *href, const char *key);
/* /login, to go on to an (encoded) address afterwards; NULL: none. */
const char *href_login(struct arena *, const char *next);

/* A decoded path, encoded again. */
const char *href_path(struct arena *, const char *path);

#endif
