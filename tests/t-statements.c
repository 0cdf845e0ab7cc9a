/*
 * The rights in the statements themselves, below every check in C: whoever
 * asks, a statement gives a row, or changes one, only to those of its row
 * here.  One that asks for the actor and has no row fails.
 *
 * Besides, those who may must no longer once they are disabled, or have
 * changed sides; and customers not once the ticket is deleted.  The flags say
 * where that is not so: never the text of the statement, which is on trial.
 */
#include <stdlib.h>
#include <string.h>

#include "domain/organization.h"
#include "domain/score.h"
#include "domain/ticket.h"
#include "domain/user.h"
#include "fixture.h"
#include "store/db.h"
#include "tap.h"

static struct ctx cx;

/* Beside those of the fixture: zoe operates a group of lumen's in which
 * only oscar is beside her, and wen administers the other account. */
enum {
	ZOE = WHO_IS__MAX,
	SHELL, /* whoever runs the command line: actor 0 */
	ALL__MAX
};

#define P(who)   (1u << (who))
#define NONE     0u
#define HIS      (P(MEI) | P(AISHA) | P(LARS))
#define LEAD     (P(YATING) | P(ROOT))
#define HOLDER   (P(PRIYA) | LEAD)
#define STAFF    (HOLDER | P(SIYUAN))
#define CUSTOMER (HIS | P(OSCAR) | P(WEN) | P(ZOE))
#define LUMEN    (HIS | P(OSCAR) | P(ZOE))
#define EVERYONE (CUSTOMER | STAFF)
#define ADMIN    P(ROOT)
#define MANAGER  (P(LARS) | ADMIN | P(SHELL)) /* of mei's account */
#define OPERATOR (ADMIN | P(SHELL))

/*
 * args: what is bound to $2, $3 …: a number; "." the empty text; "~" NULL;
 * "!" that parameter does not exist; "#" a hash of zeros; "@name" a user's id;
 * else a text.
 */
enum flags {
	VALUE = 1, /* the answer is the first column, not that there is a row */
	STEADY =
	    2,     /* his own, or by groups: the session alone says who he is */
	DIES = 4,  /* not for customers once the ticket is deleted */
	BOTH = 8,  /* on whichever side he is */
	GONE = 16, /* for nobody once the ticket is deleted */
};

struct row {
	enum sql id;
	const char *args;
	unsigned who;
	unsigned flags;
};

#define DOWN(group, account)                                                   \
	"-1 0 9999999999 9999 50 ! ! 0 0 0 " group " " account                 \
	" . . 0 0 0 0 0 0 0 0"
#define UP(group, account)                                                     \
	"-1 0 -1 -1 50 ! ! 0 0 0 " group " " account " . . 0 0 0 0 0 0 0 0"
/* By a word of ticket 1, and by its number alone: down, up, and best first. */
#define FIND_ARGS(place, words, group, late)                                   \
	"-1 0 " place " 50 " words " 0 0 0 " group                             \
	" 1 . . 0 0 0 0 0 0 0 0 ! " late " 2000"
#define FIND_DOWN(group, late)                                                 \
	FIND_ARGS("9999999999 9999", "\"stays\" 0", group, late)
#define FIND_UP(group, late) FIND_ARGS("-1 -1", "\"stays\" 0", group, late)
#define FIND_NUMBER(group, late)                                               \
	FIND_ARGS("9999999999 9999", "\"zzz\" 1", group, late)
