#!/bin/bash
# The parsers of what comes from outside on made-up input: a few seconds
# each, so that the targets are known to build; with --long a minute.
. "$SRC/tests/stage.sh"

# Its lines are those of a stage.
"$SRC/tests/fuzz/run.sh" "$([ -n "$LONG" ] && echo 60 || echo 5)"
