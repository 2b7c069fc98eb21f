#!/bin/sh
# What cannot be read is named and the rest is read; what cannot be written
# ends the run; wrong usage says what and where help is.
. "$(dirname "$0")/lib.sh"

sh "$tests/pack" "$fixtures/sample.list" sample.zip
cp "$fixtures/html-spans-2022.html" a.html
cp "$fixtures/text-tabs-2023.txt" b.txt
cp "$fixtures/prose.txt" "$fixtures/scan.html" .

# An operand that cannot be read, among good ones.
for program in $programs; do
	[ "$program" = gxdiff ] && continue
	$program a.html b.txt >good
	unread=1; [ "$program" = gxcheck ] && unread=2
	run $program a.html missing.txt b.txt
	is "$program: a missing file: status" $status $unread
	same "$program: a missing file: the others are complete" good ./out
	ok "$program: a missing file: one line" lines ./err 1
	ok "$program: a missing file: named" grep -q "^$program: missing.txt: ." ./err
	run $program -k a.html missing.txt b.txt
	is "$program -k: status" $status 0
	same "$program -k: the others are complete" good ./out
	ok "$program -k: still named" grep -q "^$program: missing.txt: ." ./err
done
run gxdiff a.html missing.txt
is 'gxdiff: a missing file: status' $status 1
ok 'gxdiff: a missing file: named' grep -q '^gxdiff: missing.txt: .' ./err

# Documents that hold no report.
gxtable a.html b.txt >good
for f in prose.txt scan.html empty.txt; do
	[ $f = empty.txt ] && : >empty.txt
	run gxtable a.html $f b.txt
	is "$f among reports: status" $status 1
	same "$f among reports: the others are complete" good ./out
	ok "$f among reports: one line" lines ./err 1
	ok "$f among reports: named" grep -q "^gxtable: $f: ." ./err
	run gxtable $f
	is "$f: status" $status 1
	is "$f: no record" "$(grep -vc '^report' ./out)" 0
	ok "$f: one line" lines ./err 1
done

# What an archive holds besides documents is passed over.
mkdir -p x/__MACOSX && cp a.html x && : >x/Thumbs.db && : >x/.DS_Store
printf '\211PNG\r\n\032\n\0\0\0\015IHDR' >x/page.png
cp a.html x/__MACOSX/._a.html
(cd x && zip -q -r ../other.zip .)
run gxtable other.zip
is 'no documents in an archive: status' $status 0
same 'no documents in an archive: silent' /dev/null ./err
ok 'no documents in an archive: one report' lines ./out 201

# Damaged archives: what was whole is whole, the rest is named.
gxtable -N sample.zip | LC_ALL=C sort >./all
size=$(wc -c <sample.zip)
for part in 3 2; do
	head -c $((size * part / 4)) sample.zip >cut.zip
	run gxtable -N cut.zip
	is "truncated at $part/4: status" $status 1
	ok "truncated at $part/4: named" grep -q '^gxtable: cut.zip' ./err
	sed 's/^cut/sample/' ./out | LC_ALL=C sort | LC_ALL=C comm -23 - ./all >./more
	same "truncated at $part/4: nothing that is not in it" /dev/null ./more
	cut -f1,4 ./out | sort | uniq -c |
	    awk '$1 != ($3 == 2019 ? 198 : 200)' >partial
	same "truncated at $part/4: whole reports" /dev/null partial
	ok "truncated at $part/4: some reports" test -s ./out
done
echo secret >s.txt && zip -q -P word locked.zip s.txt && zip -q locked.zip a.html
run gxtable -N locked.zip
is 'an encrypted member: status' $status 1
ok 'an encrypted member: named' grep -q '^gxtable: locked.zip/s.txt: .' ./err
ok 'an encrypted member: the others are read' lines ./out 200