#define FIND(name, group, late, who)                                           \
	{ SQL_TICKET_FIND_##name##_DOWN, FIND_DOWN(group, late), who, DIES },  \
	    { SQL_TICKET_FIND_##name##_UP, FIND_UP(group, late), who, DIES },  \
	    { SQL_TICKET_FIND_##name##_BEST, FIND_DOWN(group, late), who,      \
		    DIES },                                                    \
	{                                                                      \
		SQL_TICKET_FIND_##name##_BEST, FIND_NUMBER(group, late), who,  \
		    DIES                                                       \
	}
#define ACT "1 -1 -1 1772357460 0 1 0 0 2 0 0 -1 0"
#define EDIT(noun, id, add, set)                                               \
	{ SQL_##noun##_EDIT_LIST, "", ADMIN, 0 },                              \
	    { SQL_##noun##_EDIT_GET, id, ADMIN, 0 },                           \
	    { SQL_##noun##_EDIT_ADD, add, ADMIN, 0 },                          \
	{                                                                      \
		SQL_##noun##_EDIT_SET, set, ADMIN, false                       \
	}

/* clang-format off */
static const struct row rows[] = {
	{ SQL_GROUPS_OPERATED, "", P(MEI) | P(AISHA) | P(ZOE) | P(OSCAR), STEADY },
	{ SQL_MAY_CREATE, "", P(LARS) | P(MEI) | P(OSCAR) | P(WEN), VALUE },

	/* People, accounts, groups. */
	{ SQL_USER_GET, "@mei", MANAGER, 0 },
	{ SQL_USER_LIST, "", MANAGER | P(WEN), 0 },
	{ SQL_USER_PAGE_ALL, ". . 0 -1 ! ! 50 #", MANAGER | P(WEN), 0 },
	{ SQL_USER_PAGE_ACCOUNT, ". . 0 -1 1 ! 50 #", MANAGER, 0 },
	{ SQL_USER_PAGE_GROUP, ". . 0 -1 0 1 50 #", MANAGER, 0 },
	{ SQL_USER_ADD, "1 x x x 0 0 . 0 . . . 1", MANAGER, 0 },
	{ SQL_USER_CHANGE, "@mei x . . . 0 0", MANAGER, 0 },
	{ SQL_USER_DISABLE, "@mei 1", MANAGER, 0 },
	{ SQL_USER_RESET, "@mei x 1", MANAGER, 0 },
	{ SQL_GROUPS_OF, "@mei", MANAGER, 0 },
	{ SQL_RULES_ALL, "", OPERATOR, 0 },
	{ SQL_ACCOUNT_ADD, "x x 1", OPERATOR, 0 },
	{ SQL_ACCOUNT_LIST, "~", MANAGER | P(WEN), 0 },
	{ SQL_ACCOUNT_GET, "1", MANAGER, 0 },
	{ SQL_ACCOUNT_PAGE, ". . 50", OPERATOR, 0 },
	{ SQL_ACCOUNT_USE, "1 0", MANAGER, 0 },
	{ SQL_ACCOUNT_RENAME, "1 x x", OPERATOR, 0 },
	{ SQL_ACCOUNT_POLICY, "1 1", MANAGER, 0 },
	{ SQL_ACCOUNT_EXPORT, "1 1", MANAGER, 0 },
	{ SQL_ACCOUNT_ASSUME, "1 1", MANAGER, 0 },
	{ SQL_GROUP_ADD, "1 x x 0 0 1", MANAGER, 0 },
	{ SQL_GROUP_GET, "1", MANAGER, 0 },
	{ SQL_GROUP_PAGE_ALL, ". 0 . ! 50", MANAGER, 0 },
	{ SQL_GROUP_PAGE_ACCOUNT, ". 0 . 1 50", MANAGER, 0 },
	{ SQL_GROUP_CHANGE, "1 x x 0 0", MANAGER, 0 },
	{ SQL_GROUP_DELETE, "1", MANAGER, 0 },
	{ SQL_GROUP_JOIN, "1 @oscar", MANAGER, 0 },
	{ SQL_GROUP_LEAVE, "1 @mei", MANAGER, 0 },
	{ SQL_GROUP_LIST, "1", MANAGER, 0 },

	/* What is one's own. */
	{ SQL_SESSION_TRIM, "5 0", P(MEI) | P(OSCAR), STEADY },
	{ SQL_SESSION_TRIM, "5 1", NONE, STEADY },
	{ SQL_SESSION_RENEW, "1 #", P(MEI), STEADY },
	{ SQL_SESSION_PROVE, "1 5", P(MEI), STEADY },
	{ SQL_SESSION_END, "5 0 0", P(MEI) | P(OSCAR), STEADY },
	{ SQL_SESSION_LIST, "0 0", P(MEI) | P(OSCAR), STEADY },
	{ SQL_DEVICE_FORGET, "0", P(MEI), STEADY },
	{ SQL_LOGIN_EVENT_LIST, "5", P(MEI), STEADY },
	{ SQL_LOGIN_NEWS, "0", P(MEI), STEADY },
	{ SQL_LOGIN_NEWS_KNOWN, "9999", P(MEI), STEADY },
	{ SQL_LOGIN_STEP_FORGET, "", P(MEI), STEADY },
	{ SQL_TOTP_GET, "", P(MEI) | P(OSCAR), STEADY },
	{ SQL_TOTP_RESET, "@oscar", MANAGER, 0 },
	{ SQL_TOTP_CONFIRM, "1 1", P(OSCAR), STEADY },
	{ SQL_TOTP_USE, "9", P(MEI), STEADY },
	{ SQL_TOTP_DROP, "", P(MEI) | P(OSCAR), STEADY },
	{ SQL_RECOVERY_USE, "# 1", P(MEI), STEADY },
	{ SQL_RECOVERY_LEFT, "", P(MEI), VALUE | STEADY },
	{ SQL_RECOVERY_DROP, "", P(MEI), STEADY },
	{ SQL_KEY_LIST, "", P(MEI), STEADY },
	{ SQL_KEY_ADD, "A2 x # 1 1", EVERYONE & ~P(MEI), BOTH },
	{ SQL_KEY_GET, "1", P(MEI), STEADY },
	{ SQL_KEY_DROP, "1", P(MEI), STEADY },
	{ SQL_KEY_DROP_ALL, "", P(MEI), STEADY },
	{ SQL_OP_GET, "key", P(MEI), STEADY },
	{ SQL_DRAFT_TRIM, "0", P(MEI) | P(OSCAR), STEADY },
	{ SQL_DRAFT_TRIM, "1", NONE, STEADY },
	{ SQL_DRAFT_GET, "/tickets", P(MEI), STEADY },
	{ SQL_DRAFT_LIST, "", P(MEI) | P(OSCAR), STEADY },
	{ SQL_DRAFT_DELETE, "1", P(MEI), STEADY },
	{ SQL_DRAFT_DELETE_FORM, "/tickets", P(MEI), STEADY },

	/* The catalogue. */
	EDIT(SUB_TYPE, "general", "x x x 1 1", "general x x 1 1"),
	EDIT(PRODUCT, "service", "x general x x x x x 1 1",
	    "service general x x x x x 1 1"),
	EDIT(PROBLEM_TYPE, "fault", "x service x x x x 5 1 1",
	    "fault service x x x x 5 1 1"),
	EDIT(TEMPLATE, "fault", "x fault x x x x 1 1", "fault fault x x x x 1 1"),
	EDIT(SEVERITY, "general", "x x x x x 1 1 1 1 1",
	    "general x x x x 1 1 1 1 1"),
	EDIT(REGION, "default", "x x x 0 0 1 1", "default x x 0 0 1 1"),
	EDIT(EXTRA, "1",
	    "77 consultation k 0 x x x x x x ! 0 0 x . . 1 0 1 1",
	    "1 consultation x 0 x x x x x x ! 0 0 x . . 1 0 1 1"),
	EDIT(DIMENSION, "1", "7 x x x x x 5 1 1 1", "1 x x x x x 5 1 1 1"),
	{ SQL_JOB_LIST, "", ADMIN, 0 },
	{ SQL_JOB_WANT, "probe 1", ADMIN, 0 },
	{ SQL_EXTRA_EDIT_OTHERS, "consultation 1 x", ADMIN, VALUE },
	{ SQL_LIMIT_MAY, "", ADMIN, VALUE },
	{ SQL_LIMIT_PUT, "tickets.page_size 7 1", ADMIN, 0 },
	{ SQL_LIMIT_DROP, "tickets.thread_page", ADMIN, 0 },
	{ SQL_USED_VOLUME, "0", ADMIN, 0 },
	{ SQL_USED_UNBOUND, "", ADMIN, 0 },
	{ SQL_USED_IN_STATES, "1", ADMIN, 0 },
	{ SQL_AGREEMENT_LIST, "", ADMIN, 0 },
	{ SQL_AGREEMENT_GET, "1", ADMIN, 0 },
	{ SQL_AGREEMENT_NEWEST, "0", ADMIN, 0 },
	{ SQL_AGREEMENT_PUBLISH, "0 9 x x x x 1", ADMIN, 0 },
	{ SQL_AUDIT_LIST_ALL_DOWN, "9999999999 9999 5 . 0 . 0 0 9999999999", ADMIN, 0 },
	{ SQL_AUDIT_LIST_ALL_UP, "-1 0 5 . 0 . 0 0 9999999999", ADMIN, 0 },
	{ SQL_AUDIT_LIST_EVENT_DOWN, "9999999999 9999 5 createCase 0 . 0 0 9999999999", ADMIN, 0 },
	{ SQL_AUDIT_LIST_EVENT_UP, "-1 0 5 createCase 0 . 0 0 9999999999", ADMIN, 0 },
	{ SQL_AUDIT_LIST_ACTOR_DOWN, "9999999999 9999 5 . @mei . 0 0 9999999999", ADMIN, 0 },
	{ SQL_AUDIT_LIST_ACTOR_UP, "-1 0 5 . @mei . 0 0 9999999999", ADMIN, 0 },
	{ SQL_AUDIT_LIST_CASE_DOWN, "9999999999 9999 5 . 0 TS-0000001 0 0 9999999999", ADMIN, 0 },
	{ SQL_AUDIT_LIST_CASE_UP, "-1 0 5 . 0 TS-0000001 0 0 9999999999", ADMIN, 0 },
	{ SQL_AUDIT_LIST_ACCOUNT_DOWN, "9999999999 9999 5 . 0 . 1 0 9999999999", ADMIN, 0 },
	{ SQL_AUDIT_LIST_ACCOUNT_UP, "-1 0 5 . 0 . 1 0 9999999999", ADMIN, 0 },

	/* A ticket. */
	{ SQL_TICKET_GET_CUSTOMER, "1 0", HIS, DIES },
	{ SQL_TICKET_GET_STAFF, "1 0", STAFF, 0 },
	{ SQL_TICKET_REVISION_CUSTOMER, "1", HIS, DIES },
	{ SQL_TICKET_REVISION_STAFF, "1", STAFF, 0 },
	{ SQL_TICKET_ADD, "99 general service fault general . x 1 ~ . .",
	    CUSTOMER, 0 },
	{ SQL_TICKET_ACT_CUSTOMER, ACT, HIS, DIES },
	{ SQL_TICKET_ACT_STAFF, ACT, STAFF, 0 },
	{ SQL_TICKET_ACT_ASSIGNEE, ACT, HOLDER, 0 },
	{ SQL_TICKET_ACT_HOLDER, ACT, P(PRIYA), 0 },
	{ SQL_TICKET_ACT_LEAD, ACT, LEAD, 0 },
	{ SQL_TICKET_ACT_SYSTEM, ACT, P(SHELL), 0 },
	{ SQL_PLACE_PUT, "1 fault urgent default", LEAD, 0 },
	{ SQL_TICKET_TOUCH_CUSTOMER, "1 -1 0 1 1 1772357460 2", HIS, DIES },
	{ SQL_TICKET_TOUCH_STAFF, "1 -1 0 1 1 1772357460 2", STAFF, 0 },

	/* Lists. */
	{ SQL_TICKET_LIST_MINE_DOWN, DOWN("!", "1"), P(MEI), STEADY | DIES },
	{ SQL_TICKET_LIST_MINE_UP, UP("!", "1"), P(MEI), STEADY | DIES },
	{ SQL_TICKET_LIST_ACCOUNT_DOWN, DOWN("!", "1"), P(LARS), DIES },
	{ SQL_TICKET_LIST_ACCOUNT_UP, UP("!", "1"), P(LARS), DIES },
	{ SQL_TICKET_LIST_GROUP_DOWN, DOWN("1", "1"), P(MEI) | P(AISHA), STEADY | DIES },
	{ SQL_TICKET_LIST_GROUP_UP, UP("1", "1"), P(MEI) | P(AISHA), STEADY | DIES },
	/* Of a group that has the ticket's owner and operates nothing. */
	{ SQL_TICKET_LIST_GROUP_DOWN, DOWN("2", "1"), NONE, STEADY | DIES },
	{ SQL_TICKET_LIST_GROUP_DOWN, DOWN("3", "1"), NONE, STEADY | DIES },
	{ SQL_TICKET_LIST_UNASSIGNED_DOWN, DOWN("!", "2"), STAFF, 0 },
	{ SQL_TICKET_LIST_UNASSIGNED_UP, UP("!", "2"), STAFF, 0 },
	{ SQL_TICKET_LIST_UNASSIGNED_DUE, UP("!", "2"), STAFF, 0 },
	{ SQL_TICKET_LIST_ASSIGNED_DOWN, DOWN("!", "1"), P(PRIYA), 0 },
	{ SQL_TICKET_LIST_ASSIGNED_UP, UP("!", "1"), P(PRIYA), 0 },
	{ SQL_TICKET_LIST_ASSIGNED_DUE, UP("!", "1"), P(PRIYA), 0 },
	{ SQL_TICKET_LIST_OPEN_DOWN, DOWN("!", "1"), STAFF, 0 },
	{ SQL_TICKET_LIST_OPEN_UP, UP("!", "1"), STAFF, 0 },
	{ SQL_TICKET_LIST_OPEN_DUE, UP("!", "1"), STAFF, 0 },
	{ SQL_TICKET_LIST_STATE_DOWN, DOWN("!", "1") " 1", STAFF, 0 },
	{ SQL_TICKET_LIST_STATE_UP, UP("!", "1") " 1", STAFF, 0 },
	{ SQL_TICKET_LIST_STATE_DUE, UP("!", "1") " 1", STAFF, 0 },
	{ SQL_TICKET_LIST_URGED_DOWN, DOWN("!", "1"), STAFF, 0 },
	{ SQL_TICKET_LIST_URGED_UP, UP("!", "1"), STAFF, 0 },
	{ SQL_TICKET_LIST_URGED_DUE, UP("!", "1"), STAFF, 0 },
	{ SQL_TICKET_LIST_CUSTOMER_DOWN,
	    "-1 0 9999999999 9999 50 ! ! 0 0 @mei ! 1 . . 0 0 0 0 0 0 0 0",
	    STAFF, 0 },
	{ SQL_TICKET_LIST_CUSTOMER_UP,
	    "-1 0 -1 -1 50 ! ! 0 0 @mei ! 1 . . 0 0 0 0 0 0 0 0", STAFF, 0 },
	{ SQL_TICKET_LIST_LATE_DOWN, DOWN("!", "1") " ! 99999999999999", STAFF,
	    0 },
	{ SQL_TICKET_LIST_LATE_UP, UP("!", "1") " ! 99999999999999", STAFF, 0 },
	{ SQL_TICKET_LIST_LATE_DUE, UP("!", "1") " ! 99999999999999", STAFF,
	    0 },
	{ SQL_COUNT_LATE, "99999999999999 9", STAFF, VALUE },
	{ SQL_TICKET_LIST_ALL_DOWN, DOWN("!", "1"), STAFF, 0 },
	{ SQL_TICKET_LIST_ALL_UP, UP("!", "1"), STAFF, 0 },
	FIND(MINE, "!", "!", P(MEI)),
	FIND(ACCOUNT, "!", "!", P(LARS)),
	FIND(GROUP, "1", "!", P(MEI) | P(AISHA)),
	FIND(GROUP, "2", "!", NONE),
	FIND(GROUP, "3", "!", NONE),
	FIND(STAFF, "!", "0", STAFF),
	{ SQL_TICKET_FIND_STAFF_DUE,
	    FIND_UP("!", "0"), STAFF, 0 },
	{ SQL_SEARCH_TEXTS_CUSTOMER, "1 9", HIS, DIES },
	{ SQL_SEARCH_TEXTS_STAFF, "1 9", STAFF, 0 },
	{ SQL_COUNTS_ACCOUNT, "", P(LARS) | P(WEN), 0 },
	{ SQL_COUNTS_GROUP, "1", P(MEI) | P(AISHA), STEADY },
	{ SQL_COUNTS_GROUP, "2", NONE, STEADY },
	{ SQL_COUNTS_STAFF, "* 0", STAFF, 0 },
	{ SQL_COUNTS_PRODUCTS, "", STAFF, 0 },
	{ SQL_COUNTS_CUSTOMER, "@mei", STAFF, VALUE },

	/* The desk. */
	{ SQL_CALENDAR_TOUCH, "~", ADMIN, 0 },
	{ SQL_QUEUE_LIST, "", STAFF | P(SHELL), 0 },
	{ SQL_QUEUE_ADD, "x x 1", OPERATOR, 0 },
	{ SQL_QUEUE_RENAME, "1 x x", OPERATOR, 0 },
	{ SQL_QUEUE_PARTNER_PUT, "1 1 UTC 5 8", OPERATOR, 0 },
	{ SQL_PARTNER_OF_CUSTOMER, "1", HIS, DIES },
	{ SQL_PARTNER_OF_STAFF, "1", STAFF, 0 },
	{ SQL_QUEUE_DROP, "1", OPERATOR, 0 },
	{ SQL_QUEUE_MEMBERS, "0", OPERATOR, 0 },
	{ SQL_QUEUE_PRODUCTS, "0 0", OPERATOR, 0 },
	{ SQL_QUEUE_MEMBERS_DROP, "1", OPERATOR, 0 },
	{ SQL_QUEUE_PRODUCTS_DROP, "1", OPERATOR, 0 },
	{ SQL_QUEUE_MEMBER_PUT, "2 @siyuan", OPERATOR, 0 },
	{ SQL_QUEUE_PRODUCT_PUT, "2 service", OPERATOR, 0 },
	{ SQL_CANNED_PICK, "", STAFF, 0 },
	{ SQL_CANNED_USE, "1", STAFF, 0 },
	{ SQL_CANNED_USE, "2", P(PRIYA), 0 },
	{ SQL_CANNED_LIST, "! 1", ADMIN, 0 },
	{ SQL_CANNED_LIST, "! 0", P(PRIYA), 0 },
	{ SQL_CANNED_GET, "1 1", ADMIN, 0 },
	{ SQL_CANNED_GET, "2 0", P(PRIYA), 0 },
	{ SQL_CANNED_ADD, "! 1 x x x 1 1", ADMIN, 0 },
	{ SQL_CANNED_ADD, "! 0 x x x 1 1", STAFF, 0 },
	{ SQL_CANNED_PUT, "1 1 x x x 1 1", ADMIN, 0 },
	{ SQL_CANNED_PUT, "2 0 x x x 1 1", P(PRIYA), 0 },

	/* What is on a ticket. */
	{ SQL_MESSAGE_LIST_CUSTOMER, "1 99 50", HIS, DIES },
	{ SQL_MESSAGE_LIST_STAFF, "1 99 50", STAFF, 0 },
	{ SQL_NOTE_LIST, "1 0 50", STAFF, 0 },
	{ SQL_NOTE_PART, "1 0 50", STAFF, 0 },
	{ SQL_LOG_LIST_CUSTOMER, "1", HIS, DIES },
	{ SQL_LOG_LIST_STAFF, "1", STAFF, 0 },
	{ SQL_MESSAGE_WITHDRAW, "1 2 1772357461 0", P(MEI), STEADY },
	{ SQL_MESSAGE_MINE, "1 2", P(MEI), STEADY },
	{ SQL_FILE_LIST_CUSTOMER, "1", HIS, DIES },
	{ SQL_FILE_LIST_STAFF, "1", STAFF, 0 },
	{ SQL_FILE_GET_CUSTOMER, "00000000000000000000000000000001", HIS, DIES },
	{ SQL_FILE_GET_CUSTOMER, "00000000000000000000000000000002", P(MEI), STEADY },
	{ SQL_FILE_GET_CUSTOMER, "00000000000000000000000000000003", NONE, 0 },
	{ SQL_FILE_GET_CUSTOMER, "00000000000000000000000000000004", P(MEI), 0 },
	{ SQL_FILE_GET_STAFF, "00000000000000000000000000000001", STAFF, 0 },
	{ SQL_FILE_GET_STAFF, "00000000000000000000000000000002", NONE, 0 },
	{ SQL_FILE_GET_STAFF, "00000000000000000000000000000003", STAFF, 0 },
	{ SQL_UPLOAD_LIMIT_MINE, ". 0", CUSTOMER, STEADY | BOTH },
	{ SQL_UPLOAD_LIMIT_LIST, "0", ADMIN, 0 },
	{ SQL_UPLOAD_LIMIT_PUT, "role-1 3 ~ ~ ~ ~ 1", ADMIN, 0 },
	{ SQL_UPLOAD_LIMIT_DROP, "role-0", ADMIN, 0 },
	{ SQL_FILE_OF_KEY, "key", P(MEI), STEADY },
	{ SQL_TRANSFER_GET, "00000000000000000000000000000001", P(MEI), STEADY },
	{ SQL_TRANSFER_OF, "1", P(MEI), STEADY },
	{ SQL_TRANSFER_LIST, "", P(MEI), STEADY },
	{ SQL_TRANSFER_OPEN, "", P(MEI), VALUE | STEADY },
	{ SQL_TRANSFER_ADD, "00000000000000000000000000000009 a . 5 # 1", EVERYONE, BOTH },
	{ SQL_TRANSFER_GROW, "00000000000000000000000000000001 0 1 # 1 0", P(MEI), STEADY },
	{ SQL_TRANSFER_SETTLE, "00000000000000000000000000000001 0 0 #", P(MEI), STEADY },
	{ SQL_TRANSFER_KEEP, "00000000000000000000000000000001 00000000000000000000000000000002", P(MEI), STEADY },
	{ SQL_TRANSFER_DROP, "00000000000000000000000000000001", P(MEI), STEADY },
	{ SQL_FILE_TICKET_CUSTOMER, "00000000000000000000000000000001", HIS, DIES },
	{ SQL_FILE_TICKET_CUSTOMER, "00000000000000000000000000000002", NONE, 0 },
	{ SQL_FILE_TICKET_CUSTOMER, "00000000000000000000000000000003", NONE, 0 },
	{ SQL_FILE_TICKET_STAFF, "00000000000000000000000000000001", STAFF, 0 },
	{ SQL_FILE_TICKET_STAFF, "00000000000000000000000000000003", STAFF, 0 },
	{ SQL_FILE_GET_STAFF, "00000000000000000000000000000004", ADMIN, 0 },
	{ SQL_FILE_UNBOUND, "00000000000000000000000000000002", P(MEI), STEADY },
	{ SQL_FILE_UNBOUND, "00000000000000000000000000000004", NONE, 0 },
	{ SQL_FILE_BIND, "00000000000000000000000000000002 1 1 0 1", P(MEI), STEADY },
	{ SQL_FILE_BIND, "00000000000000000000000000000004 1 1 0 1", NONE, 0 },
	{ SQL_FILE_DELETE, "00000000000000000000000000000002", P(MEI), STEADY },
	{ SQL_FILE_DELETE, "00000000000000000000000000000004", NONE, 0 },
	{ SQL_FILE_VOLUME, "0", HIS | P(OSCAR) | P(ZOE) | P(PRIYA), VALUE | STEADY },
	{ SQL_SCORE_GET_CUSTOMER, "2", HIS, DIES },
	{ SQL_AUTH_GET_CUSTOMER, "1", HIS, DIES },
	{ SQL_AUTH_GET_STAFF, "1", STAFF, 0 },
	{ SQL_AUTH_OF_TICKET_CUSTOMER, "1", HIS, DIES },
	{ SQL_AUTH_OF_TICKET_STAFF, "1", STAFF, 0 },
	{ SQL_AUTH_LIST_MINE, "-1 99 50", P(MEI), DIES },
	{ SQL_AUTH_LIST_ACCOUNT, "-1 99 50", P(LARS), DIES },
	{ SQL_AUTH_LIST_GROUP, "-1 99 50 1", P(MEI) | P(AISHA), STEADY | DIES },
	{ SQL_AUTH_LIST_GROUP, "-1 99 50 2", NONE, STEADY | DIES },
	{ SQL_AUTH_ADD, "1 -1 1 1 x 1 99", HOLDER, 0 },
	{ SQL_AUTH_CHANGE_CUSTOMER, "1 -1 5 1 ~ ~ ~ ~ ~ -1 ~", HIS, DIES },
	{ SQL_AUTH_CHANGE_ASSIGNEE, "1 -1 4 1 ~ ~ ~ ~ ~ -1 ~", HOLDER, 0 },
	{ SQL_AUTH_CHANGE_SYSTEM, "1 -1 3 1 ~ ~ ~ ~ ~ -1 ~", P(SHELL), 0 },
	{ SQL_AUTH_HOLD, "1 5", P(PRIYA), 0 },
	{ SQL_AUTH_HISTORY_CUSTOMER, "1", HIS, DIES },
	{ SQL_AUTH_HISTORY_STAFF, "1", STAFF, 0 },
	{ SQL_CONFIDENTIAL_HOLD, "1 1", P(PRIYA), 0 },
	{ SQL_CONFIDENTIAL_LIST_CUSTOMER, "1", HIS, DIES },
	{ SQL_CONFIDENTIAL_LIST_STAFF, "1", STAFF, 0 },
	{ SQL_REGION_USED, "", LUMEN, 0 },
	{ SQL_QUOTA_MINE, "0", LUMEN, 0 },
	{ SQL_QUOTA_LIST, "0 1", ADMIN, 0 },
	{ SQL_QUOTA_KINDS, "0", ADMIN, 0 },
	{ SQL_QUOTA_PUT, "1 fault 5", ADMIN, 0 },
	{ SQL_QUOTA_DROP, "1 .", ADMIN, 0 },
	{ SQL_VISIT_GET, "1", P(MEI) | P(YATING) | P(SIYUAN), STEADY },
	{ SQL_UNREAD_CUSTOMER, "[1]", HIS, DIES },
	{ SQL_UNREAD_STAFF, "[1]", P(PRIYA) | P(SIYUAN) | P(YATING), 0 },
	{ SQL_SAVED_LIST, "", P(MEI) | P(AISHA) | P(PRIYA) | P(SIYUAN) | LEAD,
	    BOTH },
	{ SQL_SAVED_FIRST, "", P(MEI) | P(AISHA) | P(PRIYA), 0 },
	{ SQL_SAVED_COUNT, "", P(AISHA) | P(PRIYA), VALUE | STEADY },
	{ SQL_SAVED_ADD, "a b 0 0 1", EVERYONE, BOTH },
	{ SQL_SAVED_ADD, "a b 1 0 1", P(MEI) | P(AISHA), 0 },
	{ SQL_SAVED_ADD, "a b 2 0 1", NONE, 0 },
	{ SQL_SAVED_ADD, "a b 0 1 1", STAFF, 0 },
	{ SQL_SAVED_DROP, "1", P(AISHA), BOTH },
	{ SQL_SAVED_DROP, "2", P(PRIYA), BOTH },
	{ SQL_SAVED_CHOOSE, "1", P(MEI) | P(AISHA), 0 },
	{ SQL_SAVED_CHOOSE, "2", STAFF, 0 },
	{ SQL_SAVED_CHOOSE_NONE, "", P(MEI) | P(AISHA) | P(PRIYA), STEADY },
	{ SQL_LABEL_LIST, "", LUMEN, 0 },
	{ SQL_LABEL_LIST_STAFF, "1 0", STAFF, 0 },
	{ SQL_LABEL_LIST_STAFF, "0 1", STAFF, 0 },
	{ SQL_SUBMITTERS_ACCOUNT, "", P(LARS) | P(WEN), 0 },
	{ SQL_SUBMITTERS_GROUP, "1", P(MEI) | P(AISHA), STEADY },
	{ SQL_SUBMITTERS_GROUP, "2", NONE, STEADY },
	{ SQL_SUBMITTERS_GROUP, "3", NONE, STEADY },
	{ SQL_LABEL_COUNT, "", LUMEN, VALUE },
	{ SQL_LABEL_TAKEN, "a 0", LUMEN, 0 },
	{ SQL_LABEL_ADD, "c c #123456 1", CUSTOMER, 0 },
	{ SQL_LABEL_CHANGE, "1 c c #123456", LUMEN, 0 },
	{ SQL_LABEL_DELETE, "1", LUMEN, 0 },
	{ SQL_LABELS_OF_TICKET_CUSTOMER, "1", HIS, DIES },
	{ SQL_LABELS_OF_TICKET_STAFF, "1", STAFF, 0 },
	{ SQL_LABELS_OF_ROWS_CUSTOMER, "[1]", HIS, DIES },
	{ SQL_LABELS_OF_ROWS_STAFF, "[1]", STAFF, 0 },
	{ SQL_LABEL_LINK, "1 2", HIS, DIES },
	{ SQL_LABEL_UNLINK, "1 1", HIS, DIES },
	{ SQL_RELATION_LIST_CUSTOMER, "1", HIS, DIES },
	{ SQL_RELATION_LIST_STAFF, "1", STAFF, 0 },
	{ SQL_RELATION_ADD, "2 1 1", HIS, DIES },
	{ SQL_RELATION_ADD, "3 1 1", NONE, 0 },
	{ SQL_RELATION_ADD, "1 3 1", NONE, 0 },
	{ SQL_RELATION_DROP, "1 2", HIS, DIES },
	{ SQL_CONTACT_PUT, "1 ~ . .", HIS, DIES },
	{ SQL_CONTACT_MINE, "50", P(MEI), DIES },
	{ SQL_EXTRA_FIELDS_STAFF, "consultation 0", STAFF, 0 },
	{ SQL_EXTRA_OF_TICKET_CUSTOMER, "1 0", HIS, DIES },
	{ SQL_EXTRA_OF_TICKET_STAFF, "1 0", STAFF, 0 },
	{ SQL_EXTRA_PUT_CUSTOMER, "1 1 x ~ 1 ~", HIS, DIES },
	{ SQL_EXTRA_PUT_STAFF, "1 1 x ~ 1 ~", STAFF, 0 },
	{ SQL_EXTRA_DROP_CUSTOMER, "1 1", HIS, DIES },
	{ SQL_EXTRA_DROP_STAFF, "1 1", STAFF, 0 },
	{ SQL_EXTRA_REVEAL, "1 secret_x", P(PRIYA), 0 },
	{ SQL_FEEDBACK_ADD, "9 illegal x x . . . . 20 # 1", CUSTOMER, 0 },
	{ SQL_FEEDBACK_GET_CUSTOMER, "1", P(MEI), 0 },
	{ SQL_FEEDBACK_GET_ADMIN, "1", ADMIN, 0 },
	{ SQL_FEEDBACK_LIST_CUSTOMER, "2 . 0 50", P(MEI), 0 },
	{ SQL_FEEDBACK_LIST_ADMIN, "2 . 0 50", ADMIN, 0 },
	{ SQL_FEEDBACK_COUNTS, "", ADMIN, 0 },
	{ SQL_FEEDBACK_CHANGE, "1 1 1 5", ADMIN, 0 },
	{ SQL_FEEDBACK_CHANGE, "1 2 1 5", NONE, 0 },
	{ SQL_FEEDBACK_LOG_LIST, "1", ADMIN, 0 },
	{ SQL_FEEDBACK_FILE_BIND, "00000000000000000000000000000002 1 1 1", P(MEI), 0 },
	{ SQL_FEEDBACK_FILE_BIND, "00000000000000000000000000000002 2 1 1", NONE, 0 },
	{ SQL_FEEDBACK_FILE_BIND, "00000000000000000000000000000004 1 1 1", NONE, 0 },
	{ SQL_FEEDBACK_FILES_CUSTOMER, "1 1", P(MEI), 0 },
	{ SQL_FEEDBACK_FILES_ADMIN, "1 1", ADMIN, 0 },
	{ SQL_SCORE_GET_STAFF, "2", STAFF, 0 },
	{ SQL_SCORE_LAST, "@mei 3", STAFF, GONE },
};
/* clang-format on */

/* Answers of these say something of the actor without being a right: whether
 * he accepted an agreement. */
static const enum sql no_rights[] = { SQL_AGREEMENT_LATEST,
	SQL_AGREEMENT_OF_ACCESS };

static const char *
name_of(int who)
{
	return who == ZOE ? "zoe" : who == SHELL ? "shell" : fixture_name[who];
}

static int64_t zoe;

static int64_t
id_of(int who)
{
	switch (who) {
	case NOBODY:
		return -1;
	case SHELL:
		return 0;
	case ZOE:
		return zoe;
	default:
		return fixture_id((enum who_is)who);
	}
}

static int64_t
id_named(const char *name)
{
	for (int who = NOBODY; who < ALL__MAX; who++)
		if (strcmp(name_of(who), name) == 0)
			return id_of(who);
	abort();
}

static void
script(const char *sql)
{
	if (db_script(&cx, sql) == ERR_OK)
		return;
	printf("Bail out! %s: %s\n", sql, cx.why);
	exit(1);
}

static void
bind(struct query *q, int i, const char *arg)
{
	static const unsigned char zeros[32];
	char *end;
	long long n = strtoll(arg, &end, 10);

	if (strcmp(arg, "!") == 0)
		return;
	if (strcmp(arg, "~") == 0)
		db_bind_null(q, i);
	else if (strcmp(arg, ".") == 0)
		db_bind_text(q, i, "");
	else if (strcmp(arg, "#") == 0)
		db_bind_blob(q, i, zeros, sizeof(zeros));
	else if (*arg == '@')
		db_bind_int(q, i, id_named(arg + 1));
	else if (*end == '\0' && strlen(arg) < 15)
		db_bind_int(q, i, n);
	else
		db_bind_text(q, i, arg);
}

/* Does the statement give him anything?  It leaves no trace. */
static bool
gives(const struct row *r, int who)
{
	bool reads = strncmp(sql_text[r->id], "SELECT", 6) == 0 ||
	    strncmp(sql_text[r->id], "WITH", 4) == 0;
	bool got, more;
	struct query *q;
	char *args, *arg;
	enum err rc;
	int i = 2;

	fixture_as(&cx, NOBODY);
	args = arena_strdup(cx.mem, r->args);
	script("SAVEPOINT one");
	q = db_query(&cx, r->id);
	db_bind_int(q, 1, id_of(who));
	for (arg = strtok(args, " "); arg != NULL; arg = strtok(NULL, " "))
		bind(q, i++, arg);
	more = got = db_next(q);
	if (got && r->flags & VALUE)
		got = db_int(q, 0) != 0;
	while (more)
		more = db_next(q);
	if (!reads)
		got = db_changes(q) > 0;
	rc = db_done(q);
	if (rc != ERR_OK) {
		printf("# %s: %s\n", sql_name[r->id], cx.why);
		err_clear(&cx);
	}
	tap_ok(
	    rc == ERR_OK, "the statement itself refuses", __FILE__, __LINE__);
	script("ROLLBACK TO one; RELEASE one");
	return got;
}

static void
test_row(const struct row *r, int who, bool want, const char *how)
{
	char what[200];

	snprintf(what, sizeof(what), "%s for %s%s: %s", sql_name[r->id],
	    name_of(who), how, want ? "yes" : "no");
	tap_ok(gives(r, who) == want, what, __FILE__, __LINE__);
}

/* The same after a change of the world. */
static void
test_after(const struct row *r, int who, const char *sql, const char *how)
{
	char text[100];

	snprintf(text, sizeof(text), "SAVEPOINT two; UPDATE who SET id = %lld",
	    (long long)id_of(who));
	script(text);
	script(sql);
	test_row(r, who, false, how);
	script("ROLLBACK TO two; RELEASE two");
}

/* What has nothing to do with the queues of those who ask. */
static const enum sql no_queue[] = { SQL_CANNED_PICK, SQL_CANNED_USE,
	SQL_CANNED_ADD, SQL_COUNTS_STAFF, SQL_EXTRA_FIELDS_STAFF, SQL_KEY_ADD,
	SQL_SAVED_LIST, SQL_SAVED_FIRST, SQL_SAVED_ADD, SQL_SAVED_CHOOSE,
	SQL_TRANSFER_ADD, SQL_VISIT_GET };

/* Where agents are kept to their queues, priya's has the product of all
 * tickets, and siyuan is in none. */
static void
test_queues(const struct row *r)
{
	static const char *const keep =
	    "UPDATE setting SET value = 1 WHERE name = 'own_queues_only'";

	if ((r->who & P(SIYUAN)) == 0)
		return;
	for (size_t i = 0; i < NELEM(no_queue); i++)
		if (no_queue[i] == r->id)
			return;
	script("SAVEPOINT three");
	script(keep);
	test_row(r, SIYUAN, false, ", kept to his queues");
	test_row(r, PRIYA, (r->who & P(PRIYA)) != 0, ", in its queue");
	test_row(r, YATING, (r->who & P(YATING)) != 0, ", a lead");
	script("ROLLBACK TO three; RELEASE three");
}

static void
test_statement(const struct row *r)
{
	for (int who = NOBODY; who < ALL__MAX; who++) {
		bool may = (r->who & P(who)) != 0;
		bool person = who != NOBODY && who != SHELL;

		test_row(r, who, may, "");
		if (!may || !person)
			continue;
		if ((r->flags & STEADY) == 0)
			test_after(r, who,
			    "UPDATE users SET disabled_at = 1 WHERE id = "
			    "(SELECT id FROM who)",
			    ", disabled");
		if ((r->flags & (STEADY | BOTH)) == 0 && (STAFF & P(who)) != 0)
			test_after(r, who,
			    "UPDATE users SET role = 0, account_id = 1"
			    " WHERE id = (SELECT id FROM who)",
			    ", now a customer");
		if ((r->flags & (STEADY | BOTH)) == 0 &&
		    (CUSTOMER & P(who)) != 0)
			test_after(r, who,
			    "UPDATE users SET role = 1, account_id = NULL,"
			    " account_admin = 0 WHERE id = (SELECT id FROM "
			    "who)",
			    ", now an agent");
		if (r->flags & GONE ||
		    (r->flags & DIES && (CUSTOMER & P(who)) != 0))
			test_after(r, who,
			    "UPDATE ticket SET former_status = status,"
			    " status = 13 ",
			    ", deleted");
	}
}

/* Does it ask who acts? */
static bool
asks(const char *text)
{
	static const char *const words[] = { " me.", "(me.", " mine.",
		"owner_id = $1", "author_id = $1", "user_id = $1",
		"submitter_id = $1", "assignee_id = $1", "id <> $1", "$1 = 0" };

	for (size_t i = 0; i < NELEM(words); i++)
		if (strstr(text, words[i]) != NULL)
			return true;
	return false;
}

static bool
has_row(enum sql id)
{
	for (size_t i = 0; i < NELEM(no_rights); i++)
		if (no_rights[i] == id)
			return true;
	for (size_t i = 0; i < NELEM(rows); i++)
		if (rows[i].id == id)
			return true;
	return false;
}

static void
test_every_statement_has_a_row(void)
{
	for (int i = 0; i < SQL__MAX; i++)
		if (asks(sql_text[i]))
			tap_ok(has_row((enum sql)i), sql_name[i], __FILE__,
			    __LINE__);
}

static int64_t
act(enum who_is who, int64_t id, enum verb v, const struct score_input *score)
{
	struct act_input in = { .text = "x", .seen = -1, .score = score };

	fixture_as(&cx, who);
	if (ticket_act(&cx, id, v, &in) != ERR_OK) {
		printf("Bail out! %s: %s\n", verb_rules[v].name, cx.why);
		exit(1);
	}
	return id;
}

/* Ticket 1 is mei's and priya's, ticket 2 of mei's is closed and scored,
 * ticket 3 of wen's is new. */
static void
make_world(void)
{
	static const struct score_value one = { .value = 5, .dimension_id = 1 };
	static const struct score_input score = { &one, 1, "fine" };
	const struct user_new u = { .name = "zoe",
		.display_name = "Zoe",
		.account = "Lumen Retail",
		.role = ROLE_CUSTOMER };
	int64_t group;

	act(PRIYA, fixture_ticket(&cx), VERB_TAKE, NULL);
	act(MEI, 1, VERB_MESSAGE, NULL);
	act(PRIYA, 1, VERB_NOTE, NULL);
	act(PRIYA, fixture_ticket(&cx), VERB_TAKE, NULL);
	act(MEI, 2, VERB_CLOSE, &score);
	fixture_ticket_of(&cx, WEN);
	/* To operate nothing, and to operate others. */
	fixture_as(&cx, NOBODY);
	cx.actor = 0;
	if (user_add(&cx, &u, &zoe) != ERR_OK ||
	    group_add(&cx, "Lumen Retail", "desk", true, false, &group) !=
		ERR_OK ||
	    group_join(&cx, NULL, "desk", "mei") != ERR_OK ||
	    group_join(&cx, NULL, "desk", "oscar") != ERR_OK ||
	    group_join(&cx, NULL, "desk", "lars") != ERR_OK ||
	    group_add(&cx, "Lumen Retail", "others", false, true, &group) !=
		ERR_OK ||
	    group_join(&cx, NULL, "others", "zoe") != ERR_OK ||
	    group_join(&cx, NULL, "others", "oscar") != ERR_OK) {
		printf("Bail out! no world: %s\n", cx.why);
		exit(1);
	}
	/* What no verb does, the test does by hand. */
	script("CREATE TEMP TABLE who AS SELECT 0 AS id;"
	       "DROP TRIGGER ticket_moves;"
	       "UPDATE users SET account_admin = 1 WHERE name = 'wen';"
	       "UPDATE ticket SET contact = randomblob(60) WHERE id = 1;"
	       "UPDATE account SET ticket_policy = 1");
}

static void
make_things(void)
{
	long long mei = fixture_id(MEI);

	script(arena_printf(cx.mem,
	    "INSERT INTO draft (user_id, form, fields, saved_at)"
	    " VALUES (%lld, '/tickets', 'a=b', 1), (%lld, '/x', 'a=b', 2);"
	    "INSERT INTO op (user_id, key, fields_hash, result, created_at)"
	    " VALUES (%lld, 'key', zeroblob(32), 1, 1);"
	    "INSERT INTO attachment (id, sha256, name, type, size, owner_id,"
	    " created_at, ticket_id, message_number, note_number) VALUES"
	    " (printf('%%032d', 1), printf('%%064d', 1), 'a', 'text', 1, %lld,"
	    " 1, 1, 1, NULL),"
	    " (printf('%%032d', 2), printf('%%064d', 1), 'a', 'text', 1, %lld,"
	    " 1, NULL, NULL, NULL),"
	    " (printf('%%032d', 3), printf('%%064d', 1), 'a', 'text', 1, %lld,"
	    " 1, 1, NULL, 1)",
	    mei, (long long)fixture_id(OSCAR), mei, mei, mei,
	    (long long)fixture_id(PRIYA)));
	script(arena_printf(cx.mem,
	    "INSERT INTO upload_limit (scope, max_count, changed_at, "
	    "changed_by)"
	    " VALUES ('role-0', 3, 1, 1);"
	    "UPDATE attachment SET op_key = 'key' WHERE id = printf('%%032d', "
	    "2);"
	    "INSERT INTO transfer (id, owner_id, name, mark, size, hash,"
	    " opened_at, used_at) VALUES (printf('%%032d', 1), %lld, 'a', '',"
	    " 5, zeroblob(128), 1, 1)",
	    mei));
	script(arena_printf(cx.mem,
	    "INSERT INTO session (token_hash, user_id, created_at, seen_at, ip,"
	    " agent) VALUES (randomblob(32), %lld, 1, 1, 'x', 'x'),"
	    " (randomblob(32), %lld, 1, 1, 'x', 'x');"
	    "INSERT INTO login_event (user_id, at, outcome, ip, agent, fresh,"
	    " news, session_id) VALUES (%lld, 1, 0, 'x', 'x', 1, 1, 1);"
	    "INSERT INTO login_step (token_hash, user_id, created_at)"
	    " VALUES (randomblob(32), %lld, 1);"
	    "INSERT INTO device (token_hash, user_id, created_at, seen_at)"
	    " VALUES (randomblob(32), %lld, 1, 1)",
	    mei, (long long)fixture_id(OSCAR), mei, mei, mei));
	script(arena_printf(cx.mem,
	    "INSERT INTO totp (user_id, sealed, created_at, confirmed_at)"
	    " VALUES (%lld, randomblob(60), 1, 1),"
	    " (%lld, randomblob(60), 1, NULL);"
	    "INSERT INTO recovery_code (user_id, code_hash)"
	    " VALUES (%lld, zeroblob(32));"
	    "INSERT INTO access_key (access, user_id, name, sealed, created_at)"
	    " VALUES ('A1', %lld, 'x', randomblob(60), 1);"
	    "UPDATE ticket SET remind_mail = 'm@x.example' WHERE id = 1",
	    mei, (long long)fixture_id(OSCAR), mei, mei));
}

static void
make_side(void)
{
	script(arena_printf(cx.mem,
	    "INSERT INTO label (account_id, name, name_key, color, created_at)"
	    " VALUES (1, 'a', 'a', '#123456', 1),"
	    " (1, 'b', 'b', '#123456', 1);"
	    "INSERT INTO ticket_label (ticket_id, label_id) VALUES (1, 1);"
	    "UPDATE ticket SET region_id = 'default' WHERE id = 1;"
	    "INSERT INTO quota (account_id, problem_type_id, total)"
	    " VALUES (1, '', 50);"
	    "INSERT INTO ticket_relation (ticket_id, related_id, created_at,"
	    " created_by) VALUES (1, 2, 1, %lld)",
	    (long long)fixture_id(MEI)));
	script(arena_printf(cx.mem,
	    "INSERT INTO limit_value (name, value, changed_at, changed_by)"
	    " VALUES ('tickets.thread_page', 50, 1, %lld);"
	    "INSERT INTO job (kind, every, started_at, took_ms, why, next_at)"
	    " VALUES ('probe', 10, 1, 1, '', 1)",
	    (long long)fixture_id(ROOT)));
}

/* Aisha's is of the group storage, priya's of all of the staff; mei's list
 * opens with the one, priya's with the other. */
static void
make_saved(void)
{
	script(arena_printf(cx.mem,
	    "INSERT INTO saved_view (id, owner_id, desk, group_id, everyone,"
	    " name, query, created_at) VALUES"
	    " (1, %lld, 0, 1, 0, 'a', 'is:x', 1),"
	    " (2, %lld, 1, NULL, 1, 'b', 'is:y', 1);"
	    "INSERT INTO saved_default (user_id, view_id) VALUES"
	    " (%lld, 1), (%lld, 1), (%lld, 2)",
	    (long long)fixture_id(AISHA), (long long)fixture_id(PRIYA),
	    (long long)fixture_id(MEI), (long long)fixture_id(AISHA),
	    (long long)fixture_id(PRIYA)));
}

static void
make_desk(void)
{
	script(arena_printf(cx.mem,
	    "UPDATE ticket SET urge_count = 1 WHERE id = 1;"
	    "INSERT INTO queue (id, name, name_key, created_at, ownership)"
	    " VALUES (1, 'a', 'a', 1, 1), (2, 'b', 'b', 1, 0);"
	    "INSERT INTO queue_member (queue_id, user_id) VALUES (1, %lld);"
	    "INSERT INTO queue_product (queue_id, product_id)"
	    " VALUES (1, 'service');"
	    "INSERT INTO canned (id, owner_id, name, content_en, created_at,"
	    " updated_at) VALUES (1, NULL, 'a', 'a', 1, 1),"
	    " (2, %lld, 'b', 'b', 1, 1)",
	    (long long)fixture_id(PRIYA), (long long)fixture_id(PRIYA)));
}

/* Priya's reply is new to all of mei's side, and mei's message to the staff
 * who have been there or have the ticket. */
static void
make_visits(void)
{
	act(PRIYA, 1, VERB_REPLY, NULL);
	script(arena_printf(cx.mem,
	    "INSERT INTO ticket_visit (user_id, ticket_id, number, at) VALUES"
	    " (%lld, 1, 1, 1), (%lld, 1, 1, 1), (%lld, 1, 1, 1)",
	    (long long)fixture_id(MEI), (long long)fixture_id(SIYUAN),
	    (long long)fixture_id(YATING)));
}

static void
make_secrets(void)
{
	long long mei = fixture_id(MEI), priya = fixture_id(PRIYA);

	script(arena_printf(cx.mem,
	    "INSERT INTO authorization (ticket_id, account_id, submitter_id,"
	    " requested_by, status, resource_type, visit_type, description,"
	    " created_at, updated_at) VALUES (1, 1, %lld, %lld, 0, 1, 1, 'x',"
	    " 1, 1);"
	    "UPDATE authorization SET effective_at = 1, expire_at = 9,"
	    " status = 1;"
	    "INSERT INTO confidential (ticket_id, message_number, created_at)"
	    " VALUES (1, 1, 1);"
	    "INSERT INTO secret_log (kind, owner_id, type, user_id, at)"
	    " VALUES (1, 1, 1, %lld, 1)",
	    mei, priya, priya));
	script(arena_printf(cx.mem,
	    "INSERT INTO extra_field (problem_type_id, param_key, param_type,"
	    " name_en, name_zh, is_sensitive, position) VALUES"
	    " ('consultation', 'x', 0, 'x', 'x', 0, 1),"
	    " ('consultation', 'secret_x', 0, 'x', 'x', 1, 2);"
	    "INSERT INTO ticket_extra (ticket_id, field_id, value, sealed,"
	    " updated_at, updated_by) VALUES (1, 1, 'x', 0, 1, %lld),"
	    " (1, 2, '', 1, 1, %lld)",
	    mei, mei));
}

/* Report 1 is mei's, with file 4; report 2 is oscar's. */
static void
make_reports(void)
{
	long long mei = fixture_id(MEI);

	script(arena_printf(cx.mem,
	    "INSERT INTO feedback (id, user_id, type, title, content, ip_type,"
	    " ip_area, ip_number, ip_content, id_type, contact, state,"
	    " log_count, created_at, updated_at) VALUES"
	    " (1, %lld, 'illegal', 'x', 'x', '', '', '', '', 20,"
	    " randomblob(60), 0, 1, 1, 1),"
	    " (2, %lld, 'illegal', 'x', 'x', '', '', '', '', 20,"
	    " randomblob(60), 0, 1, 1, 1);"
	    "INSERT INTO feedback_log (feedback_id, number, user_id,"
	    " from_state, to_state, note, at) VALUES (1, 1, %lld, 0, 0, '', 1);"
	    "INSERT INTO attachment (id, sha256, name, type, size, owner_id,"
	    " created_at, feedback_id, feedback_part) VALUES"
	    " (printf('%%032d', 4), printf('%%064d', 1), 'a', 'text', 1, %lld,"
	    " 1, 1, 1)",
	    mei, (long long)fixture_id(OSCAR), mei, mei));
}

int
main(void)
{
	fixture_open(&cx);
	make_world();
	make_things();
	make_desk();
	make_saved();
	make_secrets();
	make_side();
	make_visits();
	make_reports();
	test_every_statement_has_a_row();
	for (size_t i = 0; i < NELEM(rows); i++) {
		test_statement(&rows[i]);
		test_queues(&rows[i]);
	}
	fixture_close(&cx);
	return tap_done();
}
