/*
 * store.h - rows in, structs out.  No rules: those live in domain/.
 *
 * Every call acts as cx->actor where its statement has an actor, on the
 * side (customer or staff) that `staff` names.  Strings of what is read
 * are in cx->mem.  A write that changes no row says so in *changed: the
 * statement's predicates did not hold.
 */
#ifndef GUICHET_STORE_STORE_H
#define GUICHET_STORE_STORE_H

#include "domain/act.h"
#include "domain/agreement.h"
#include "domain/attachment.h"
#include "domain/authorization.h"
#include "domain/calendar.h"
#include "domain/canned.h"
#include "domain/catalogue.h"
#include "domain/confidential.h"
#include "domain/contact.h"
#include "domain/draft.h"
#include "domain/key.h"
#include "domain/entry.h"
#include "domain/extra.h"
#include "domain/feedback.h"
#include "domain/label.h"
#include "domain/job.h"
#include "domain/login.h"
#include "domain/message.h"
#include "domain/organization.h"
#include "domain/people.h"
#include "domain/quota.h"
#include "domain/relation.h"
#include "domain/queue.h"
#include "domain/reach.h"
#include "domain/score.h"
#include "domain/session.h"
#include "domain/ticket.h"
#include "domain/touch.h"
#include "domain/transfer.h"
#include "domain/upload_limit.h"
#include "domain/vault.h"

/* Transactions: see store/db.h. */
enum err store_begin_read(struct ctx *) MUST_CHECK;
enum err store_begin(struct ctx *) MUST_CHECK;
enum err store_end(struct ctx *, enum err rc) MUST_CHECK;
bool store_in_transaction(struct ctx *);
enum err store_checkpoint(struct ctx *, int64_t *pages) MUST_CHECK;

enum err store_sequence_next(
    struct ctx *, const char *name, int64_t *out) MUST_CHECK;
enum err store_setting_put(
    struct ctx *, const char *name, int64_t value) MUST_CHECK;
enum err store_probe_put(struct ctx *) MUST_CHECK;
/* 0 if it was never written. */
enum err store_probe_get(struct ctx *, int64_t *at) MUST_CHECK;

/* Does the actor administer the portal? */
enum err store_rules_all(struct ctx *, bool *out) MUST_CHECK;

/* Organisation.  What manages others has cx->actor as its first parameter:
 * *changed or *found false, or *id 0, is "not for you, or not there". */
enum err store_account_find(
    struct ctx *, const char *key, int64_t *id) MUST_CHECK; /* *id 0: none */
enum err store_account_add(
    struct ctx *, const char *name, const char *key, int64_t *id) MUST_CHECK;
/* key NULL: all of them. */
enum err store_account_list(
    struct ctx *, const char *key, struct account_list *) MUST_CHECK;
enum err store_account_get(
    struct ctx *, int64_t id, bool *found, struct account *) MUST_CHECK;
enum err store_account_page(struct ctx *, const char *after, const char *text,
    int64_t limit, struct account_list *) MUST_CHECK;
enum err store_account_use(
    struct ctx *, int64_t id, int64_t since, struct account_use *) MUST_CHECK;
enum err store_account_rename(struct ctx *, int64_t id, const char *name,
    const char *key, bool *changed) MUST_CHECK;
enum err store_account_grant(struct ctx *, int64_t account, enum privilege,
    bool granted, bool *changed) MUST_CHECK;
enum err store_group_add(struct ctx *, int64_t account,
    const struct user_group *, const char *key, int64_t *id) MUST_CHECK;
enum err store_group_find(struct ctx *, int64_t account, const char *key,
    int64_t *id) MUST_CHECK; /* *id 0: none */
enum err store_group_get(
    struct ctx *, int64_t id, bool *found, struct user_group *) MUST_CHECK;
enum err store_group_page(struct ctx *, const struct groups_asked *,
    struct user_group_list *) MUST_CHECK;
enum err store_group_change(struct ctx *, const struct user_group *,
    const char *key, bool *changed) MUST_CHECK;
enum err store_group_delete(struct ctx *, int64_t id, bool *changed) MUST_CHECK;
/* in: he joins, else he leaves.  Not *changed too if it is so already. */
enum err store_group_member(struct ctx *, int64_t group, int64_t user, bool in,
    bool *changed) MUST_CHECK;
enum err store_group_list(struct ctx *, int64_t account,
    struct user_group_list *) MUST_CHECK; /* account 0: of all */
enum err store_groups_of(
    struct ctx *, int64_t user, struct user_group_list *) MUST_CHECK;

/* Jobs: what was done last, and what is wanted now. */
enum err store_job_put(struct ctx *, const struct job *) MUST_CHECK;
enum err store_jobs_wanted(struct ctx *, struct job_list *) MUST_CHECK;
enum err store_jobs_taken(struct ctx *) MUST_CHECK;
enum err store_job_list(struct ctx *, struct job_list *) MUST_CHECK;
enum err store_job_want(
    struct ctx *, const char *kind, bool *changed) MUST_CHECK;
/* When the trail was last written to; 0: never. */
enum err store_audit_newest(struct ctx *, int64_t *at) MUST_CHECK;

/* Limits: what an administrator set. */
struct limit_value {
	const char *name, *changed_by;
	int64_t value, changed_at;
};
struct limit_values {
	struct limit_value *item;
	size_t count;
};
/* Another number each time that one of them has changed. */
enum err store_limit_version(struct ctx *, int64_t *) MUST_CHECK;
enum err store_limit_values(struct ctx *, struct limit_values *) MUST_CHECK;
enum err store_limit_may(struct ctx *, bool *) MUST_CHECK; /* change them */
enum err store_limit_put(
    struct ctx *, const char *name, int64_t value, bool *changed) MUST_CHECK;
enum err store_limit_drop(
    struct ctx *, const char *name, bool *changed) MUST_CHECK;
/* The most that one of them has used: bytes of a day by one person; files
 * that no ticket has; tickets that wait for their customer, that are
 * deleted and not yet purged. */
enum err store_used_volume(struct ctx *, int64_t *) MUST_CHECK;
enum err store_used_unbound(struct ctx *, int64_t *) MUST_CHECK;
enum err store_used_waiting(struct ctx *, int64_t *) MUST_CHECK;
enum err store_used_deleted(struct ctx *, int64_t *) MUST_CHECK;

