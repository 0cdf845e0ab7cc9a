#!/bin/bash
# check-cmd.sh - what the command line promises: exit statuses, help,
# suggestions, and a manual page that is current.
set -u
n=0
failed=0
: "${srcdir:?}"
guichet=${builddir:?}/guichet
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		failed=1
		sed 's/^/# /' "$dir/out" "$dir/err"
	fi
}

# gives STATUS ARGUMENT ...: the program ends with this status.
gives() {
	local want=$1
	shift
	"$guichet" "$@" >"$dir/out" 2>"$dir/err" </dev/null
	[ $? = "$want" ]
	ok $? "guichet $* ends with $want"
}

says() {
	grep -qF -e "$1" "$dir/err"
	ok $? "it says: $1"
}

prints() {
	grep -qF -e "$1" "$dir/out"
	ok $? "it prints: $1"
}

silent() {
	[ ! -s "$dir/$1" ]
	ok $? "nothing on std$1"
}

gives 2
silent out
says "usage: guichet"
gives 0 --help
silent err
prints "Examples:"
gives 0 help
gives 0 version
prints "guichet "
gives 0 --format json version
prints '{"version":"'
gives 2 version now
says "version takes no argument"
gives 2 vresion
says '(did you mean version?)'
gives 2 xyzzy
says '"xyzzy" is no command'
gives 2 --confg x version
says "unknown option --confg"
gives 2 --config
says "--config wants a value"
gives 2 --format xml version
says 'not "xml"'
gives 0 config --help
prints "config dump [--origin]"
gives 2 config
gives 2 config chekc
gives 2 config get
gives 2 config dump --orign

