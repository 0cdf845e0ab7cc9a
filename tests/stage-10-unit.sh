#!/bin/bash
# The build with gcc, without a warning, and its `make check`.
. "$SRC/tests/stage.sh"

tree build-gcc CC=gcc CFLAGS='-O1 -g -Werror'
if make_in build-gcc all && make_in build-gcc check TESTS=; then
	ok "gcc builds without a warning"
else
	not_ok "gcc builds without a warning"
	grep -E 'error:|warning:' "$SRC/build-gcc/build.log" | why
	exit 1
fi
make_in build-gcc check 2>/dev/null || true
results build-gcc
