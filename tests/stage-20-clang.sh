#!/bin/bash
# clang finds nothing to warn of either, in the program or in its tests.
. "$SRC/tests/stage.sh"

tree build-clang CC=clang CFLAGS='-O1 -Werror'
if make_in build-clang check TESTS=; then
	ok "clang builds without a warning"
else
	not_ok "clang builds without a warning"
	grep -E 'error:|warning:' "$SRC/build-clang/build.log" | why
fi
