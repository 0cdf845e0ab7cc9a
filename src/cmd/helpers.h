/*
 * helpers.h - the processes that read what strangers sent, each the run
 * function of a pool; arg is the struct conf.
 */
#ifndef GUICHET_CMD_HELPERS_H
#define GUICHET_CMD_HELPERS_H

#include "base/conf.h"
#include "edge/worker.h"

/* Says what an uploaded file is: base/filetype.h. */
int help_sniffing(struct worker *, void *arg);
/* Makes a small picture of a large one: base/picture.h. */
int help_painting(struct worker *, void *arg);

#endif
