#!/bin/sh
# run.sh SECONDS - try each parser on made-up input for so long.
#
# Builds the targets in build-fuzz/ with clang, keeps there what was found
# to be interesting and each input that broke something (NAME-crash-*),
# and prints one line of TAP a target.

set -eu
seconds=${1:?usage: run.sh SECONDS}
source=$(cd "$(dirname "$0")/../.." && pwd)
build=$source/build-fuzz

mkdir -p "$build"
cd "$build"
[ -f Makefile ] || "$source/configure" --enable-fuzzers CC=clang \
	CFLAGS='-O1 -g' >configure.log
make -s fuzzers >make.log 2>&1 || { cat make.log; exit 1; }
/usr/bin/python3 "$source/tests/fuzz/seeds.py" seeds

# For its templates.
export FUZZ_SOURCE="$source"
number=0
failed=0
for seeds in seeds/*; do
	name=${seeds#seeds/}
	dict=$source/tests/fuzz/${name#fuzz-}.dict
	number=$((number + 1))
	verdict=ok
	mkdir -p "corpus/$name"
	set -- -max_total_time="$seconds" -max_len=4096 -timeout=10 \
		-artifact_prefix="$name-" -print_final_stats=1
	[ ! -f "$dict" ] || set -- "$@" "-dict=$dict"
	"./$name" "$@" "corpus/$name" "$seeds" >"$name.log" 2>&1 ||
		verdict='not ok'
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$name.log")
	echo "$verdict $number - $name, ${runs:-no} inputs"
	[ "$verdict" = ok ] || { failed=1; tail -n 40 "$name.log" | sed 's/^/# /'; }
done
echo "1..$number"
exit $failed
