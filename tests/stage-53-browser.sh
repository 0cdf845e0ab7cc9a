#!/bin/bash
# The pages in a real browser, in both languages, with script and without.
# A long campaign: `./check --long`, or SRC=... of one journey by its name,
# node tests/browser/run.js NAME.
set -e
if [ -z "${LONG-}" ]; then
	echo "ok 1 - the journeys in a browser # SKIP long"
	exit 0
fi
"$SRC/tests/tools.sh"
exec node "$SRC/tests/browser/run.js"
