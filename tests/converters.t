#!/bin/sh
# shellcheck disable=SC2016
# External converters: what they print is read; one that is missing, hangs,
# crashes, floods or says nothing is named, leaves nothing behind, and the
# other documents are complete.  What it tries besides is refused.
. "$(dirname "$0")/lib.sh"

# A document of Word 95, of which only the version matters here.
perl -e '
	my ($end, $none) = (0xFFFFFFFE, 0xFFFFFFFF);
	sub entry { my ($name, $child, $first, $size) = @_;
		my $n = join "", map { "$_\0" } split //, $name;
		return pack "a64vCCV3x36VVx4", $n, length($n) + 2, 2, 1,
		    $none, $none, $child, $first, $size; }
	my $head = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" . "\0" x 504;
	my %fields = (0x1E, 9, 0x20, 6, 0x30, 1, 0x38, 4096, 0x3C, $end,
	    0x44, $end);
	substr($head, $_, 4) = pack "V", $fields{$_} for sort { $a <=> $b } keys %fields;
	substr($head, 0x50) = "\xFF" x 432;
	print $head, pack("V*", $end, $end, 3 .. 9, $end), "\xFF" x 472,
	    pack("a512", entry("Root Entry", 1, $end, 0) .
	    entry("WordDocument", $none, 2, 4096)),
	    pack("a4096", "\xDC\xA5\x65");
' >old.doc
cp "$fixtures/html-spans-2022.html" a.html
cp "$fixtures/text-tabs-2023.txt" b.txt
gxtable a.html b.txt >good
gx=$(dirname "$(command -v gxtable)")
mkdir bin temporary
export TMPDIR="$work/temporary"

# fake SCRIPT: what antiword is from now on, in Perl as a shell needs others.
perl=$(perl -e 'print $^X')
fake() { printf '#!%s\n%s\n' "$perl" "$1" >bin/antiword; chmod +x bin/antiword; }

# fails WHAT MESSAGE OPTION...: old.doc among others is named so.
fails() {
	name=$1 message=$2
	shift 2
	run env PATH="$work/bin:$gx:/usr/bin:/bin" \
	    timeout 60 gxtable "$@" a.html old.doc b.txt
	is "$name: status" $status 1
	is "$name: message" "$(cat ./err)" "gxtable: old.doc: $message"
	same "$name: the others are complete" good ./out
	is "$name: no file left" "$(ls temporary)" ''
}

run env PATH="$gx" gxtable a.html old.doc b.txt
is 'missing: status' $status 1
is 'missing: message' "$(cat ./err)" \
    'gxtable: old.doc: a Word 6 or 95 document: install antiword to read it'
same 'missing: the others are complete' good ./out
env PATH="$gx" gxsplit --formats >formats
ok 'missing: --formats says so' grep -q "^DOC .*${tab}antiword (not found)$" formats

fake "open F, '$work/b.txt'; print <F>"
PATH="$work/bin:$gx:/usr/bin:/bin" gxsplit --formats >formats
ok 'found: --formats says so' grep -q "^DOC .*${tab}antiword$" formats
run env PATH="$work/bin:$gx:/usr/bin:/bin" gxtable old.doc
is 'found: status' $status 0
sed 's/^old.doc/b.txt/' ./out >same
gxtable b.txt | same 'found: what it prints is read' - ./same

fake 'sleep 100'
fails 'one that hangs' 'antiword took longer than 1 s' --max-seconds=1
fake 'kill SEGV => $$; sleep 100'
fails 'one that crashes' 'antiword crashed (signal 11)'
fake 'print "y\n" x 1000 while 1'
fails 'one that floods' 'antiword printed more than 1048576 bytes' \
    --max-document=1M
script='antiword is a script, which can start no other program (put the'
script="$script program itself first on PATH):"
fake 'exit 0'
fails 'one that prints nothing' "$script status 0"
fake 'print STDERR "$ARGV[4]: no idea\n"; exit 1'
fails 'one that fails' "$script the document: no idea"
fake 'close STDERR; $n = 1 << 29; $x = q(x) x $n; print 1'
fails 'one that takes memory' "$script status 1" \
    --max-memory=64M

# Programs that are no scripts, unless they are one and go by their names.
if cmp -s /bin/true /bin/false; then
	skip 'programs' 'true and false are one'