# Limits.
zip -q -j limits.zip a.html "$fixtures/html-word-2020.html" b.txt
gxtable a.html b.txt | cut -f2- | sort >good
run gxtable --max-document=16K limits.zip
is '--max-document: status' $status 1
ok '--max-document: one line' lines ./err 1
ok '--max-document: named' grep -q '^gxtable: limits.zip/html-word-2020.html: .' ./err
cut -f2- ./out | sort | same '--max-document: the others are read' good -
run gxtable --max-document=16K "$fixtures/html-word-2020.html"
is '--max-document of a file: status' $status 1
run gxtable --max-document=16K - <"$fixtures/html-word-2020.html"
is '--max-document of standard input: status' $status 1
run gxtable --max-nesting=0 sample.zip
is '--max-nesting: status' $status 1
ok '--max-nesting: named' grep -q '^gxtable: sample.zip/2022/乡镇.zip: .' ./err
is '--max-nesting: the others are read' "$(cut -f1 ./out | sort -u | wc -l)" 13
yes '                                ' | head -n 100000 >blank.txt
zip -q ratio.zip blank.txt a.html
gxtable ratio.zip 2>&1 >/dev/null | grep blank.txt >unlimited
run gxtable --max-ratio=50 ratio.zip
is '--max-ratio: status' $status 1
ok '--max-ratio: named' grep -q '^gxtable: ratio.zip/blank.txt: .' ./err
ok '--max-ratio: the ratio is what it names' \
    sh -c '! grep blank.txt err | cmp -s - unlimited'
is '--max-ratio: the others are read' "$(cut -f1 ./out | sort -u | wc -l)" 2
{ echo '<html><body>'
  yes '<div>' | head -n 100000; cat a.html; } >deep.html
run timeout 60 gxtable deep.html a.html
is 'deep nesting: status' $status 1
ok 'deep nesting: named' grep -q '^gxtable: deep.html: .' ./err
ok 'deep nesting: the others are read' lines ./out 201
run gxtable --max-depth=3 a.html
is '--max-depth: status' $status 1

# What is large without being deep: memory stays bounded (KiB).  A sanitizer
# reserves more than any limit, so there is none where one is built in.
bounded() (
	# POSIX has no ulimit -v, the shells this runs in have.
	# shellcheck disable=SC3045
	case ${GX_BIN:-} in
	*asan*|*tsan*|*valgrind*) ;;
	*) ulimit -v 800000 ;;
	esac
	exec gxtable -j 1 "$@"
)
awk 'BEGIN { for (i = 0; i < 1500000; i++) printf "%d ", i % 97 }' >line.txt
tr ' ' '\t' <line.txt >row.txt
awk 'BEGIN { for (i = 0; i < 2000001; i++) print "" }' >lines.txt
run bounded line.txt row.txt lines.txt
is 'large lines: status' $status 1
same 'large lines: all named' ./err - <<'EOF'
gxtable: line.txt: more than 40000 figures and pieces of text: no report
gxtable: row.txt: more than 40000 figures and pieces of text: no report
gxtable: lines.txt: more than 2000000 lines
EOF
run gxtable --max-lines=60 "$fixtures/text-tabs-2023.txt"
is '--max-lines: status' $status 1
is '--max-lines: named' "$(cat ./err)" \
    "gxtable: $fixtures/text-tabs-2023.txt: more than 60 lines"
for _ in 1 2 3 4 5 6 7 8; do cat "$fixtures/text-tabs-2023.txt"; done >eight
for _ in 1 2 3 4 5 6 7 8; do
	cat eight eight eight eight eight eight eight eight
done >reports.txt
run bounded reports.txt
is 'many reports in a file: status' $status 0
is 'many reports in a file: all of them' \
    "$(tail -n +2 ./out | cut -f1 | sort -u | wc -l | tr -d ' ')" 512
mv out one
run gxtable -j 3 reports.txt eight
head -n "$(wc -l <one)" out >first
same 'many reports in a file: with three threads' one first
gxsum -j 1 -b report one >sums
run gxsum -j 2 -b report reports.txt
same 'many reports in a file: summed' sums ./out

# Encodings.
for e in gb18030 GB18030; do
	run gxtable -e $e "$fixtures/text-gb18030.txt"
	is "-e $e: status" $status 0
	gxtable "$fixtures/text-gb18030.txt" | same "-e $e" - ./out
done
run gxtable -e no-such-encoding b.txt
is '-e of an unknown name: status' $status 2
same '-e of an unknown name: nothing is read' /dev/null ./out
ok '-e of an unknown name: one line' grep -q no-such-encoding ./err

