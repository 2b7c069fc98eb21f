#!/bin/sh
# Signals that end a program while it reads and while its reader is slow: it
# ends by that signal, nothing is left behind, and the last record is whole.
. "$(dirname "$0")/lib.sh"

# child PID: its only child, the broker.
child() { tr -d ' ' 2>/dev/null <"/proc/$1/task/$1/children"; }
# gone PID: it has ended, or nobody asked for it yet.
gone() {
	[ -z "$1" ] || ! kill -0 "$1" 2>/dev/null ||
	    grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null
}
# soon COMMAND...: whether it succeeds within ten seconds.
soon() {
	for _ in $(seq 100); do
		"$@" && return
		sleep 0.1
	done
	false
}
# What a shell starts in the background ignores SIGINT.
cat >start <<'EOF'
$SIG{$_} = "DEFAULT" for qw(INT HUP TERM PIPE);
exec @ARGV or die;
EOF
if [ ! -e "/proc/$$/task/$$/children" ]; then
	echo '1..0 # SKIP no /proc/PID/task/PID/children'
	exit 0
fi

# A tar file without end, of reports whose figures do not add up.
cat >endless <<'EOF'
open my $f, "<", $ARGV[0] or die;
my $data = join "", <$f>;
$SIG{PIPE} = "DEFAULT";
for (1 .. 1000000) {
	my $h = pack "a100a8a8a8a12a12a8a1x355", "$_.txt", "0000644",
	    "0000000", "0000000", sprintf("%011o", length $data), "0" x 11,
	    " " x 8, "0";
	substr($h, 148, 8) = sprintf "%06o\0 ", unpack "%32C*", $h;
	print $h, $data, "\0" x (-length($data) % 512);
}
EOF
report=$work/report.txt
sed "s/${tab}[1-9][0-9]*$/${tab}99999/" "$fixtures/text-tabs-2023.txt" >"$report"
mkfifo in slow
mkdir temporary
export TMPDIR="$work/temporary"

# Whether a process has read 200 KB.
busy() { test "$(sed -n 's/^rchar: //p' "/proc/$1/io")" -gt 200000; }
# Whether a file ends with a line end.
whole() { compare "$(tail -c 1 "$1" | od -An -c | tr -d ' ')" '\n'; }

# begin PROGRAM: with threads that read and a pipe of which nobody reads
# more than the first byte: a block is longer than a pipe.
begin() {
	perl endless "$report" >in &
	feeder=$!
	perl start "$@" -q -j 4 <in >slow 2>err &
	pid=$!
	exec 3<slow
	case $1 in
	gxsum | gxdiff)	soon busy $pid >/dev/null 2>&1 ;;
	*)		head -c 1 <&3 >got ;;
	esac
	broker=$(child $pid)
}
end() {
	status=0
	wait $pid 2>/dev/null || status=$?
	wait $feeder 2>/dev/null
	same "$1: silent" /dev/null ./err
	ok "$1: no process is left" soon gone "$broker"
	is "$1: no file is left" "$(ls temporary)" ''
}

for signal in TERM INT HUP; do
	for program in $programs; do
		begin "$program"
		kill -s $signal $pid
		cat <&3 >got
		exec 3<&-
		end "$program, SIG$signal"
		is "$program, SIG$signal: ends it" "$(kill -l $status)" $signal
		# What is summed or compared comes when all was read.
		case $program in
		gxsum | gxdiff)
			same "$program, SIG$signal: no record" /dev/null got ;;
		*)
			ok "$program, SIG$signal: whole records" whole got ;;
		esac
	done
done

# A second one does not wait for who does not read.
begin gxtable
kill -s TERM $pid
sleep 0.3
kill -s TERM $pid
end 'gxtable, SIGTERM twice'
is 'gxtable, SIGTERM twice: ends it' "$(kill -l $status)" TERM
exec 3<&-

# The reader is gone; and the signal itself changes nothing.
for program in gxsplit gxtable gxcheck; do
	begin "$program"
	kill -s PIPE $pid
	exec 3<&-
	end "$program, a closed pipe"
	is "$program, a closed pipe: status" $status 2
done
finish
