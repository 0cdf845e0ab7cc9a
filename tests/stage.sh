# shellcheck shell=bash
#
# stage.sh - what the stages of ./check have in common.
set -euo pipefail
NAME=$(basename "$0" .sh)
. "$SRC/conf/shell.sh"

tests=0

# ok WHAT, not_ok WHAT: one line each.  After not_ok, explain why with
# lines on stdin to `why`.
ok() {
	echo "ok $((++tests)) - $*"
}

not_ok() {
	echo "not ok $((++tests)) - $*"
}

why() {
	head -n 30 | sed 's/^/# /'
}

# tree FOLDER ARGUMENT ...: a build folder below the sources, configured
# with these arguments; begun again when they change.
tree() {
	local dir=$SRC/$1
	if [ "$(cat "$dir/arguments" 2>/dev/null)" != "$*" ]; then
		rm -rf "$dir"
		mkdir -p "$dir"
		configure_in "$@"
		echo "$*" >"$dir/arguments"
	fi
}

# results FOLDER [PREFIX]: what automake wrote down of `make check` there,
# one line a test, and the end of the log of each program that failed.
results() {
	local trs name
	for trs in "$SRC/$1"/tests/*.trs "$SRC/$1"/t-*.trs; do
		[ -e "$trs" ] || continue
		name=${trs##*/}
		name=${name%.trs}
		while read -r _ result what; do
			case $result in
			PASS | XFAIL) ok "${2-}$name: $what" ;;
			SKIP) ok "${2-}$name: $what # SKIP" ;;
			*) not_ok "${2-}$name: $result $what" ;;
			esac
		done < <(grep '^:test-result:' "$trs")
		if grep -qE '^:test-result: (FAIL|ERROR|XPASS)' "$trs"; then
			grep -vE '^(ok |PASS:)' "${trs%.trs}.log" | why
		fi
	done
}

# --- for stages that need a portal ---

# stage_folder: builds, and sets TOP, a new folder for data, which goes away
# with the stage, and so does every portal that start_portal started.
stage_folder() {
	TOP=$(mktemp -d /tmp/guichet-stage.XXXXXX)
	chmod 0755 "$TOP"
	PORTALS=()
	trap clean_up EXIT
	build
}

clean_up() {
	local data
	for data in "${PORTALS[@]}"; do
		"$SRC/run" stop --data "$data" >/dev/null 2>&1 || true
	done
	rm -rf "$TOP"
}

free_port() {
	python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])'
}

# start_portal NAME [ARGUMENT ...]: in $TOP/NAME, in the background.  Sets
# PORTAL, its data folder, and PORT, and leaves what it printed in
# $TOP/NAME.out.
start_portal() {
	PORTAL=$TOP/$1
	PORTALS+=("$PORTAL")
	PORT=$(free_port)
	"$SRC/run" --data "$PORTAL" --port "$PORT" --detach "${@:2}" \
		>"$TOP/$1.out" 2>&1
}
