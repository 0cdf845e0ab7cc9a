#!/bin/sh
# No layer includes what it may not know, no library is used but through its
# door, and no object file calls what is forbidden.  One row a layer.
cd "${srcdir:-.}/src" || exit 99
n=0

tap() {	# good? what
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi
}

layer() {
	dir=$1; shift
	wrong=$(grep -ho '^#include "[a-z]*/' "$dir"/*.[ch] | sed 's/.*"//; s,/,,' |
	    sort -u | while read -r inc; do
		case " $dir $* " in
		*" $inc "*) ;;
		*) echo "$inc" ;;
		esac
	done)
	[ -z "$wrong" ]
	tap $? "$dir/ includes only what lies below it"
	[ -n "$wrong" ] && grep -n "^#include \"\($(echo "$wrong" | paste -sd'|' | sed 's/|/\\|/g')\)/" "$dir"/*.[ch] | sed 's/^/# /'
}

door() {	# header, where it may be included
	wrong=$(grep -rl "#include [<\"]$1[>\"]" . | grep -v "^./$2")
	[ -z "$wrong" ]
	tap $? "$1 is included in $2 alone"
	[ -n "$wrong" ] && echo "$wrong" | sed 's/^/# /'
}

bad=0
layer base
layer domain	base store
layer store	base domain
layer web	base domain
layer view	base domain web
layer page	base domain view web
layer jobs	base domain view
layer edge	base domain store view web

door fcgiapp.h		edge/fcgi.c
door ClearSilver.h	view/
door sqlite3.h		'store/\(db\|search\)_sqlite.c'
door magic.h		base/filetype.c
door sodium.h		base/crypto.c
door openssl/sha.h	base/sha256.c
door qrencode.h		base/qr.c
door ini.h		base/conf
door turbojpeg.h	base/picture_jpeg.c
door spng.h		base/picture_png.c
door webp/decode.h	base/picture_webp.c
door gif_lib.h		base/picture_gif.c
door zlib.h		base/zip.c
door seccomp.h		base/sandbox.c

# The database speaks SQL in store/ alone, and pages never call it.
for word in 'db_query' 'store_[a-z]*(' ; do
	wrong=$(grep -rlE "\\b$word" page view web edge/request.c 2>/dev/null)
	[ -z "$wrong" ]
	tap $? "pages, views and web do not call $word"
	[ -n "$wrong" ] && echo "$wrong" | sed 's/^/# /'
done

# Symbols of our own objects, in the build folder: "file symbol" a line.
library=${builddir:-.}/libguichet.a
if [ -f "$library" ]; then
	symbols=$(nm -u "$library" | awk '
	    /^[a-z_0-9]*\.o:$/ { file = substr($1, 1, length($1) - 1); next }
	    $1 == "U" { print file, $2 }')

	calls() {	# what, files that may, extended expression of symbols
		wrong=$(echo "$symbols" | grep -E " (__)?($3)(_chk)?$" | grep -vE "^($2)\.o ")
		[ -z "$wrong" ]
		tap $? "$1"
		[ -n "$wrong" ] && echo "$wrong" | sed 's/^/# /'
	}
	views=$(for f in view/*.c; do basename "$f" .c; done | paste -sd'|')
	calls "nobody calls what is forbidden" none 'strcpy|strcat|sprintf|vsprintf|gets|strtok|rand|srand|system|popen|mktemp|tmpnam|gmtime|localtime|asctime|ctime|atoi|alloca'
	calls "sqlite3_* is called in db_sqlite and search_sqlite alone" 'db_sqlite|search_sqlite' 'sqlite3_.*'
	calls "ClearSilver is called in view/ alone" "$views" '(hdf|cs|nerr)_.*'
	calls "FCGX_* is called in fcgi alone" fcgi 'FCGX_.*'
fi
echo "1..$n"
exit $bad