/* People */
/* *found false: none.  *hash may be NULL. */
enum err store_user_by_id(struct ctx *, int64_t id, bool *found, struct user *,
    const char **hash) MUST_CHECK;
enum err store_user_by_name(struct ctx *, const char *key, bool *found,
    struct user *, const char **hash) MUST_CHECK;
enum err store_user_get(
    struct ctx *, int64_t id, bool *found, struct user *) MUST_CHECK;
enum err store_user_list(struct ctx *, struct user_list *) MUST_CHECK;
enum err store_user_page(
    struct ctx *, const struct user_filter *, struct user_list *) MUST_CHECK;
/* As choices, at most so many. */
enum err store_staff_choices(
    struct ctx *, int64_t max, struct choices *) MUST_CHECK;
enum err store_staff_list(struct ctx *, struct user_list *) MUST_CHECK;
enum err store_user_counts(
    struct ctx *, int64_t *accounts, int64_t n[ROLE__MAX]) MUST_CHECK;
enum err store_user_add(struct ctx *, const struct user *, const char *key,
    const char *hash, int64_t *id) MUST_CHECK;
enum err store_user_change(
    struct ctx *, const struct user *, bool *changed) MUST_CHECK;
/* What an older version left in the clear. */
struct user_plain {
	int64_t id;
	const char *email, *mobile;
};
enum err store_user_plain(
    struct ctx *, struct user_plain *, size_t max, size_t *n) MUST_CHECK;
enum err store_user_seal(struct ctx *, const struct user_plain *) MUST_CHECK;
enum err store_user_profile(struct ctx *, const struct user *) MUST_CHECK;
enum err store_user_preferences(
    struct ctx *, const char *language, const char *theme) MUST_CHECK;
enum err store_user_password(struct ctx *, int64_t id, const char *hash,
    bool must_change,
    int is_short) MUST_CHECK; /* 1, 0; -1: the same password as before */
enum err store_user_reset(struct ctx *, int64_t id, const char *hash,
    bool must_change, bool *changed) MUST_CHECK;
enum err store_totp_reset(struct ctx *, int64_t id, bool *changed) MUST_CHECK;
enum err store_user_disable(
    struct ctx *, int64_t id, bool disabled, bool *changed) MUST_CHECK;
enum err store_groups_operated(
    struct ctx *, const struct group_ref **, size_t *n) MUST_CHECK;
enum err store_may_create(struct ctx *, bool *out) MUST_CHECK;

/* Sessions */
struct session_state {
	bool found, disabled;
	int64_t created_at, seen_at, ended_at, proved_at;
};
enum err store_session_find(struct ctx *, const unsigned char hash[32],
    struct session_state *, struct session *) MUST_CHECK;
enum err store_session_add(struct ctx *, const unsigned char hash[32],
    int64_t user, const char *agent, int64_t device, int64_t *id) MUST_CHECK;
enum err store_session_end(struct ctx *, int64_t user, int64_t id, int64_t keep,
    int64_t *changed) MUST_CHECK;
/* All but the newest `keep` of the user's end. */
enum err store_session_trim(
    struct ctx *, int64_t user, int64_t keep) MUST_CHECK;
/* Another token for a session of the actor's. */
enum err store_session_renew(struct ctx *, int64_t id,
    const unsigned char hash[32], int64_t *changed) MUST_CHECK;
/* The actor gave his password in that session, just now. */
enum err store_session_prove(
    struct ctx *, int64_t id, int64_t *changed) MUST_CHECK;
enum err store_session_list(struct ctx *, int64_t created_after,
    int64_t seen_after, struct session_list *) MUST_CHECK;
enum err store_session_seen(struct ctx *, int64_t id, int64_t at) MUST_CHECK;

/* Signing in */
/* *ours: a cookie that we gave; *id: this user's device, 0 if it is not
 * known for him. */
enum err store_device_find(struct ctx *, const unsigned char hash[32],
    const char *name_key, bool *ours, int64_t *id) MUST_CHECK;
enum err store_device_put(struct ctx *, const unsigned char hash[32],
    int64_t user, int64_t *id) MUST_CHECK;
/* All of the user's but that of the session; and sign-ins half done. */
enum err store_device_forget(
    struct ctx *, int64_t user, int64_t keep_session) MUST_CHECK;
enum err store_failure_get(struct ctx *, const char *counter, int64_t *count,
    int64_t *last_at) MUST_CHECK;
/* One more; from the start, if the last was before `forget`. */
enum err store_failure_put(
    struct ctx *, const char *counter, int64_t forget) MUST_CHECK;
enum err store_failure_clear(struct ctx *, const char *counter) MUST_CHECK;
enum err store_login_event_add(struct ctx *, const char *name_key,
    const struct login_event *, int64_t session) MUST_CHECK;
enum err store_login_events(
    struct ctx *, int64_t limit, struct login_events *) MUST_CHECK;
enum err store_login_news(
    struct ctx *, int64_t current, struct login_events *) MUST_CHECK;
enum err store_login_news_known(
    struct ctx *, int64_t id, int64_t *changed) MUST_CHECK;

/* Of one who has given his password, and not his code yet. */
enum err store_login_step_add(
    struct ctx *, const unsigned char hash[32], int64_t user) MUST_CHECK;
/* *user 0: there is none that began after `since` and had fewer tries. */
enum err store_login_step_find(struct ctx *, const unsigned char hash[32],
    int64_t since, int64_t tries, int64_t *user) MUST_CHECK;
enum err store_login_step_try(
    struct ctx *, const unsigned char hash[32]) MUST_CHECK;
enum err store_login_step_drop(
    struct ctx *, const unsigned char hash[32], int64_t *changed) MUST_CHECK;

/* The second factor */
struct totp_row {
	bool found;
	const void *sealed;
	size_t sealed_len;
	int64_t confirmed_at, last_step; /* 0: not confirmed */
};
enum err store_totp_get(
    struct ctx *, int64_t user, struct totp_row *) MUST_CHECK;
