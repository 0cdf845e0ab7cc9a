/*
 * queue.h - queues: groups of agents, and the products they answer for.
 *
 * A queue sorts: by default every agent reads every ticket.  Where the
 * setting own_queues_only is on, agents read only what is of their queues,
 * of a product that no queue has, or their own; statements see to that.
 *
 * What changes one is for administrators, and for the command line.
 */
#ifndef GUICHET_DOMAIN_QUEUE_H
#define GUICHET_DOMAIN_QUEUE_H

#include "base/ctx.h"

struct queue_member {
	int64_t id;
	const char *name, *display_name;
};
struct queue_product {
	const char *id, *name;
};

/* Whose a queue is, and when he works. */
enum ownership { OWN_OURS, OWN_PARTNER, OWN_VENDOR, OWN__MAX };
struct partner {
	int64_t ownership;   /* enum ownership, as business_ownership has it */
	const char *zone;    /* by whose clock; "" of ours */
	int64_t days, hours; /* a week, and a day; 0 of ours */
};

struct queue_group {
	int64_t id;
	const char *name;
	struct partner partner;
	bool mine;                   /* the actor is in it */
	int64_t open;                /* tickets; what triggers count */
	struct queue_member *member; /* with queue_list_all() */
	size_t nmember;
	struct queue_product *product; /* likewise */
	size_t nproduct;
};
struct queue_list {
	struct queue_group *item;
	size_t count;
};

/* Those that the actor may choose, without members and products. */
enum err queue_list(struct ctx *, struct queue_list *) MUST_CHECK;
/* All, with their members and products. */
enum err queue_list_all(struct ctx *, struct queue_list *) MUST_CHECK;

struct queue_new {
	int64_t id; /* 0: a new one */
	const char *name;
	const int64_t *member;
	size_t nmember;
	const char *const *product;
	size_t nproduct;
	struct partner partner;
};
/* ERR_INVALID, say "name_invalid" or, where a partner lacks his hours,
 * "partner_hours"; ERR_CONFLICT, say "queue_exists"; ERR_NOTFOUND. */
enum err queue_put(
    struct ctx *, const struct queue_new *, int64_t *id) MUST_CHECK;
enum err queue_drop(struct ctx *, int64_t id) MUST_CHECK;
/* The partner who supports the product of a ticket: his queue's name and
 * partner; id 0: we do. */
enum err queue_partner(
    struct ctx *, int64_t ticket, struct queue_group *) MUST_CHECK;

/* For the command line, by names. */
enum err queue_add(struct ctx *, const char *name, int64_t *id) MUST_CHECK;
enum err queue_join(
    struct ctx *, const char *queue, const char *user) MUST_CHECK;
enum err queue_take_product(
    struct ctx *, const char *queue, const char *product) MUST_CHECK;

#endif
