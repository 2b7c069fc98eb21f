#!/bin/sh
# The programs give up their rights before they read: the kernel says so of
# one that waits for its input.  The broker beside it ends when it does.
. "$(dirname "$0")/lib.sh"

# field PID NAME: what the kernel says of a process.
field() { sed -n "s/^$2:[^0-9]*//p" "/proc/$1/status" 2>/dev/null; }

# soon COMMAND...: whether it succeeds within two seconds.
soon() {
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		"$@" && return
		sleep 0.1
	done
	false
}

confined() { compare "$(field "$1" NoNewPrivs) $(field "$1" Seccomp)" "$2"; }
child() { tr -d ' ' 2>/dev/null <"/proc/$1/task/$1/children"; }
# One that has ended and that nobody asked for yet is gone, too.
gone() {
	[ -z "$1" ] || ! kill -0 "$1" 2>/dev/null ||
	    grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null
}

# begin PROGRAM: starts it with input that waits for descriptor 3.
begin() { "$1" <in >out 2>err & pid=$!; exec 3>in; }

mkfifo in
version=$(gxtable --version)
case $version in
*seccomp*)	wanted='1 2' ;;
*Landlock*)	wanted='1 0' ;;
*)		wanted= ;;
esac

for program in $programs; do
	if [ -z "$wanted" ]; then
		skip "$program is confined" "$version"
		continue
	fi
	begin "$program"
	ok "$program is confined" soon confined $pid "$wanted"
	broker=$(child $pid)
	exec 3>&-
	wait $pid
	ok "$program: the broker is gone" gone "$broker"
done

# What was killed leaves no broker either.
if [ -n "$wanted" ] && [ -e "/proc/$$/task/$$/children" ]; then
	begin gxtable
	soon confined $pid "$wanted" >/dev/null
	broker=$(child $pid)
	ok 'there is a broker' kill -0 "$broker"
	kill -9 $pid
	wait $pid 2>/dev/null
	exec 3>&-
	ok 'it ends when we are killed' soon gone "$broker"
else
	skip 'it ends when we are killed' 'no /proc/PID/task/PID/children'
fi

# Cells in a plain file need no broker, and come out the same.
gxtable "$fixtures/text-tabs-2023.txt" >cells
gxsum <cells >sums
gxsum cells | same 'cells from a file' sums -
gxtable "$fixtures/text-tabs-2023.txt" | gxsum | same 'and from a pipe' sums -

for _ in 1 2 3 4 5 6 7 8 9 10; do
	cat cells >in &
	gxsum in 2>&1
	wait $!
	echo $?
done >many
is 'and ten times from a pipe with a name' "$(cat many)" "$(
	for _ in 1 2 3 4 5 6 7 8 9 10; do cat sums; echo 0; done)"

# A standard stream that is closed stays closed.
run gxsum <&-
is 'without standard input: status' $status 1
gxtable "$fixtures/text-tabs-2023.txt" >&- 2>err
is 'without standard output: status' $? 2

finish