/* Of the actor, instead of one that is not confirmed. */
enum err store_totp_put(
    struct ctx *, const void *sealed, size_t len, int64_t *changed) MUST_CHECK;
enum err store_totp_confirm(
    struct ctx *, int64_t step, int64_t *changed) MUST_CHECK;
/* *changed 0: that step, or a later one, was used before. */
enum err store_totp_use(
    struct ctx *, int64_t user, int64_t step, int64_t *changed) MUST_CHECK;
enum err store_totp_drop(
    struct ctx *, int64_t user, int64_t *changed) MUST_CHECK;
enum err store_recovery_add(
    struct ctx *, int64_t user, const unsigned char hash[32]) MUST_CHECK;
enum err store_recovery_use(struct ctx *, int64_t user,
    const unsigned char hash[32], int64_t *changed) MUST_CHECK;
enum err store_recovery_left(struct ctx *, int64_t user, int64_t *n) MUST_CHECK;
enum err store_recovery_drop(struct ctx *, int64_t user) MUST_CHECK;
/* A password that is too short without a second factor must be changed. */
enum err store_user_short(struct ctx *, int64_t user) MUST_CHECK;

/* Access keys, and how a user can be reached */
struct key_row {
	bool found;
	int64_t user_id, created_at;
	const char *access;
	const void *sealed;
	size_t sealed_len;
};
enum err store_key_list(struct ctx *, struct access_keys *) MUST_CHECK;
/* *id 0: there are `max` already. */
enum err store_key_add(struct ctx *, const char *access, const char *name,
    const void *sealed, size_t len, int64_t max, int64_t *id) MUST_CHECK;
/* Of the actor's. */
enum err store_key_get(struct ctx *, int64_t id, struct key_row *) MUST_CHECK;
/* Anyone's who is not disabled. */
enum err store_key_find(
    struct ctx *, const char *access, struct key_row *) MUST_CHECK;
enum err store_key_drop(struct ctx *, int64_t id, int64_t *changed) MUST_CHECK;
/* All of that user's. */
enum err store_key_drop_all(struct ctx *, int64_t user) MUST_CHECK;

/* The catalogue */
enum err store_products(struct ctx *, struct choices *) MUST_CHECK;
/* Who submitted the tickets of the account, or of group `group`. */
enum err store_submitters(
    struct ctx *, int64_t group, struct choices *) MUST_CHECK;
enum err store_problem_types(
    struct ctx *, const char *product, struct choices *) MUST_CHECK;
enum err store_places(
    struct ctx *, const char *present, struct choices *) MUST_CHECK;
enum err store_severities(struct ctx *, struct choices *) MUST_CHECK;
enum err store_regions(struct ctx *, struct choices *) MUST_CHECK;
enum err store_dimensions(struct ctx *, struct choices *) MUST_CHECK;
enum err store_template(
    struct ctx *, const char *problem_type, const char **content) MUST_CHECK;
/* *found false: these ids do not go together. */
enum err store_choice_check(struct ctx *, const struct ticket_new *,
    bool *found, const char **sub_type, int *case_type,
    bool *region_ok) MUST_CHECK;
enum err store_agreement_latest(
    struct ctx *, struct agreement *, bool *signed_already) MUST_CHECK;
/* That of access, for authorizations. */
enum err store_agreement_of_access(struct ctx *, struct agreement *) MUST_CHECK;
enum err store_agreement_sign(
    struct ctx *, int64_t id, int64_t ticket) MUST_CHECK;

/* The same, whole, for an administrator; nothing for anybody else. */
enum err store_entry_list(struct ctx *, enum kind, struct entries *) MUST_CHECK;
enum err store_entry_get(struct ctx *, enum kind, const char *id, bool *found,
    struct entry *) MUST_CHECK;
enum err store_entry_add(
    struct ctx *, enum kind, const struct entry *, bool *changed) MUST_CHECK;
enum err store_entry_set(
    struct ctx *, enum kind, const struct entry *, bool *changed) MUST_CHECK;
/* Of the other extra fields of a problem type: how many are active, and
 * whether one has that key. */
enum err store_extra_others(struct ctx *, const char *problem_type_id,
    int64_t id, const char *key, int64_t *active, bool *taken) MUST_CHECK;

/* Their versions, for an administrator. */
enum err store_agreement_list(
    struct ctx *, struct agreement_versions *) MUST_CHECK;
enum err store_agreement_get(struct ctx *, int64_t id, bool *found,
    struct agreement_version *) MUST_CHECK;
enum err store_agreement_newest(struct ctx *, enum agreement_type, bool *found,
    struct agreement_version *) MUST_CHECK;
/* *id 0: it was not for him. */
enum err store_agreement_publish(struct ctx *, const struct agreement_version *,
    int64_t version, int64_t *id) MUST_CHECK;

/* Rows that first start writes; words in both languages. */
struct words {
	const char *en, *zh;
};
enum err store_put_sub_type(struct ctx *, const char *id, struct words name,
    int64_t position) MUST_CHECK;
enum err store_put_product(struct ctx *, const char *id, const char *sub_type,
    const char *acronym, struct words name, struct words desc,
    int64_t position) MUST_CHECK;
enum err store_put_problem_type(struct ctx *, const char *id,
    const char *product, int case_type, struct words name, struct words desc,
    int64_t position) MUST_CHECK;
enum err store_put_template(struct ctx *, const char *id,
    const char *problem_type, struct words content) MUST_CHECK;
enum err store_put_severity(struct ctx *, const char *id, struct words name,
    struct words desc, int64_t first_response, int64_t resolution,
    int64_t rank) MUST_CHECK;
/* type: 0 mainland, 1 international. */
enum err store_put_region(struct ctx *, const char *id, struct words name,
    int type, int64_t position) MUST_CHECK;
enum err store_put_dimension(struct ctx *, int64_t id, struct words name,
    struct words desc, int64_t position) MUST_CHECK;
enum err store_put_agreement(struct ctx *, int64_t version, struct words name,
    struct words content) MUST_CHECK;
/* That of access, if there is none yet. */
enum err store_put_access_agreement(
    struct ctx *, struct words name, struct words content) MUST_CHECK;
enum err store_catalogue_empty(struct ctx *, bool *out) MUST_CHECK;

