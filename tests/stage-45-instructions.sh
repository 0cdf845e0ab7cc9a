#!/bin/bash
# The detail page takes as many instructions as it did: what moves the
# figure by more than a twentieth has to change it in the file too.
. "$SRC/tests/stage.sh"

FILE=$SRC/tests/bench/instructions.txt

tree build-bench CC=gcc CFLAGS='-O2 -g'
# One after the other: `all` is a make of its own and would race.
make_in build-bench all
make_in build-bench bench-detail
have=$(sed -n 's/^detail \([0-9]*\)$/\1/p' "$FILE")
now=$("$SRC/tests/bench/instructions.sh" "$SRC/build-bench")
off=$(((now > have ? now - have : have - now) * 100))
if [ "$off" -le $((have * 5)) ]; then
	ok "the detail page takes $now instructions, as in instructions.txt"
else
	not_ok "the detail page takes $now instructions, not about $have"
	echo "write the new figure into tests/bench/instructions.txt" | why
fi
