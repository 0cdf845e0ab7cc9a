/*
 * templates.c - the list of templates that are parsed at the start.
 *
 * What a page includes is parsed with it and not named here.
 */
#include "view/tree.h"

const char *const view_pages[] = {
	"account/password.cs",
	"account/profile.cs",
	"account/proof.cs",
	"account/sessions.cs",
	"account/totp.cs",
	"admin/agreement.cs",
	"admin/agreements.cs",
	"admin/audit.cs",
	"admin/catalogue.cs",
	"admin/entries.cs",
	"admin/entry.cs",
	"admin/home.cs",
	"admin/publish.cs",
	"agent/home.cs",
	"agent/poll.cs",
	"agent/queue.cs",
	"agent/reclassify.cs",
	"agent/stale.cs",
	"agent/ticket.cs",
	"code.cs",
	"error.cs",
	"help.cs",
	"home.cs",
	"login.cs",
	"ticket/conflict.cs",
	"ticket/poll.cs",
	"ticket/show.cs",
	"tickets/list.cs",
	"tickets/new1.cs",
	"tickets/new2.cs",
	"tickets/new3.cs",
	NULL,
};