/* Tickets */
enum err store_ticket_get(struct ctx *, bool staff, int64_t id,
    struct ticket *) MUST_CHECK; /* ERR_NOTFOUND */
enum err store_ticket_revision(struct ctx *, bool staff, int64_t id,
    int64_t *revision, int64_t *messages) MUST_CHECK; /* ERR_NOTFOUND */
enum err store_ticket_add(struct ctx *, int64_t id, const struct ticket_new *,
    const struct sealed *contact, const char *sub_type,
    const char *title) MUST_CHECK;
enum err store_ticket_list(struct ctx *, const struct ticket_filter *,
    struct ticket_list *) MUST_CHECK;
enum err store_ticket_counts(
    struct ctx *, enum scope, int64_t group, struct ticket_counts *) MUST_CHECK;

#define ASSIGNEE_NONE (-1)
/* One UPDATE of a ticket: what TICKET_ACT in sql.inc says. */
struct ticket_change {
	enum may may;
	int64_t ticket;
	unsigned from;    /* statuses, S(code) each */
	int to;           /* status, or STATE_KEEP */
	int64_t revision; /* 0: any */
	int64_t seen;     /* -1: not asked */
	int64_t until;    /* of a pause; 0 none */
	int64_t assignee; /* 0: as it is; ASSIGNEE_NONE: nobody's */
	bool visible, message, note, urge;
	int log;
	/* Out: whether the row was changed, and the numbers now given. */
	bool changed;
	int64_t message_number, note_number, log_number;
};
enum err store_ticket_change(struct ctx *, struct ticket_change *) MUST_CHECK;

/* Can it go to that place?  What it has already it may keep, though nobody
 * can choose it any more. */
struct place_check {
	bool found, region_ok;
	int case_type; /* of the problem type */
};
enum err store_place_check(struct ctx *, int64_t ticket, const struct place *,
    struct place_check *) MUST_CHECK;
/* Put it there, after that check; for a lead. */
enum err store_place_put(struct ctx *, int64_t ticket, const struct place *,
    bool *changed) MUST_CHECK;
/* The same for an act beside the state machine. */
enum err store_ticket_touch(struct ctx *, bool staff, int64_t id,
    const struct touch *, bool *changed, int64_t *log_number) MUST_CHECK;

/* How long a ticket waits for the customer, in seconds, until it closes,
 * until he is reminded, and until he is reminded again. */
struct waits {
	int64_t closes, reminds, reminds_again;
};
/* Tickets whose time has come: for which of VERB_EXPIRE, VERB_WAKE and
 * VERB_REMIND. */
struct ticket_due {
	int64_t id;
	enum status status;
	enum verb verb;
};
enum err store_ticket_due(struct ctx *, const struct waits *,
    struct ticket_due *, size_t max, size_t *n) MUST_CHECK;

/*
 * Search.  Whoever changes a text of a ticket says so before, within a write,
 * by the number of the message or note; store_end() puts the new text in.
 */
enum err store_search_change(
    struct ctx *, int64_t ticket, int64_t number) MUST_CHECK;
enum err store_search_change_all(struct ctx *, int64_t ticket) MUST_CHECK;
enum err store_search_settle(struct ctx *) MUST_CHECK;

/* Parts that are still to come into an index that is made anew. */
struct search_part {
	int64_t ticket, part;
};
enum err store_search_due(
    struct ctx *, struct search_part[], size_t max, size_t *n) MUST_CHECK;
enum err store_search_put(
    struct ctx *, const struct search_part[], size_t n) MUST_CHECK;
/* Was it found damaged, so that it is to be made anew? */
enum err store_search_wanted(struct ctx *, bool *) MUST_CHECK;
/* Begin anew: nothing is in it, everything is due. */
enum err store_search_empty(struct ctx *) MUST_CHECK;
/* What may be read of a ticket, newest first, messages and then notes. */
struct search_text {
	int64_t number;
	bool note;
	const char *text;
};
struct search_texts {
	struct search_text *item;
	size_t count;
};
enum err store_search_texts(struct ctx *, bool staff, int64_t ticket,
    int64_t limit, struct search_texts *) MUST_CHECK;
/*
 * Does the index hold together (ERR_FAULT), how much is due, and how many
 * words are in it?
 */
enum err store_search_check(
    struct ctx *, int64_t *due, int64_t *words) MUST_CHECK;
/* The ticket after *ticket, 0 if there is none, and the number of its parts. */
enum err store_search_next(
    struct ctx *, int64_t *ticket, int64_t *parts) MUST_CHECK;
/* What of a part must be in the index; and whether these words are. */
#define SEARCH_COLUMNS 5
enum err store_search_part(struct ctx *, const struct search_part *,
    bool *found, const char *text[SEARCH_COLUMNS]) MUST_CHECK;
enum err store_search_has(struct ctx *, const struct search_part *,
    const char *words, bool *found) MUST_CHECK;

/* Saved views; see domain/saved.h. */
struct saved;
struct saved_list;
enum err store_saved_list(struct ctx *, struct saved_list *) MUST_CHECK;
enum err store_saved_first(struct ctx *, const char **query) MUST_CHECK;
enum err store_saved_count(struct ctx *, int64_t *) MUST_CHECK;
/* *id 0: not his to share so. */
enum err store_saved_add(
    struct ctx *, const struct saved *, int64_t *id) MUST_CHECK;
enum err store_saved_drop(struct ctx *, int64_t id, bool *changed) MUST_CHECK;
enum err store_saved_choose(struct ctx *, int64_t id, bool *changed) MUST_CHECK;

/* Deleted tickets whose time is over, and the end of one, within a write. */
enum err store_purge_list(struct ctx *, int64_t deleted_before, int64_t id[],
    size_t max, size_t *n) MUST_CHECK;
enum err store_purge(struct ctx *, int64_t id) MUST_CHECK;
/* The calendar.  Hours are words of work_day_words(). */
enum err store_calendar_get(struct ctx *, struct calendar *) MUST_CHECK;
/* zone NULL: as it is. */
enum err store_calendar_touch(
    struct ctx *, const char *zone, int64_t *changed) MUST_CHECK;
enum err store_calendar_week_put(
    struct ctx *, int weekday, const char *hours) MUST_CHECK;
