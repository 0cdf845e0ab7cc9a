# shellcheck shell=bash disable=SC2034
#
# shell.sh - what ./run and ./check have in common; read by bash.
#
# The script that reads it has set SRC, the folder of the sources, and
# NAME, which begins each message.

# Exit statuses, of sysexits.h where those say more (see guichet(1)).
EX_USAGE=2
EX_UNAVAILABLE=69
EX_CANTCREAT=73
EX_NOPERM=77

say() {
	printf '%s: %s\n' "$NAME" "$*" >&2
}

# die STATUS SENTENCE
die() {
	local status=$1
	shift
	say "$@"
	exit "$status"
}

# The packages of the named sections of conf/packages that are missing.
missing_packages() {
	local want have
	want=$(awk -v sections=" $* " '
		/^#/ || NF == 0 { next }
		/^\[/ { on = index(sections, " " substr($0, 2, length - 2) " "); next }
		on' "$SRC/conf/packages")
	# shellcheck disable=SC2086
	have=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' $want \
		2>/dev/null | awk '$2 == "installed" { print $1 }') || true
	comm -23 <(sort -u <<<"$want") <(sort -u <<<"$have")
}

as_root() {
	if [ $EUID = 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

# apt_get ARGUMENT ...: quiet, and patient with another one that runs.
apt_get() {
	as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get -q -o DPkg::Lock::Timeout=300 "$@"
}

# Install what is missing of the named sections of conf/packages.
install_packages() {
	local missing log
	if ! command -v dpkg-query >/dev/null; then
		return # configure will name what is missing
	fi
	mapfile -t missing < <(missing_packages "$@")
	if [ ${#missing[@]} = 0 ]; then
		return
	fi
	if [ $EUID != 0 ] && ! command -v sudo >/dev/null; then
		die $EX_NOPERM "root must install packages first:" \
			"apt-get install ${missing[*]}"
	fi
	say "installing ${missing[*]}"
	log=$(mktemp)
	apt_get update >"$log" 2>&1 || say "apt-get update failed; going on"
	if ! apt_get install -y --no-install-recommends "${missing[@]}" \
		>>"$log" 2>&1; then
		tail -n 20 "$log" >&2
		rm -f "$log"
		die $EX_UNAVAILABLE "cannot install ${missing[*]}"
	fi
	rm -f "$log"
	# Debian starts a web server of its own, which nobody asked for.
	if [[ " ${missing[*]} " = *" nginx "* && -d /run/systemd/system ]]; then
		as_root systemctl -q disable --now nginx || true
	fi
}

# configure_in FOLDER ARGUMENT ...: once; the folder is below the sources.
configure_in() {
	local dir=$SRC/$1 log=$SRC/$1/build.log
	shift
	if [ -f "$dir/Makefile" ]; then
		return
	fi
	say "configuring in ${dir##*/}"
	if ! (cd "$SRC" && { [ -f Makefile.in ] || autoreconf -i; } &&
		cd "$dir" && ../configure "$@") >"$log" 2>&1 8>&-; then
		tail -n 20 "$log" >&2
		die 1 "cannot configure; all of it is in $log"
	fi
}

# make_in FOLDER ARGUMENT ...: quietly, but for what went wrong.
make_in() {
	local dir=$SRC/$1 log=$SRC/$1/build.log
	shift
	if ! make -s -j "$(nproc)" -C "$dir" "$@" >"$log" 2>&1 8>&-; then
		grep -E 'error:|warning:|Error ' "$log" | head -n 20 >&2
		return 1
	fi
}

# The program, in build/, as whoever runs this; one at a time.
build() {
	mkdir -p "$SRC/build"
	exec 8>"$SRC/build/.lock"
	flock 8
	configure_in build
	if [ ! -x "$SRC/build/guichet" ] || [ -n "$(find "$SRC"/src \
		-name '*.[ch]' -newer "$SRC/build/guichet" -print -quit)" ]
	then
		say "building"
	fi
	make_in build ||
		die 1 "cannot build; all of it is in $SRC/build/build.log"
	exec 8>&-
}
