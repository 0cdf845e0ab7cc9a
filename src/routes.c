/*
 * routes.c - what the portal answers to.  One row, one page.
 *
 * method, path, handler, who may ask, flags, what may be asked or posted.
 * Of two rows that fit the first counts.
 */
#include "page/pages.h"
#include "web/router.h"

/* clang-format off */
const struct route routes[] = {
	{ GET, "/", page_root, WHO_ALL, FIRST, NULL },
	{ GET, "/help", page_help, WHO_ALL, FIRST, NULL },
	{ GET, "/healthz", page_healthz, WHO_LOCAL, 0, NULL },
	{ GET, "/readyz", page_readyz, WHO_LOCAL, 0, NULL },

	{ GET, "/login", page_login, WHO_ALL, 0, &login_query },
	{ POST, "/login", page_login_post, WHO_ALL, UNKEYED | LOGIN,
	    &login_schema },
	{ POST, "/logout", page_logout, WHO_USER, FIRST, NULL },
	{ POST, "/preferences", page_preferences, WHO_ALL, UNKEYED,
	    &preferences_schema },

	{ GET, "/home", page_home, WHO_CUSTOMER, 0, NULL },
	{ GET, "/drafts", page_drafts, WHO_USER, 0, NULL },
	{ POST, "/drafts", page_draft_put, WHO_USER, UNKEYED, &draft_schema },
	{ POST, "/drafts/:id/delete", page_draft_delete, WHO_USER, 0, NULL },

	{ GET, "/tickets", page_tickets, WHO_CUSTOMER, 0, &tickets_query },
	{ GET, "/tickets/new", page_new, WHO_CUSTOMER, 0, &new_query },
	{ POST, "/tickets", page_create, WHO_CUSTOMER, FILES, &create_schema },
	{ GET, "/tickets/:ticket", page_ticket, WHO_CUSTOMER, 0,
	    &ticket_query },
	{ GET, "/tickets/:ticket/poll", page_ticket_poll, WHO_CUSTOMER, 0,
	    &poll_query },
	{ POST, "/tickets/:ticket/messages", page_message, WHO_CUSTOMER, FILES,
	    &message_schema },
	{ POST, "/tickets/:ticket/messages/:message/withdraw", page_withdraw,
	    WHO_CUSTOMER, 0, &revision_schema },
	{ POST, "/tickets/:ticket/urge", page_act, WHO_CUSTOMER, 0,
	    &act_schema },
	{ POST, "/tickets/:ticket/cancel", page_act, WHO_CUSTOMER, 0,
	    &act_schema },
	{ POST, "/tickets/:ticket/reject", page_act, WHO_CUSTOMER, 0,
	    &act_schema },
	{ POST, "/tickets/:ticket/delete", page_act, WHO_CUSTOMER, 0,
	    &act_schema },
	{ POST, "/tickets/:ticket/close", page_close, WHO_CUSTOMER, 0,
	    &close_schema },
	{ GET, "/tickets/:ticket/score", page_score_show, WHO_CUSTOMER, 0,
	    NULL },
	{ POST, "/tickets/:ticket/score", page_score, WHO_CUSTOMER, 0,
	    &close_schema },

	{ POST, "/attachments", page_upload, WHO_USER, FILES, &upload_schema },
	{ GET, "/attachments/:id/image", page_image, WHO_USER, 0, NULL },
	{ GET, "/attachments/:id/:name", page_attachment, WHO_USER, 0, NULL },
	{ POST, "/attachments/:id/delete", page_attachment_delete, WHO_USER, 0,
	    &attachment_delete_schema },

	{ GET, "/account", page_account, WHO_USER, 0, NULL },
	{ POST, "/account", page_account_post, WHO_USER, PROOF,
	    &account_schema },
	{ GET, "/account/password", page_password, WHO_USER, FIRST, NULL },
	{ POST, "/account/password", page_password_post, WHO_USER,
	    FIRST | LOGIN, &password_schema },
	{ GET, "/account/sessions", page_sessions, WHO_USER, 0, NULL },
	{ POST, "/account/sessions/end", page_session_end, WHO_USER,
	    PROOF,
	    &session_schema },
	{ POST, "/account/sessions/known", page_known, WHO_USER, 0,
	    &known_schema },

	{ GET, "/agent", page_desk, WHO_STAFF, 0, NULL },
	{ GET, "/agent/tickets", page_queue, WHO_STAFF, 0, &queue_query },
	{ GET, "/agent/tickets/:ticket", page_desk_ticket, WHO_STAFF, 0,
	    &ticket_query },
	{ GET, "/agent/tickets/:ticket/poll", page_desk_poll, WHO_STAFF, 0,
	    &poll_query },
	{ POST, "/agent/tickets/:ticket/take", page_desk_go, WHO_STAFF, 0,
	    &revision_schema },
	{ POST, "/agent/tickets/:ticket/resume", page_desk_go, WHO_STAFF, 0,
	    &revision_schema },
	{ POST, "/agent/tickets/:ticket/release", page_desk_go, WHO_STAFF, 0,
	    &revision_schema },
	{ POST, "/agent/tickets/:ticket/restore", page_desk_go, WHO_STAFF, 0,
	    &revision_schema },
	{ POST, "/agent/tickets/:ticket/pause", page_desk_pause, WHO_STAFF, 0,
	    &pause_schema },
	{ POST, "/agent/tickets/:ticket/assign", page_desk_assign, WHO_STAFF,
	    0, &assign_schema },
	{ GET, "/agent/tickets/:ticket/reclassify", page_desk_place, WHO_STAFF,
	    0, NULL },
	{ POST, "/agent/tickets/:ticket/reclassify", page_desk_reclassify,
	    WHO_STAFF, 0, &reclassify_schema },
	{ POST, "/agent/tickets/:ticket/invalidate", page_desk_act, WHO_STAFF,
	    0, &act_schema },
	{ POST, "/agent/tickets/:ticket/reopen", page_desk_act, WHO_STAFF, 0,
	    &act_schema },
	{ POST, "/agent/tickets/:ticket/reply", page_desk_write, WHO_STAFF,
	    FILES, &desk_schema },
	{ POST, "/agent/tickets/:ticket/note", page_desk_write, WHO_STAFF,
	    FILES, &desk_schema },
	{ POST, "/agent/tickets/:ticket/ask", page_desk_write, WHO_STAFF,
	    FILES, &desk_schema },
	{ POST, "/agent/tickets/:ticket/resolve", page_desk_write, WHO_STAFF,
	    FILES, &desk_schema },

	{ GET, "/admin", page_admin, WHO_ADMIN, 0, NULL },
	{ GET, "/admin/audit", page_audit, WHO_ADMIN, 0, &audit_query },
};
/* clang-format on */

const size_t nroutes = NELEM(routes);
