#!/bin/bash
# The pages in a real browser, in both languages, with script and without.
# One journey by its name: node tests/browser/run.js NAME.
set -e
"$SRC/tests/tools.sh"
exec node "$SRC/tests/browser/run.js"
