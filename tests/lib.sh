# TAP for the test scripts, each of which reads this file first.
#
# A script runs in an empty directory of its own, with the programs to be
# tested first in PATH.  `run` runs a command and keeps what it wrote in
# ./out and ./err and its exit status in $status; `expect NAME` compares
# the three with SCRIPT.NAME.out, .err and .status beside the script: a
# missing file means nothing written, or status 0.  With UPDATE=1 in the
# environment it writes these files instead.
# shellcheck shell=sh disable=SC2034

tests=$(cd "$(dirname "$0")" && pwd)
script=$tests/$(basename "$0" .t)
fixtures=$tests/fixtures
PATH=$(cd "${GX_BIN:-$tests/../bin}" && pwd):$PATH || exit 1
LC_ALL=C; export LC_ALL
unset LANGUAGE
programs='gxsplit gxtable gxcheck gxsum gxdiff'
tab=$(printf '\t')
work=$(mktemp -d) || exit 1
trap 'cd / && rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1

# The number of the test goes through a file: a test may end a pipe.
echo 0 >"$work/.count"
next() {
	read -r count <"$work/.count"
	count=$((count + 1))
	echo $count >"$work/.count"
}

# ok WHAT COMMAND...: passes when the command succeeds.
ok() {
	what=$1; shift; next
	if "$@" >./said 2>&1
	then	printf 'ok %s - %s\n' "$count" "$what"
	else	printf 'not ok %s - %s\n' "$count" "$what"; sed 's/^/# /' ./said | head -n 40
	fi
}

# same WHAT FILE FILE: passes when the files (- for input) are equal.
same() { ok "$1" diff -u "$2" "$3"; }

# is WHAT GOT WANTED: compares two strings.
is() { ok "$1" compare "$2" "$3"; }
compare() { [ "$1" = "$2" ] || { echo "got: $1"; echo "not: $2"; false; }; }

run() { status=0; "$@" >./out 2>./err || status=$?; }

# lines FILE N: the file has that many lines.
lines() { compare "$(wc -l <"$1" | tr -d ' ')" "$2" || { cat "$1"; false; }; }

expect() {
	echo "$status" >./status
	for part in out err status; do
		want=$script.$1.$part
		none=/dev/null
		[ $part = status ] && echo 0 >./zero && none=./zero
		if [ -n "${UPDATE:-}" ]; then
			rm -f "$want"
			cmp -s ./$part $none || cp ./$part "$want"
		fi
		[ -e "$want" ] || want=$none
		same "$1: $part" "$want" ./$part
	done
}

skip() { next; printf 'ok %s - %s # skip %s\n' "$count" "$1" "$2"; }

finish() { read -r count <"$work/.count"; echo "1..$count"; }

# reports: the names of the fixtures that hold a report.
reports() {
	for expected in "$fixtures"/*.expected; do
		[ -s "$expected" ] && basename "$expected" .expected
	done
}
