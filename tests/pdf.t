#!/bin/sh
# PDF: cells from the lines around them; what cannot be read is named.
. "$(dirname "$0")/lib.sh"

if ! command -v pdftotext >/dev/null || ! command -v pdftocairo >/dev/null
then
	echo '1..0 # SKIP poppler-utils is not installed'
	exit 0
fi

# pdf CONTENT: a PDF of one page that draws so.
pdf() {
	cat <<-END
	%PDF-1.4
	1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
	2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
	3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]
	/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>> endobj
	4 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
	5 0 obj <</Length ${#1}>> stream
	$1
	endstream endobj
	trailer <</Root 1 0 R>>
	END
}

lines='50 200 200 40 re S 50 220 m 250 220 l S 150 200 m 150 240 l S'
words='BT /F 10 Tf 60 226 Td (Made) Tj 100 0 Td (12) Tj -100 -20 Td (Kept) Tj ET'
pdf "$lines $words" >table.pdf
run gxsplit -N table.pdf
ok 'a row a line, a cell a field' grep -qF 'Made\t12\nKept\t' ./out

pdf "$lines" >scan.pdf
pdf "$lines 3 Tr $words" >hidden.pdf
printf '%%PDF-1.4\nnothing\n' >damaged.pdf
for f in scan hidden damaged; do
	why=scan
	[ $f = damaged ] && why=damaged
	run gxtable $f.pdf
	is "$f: status" $status 1
	ok "$f: one line" lines ./err 1
	ok "$f: named" grep -q "^gxtable: $f.pdf: .*$why" ./err
	is "$f: no record" "$(grep -vc '^report' ./out)" 0
done
finish
