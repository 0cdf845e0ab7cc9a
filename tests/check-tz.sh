#!/bin/sh
# Our clocks against date(1): every zone of the tz database at some sixty
# instants from 1900 to 2100, and on both sides of every change.

: "${builddir:=build}"
zoneinfo=/usr/share/zoneinfo
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# Zones begin with a capital; right/ counts leap seconds, posix/ repeats.
(cd "$zoneinfo" && find -L [A-Z]* -type f) | sort >"$work/zones"

# date writes -00:00 where the time was not known, as before a settlement.
# tz-print leaves the instants of the Nth zone in the file N.
"$builddir/tz-print" "$work" <"$work/zones" >"$work/ours" || {
	echo 'Bail out! tz-print failed'
	exit 1
}
n=0
while read -r zone; do
	n=$((n + 1))
	TZ=$zone LC_ALL=C date -f "$work/$n" "+$zone %Y-%m-%d %T %w %::z %Z"
done <"$work/zones" | sed 's/ -00:00:00 / +00:00:00 /' >"$work/dates"
n=$(wc -l <"$work/zones")

diff "$work/ours" "$work/dates" >"$work/differences"
head -n 20 "$work/differences" | sed 's/^/# /'
lines=$(wc -l <"$work/dates")

echo 1..2
[ -s "$work/differences" ] && printf 'not '
echo "ok 1 - $n zones agree with date, $lines times"
[ "$n" -ge 400 ] && [ "$lines" -ge $((n * 60)) ] || printf 'not '
echo 'ok 2 - there were enough to compare'
[ ! -s "$work/differences" ]