enum err store_calendar_day_put(struct ctx *, const char *day,
    const char *hours, const char *name) MUST_CHECK;
enum err store_calendar_day_drop(
    struct ctx *, const char *day, int64_t *changed) MUST_CHECK;
enum err store_promises(struct ctx *, struct promises *) MUST_CHECK;
/* These severities, and no others. */
enum err store_around_the_clock(
    struct ctx *, const char *const *id, size_t n) MUST_CHECK;

/* What the clocks of a ticket are made of, and what they come to. */
struct clock_ticket {
	int64_t created_at, urge_count, first_response, resolution, rank;
	bool around_the_clock;
};
struct clock_event { /* of its log */
	int64_t at;
	int type, operator_kind, to_status;
	bool message, withdrawn; /* it came with a message, that is gone */
};
struct clock_events {
	struct clock_event *item;
	size_t count;
};
struct clocks {
	int64_t ticket;
	struct due reply, solve;
	int64_t answered_at, key;
};
enum err store_clock_read(struct ctx *, int64_t ticket, struct clock_ticket *,
    struct clock_events *) MUST_CHECK; /* ERR_NOTFOUND */
enum err store_clock_put(struct ctx *, const struct clocks *) MUST_CHECK;
/* Open tickets whose clocks are older than the calendar. */
enum err store_clock_stale(
    struct ctx *, int64_t *id, size_t max, size_t *n) MUST_CHECK;

/* Queues.  *id 0: there is none, or it is not for the actor. */
enum err store_queue_list(struct ctx *, struct queue_list *) MUST_CHECK;
enum err store_queue_find(
    struct ctx *, const char *key, int64_t *id) MUST_CHECK;
enum err store_queue_add(
    struct ctx *, const char *name, const char *key, int64_t *id) MUST_CHECK;
enum err store_queue_partner(
    struct ctx *, int64_t id, const struct partner *) MUST_CHECK;
enum err store_partner_of(
    struct ctx *, bool staff, int64_t ticket, struct queue_group *) MUST_CHECK;
enum err store_queue_rename(struct ctx *, int64_t id, const char *name,
    const char *key, int64_t *changed) MUST_CHECK;
enum err store_queue_drop(
    struct ctx *, int64_t id, int64_t *changed) MUST_CHECK;
/* Fill in members and products; of all queues. */
enum err store_queue_parts(struct ctx *, struct queue_list *) MUST_CHECK;
enum err store_queue_empty(struct ctx *, int64_t id) MUST_CHECK;
enum err store_queue_member(struct ctx *, int64_t id, int64_t user) MUST_CHECK;
enum err store_queue_product(
    struct ctx *, int64_t id, const char *product) MUST_CHECK;

/* Canned replies; shared: everybody's, else the actor's own. */
enum err store_canned_pick(struct ctx *, struct canned_list *) MUST_CHECK;
enum err store_canned_use(
    struct ctx *, int64_t id, struct canned *) MUST_CHECK; /* NOTFOUND */
enum err store_canned_list(
    struct ctx *, bool shared, struct canned_list *) MUST_CHECK;
enum err store_canned_get(struct ctx *, bool shared, int64_t id,
    struct canned *) MUST_CHECK; /* ERR_NOTFOUND */
/* in->id 0: a new one, and then *id is its number.  *id 0: it was refused */
enum err store_canned_put(
    struct ctx *, bool shared, const struct canned *in, int64_t *id) MUST_CHECK;

enum err store_message_add(struct ctx *, int64_t ticket, int64_t number,
    enum author_kind, const char *content, size_t files) MUST_CHECK;
enum err store_note_add(struct ctx *, int64_t ticket, int64_t number,
    const char *content, size_t files) MUST_CHECK;
struct log_new {
	int64_t ticket, number;
	int type, operator_kind, from_status, to_status;
	bool visible;
	const char *description;
	int64_t message_number; /* 0 none */
};
enum err store_log_add(struct ctx *, const struct log_new *) MUST_CHECK;

struct logs {
	struct log_row *item;
	size_t count;
};
enum err store_messages(struct ctx *, bool staff, int64_t ticket, int64_t last,
    int64_t limit, struct messages *) MUST_CHECK;
/* Those of these numbers, oldest first. */
enum err store_note_part(struct ctx *, int64_t ticket, int64_t first,
    int64_t last, struct messages *) MUST_CHECK;
enum err store_notes(struct ctx *, int64_t ticket, int64_t since, int64_t limit,
    struct messages *) MUST_CHECK;
enum err store_logs(
    struct ctx *, bool staff, int64_t ticket, struct logs *) MUST_CHECK;
enum err store_message_withdraw(struct ctx *, int64_t ticket, int64_t number,
    int64_t not_before, int64_t *changed) MUST_CHECK;
/* *found false: no message of the actor's with that number. */
enum err store_message_mine(struct ctx *, int64_t ticket, int64_t number,
    bool *found, bool *withdrawn) MUST_CHECK;

/* Attachments */
enum err store_files(
    struct ctx *, bool staff, int64_t ticket, struct files *) MUST_CHECK;
enum err store_file_add(struct ctx *, const struct attachment *) MUST_CHECK;
enum err store_file_get(struct ctx *, bool staff, const char *id,
    struct attachment *) MUST_CHECK; /* ERR_NOTFOUND */
/* The ticket that an attachment is on; 0 if none that the actor sees. */
enum err store_file_ticket(
    struct ctx *, bool staff, const char *id, int64_t *ticket) MUST_CHECK;
enum err store_file_unbound(
    struct ctx *, const char *id, bool *found, struct attachment *) MUST_CHECK;
enum err store_file_bind(struct ctx *, const char *id, int64_t ticket,
    int64_t message, int64_t note, int64_t position,
    int64_t *changed) MUST_CHECK;
enum err store_file_delete(
    struct ctx *, const char *id, int64_t *changed) MUST_CHECK;
enum err store_file_delete_of_message(
    struct ctx *, int64_t ticket, int64_t message) MUST_CHECK;
/* What the actor's account has uploaded since, and what he has. */
enum err store_file_volume(
    struct ctx *, int64_t since, int64_t *account, int64_t *own) MUST_CHECK;