else
	cp /bin/true bin/antiword
	fails 'a program that prints nothing' 'antiword printed nothing'
	cp /bin/false bin/antiword
	fails 'a program that fails' 'antiword failed with status 1'
fi
is 'one that hangs, in two threads' "$(fake 'sleep 100'
    PATH="$work/bin:$gx:/usr/bin:/bin" timeout 60 \
    gxtable -j2 --max-seconds=1 old.doc old.doc 2>&1 >/dev/null | wc -l |
    tr -d ' ')" 2

# What it tries to do with a file that is there and one that is not, with
# others on the machine and with other programs; it prints what it could.
fake '
use Socket;
my ($old, $new) = qw('"$work/kept $work/temporary/new"');
sub may { my ($what, $done) = @_; push @did, $what if $done }
may("read", open F, "<", $old);
may("write", open F, ">", $new);
may("write here", open F, ">", "x");
may("append", open F, ">>", $old);
may("write in place", open F, "+<", $old);
may("truncate", truncate $old, 0);
may("remove", unlink $old);
may("rename", rename $old, $new);
may("link", link $old, $new);
may("symlink", symlink $old, $new);
may("mkdir", mkdir $new);
may("chmod", chmod 0777, $old);
may("utime", utime 1, 1, $old);
may("connect", socket(S, PF_INET, SOCK_STREAM, 0));
may("send", socket(S, PF_INET, SOCK_DGRAM, 0));
may("reach a daemon", socket(S, PF_UNIX, SOCK_STREAM, 0));
may("talk", socketpair(S, T, PF_UNIX, SOCK_STREAM, 0));
my $child = fork;
exit 0 if defined $child && $child == 0;
may("fork", defined $child);
{ no warnings; exec "/bin/echo", "ran" }
print STDERR "could ", join(", ", @did), "\n";
exit 1'
echo text >kept
confined=$(gxtable --version)
case $confined in
*seccomp*)
	fails 'one that is up to something' "$script could read" ;;
*Landlock*)
	fake 'print STDERR open(F, ">", "'"$work/temporary/new"'") ? 1 : 0; exit 1'
	fails 'one that writes a file' "$script 0" ;;
*)
	skip 'one that is up to something' "$confined" ;;
esac
is 'the file is as it was' "$(cat kept)" text

# Whatever happens to it, every program has the status of what is unread.
timeout=$(command -v timeout) env=$(command -v env)
for way in 'sleep 100' 'kill SEGV => $$' 'print "y\n" x 1000 while 1' 'exit 0' \
    missing; do
	fake "$way"
	[ "$way" = missing ] && rm bin/antiword
	for program in $programs; do
		unread=1
		[ "$program" = gxcheck ] && unread=2
		run "$timeout" 60 "$env" PATH="$work/bin:$gx" "$program" \
		    --max-seconds=1 --max-document=1M b.txt old.doc
		is "$way: $program: status" $status $unread
		ok "$way: $program: named" grep -q "^$program: old.doc: ." ./err
		is "$way: $program: no file left" "$(ls temporary)" ''
	done
done

# waits WANTED: until the fake runs (yes), or does not (no); then it passes.
runs() { grep -lqaF "$work/bin/antiword" /proc/[0-9]*/cmdline 2>/dev/null; }
waits() {
	for _ in $(seq 100); do
		if runs; then now=yes; else now=no; fi
		[ $now = "$1" ] && return
		sleep 0.1
	done
	false
}

# When we end, it ends.  A shell has what it starts ignore SIGINT.
fake 'sleep 100'
for program in $programs; do
	for signal in TERM INT HUP; do
		PATH="$work/bin:$gx:/usr/bin:/bin" "$perl" -e '
			$SIG{$_} = "DEFAULT" for qw(INT HUP TERM);
			exec @ARGV' "$program" b.txt old.doc >./out 2>./err &
		pid=$!
		ok "$program, SIG$signal: it runs" waits yes
		kill -s $signal $pid
		status=0
		wait $pid 2>/dev/null || status=$?
		is "$program, SIG$signal: status" "$(kill -l $status)" $signal
		ok "$program, SIG$signal: it ends" waits no
		is "$program, SIG$signal: no file left" "$(ls temporary)" ''
		same "$program, SIG$signal: silent" /dev/null ./err
	done
done

finish
