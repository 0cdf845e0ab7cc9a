/*
 * agent.h - which browser a session is from, in words.
 */
#ifndef GUICHET_VIEW_AGENT_H
#define GUICHET_VIEW_AGENT_H

#include "view/view.h"

/* "Firefox on Linux" of a User-Agent; "" if it names neither. */
const char *agent_words(struct ctx *, const char *user_agent);

#endif