/* The actor's file that came with that key. */
enum err store_file_of_key(
    struct ctx *, const char *key, bool *found, struct attachment *) MUST_CHECK;
/* How many rows there are of what a backup must have. */
struct row_counts {
	int64_t tickets, messages, attachments, users, audit;
};
enum err store_row_counts(struct ctx *, struct row_counts *) MUST_CHECK;
/* The database as the transaction in progress sees it, into a new file. */
enum err store_copy(struct ctx *, const char *path) MUST_CHECK;
/* A thousand at a time, of ids after `after`. */
enum err store_file_all(
    struct ctx *, const char *after, struct files *) MUST_CHECK;

/* Limits of files: those that count for the actor, in a form about that kind
 * of problem, or that ticket; those that an administrator sees, and sets. */
enum err store_upload_limit_mine(struct ctx *, const char *problem_type_id,
    int64_t ticket, struct upload_limit_list *) MUST_CHECK;
enum err store_upload_limit_list(
    struct ctx *, struct upload_limit_list *) MUST_CHECK;
enum err store_upload_limit_put(
    struct ctx *, const struct upload_limit *, bool *changed) MUST_CHECK;
enum err store_upload_limit_drop(
    struct ctx *, const char *scope, bool *changed) MUST_CHECK;

/* Uploads in chunks: the actor's own. */
enum err store_transfer_get(
    struct ctx *, const char *id, bool *found, struct transfer *) MUST_CHECK;
enum err store_transfer_of(
    struct ctx *, int64_t number, bool *found, struct transfer *) MUST_CHECK;
enum err store_transfer_list(
    struct ctx *, struct transfer **, size_t *count) MUST_CHECK;
enum err store_transfer_open(struct ctx *, int64_t *count) MUST_CHECK;
enum err store_transfer_add(struct ctx *, struct transfer *) MUST_CHECK;
/* From `before` bytes to those of *t; *changed false: somebody was quicker. */
enum err store_transfer_grow(struct ctx *, const struct transfer *,
    int64_t before, bool *changed) MUST_CHECK;
/* From `before` settled bytes to those of *t. */
enum err store_transfer_settle(struct ctx *, const struct transfer *,
    int64_t before, bool *changed) MUST_CHECK;
/* Of what came only what is settled counts from now on. */
enum err store_transfer_trust(struct ctx *) MUST_CHECK;
enum err store_transfer_keep(
    struct ctx *, const char *id, const char *file, bool *changed) MUST_CHECK;
enum err store_transfer_drop(
    struct ctx *, const char *id, bool *changed) MUST_CHECK;
/* Is there one, whosever it is? */
enum err store_transfer_known(
    struct ctx *, const char *id, bool *out) MUST_CHECK;

/*
 * Stored files, by their hash.  What names them: attachments.
 */
#define BLOB_PAGE 1000
/* All that are named, in order: up to a thousand after `after`; *n is 0 at
 * the end. */
enum err store_blob_list(
    struct ctx *, const char *after, char (*hex)[65], size_t *n) MUST_CHECK;
enum err store_blob_used(
    struct ctx *, const char *sha256, bool *out) MUST_CHECK;
enum err store_blob_bytes(struct ctx *, int64_t *) MUST_CHECK; /* of these */
enum err store_blob_tickets(struct ctx *, const char *sha256, int64_t id[],
    size_t max, size_t *n) MUST_CHECK;

/* Waste: nobody names it since then.  Adding what is named, or is waste
 * already, changes nothing. */
enum err store_waste_add(struct ctx *, const char *sha256) MUST_CHECK;
enum err store_waste_list(struct ctx *, int64_t before, char (*hex)[65],
    size_t max, size_t *n) MUST_CHECK;
enum err store_waste_drop(struct ctx *, const char *sha256) MUST_CHECK;

/* The round of domain/scrub.h, and what it found. */
struct scrub {
	const char *place;
	int64_t begun_at, ended_at, bytes;
};
enum err store_scrub_get(struct ctx *, struct scrub *) MUST_CHECK;
enum err store_scrub_put(struct ctx *, const struct scrub *) MUST_CHECK;
enum err store_bad_put(struct ctx *, const char *sha256, bool bad) MUST_CHECK;
enum err store_bad_get(struct ctx *, const char *sha256, bool *bad) MUST_CHECK;
enum err store_bad_count(struct ctx *, int64_t *) MUST_CHECK; /* still named */

/* Feedback: what one has reported, or what an administrator sees of all */
/* *added false: the statement refused. */
enum err store_feedback_add(struct ctx *, int64_t id,
    const struct feedback_row *, bool *added) MUST_CHECK;
enum err store_feedback_get(struct ctx *, bool admin, int64_t id,
    struct feedback_row *) MUST_CHECK; /* ERR_NOTFOUND */
struct feedback_rows {
	struct feedback_row *item;
	size_t count;
};
enum err store_feedback_list(struct ctx *, bool admin,
    const struct feedback_filter *, struct feedback_rows *) MUST_CHECK;
enum err store_feedback_counts(
    struct ctx *, struct feedback_counts *) MUST_CHECK;
/* *changed false: it is not at that revision, or not his. */
enum err store_feedback_change(struct ctx *, int64_t id, int64_t revision,
    enum feedback_state to, bool *changed) MUST_CHECK;
enum err store_feedback_log_add(
    struct ctx *, int64_t id, const struct feedback_event *) MUST_CHECK;
/* The newest first. */
enum err store_feedback_log(
    struct ctx *, int64_t id, struct feedback_history *) MUST_CHECK;
enum err store_feedback_file_bind(struct ctx *, const char *file, int64_t id,
    enum feedback_part, int64_t position, bool *changed) MUST_CHECK;
enum err store_feedback_files(struct ctx *, bool admin, int64_t id,
    enum feedback_part, struct files *) MUST_CHECK;
enum err store_feedback_purge_list(struct ctx *, int64_t finished_before,
    int64_t id[], size_t max, size_t *n) MUST_CHECK;
enum err store_feedback_purge(struct ctx *, int64_t id) MUST_CHECK;

/* Authorizations */
enum err store_auth_get(struct ctx *, bool staff, int64_t id,
    struct authorization *) MUST_CHECK; /* ERR_NOTFOUND; no details */
