#!/bin/bash
# `make check` with the address and the undefined behaviour sanitizer.
. "$SRC/tests/stage.sh"

export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
tree build-san --enable-sanitizers CC=gcc \
	CFLAGS='-O1 -g -Werror -fno-sanitize-recover=all'
if ! make_in build-san all; then
	not_ok "gcc builds with sanitizers"
	grep -E 'error:|warning:' "$SRC/build-san/build.log" | why
	exit 1
fi
make_in build-san check 2>/dev/null || true
results build-san
