#!/bin/bash
# ./run: starts and stops, alone and side by side, and says what is wrong.
. "$SRC/tests/stage.sh"
stage_folder

# is WHAT COMMAND ...: the command succeeds.
is() {
	local what=$1
	shift
	if "$@" >"$TOP/is" 2>&1; then
		ok "$what"
	else
		not_ok "$what"
		why <"$TOP/is"
	fi
}

# ends WHAT STATUS SENTENCE ARGUMENT ...: ./run ends so, and says that.
ends() {
	local what=$1 want=$2 sentence=$3 status=0
	shift 3
	timeout 120 "$SRC/run" "$@" >"$TOP/ends" 2>&1 || status=$?
	if [ "$status" = "$want" ] &&
		[[ $(<"$TOP/ends") = *"$sentence"* ]]; then
		ok "$what"
	else
		not_ok "$what"
		(echo "status $status, wanted $want with: $sentence" &&
			cat "$TOP/ends") | why
	fi
}

# The processes of a data folder, as /proc knows them.
processes() {
	local dir
	for dir in /proc/[0-9]*; do
		if tr '\0' ' ' <"$dir/cmdline" | grep -qF -e "$1/" -e "$1 "
		then
			echo "${dir#/proc/}"
		fi
	done 2>/dev/null
}

none_left() {
	local pid
	for pid in $(processes "$1"); do
		tr '\0' ' ' <"/proc/$pid/cmdline"
		return 1
	done 2>/dev/null
}

# status_of PATH PORT: of the answer to a GET.
status_of() {
	python3 - "$1" "$2" <<'END'
import http.client, sys
c = http.client.HTTPConnection("127.0.0.1", int(sys.argv[2]), timeout=10)
c.request("GET", sys.argv[1])
print(c.getresponse().status)
END
}

answers() {
	[ "$(status_of "$1" "$2")" = "$3" ]
}

# process_of NAME FOLDER, as ./run wrote it down.
process_of() {
	awk -v name="$1" '$1 == name { print $2 }' "$2/run/processes"
}

gone() {
	local i
	for ((i = 0; i < 400; i++)); do
		[[ $(cat "/proc/$1/stat" 2>/dev/null) = *") "[^Z]* ]] || return 0
		sleep 0.05
	done
	return 1
}

changes() {
	git -C "$SRC" status --porcelain 2>/dev/null || true
}

before=$(changes)

# A descriptor that whoever starts it has open must not stay open.
exec 7>"$TOP/held"
is "starts in the background" start_portal one
exec 7>&-
one=$PORTAL port=$PORT
is "prints the address" grep -qF "http://127.0.0.1:$port/" "$TOP/one.out"
is "is ready" answers /readyz "$port" 200
is "shows the sign-in page" answers /login "$port" 200
held() {
	local pid
	for pid in $(processes "$one"); do
		find "/proc/$pid/fd" -lname "$TOP/held" 2>/dev/null | grep . &&
			return 1
	done
	return 0
}
is "holds no descriptor of its caller" held
is "keeps the sign-ins to itself" \
	test "$(stat -c %a "$one/demo-accounts.txt")" = 600
unprivileged() {
	local pid
	for pid in $(processes "$one"); do
		[ "$(stat -c %u "/proc/$pid")" != 0 ] || return 1
	done
}
is "root serves nothing" unprivileged

ends "says that it runs" 0 "running (process" status --data "$one"
ends "does not start twice" 1 "runs already" --data "$one" --detach
ends "names a port that is in use" 69 "port $port is in use" \
	--data "$TOP/three" --port "$port" --detach
is "starts a second one beside it" start_portal two --no-demo
is "which has no demo content" test ! -e "$PORTAL/demo-accounts.txt"
is "the first still answers" answers /readyz "$port" 200

# An accident: the script that keeps the processes is killed.
kill -9 "$(process_of run "$PORTAL")"
ends "clears up after an accident" 0 "left behind" \
	--data "$PORTAL" --detach
ends "stops" 0 "" stop --data "$PORTAL"
is "and leaves no process" none_left "$PORTAL"
ends "says that it does not run" 1 "not running" status --data "$PORTAL"
ends "stopping again is no error" 0 "does not run" stop --data "$PORTAL"
is "the first still answers, again" answers /readyz "$port" 200

start=$SECONDS
ends "stops the first" 0 "" stop --data "$one"
ends "starts again, on the same port" 0 "http://127.0.0.1:$port/" \
	--data "$one" --detach
echo "# to stop and start again took $((SECONDS - start)) s"
pid=$(process_of run "$one")
kill -9 "$(process_of jobs "$one")"
is "ends as a whole when a part dies" gone "$pid"
is "and leaves no process then" none_left "$one"

# In the foreground, as at a terminal: Ctrl-C reaches the whole group.
cat >"$TOP/ctrl-c.py" <<'END'
import os, signal, subprocess, sys
p = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, text=True,
                     start_new_session=True)
for line in p.stdout:
    if "Ctrl-C" in line:
        os.killpg(p.pid, signal.SIGINT)
        sys.exit(p.wait())
sys.exit(1)
END
status=0
python3 "$TOP/ctrl-c.py" "$SRC/run" --data "$one" || status=$?
is "Ctrl-C ends it with 130" test "$status" = 130
is "and nothing is left" none_left "$one"

ends "answers to another name" 0 "http://help.example:$port/" \
	--data "$one" --host help.example --workers 3 --detach
# Who has the socket of pages open, beside the supervisor.
three_workers() {
	local serve inode child children n=0
	serve=$(process_of serve "$one")
	read -r -a children <"/proc/$serve/task/$serve/children"
	inode=$(awk -v path="$one/run/page.sock" \
		'$8 == path && $4 == "00010000" { print $7; exit }' /proc/net/unix)
	for child in "${children[@]}"; do
		if [ "$(readlink "/proc/$child/fd/0")" = "socket:[$inode]" ]; then
			n=$((n + 1))
		fi
	done
	echo "$n of the socket $inode"
	[ $n = 3 ]
}
is "has as many workers for pages as asked" three_workers
is "which stands in guichet.conf" \
	grep -q '^hosts = help.example$' "$one/guichet.conf"
ends "stops it" 0 "" stop --data "$one"

echo "max_sizee = 1M" >>"$one/guichet.conf"
ends "names a mistake in guichet.conf" 78 "guichet.conf:" --data "$one"
ends "refuses a wrong port" 2 "--port wants a number" --port 99999
ends "refuses an unknown option" 2 "--hots" --hots x
ends "refuses a file as a folder" 73 "$TOP/held" --data "$TOP/held"
if [ "$(id -u)" = 0 ]; then
	mkdir "$TOP/mine"
	touch "$TOP/mine/of-root"
	ends "leaves root's own folders alone" 77 "belongs to root" \
		--data "$TOP/mine"
	chmod 0700 "$TOP/mine"
	ends "names a folder that it cannot use" 77 "$TOP/mine/x" \
		--data "$TOP/mine/x"
	is "and does not leave it there" test ! -e "$TOP/mine/x"
else
	mkdir -m 0500 "$TOP/mine"
	ends "names a folder that it cannot use" 73 "$TOP/mine/x" \
		--data "$TOP/mine/x"
fi
is "writes nothing that .gitignore does not name" \
	test "$(changes)" = "$before"