enum err store_auth_details(struct ctx *, struct authorization *) MUST_CHECK;
enum err store_auth_list(
    struct ctx *, const struct auth_filter *, struct auth_list *) MUST_CHECK;
enum err store_auth_of_ticket(
    struct ctx *, bool staff, int64_t ticket, struct auth_list *) MUST_CHECK;
/* *id 0: the statement refused.  statuses: of the ticket. */
enum err store_auth_add(struct ctx *, int64_t ticket, unsigned statuses,
    const struct auth_new *, int64_t id, bool *added) MUST_CHECK;
/* ERR_INVALID: there is no such region. */
enum err store_auth_detail_add(
    struct ctx *, int64_t id, const struct auth_detail *) MUST_CHECK;
struct auth_change {
	enum may may;
	int64_t id;
	unsigned from, ticket; /* statuses that are right, A() and S() */
	int to;
	bool ended; /* with its ticket, whoever the actor is */
	int64_t effective_at, expire_at, agreement_id; /* 0: as they are */
	const char *agency, *reject_reason;            /* NULL: as they are */
};
enum err store_auth_change(
    struct ctx *, const struct auth_change *, bool *changed) MUST_CHECK;
enum err store_auth_cleared(struct ctx *, int64_t id) MUST_CHECK;
enum err store_auth_hold(struct ctx *, int64_t id, bool *held) MUST_CHECK;
/* With id, ticket_id and both statuses only. */
enum err store_auth_standing(struct ctx *, int64_t ticket,
    struct authorization *, size_t max, size_t *n) MUST_CHECK;
enum err store_auth_due(
    struct ctx *, struct authorization *, size_t max, size_t *n) MUST_CHECK;
enum err store_auth_history(
    struct ctx *, bool staff, int64_t id, struct secret_history *) MUST_CHECK;
enum err store_secret_log_add(
    struct ctx *, enum vault_kind, int64_t owner, int type) MUST_CHECK;

/* What is confided */
enum err store_confidential_add(
    struct ctx *, int64_t ticket, int64_t message, int64_t id) MUST_CHECK;
/* Ids of what is not cleared; message 0: of all. */
enum err store_confidential_kept(struct ctx *, int64_t ticket, int64_t message,
    int64_t **id, size_t *n) MUST_CHECK;
enum err store_confidential_cleared(struct ctx *, int64_t id) MUST_CHECK;
/* *id 0: nothing that the actor may look at. */
enum err store_confidential_hold(
    struct ctx *, int64_t ticket, int64_t message, int64_t *id) MUST_CHECK;
enum err store_confidential_list(struct ctx *, bool staff, int64_t ticket,
    struct confided_list *) MUST_CHECK;

/* The vault: see domain/vault.h.  *wrapped and *sealed NULL: there is none. */
#define VAULT_IDS_MAX 64
enum err store_vault_key_get(struct ctx *, enum vault_kind, int64_t owner,
    const void **wrapped, size_t *len) MUST_CHECK;
enum err store_vault_key_add(struct ctx *, enum vault_kind, int64_t owner,
    const void *wrapped, size_t len) MUST_CHECK;
enum err store_vault_put(struct ctx *, const struct vault_place *,
    const void *sealed, size_t len) MUST_CHECK;
enum err store_vault_get(struct ctx *, const struct vault_place *,
    const void **sealed, size_t *len) MUST_CHECK;
enum err store_vault_wipe(
    struct ctx *, enum vault_kind, int64_t owner, int64_t *changed) MUST_CHECK;
/* The ids of the keys that data keys are sealed under, 8 bytes each. */
enum err store_vault_key_ids(
    struct ctx *, const unsigned char **id, size_t *n) MUST_CHECK;
enum err store_vault_key_count(
    struct ctx *, const void *id, int64_t *out) MUST_CHECK;

/* Scores */
enum err store_score_put(struct ctx *, int64_t ticket,
    const struct score_input *) MUST_CHECK; /* ERR_CONFLICT: there is one */
enum err store_score_get(
    struct ctx *, bool staff, int64_t ticket, struct score *) MUST_CHECK;

/* Labels, relations, contact */
enum err store_labels(struct ctx *, struct label_list *) MUST_CHECK;
/* For the staff; see label_list_of(). */
enum err store_labels_of(struct ctx *, int64_t account, int64_t label,
    struct label_list *) MUST_CHECK;
enum err store_label_count(struct ctx *, int64_t *) MUST_CHECK;
/* By another one than `but`. */
enum err store_label_taken(
    struct ctx *, const char *key, int64_t but, bool *) MUST_CHECK;
enum err store_label_add(struct ctx *, const char *name, const char *key,
    const char *color, int64_t *id) MUST_CHECK;
enum err store_label_change(struct ctx *, int64_t id, const char *name,
    const char *key, const char *color, int64_t *changed) MUST_CHECK;
enum err store_label_delete(
    struct ctx *, int64_t id, int64_t *changed) MUST_CHECK;
enum err store_labels_of_ticket(
    struct ctx *, bool staff, int64_t ticket, struct label_list *) MUST_CHECK;
/* tickets: "[1,2,3]" */
enum err store_labels_of_rows(struct ctx *, bool staff, const char *tickets,
    struct label_list *) MUST_CHECK;
enum err store_label_link(
    struct ctx *, int64_t ticket, int64_t label, int64_t *changed) MUST_CHECK;
enum err store_label_unlink(
    struct ctx *, int64_t ticket, int64_t label, int64_t *changed) MUST_CHECK;
enum err store_relations(struct ctx *, bool staff, int64_t ticket,
    struct relation_list *) MUST_CHECK;
enum err store_relation_add(
    struct ctx *, int64_t ticket, int64_t related) MUST_CHECK;
enum err store_relation_drop(
    struct ctx *, int64_t ticket, int64_t related, int64_t *changed) MUST_CHECK;
enum err store_contact_put(struct ctx *, int64_t ticket, const struct contact *,
    const struct sealed *) MUST_CHECK;
/* Of a ticket that has ended. */
enum err store_contact_clear(struct ctx *, int64_t ticket) MUST_CHECK;
/* What an older version left in the clear; id 0: nothing. */
struct contact_plain {
	int64_t id;
	enum status status;
	struct contact contact;
};
enum err store_contact_plain(
    struct ctx *, struct contact_plain *, size_t max, size_t *n) MUST_CHECK;
