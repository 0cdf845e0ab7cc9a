#!/bin/bash
# tools.sh - bring what tests of the pages need: a browser, a checker of
# HTML and one of accessibility.  What comes from npm is tests/tools.txt;
# it is unpacked into tests/tools, after its digest was compared, and
# nothing of it is run here.
set -euo pipefail

SRC=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
NAME=tools
. "$SRC/conf/shell.sh"

TOOLS=$SRC/tests/tools
LIST=$SRC/tests/tools.txt

# digest FILE: as npm writes it.
digest() {
	echo "sha512-$(sha512sum "$1" | cut -d ' ' -f 1 | xxd -r -p |
		base64 -w 0)"
}

# fetch NAME VERSION DIGEST
fetch() {
	local archive work got
	say "fetching $1 $2"
	work=$(mktemp -d "$TOOLS/new.XXXXXX")
	if ! archive=$(cd "$work" && npm pack --silent --ignore-scripts \
		"$1@$2" 2>"$work/log"); then
		cat "$work/log" >&2
		die $EX_UNAVAILABLE "cannot fetch $1 $2 from the npm registry"
	fi
	got=$(digest "$work/$archive")
	if [ "$got" != "$3" ]; then
		die 1 "$1 $2 is not what tests/tools.txt says: $got"
	fi
	mkdir "$work/package"
	tar -xzf "$work/$archive" -C "$work/package" --strip-components 1 \
		--no-same-owner
	rm -rf "${TOOLS:?}/$1"
	mv "$work/package" "$TOOLS/$1"
	echo "$2 $3" >"$TOOLS/$1/.fetched"
	rm -rf "$work"
}

install_packages browser
# Both may be here from elsewhere, which Debian's would fight with.
if ! command -v npm >/dev/null; then
	say "installing npm"
	apt_get update >/dev/null || true
	apt_get install -y --no-install-recommends npm >/dev/null
fi

mkdir -p "$TOOLS"
exec 9>"$TOOLS/.lock"
flock 9
while read -r name version digest; do
	case $name in
	'' | '#'*) continue ;;
	esac
	if [ "$(cat "$TOOLS/$name/.fetched" 2>/dev/null)" != \
		"$version $digest" ]; then
		fetch "$name" "$version" "$digest"
	fi
done <"$LIST"
