#!/bin/sh
# shellcheck disable=SC2016
# External converters: what they print is read; one that is missing, hangs,
# crashes, floods or says nothing is named, leaves nothing behind, and the
# other documents are complete.
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

# fake SCRIPT: what antiword is from now on.
fake() { printf '#!/bin/sh\n%s\n' "$1" >bin/antiword; chmod +x bin/antiword; }

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

fake "cat '$work/b.txt'"
PATH="$work/bin:$gx:/usr/bin:/bin" gxsplit --formats >formats
ok 'found: --formats says so' grep -q "^DOC .*${tab}antiword$" formats
run env PATH="$work/bin:$gx:/usr/bin:/bin" gxtable old.doc
is 'found: status' $status 0
sed 's/^old.doc/b.txt/' ./out >same
gxtable b.txt | same 'found: what it prints is read' - ./same

fake 'sleep 100 & sleep 100'
fails 'one that hangs' 'antiword took longer than 1 s' --max-seconds=1
fake 'kill -SEGV $$'
fails 'one that crashes' 'antiword crashed (signal 11)'
fake 'yes'
fails 'one that floods' 'antiword printed more than 1048576 bytes' \
    --max-document=1M
fake 'exit 0'
fails 'one that prints nothing' 'antiword printed nothing'
fake 'echo "$5: no idea" >&2; exit 1'
fails 'one that fails' 'antiword: the document: no idea'
fake "cat '$fixtures/prose.txt'; sleep 100 &"
fails 'one whose child keeps the pipe' 'no row of the official form was found'
fake "(: >x) 2>/dev/null || (: >~/x) 2>/dev/null || exit 9"
fails 'one that writes files' 'antiword failed with status 9'
fake 'perl -e "\$x = q(x) x (1 << 29); print 1" 2>/dev/null || exit 8'
fails 'one that takes memory' 'antiword failed with status 8' \
    --max-memory=64M
is 'one that hangs, in two threads' "$(fake 'sleep 100'
    PATH="$work/bin:$gx:/usr/bin:/bin" timeout 60 \
    gxtable -j2 --max-seconds=1 old.doc old.doc 2>&1 >/dev/null | wc -l |
    tr -d ' ')" 2

# When we end, it ends.
fake "echo \$\$ >'$work/pid'; exec sleep 100"
PATH="$work/bin:$gx:/usr/bin:/bin" gxtable old.doc &
gxtable=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -s pid ] && break; sleep 0.2; done
kill $gxtable
wait $gxtable 2>/dev/null
for _ in 1 2 3 4 5 6 7 8 9 10; do
	kill -0 "$(cat pid)" 2>/dev/null || break
	sleep 0.2
done
ok 'it ends when we are killed' sh -c '! kill -0 "$(cat pid)" 2>/dev/null'
is 'and leaves no file' "$(ls temporary)" ''

finish
