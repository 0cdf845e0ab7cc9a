/*
 * pages.h - the handlers of all pages; src/routes.c says which answers what.
 *
 * A page is thin: it reads its form, asks the domain, and says which
 * template shows the outcome.
 */
#ifndef GUICHET_PAGE_PAGES_H
#define GUICHET_PAGE_PAGES_H

#include "web/router.h"

/* help.c */
handler_fn page_help;

/* root.c */
handler_fn page_root, page_preferences;
extern const struct schema preferences_schema;

/* login.c */
handler_fn page_login, page_login_post, page_logout;
extern const struct schema login_query, login_schema;

/* health.c */
handler_fn page_healthz, page_readyz;

/* home.c */
handler_fn page_home;

/* list.c */
handler_fn page_tickets;
extern const struct schema tickets_query;

/* new.c, create.c, preview.c: a new ticket */
handler_fn page_new, page_create, page_preview;
extern const struct schema new_query, create_schema, preview_query;

/* ticket.c */
handler_fn page_ticket, page_ticket_poll, page_desk_ticket, page_desk_poll;
extern const struct schema ticket_query, poll_query, desk_ticket_query,
    desk_poll_query;

/* act.c */
handler_fn page_message, page_withdraw, page_act, page_close, page_score,
    page_score_show, page_desk_go, page_desk_act, page_desk_pause,
    page_desk_assign, page_desk_place, page_desk_reclassify, page_desk_write;
extern const struct schema message_schema, act_schema, close_schema,
    revision_schema, desk_schema, pause_schema, assign_schema,
    reclassify_schema;

/* side.c: what is arranged beside the conversation */
handler_fn page_ticket_label, page_ticket_unlabel, page_relate, page_unrelate,
    page_contact, page_extends;
extern const struct schema ticket_label_schema, relation_schema, contact_schema,
    extends_schema;

/* quota.c */
handler_fn page_quotas, page_quota_set;
extern const struct schema quota_schema;

/* label.c */
handler_fn page_labels, page_label_create, page_label_change, page_label_delete;
extern const struct schema label_schema;

/* authorization.c */
handler_fn page_authorizations, page_authorization, page_authorization_confirm,
    page_authorization_reject, page_authorization_cancel;
extern const struct schema authorizations_query, confirm_schema, refusal_schema,
    cancel_schema;

/* secret.c */
handler_fn page_desk_ask, page_desk_ask_post, page_desk_recall,
    page_desk_reveal;
extern const struct schema ask_schema, recall_schema, reveal_schema;

/* attachment.c */
handler_fn page_files_zip, page_bundle;
handler_fn page_link, page_link_file, page_link_files, page_linked_file,
    page_linked_zip;
extern const struct schema link_schema;
extern const struct schema files_query;
handler_fn page_upload, page_attachment, page_attachment_delete;
extern const struct schema upload_schema, attachment_delete_schema;

/* transfer.c */
handler_fn page_transfers, page_transfer, page_transfer_open, page_transfer_add,
    page_transfer_drop;
extern const struct schema transfer_schema;

/* picture.c */
handler_fn page_thumb, page_image, page_picture;

/* draft.c */
handler_fn page_drafts, page_draft_put, page_draft_delete;
extern const struct schema draft_schema;

/* account.c */
handler_fn page_account, page_account_post, page_password, page_password_post;
extern const struct schema account_schema, password_schema;

/* sessions.c */
handler_fn page_sessions, page_session_end, page_known;
extern const struct schema session_schema, known_schema;

/* keys.c */
handler_fn page_keys, page_key_add, page_key_remove, page_contacts;
extern const struct schema key_schema, key_remove_schema;

/* totp.c */
handler_fn page_totp, page_totp_post;
extern const struct schema totp_schema;

/* organization.c: of an account, on both sides */
handler_fn page_organization, page_policy, page_policy_save, page_privileges,
    page_privileges_save, page_accounts, page_account_new, page_account_add,
    page_account_show, page_account_save;
extern const struct schema policy_schema, privileges_schema, accounts_query,
    named_schema;

/* people.c, person.c: of users, on both sides */
handler_fn page_people, page_person_new, page_person_add, page_person,
    page_person_save, page_person_reset, page_person_disable,
    page_person_enable, page_person_totp;
extern const struct schema people_query, person_new_query, person_new_schema,
    person_schema, person_reset_schema;

/* import.c: users and the catalogue as tables */
handler_fn page_users_import, page_users_import_post, page_users_export,
    page_catalogue_import, page_catalogue_import_post, page_catalogue_export;
extern const struct schema import_schema;

/* group.c: of groups, on both sides */
handler_fn page_groups, page_group_new, page_group_add, page_group,
    page_group_save, page_group_enter, page_group_leave, page_group_drop;
extern const struct schema groups_query, group_new_query, group_new_schema,
    group_query, group_schema, group_enter_schema, group_leave_schema;

/* desk.c */
handler_fn page_desk, page_queue;
extern const struct schema queue_query;

/* saved.c */
handler_fn page_views, page_view_add, page_view_drop, page_view_first;
extern const struct schema saved_query, saved_schema, view_first_schema;

/* search.c */
handler_fn page_search;
extern const struct schema search_query;

/* bulk.c */
handler_fn page_bulk;
extern const struct schema bulk_schema;

/* canned.c */
handler_fn page_replies, page_reply_new, page_reply_one, page_reply_add,
    page_reply_put;
extern const struct schema canned_schema;

/* feedback.c */
handler_fn page_feedback, page_feedback_post, page_report;
extern const struct schema feedback_query, feedback_schema;

/* reports.c */
handler_fn page_reports, page_report_one, page_report_step;
extern const struct schema reports_query, report_schema;

/* calendar.c */
handler_fn page_calendar, page_calendar_post, page_calendar_day,
    page_calendar_drop;
extern const struct schema calendar_schema, calendar_day_schema;

/* queues.c */
handler_fn page_queues, page_queue_new, page_queue_one, page_queue_add,
    page_queue_put, page_queue_drop;
extern const struct schema queue_schema;

/* admin.c */
handler_fn page_admin;

/* audit.c */
handler_fn page_audit, page_audit_verify, page_audit_export;
extern const struct schema audit_query;

/* agreement.c */
handler_fn page_agreements, page_agreement, page_agreement_new,
    page_agreement_publish;
extern const struct schema agreement_schema, agreement_query;

/* job.c */
handler_fn page_jobs, page_job_run, page_health;

/* limit.c */
handler_fn page_limits, page_limit, page_limit_post;
handler_fn page_upload_limits, page_upload_limit_put;
extern const struct schema upload_limit_schema, upload_limit_query;
extern const struct schema limit_schema;

/* entry.c */
handler_fn page_catalogue, page_entries, page_entry, page_entry_post;
extern const struct schema catalogue_schema, severity_schema, region_schema,
    dimension_schema, entry_query;

#endif