conf=$dir/guichet.conf
gives 78 --config "$conf" config check
says "cannot read \"$conf\": No such file or directory"
printf '[site]\nname = "Q\\A"\n[paths]\nshare = %s\n' "$srcdir" >"$conf"
gives 0 --config "$conf" config check
gives 0 -q --config "$conf" config check
silent out
gives 0 --config "$conf" config get site.name uploads.max_size
[ "$(cat "$dir/out")" = '"Q\A"
10M' ]
ok $? "a line each"
gives 0 --format json --config "$conf" config get site.name
prints '"\"Q\\A\""'
gives 2 --config "$conf" config get uploads.max_sise
says "did you mean uploads.max_size?"
gives 0 --config "$conf" config dump --origin
prints "# $conf:2"
gives 0 --format json --config "$conf" config dump --origin
python3 -c '
import json, sys
c = json.load(sys.stdin)
assert c["site.name"]["value"] == "\"Q\\A\""
assert c["site.name"]["line"] == 2 and "file" not in c["log.level"]
' <"$dir/out" 2>"$dir/err"
ok $? "the dump is JSON"
gives 0 config explain uploads.max_size
prints "1K to 99M"
export GUICHET_CONFIG=$conf
gives 0 config get site.name
gives 78 --config /nowhere config get site.name
gives 0 config nginx
unset GUICHET_CONFIG
printf '[paths]\nshare = %s/none\n' "$dir" >"$conf"
gives 78 --config "$conf" config nginx
says "cannot read \"$dir/none/conf/nginx.conf.in\""
printf '[uploads]\nmax_sizee = 1M\n' >"$conf"
gives 78 --config "$conf" config check
says "guichet: $conf:2: uploads.max_sizee: unknown key (did you mean uploads.max_size?)"
if [ "$(id -u)" != 0 ]; then
	chmod 000 "$conf"
	gives 77 --config "$conf" config check
fi

# Accounts and their groups: a portal of its own, and what was asked for.
conf=$dir/portal.conf
printf '[paths]\ndata = %s/data\nshare = %s\n' "$dir" "$srcdir" >"$conf"
export GUICHET_CONFIG=$conf
gives 66 group list
gives 2 group add buyers
says "group add wants --account"
gives 2 group add buyers --account Lumen --role boss
says '"boss" is no role: ticket-administrator or group-operator'
gives 2 group add --account Lumen
says "group add wants one name"
gives 2 group member buyers
gives 2 group member buyers mei --role group-operator
says "--role is for group add"
gives 2 group leave buyers
says '"leave" is nothing to do with a group'
gives 2 group list --acount Lumen
says "unknown option --acount"
gives 2 group list --account
says "--account wants a value"
gives 2 privilege grant everything --account Lumen
says '"everything" is no privilege: export, createCase or assumeCaseAll'
gives 2 privilege grant export
says "privilege grant wants --account"
gives 2 policy
gives 2 policy on
says "policy on wants --account"
gives 2 policy perhaps --account Lumen
gives 2 queue rename x
says '"rename" is nothing to do with a queue'
gives 2 queue add
says "queue add wants one name"
gives 66 queue list
gives 0 group --help
prints "group member GROUP USER [--account ACCOUNT]"
prints "account.  If --account names one, he must belong to it."

gives 0 init
mv "$dir/data/vault.key" "$dir/vault.key"
gives 66 check
says "cannot read \"$dir/data/vault.key\": No such file or directory (guichet init makes it)"
cp "$dir/vault.key" "$dir/data/vault.key"
chmod 640 "$dir/data/vault.key"
gives 77 check
says "others may read \"$dir/data/vault.key\": chmod 600 it"
chmod 600 "$dir/data/vault.key"
gives 0 check
prints "vault        good"
for name in mei wen; do
	echo 'correct horse battery' |
		"$guichet" user add $name --account "of $name" \
			--password-stdin >"$dir/out" 2>"$dir/err"
	ok $? "there is $name"
	gives 0 group add buyers --account "of $name" \
		--role ticket-administrator
	silent out
done
gives 1 group add Buyers --account "of mei"
says 'there is a group "Buyers" already'
gives 0 group add desk --account "of mei" --role group-operator
gives 0 group member buyers mei
gives 0 group member buyers wen --account "of wen"
gives 1 group member buyers wen --account "of mei"
says 'there is no user "wen" in account "of mei"'
gives 1 group member sellers mei
says 'there is no group "sellers" in the account of "mei"'
gives 0 group list --account "of wen"
[ "$(wc -l <"$dir/out")" = 1 ] && grep -q '^buyers .* wen$' "$dir/out"
ok $? "the group has him"
gives 1 group list --account Nowhere
says 'there is no account "Nowhere"'
silent out
gives 0 policy on --account "of mei"
gives 0 privilege grant export --account "of mei"
gives 1 policy on --account Nowhere
gives 1 privilege revoke export --account Nowhere
gives 0 --format json group list
python3 -c '
import json, sys
g = [json.loads(line) for line in sys.stdin]
assert [(x["account"], x["name"], x["members"]) for x in g] == [
    ("of mei", "buyers", ["mei"]), ("of mei", "desk", []),
    ("of wen", "buyers", ["wen"])]
assert [x["ticket_administrator"] for x in g] == [True, False, True]
assert [x["group_operator"] for x in g] == [False, True, False]
' <"$dir/out" 2>"$dir/err"
ok $? "the groups are JSON"
gives 0 --format json privilege list
python3 -c '
import json, sys
for line, want in zip(sys.stdin, (
        ("of mei", True, True, False, False),
        ("of wen", False, False, True, False)), strict=True):
    a = json.loads(line)
    assert want == tuple(a[k] for k in ("account", "policy", "export",
                                        "createCase", "assumeCaseAll")), a
' <"$dir/out" 2>"$dir/err"
ok $? "the privileges are JSON"
gives 0 privilege grant createCase --account "of mei"
gives 0 privilege revoke export --account "of mei"
gives 0 privilege list --account "of mei"
grep -q '^of mei *policy off *createCase$' "$dir/out"
ok $? "to let all create is the policy, off"
unset GUICHET_CONFIG

# The manual page knows each command and each way to call it.
"$guichet" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' |
	while read -r command; do
		"$guichet" "$command" --help |
			sed -n 's/^usage: guichet \[OPTION ...\] //p'
	done | sed -E 's/^([a-z]+ [a-z]+|[a-z]+).*/\1/' | sort -u |
	while read -r way; do
		grep -qE "(It )?Cm $way\>" "$srcdir/man/guichet.1" ||
			echo "$way"
	done >"$dir/err"
silent err
"$guichet" --help | grep -q '^  version '
ok $? "there are commands"

# A key that nothing reads would promise what does not happen.
"$guichet" config explain | grep -E '^[a-z]+\.' | tr . _ |
	while read -r key; do
		grep -rqE -e "->$key\b" --include='*.c' "$srcdir/src" ||
			echo "$key"
	done >"$dir/err"
silent err

gives 0 config man
cmp "$dir/out" "$srcdir/man/guichet.conf.5" >"$dir/err" 2>&1
ok $? "man/guichet.conf.5 is current"
"$guichet" config man >/dev/full 2>"$dir/err"
[ $? = 74 ]
ok $? "a full disk is an error"

echo "1..$n"
exit $failed
