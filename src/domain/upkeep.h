/*
 * upkeep.h - what the jobs process does for the others.
 */
#ifndef GUICHET_DOMAIN_UPKEEP_H
#define GUICHET_DOMAIN_UPKEEP_H

#include "base/ctx.h"

/* The sign of life that /readyz reads; it proves that one can write. */
enum err upkeep_probe(struct ctx *) MUST_CHECK;
/* Move the database's log into its file: no other process does. */
enum err upkeep_checkpoint(struct ctx *) MUST_CHECK;
/* Write down when sessions were last used. */
enum err upkeep_sessions(struct ctx *) MUST_CHECK;
/* Clear away what is too old: keys of forms, drafts, ended sessions,
 * files that no message took, temporary files. */
enum err upkeep_sweep(struct ctx *) MUST_CHECK;

#endif
