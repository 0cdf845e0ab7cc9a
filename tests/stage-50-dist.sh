#!/bin/bash
# What `make dist` packs builds, passes and installs by itself: no header
# or template is missing from a list.
. "$SRC/tests/stage.sh"

if make_in build-gcc distcheck DISTCHECK_CONFIGURE_FLAGS="CFLAGS=-O1"; then
	ok "make distcheck"
else
	not_ok "make distcheck"
	grep -vE '^(PASS|make)' "$SRC/build-gcc/build.log" | tail -n 30 | why
fi
