#!/bin/bash
# Count the instructions of one rendered detail page, with callgrind.
#
#	instructions.sh BUILD [--by-part]
#
# The difference between 60 and 10 pages, divided by 50: what is done once
# falls out.  The same program gives the same number, whatever else the
# machine does.
set -euo pipefail
build=$1
srcdir=$(cd "$(dirname "$0")/../.." && pwd)
export srcdir
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

count() {	# pages
	valgrind --tool=callgrind --callgrind-out-file="$work/out.$1" \
	    "$build/bench-detail" "$1" >"$work/size" 2>"$work/log" ||
	    { cat "$work/log" >&2; exit 1; }
	sed -n 's/^summary: //p; s/^totals: //p' "$work/out.$1" | head -n 1
}

few=$(count 10)
many=$(count 60)
echo "$(((many - few) / 50))"
if [ "${2-}" = --by-part ]; then
	echo "page of $(cat "$work/size") bytes" >&2
	callgrind_annotate --show-percs=yes "$work/out.60" |
	    sed -n '/Ir/,$p' | head -n 45 >&2
fi