enum err store_contact_seal(
    struct ctx *, int64_t ticket, const struct sealed *) MUST_CHECK;
/* The actor's own, newest first. */
struct contact_row {
	int64_t ticket, created_at;
	struct sealed sealed;
	const char *area;
};
enum err store_contact_mine(
    struct ctx *, int64_t limit, struct contact_row **, size_t *n) MUST_CHECK;

/* Quotas */
enum err store_quotas_mine(struct ctx *, struct quota_list *) MUST_CHECK;
enum err store_quotas_of(
    struct ctx *, int64_t account, struct quota_list *) MUST_CHECK;
enum err store_quota_kinds(struct ctx *, struct quota_list *) MUST_CHECK;
enum err store_quota_put(struct ctx *, int64_t account, const char *kind,
    int64_t total, int64_t *changed) MUST_CHECK;
enum err store_quota_drop(struct ctx *, int64_t account, const char *kind,
    int64_t *changed) MUST_CHECK;

/* Visits */
struct unread {
	int64_t ticket, number; /* of the newest message */
};
enum err store_visit_get(
    struct ctx *, int64_t ticket, int64_t *number) MUST_CHECK; /* 0: none */
enum err store_visit_put(struct ctx *, int64_t user, int64_t ticket,
    int64_t number, int64_t at) MUST_CHECK;
/* tickets: "[1,2,3]" */
enum err store_unread(struct ctx *, bool staff, const char *tickets,
    struct unread **, size_t *n) MUST_CHECK;

/* Extra fields */
enum err store_extra_fields(struct ctx *, bool staff, const char *problem_type,
    struct extra_list *) MUST_CHECK;
enum err store_extra_of_ticket(
    struct ctx *, bool staff, int64_t ticket, struct extra_list *) MUST_CHECK;
/* value "" of a field that is not sensitive: remove it; of one that is: the
 * vault has it. */
enum err store_extra_put(struct ctx *, bool staff, int64_t ticket,
    const struct extra *, const char *value, int64_t message) MUST_CHECK;
/* *secret 0: there is nothing, or it is not for him. */
enum err store_extra_reveal(
    struct ctx *, int64_t ticket, const char *key, int64_t *secret) MUST_CHECK;
/* The secrets of a ticket that ends; and forget them. */
enum err store_extra_secrets(
    struct ctx *, int64_t ticket, int64_t **id, size_t *n) MUST_CHECK;
enum err store_extra_secrets_drop(struct ctx *, int64_t ticket) MUST_CHECK;
/* What a field offers, instead of what it did. */
enum err store_extra_items(struct ctx *, int64_t field,
    const struct extra_new_item *, size_t n) MUST_CHECK;
enum err store_extra_define(struct ctx *, const struct extra_new *) MUST_CHECK;

enum err store_score_last(struct ctx *, int64_t customer, struct score_last *,
    size_t max, size_t *n) MUST_CHECK;
/* What is late of what the actor reads, at most `max`. */
enum err store_count_late(struct ctx *, int64_t max, int64_t *n) MUST_CHECK;
/* Open tickets of a customer, as the staff count them. */
enum err store_customer_open(
    struct ctx *, int64_t customer, int64_t *n) MUST_CHECK;

/* Forms */
enum err store_op_get(struct ctx *, const char *key, bool *found,
    unsigned char hash[32], int64_t *result) MUST_CHECK;
enum err store_op_put(struct ctx *, const char *key,
    const unsigned char hash[32], int64_t result) MUST_CHECK;
/* Of a draft what is sealed, never the fields. */
enum err store_draft_put(
    struct ctx *, int64_t user, const struct draft *, int64_t keep) MUST_CHECK;
enum err store_draft_get(
    struct ctx *, const char *form, struct draft **) MUST_CHECK;
/* Up to max whose fields are in the clear, each with its user. */
enum err store_draft_plain(struct ctx *, struct draft *, int64_t *user,
    size_t max, size_t *n) MUST_CHECK;
enum err store_draft_seal(struct ctx *, const struct draft *) MUST_CHECK;
enum err store_draft_list(struct ctx *, struct draft_list *) MUST_CHECK;
enum err store_draft_delete(
    struct ctx *, int64_t id, int64_t *changed) MUST_CHECK;
enum err store_draft_delete_form(struct ctx *, const char *form) MUST_CHECK;

/* The audit trail */
/* *seq 0: it is empty. */
enum err store_audit_last(
    struct ctx *, int64_t *seq, unsigned char hash[32]) MUST_CHECK;
/* The same, as it was noted when that row was written. */
enum err store_audit_head(
    struct ctx *, int64_t *seq, unsigned char hash[32]) MUST_CHECK;
enum err store_audit_add(struct ctx *, const struct audit_row *) MUST_CHECK;
/* Up to a thousand rows after `seq`. */
enum err store_audit_walk(
    struct ctx *, int64_t seq, struct audit_row **, size_t *n) MUST_CHECK;
/* The rows next to the place of the filter, whose times are all set; those
 * newer than it come oldest first.  Nothing for who is no administrator. */
enum err store_audit_list(struct ctx *, const struct audit_filter *,
    int64_t limit, struct audit_row **, size_t *n) MUST_CHECK;
/* What somebody of the staff is called; "" if he is not. */
enum err store_display_name(struct ctx *, int64_t id, const char **) MUST_CHECK;
enum err store_user_name(struct ctx *, int64_t id, const char **) MUST_CHECK;

/* What the jobs process clears away, each older than `before`. */
enum sweep {
	SWEEP_OPS,
	SWEEP_DRAFTS,
	SWEEP_SESSIONS,
	SWEEP_FAILURES,
	SWEEP_DEVICES,
	SWEEP_LOGIN_STEPS,
	SWEEP_LOGIN_EVENTS,
	SWEEP_UNBOUND_FILES,
	SWEEP_TRANSFERS,
	SWEEP__MAX
};
enum err store_sweep(
    struct ctx *, enum sweep, int64_t before, int64_t *changed) MUST_CHECK;

#endif