# Messages and progress.
gxtable -q a.html prose.txt b.txt >./quiet 2>/dev/null
gxtable a.html b.txt | same '-q: the same records' - ./quiet
run gxtable --progress a.html
same '--progress: silent where there is no terminal' /dev/null ./err
if script --version 2>/dev/null | grep -q util-linux; then
	terminal() { script -qec "$1 >/dev/null" /dev/null </dev/null >./err; }
	terminal 'gxtable --progress a.html sample.zip'
	ok '--progress: documents, MB, rate and percent' \
	    grep -q ' [0-9]* documents, [0-9.]* MB, [0-9]* a second, 100 %' ./err
	is '--progress: one line, in the end' \
	    "$(tail -c 1 ./err | od -An -c | tr -d ' ')$(wc -l <./err)" '\n1'
	terminal 'cat a.html | gxtable --progress'
	ok '--progress: no percent of a pipe' \
	    grep -q ' 1 document, [0-9.]* MB, [0-9]* a second *.$' ./err
	terminal 'gxtable a.html'
	same '--progress: not unless it is given' /dev/null ./err
else
	skip '--progress' 'no script of util-linux'
fi

# Output that cannot be written.
if [ -c /dev/full ]; then
	for program in $programs; do
		# -q: what gxdiff finds nothing to compare with is no error.
		status=0; $program -q sample.zip >/dev/full 2>./err || status=$?
		is "$program: a full disk: status" $status 2
		ok "$program: a full disk: one line" lines ./err 1
		ok "$program: a full disk: said" grep -q "^$program: ." ./err
	done
else
	skip 'a full disk' 'no /dev/full'
fi
# A file that may grow to a block of 512 or 1024 bytes, by the shell.
for program in gxsplit gxtable; do
	status=0
	(ulimit -f 1 && exec "$program" sample.zip 2>&3) >cut 3>/dev/null ||
	    status=$?
	is "$program: a file that may not grow: status" $status 2
	"$program" sample.zip 2>/dev/null | head -c "$(wc -c <cut)" >want
	same "$program: a file that may not grow: begins alike" want cut
	is "$program: a file that may not grow: whole records" \
	    "$(tail -c 1 cut | od -An -c | tr -d ' ')" '\n'
done
for program in $programs; do
	set -- sample.zip
	case $program in
	gxsplit | gxtable) set -- sample.zip sample.zip sample.zip ;;
	gxcheck) set -- -k sample.zip ;;
	gxsum) set -- -b report sample.zip ;;
	gxdiff) set -- -a a.html b.txt ;;
	esac
	: >./err; : >./code
	# The reader is gone before the first byte.
	{ sleep 1; timeout 60 "$program" "$@" 2>./err; echo $? >./code; } | :
	is "$program: a closed pipe: status" "$(cat ./code)" 2
	same "$program: a closed pipe: silent" /dev/null ./err
	{ timeout 60 "$program" "$@" 2>./err; echo $? >./code; } | head -n 1 >first
	ok "$program | head -1: one line" lines first 1
	same "$program | head -1: silent" /dev/null ./err
	ok "$program | head -1: status 2, or 0 if all was written" \
	    grep -qx '[02]' ./code
done

# Wrong usage.
for program in $programs; do
	for wrong in --no-such-option -Z --from=letters --from '-j many' \
	    -j --max-document=0 --help=yes; do
		# shellcheck disable=SC2086
		run $program $wrong </dev/null
		is "$program $wrong: status" $status 2
		is "$program $wrong: points to --help" "$(grep -c 'help says more' ./err)" 1
		same "$program $wrong: no output" /dev/null ./out
	done
done
for wrong in 'gxsplit -s 7' 'gxsplit --depth=3' 'gxtable -t 1' 'gxtable -t 2,' \
    'gxsum -b county' 'gxdiff a.html b.txt sample.zip'; do
	run $wrong
	is "$wrong: status" $status 2
	is "$wrong: points to --help" "$(grep -c 'help says more' ./err)" 1
done
cp b.txt ./-x.txt
gxtable b.txt | cut -f2- >good
gxtable -- -x.txt | cut -f2- | same '-- ends the options' good -
# Words where a figure should be are no blank.
sed "s/^\(行政许可$tab\).*/\1两件/" "$fixtures/text-tabs-2023.txt" >words.txt
gxtable words.txt | awk -F'\t' '$6 == "20.5.1" { print $8, $9, $10 }' >cell
is 'words for a figure: bad' "$(cat cell)" ' bad 两件'
# A cell with a number, words and a number is neither.
sed "s/^\(.*没有现成信息[^$tab]*$tab\)[0-9]*/\11 cm 0/" \
    "$fixtures/text-tabs-2023.txt" >words.txt
gxtable words.txt | awk -F'\t' '$6 == "3.4.2" && $7 == "person" {
	print $8, $9 }' >cell
is 'words between numbers: bad' "$(cat cell)" ' bad'
finish
