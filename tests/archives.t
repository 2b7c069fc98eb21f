#!/bin/sh
# Archives of everything, one damaged document of each format among good
# ones: the good ones are complete and each bad one is named once.
. "$(dirname "$0")/lib.sh"

mkdir -p x/县直/民政局 x/乡镇 bad
cp "$fixtures/html-spans-2022.html" x/县直/a.html
cp "$fixtures/text-tabs-2023.txt" x/县直/民政局/b.txt
page() { # page NAME: a report as a web archive.
	printf 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n'
	printf -- '--b\nContent-Type: text/html\n\n'
	cat "$fixtures/html-spans-2022.html"
	printf '\n--b--\n'
}
page >x/乡镇/c.mht
# rtf FILE: the lines of a text as RTF, in UTF-8; its tabs end cells.
rtf() {
	printf '{\\rtf1\\ansi\\ansicpg65001\n'
	awk -F '\t' 'NF < 2 { print $0 "\\par"; next }
	{ printf "\\trowd"; for (i = 1; i <= NF; i++) printf "\\cellx%d", i * 900
	  printf "\\pard\\intbl "
	  for (i = 1; i <= NF; i++) printf "%s\\cell ", $i
	  print "\\row\\pard" }' "$1"
	printf '}\n'
}
rtf "$fixtures/text-tabs-2023.txt" >x/乡镇/d.rtf
gxtable x >good
is 'all of them: reports' "$(cut -f1 good | sort -u | wc -l | tr -d ' ')" 5
for other in 乡镇/c.mht=县直/a.html 乡镇/d.rtf=县直/民政局/b.txt; do
	grep "^x/${other%=*}" good | cut -f2- >./these
	grep "^x/${other#*=}" good | cut -f2- | same "$other" - ./these
done

# One of each, cut short or no more than a beginning.
printf '{\\rtf1 cut' >bad/cut.rtf
page | head -c 600 >bad/cut.mht
printf '\320\317\021\340\241\261\032\341 and no more' >bad/broken.doc
printf '%%PDF-1.7\nno more' >bad/broken.pdf
printf 'PK\003\004 no more than this' >bad/broken.docx
(cd x && zip -q -r - .) >whole.zip
head -c 700 whole.zip >bad/cut.zip
gzip -c x/县直/a.html | head -c 900 >bad/cut.html.gz
yes '<div>' | head -n 1000 >bad/deep.html
cp "$fixtures/prose.txt" bad/prose.txt
(cd bad && printf '%s\n' *) | LC_ALL=C sort >names
: >bad/empty.txt	# passed over, as what is found and no document is
mkdir all && cp -r x bad all
(cd all && zip -q -r ../all.zip . && tar -czf ../all.tar.gz .)
mkdir nest && (cd nest && cp ../all.zip . && tar -cf ../nest.tar .)
cut -f2- good | LC_ALL=C sort >figures
for archive in all.zip all.tar.gz nest.tar; do
	run gxtable $archive
	is "$archive: status" $status 1
	cut -f2- ./out | LC_ALL=C sort |
	    same "$archive: the others are complete" figures -
	sed 's/^gxtable: [^:]*bad\/\([^:/]*\).*/\1/' ./err | LC_ALL=C sort |
	    same "$archive: each bad one is named once" names -
	run gxtable -k $archive
	is "$archive: -k" $status 0
done

# Encrypted members, and an archive whose names are encrypted, too.
zip -q -j -P word locked.zip x/乡镇/d.rtf && zip -q -j locked.zip x/县直/a.html
run gxtable -N locked.zip
is 'encrypted: status' $status 1
ok 'encrypted: named' grep -q '^gxtable: locked.zip/d.rtf: .*encrypted' ./err
ok 'encrypted: one line' lines ./err 1
ok 'encrypted: the others are read' lines ./out 200

# A damaged member of a zip is named in its turn, whoever unpacks it: the
# threads or, where a byte is behind the zip, libarchive alone.
mkdir three
for i in 1 2 3; do cp "$fixtures/text-tabs-2023.txt" three/$i.txt; done
(cd three && zip -q -X ../three.zip 1.txt 2.txt 3.txt)
printf '\125\252' | dd of=three.zip bs=1 conv=notrunc \
    seek=$(($(wc -c <three.zip) / 2)) 2>/dev/null
mv three.zip whole.zip && cp whole.zip three.zip && echo >>three.zip
run gxtable -j 1 three.zip
mv out want && mv err said_alone
is 'damaged: the others are read' "$(cut -f1 want | sort -u | tr '\n' ' ')" \
    'report three.zip/1.txt three.zip/3.txt '
ok 'damaged: named' grep -q '^gxtable: three.zip/2.txt: ZIP ' said_alone
mv whole.zip three.zip
for j in 1 2 3; do
	run gxtable -j $j three.zip
	same "damaged, -j $j: the same is read" want out
	same "damaged, -j $j: the same is said" said_alone err
done

# No temporary file is made, for archives in archives neither.
mkdir temporary
TMPDIR="$work/temporary" gxtable nest.tar >/dev/null 2>&1
is 'nothing in TMPDIR' "$(ls temporary)" ''
finish
