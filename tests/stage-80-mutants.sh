#!/bin/bash
# Each right is taken away, one at a time, and the unit tests must miss it.
# A long campaign.
. "$SRC/tests/stage.sh"

if [ -z "$LONG" ]; then
	ok "every right is missed when it is taken away # SKIP only with --long"
	exit 0
fi
# Its lines are those of a stage.
exec /usr/bin/python3 "$SRC/tests/mutants.py" "$SRC" "$SRC/build-mutants"
