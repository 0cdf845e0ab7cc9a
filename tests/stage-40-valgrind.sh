#!/bin/bash
# valgrind has nothing to say about the unit and page tests: no error, and
# nothing left in memory at the end.
. "$SRC/tests/stage.sh"

# one PROGRAM, which finds SLOW set: leaves what valgrind said in PROGRAM.valgrind and the end of
# what the test said in PROGRAM.failed, if that failed.
one() {
	rm -f "$1.failed"
	SLOW=1 srcdir=$SRC builddir=$PWD valgrind -q --error-exitcode=99 \
		--leak-check=full --show-leak-kinds=all \
		--errors-for-leak-kinds=all --child-silent-after-fork=yes \
		--suppressions="$SRC/tests/valgrind.supp" \
		--log-file="$1.valgrind" "./$1" >"$1.out" 2>&1 </dev/null ||
		grep -A 3 '^not ok' "$1.out" >"$1.failed" ||
		tail -n 5 "$1.out" >"$1.failed"
}
export -f one

cd "$SRC/build-gcc"
programs=()
for program in t-*; do
	if [ -f "$program" ] && [ -x "$program" ]; then
		programs+=("$program")
	fi
done
printf '%s\n' "${programs[@]}" |
	xargs -P "$(nproc)" -I{} bash -c 'one {}'
for program in "${programs[@]}"; do
	if [ ! -e "$program.failed" ] && [ ! -s "$program.valgrind" ]; then
		ok "$program"
	else
		not_ok "$program"
		cat "$program.valgrind" "$program.failed" 2>/dev/null | why
	fi
done
