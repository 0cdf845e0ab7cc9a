/*
 * demo.h - fill an empty portal with the demo content.
 */
#ifndef GUICHET_CMD_DEMO_H
#define GUICHET_CMD_DEMO_H

#include "base/ctx.h"

/*
 * Load paths.share/demo: the catalogue, people with fresh passwords, and
 * tickets, each step of which goes through the rules of the domain at its
 * own time.  The sign-ins are written to demo-accounts.txt in the data
 * folder, readable by its owner only.
 */
enum err demo_load(struct ctx *) MUST_CHECK;

#endif
