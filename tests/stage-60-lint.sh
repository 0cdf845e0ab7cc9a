#!/bin/bash
# Form: C as clang-format has it, shell as shellcheck likes it, manual
# pages without a complaint of mandoc.
. "$SRC/tests/stage.sh"
cd "$SRC"

# all COMMAND ... -- FILE ...: one call for all files, a test for each;
# what the command prints begins with the name of the file.
all() {
	local command=() file out status=0 bad=0
	while [ "$1" != -- ]; do
		command+=("$1")
		shift
	done
	shift
	out=$("${command[@]}" "$@" 2>&1) || status=$?
	for file; do
		if grep -qF -e "$file:" <<<"$out"; then
			not_ok "${command[0]}: $file"
			bad=1
			grep -F -e "$file:" <<<"$out" | why
		else
			ok "${command[0]}: $file"
		fi
	done
	if [ "$status" != 0 ] && [ "$bad" = 0 ]; then
		not_ok "${command[0]} ends with $status"
		why <<<"$out"
	fi
}

mapfile -t c < <(find src tests -name '*.[ch]' | sort)
mapfile -t sh < <(find run check .ci/run conf tests -maxdepth 1 \
	\( -name '*.sh' -o -name run -o -name check \) | sort)
all clang-format --dry-run -Werror -- "${c[@]}"
all shellcheck -x -f gcc -- "${sh[@]}"
all mandoc -T lint -W warning -- man/*.[0-9]
