/*
 * open.h - what a command needs to touch the portal's data.
 */
#ifndef GUICHET_CMD_OPEN_H
#define GUICHET_CMD_OPEN_H

#include "base/ctx.h"
#include "cmd/cmd.h"

enum open_flags {
	OPEN_MAKE = 1 << 0, /* folders, keys, database: made if missing */
	OPEN_OLD = 1 << 1,  /* a schema that is not the newest is accepted */
	OPEN_TOOL = 1 << 2, /* as DB_TOOL of store/db.h */
};

/*
 * Become the owner of the data folder if we are root, and open keys and
 * database.  Complains on stderr; CMD_OK or the exit status.
 */
int cmd_open(const struct cmd_env *, unsigned flags, struct ctx *);
void cmd_close(struct ctx *);

/* Make the folders of the data, those that are missing, as their owner. */
int cmd_folders(const struct conf *);

/* Root gives up its rights to the owner of the data folder, for good.
 * Nothing for anyone else, or where root owns it. */
int cmd_drop(const struct conf *);

/* Say what err_fail() recorded; the exit status for the code. */
int cmd_failed(const struct ctx *, enum err rc);

#endif
