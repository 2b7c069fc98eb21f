#!/bin/sh
# Documents of Word, written as Word writes them: runs cut anywhere, tracked
# changes, controls, automatic numbers, notes, boxes, merged cells.
. "$(dirname "$0")/lib.sh"

report=$fixtures/text-tabs-2023.txt
gxtable -N "$report" | cut -f2- >wanted

# The body: a paragraph a line, a table of lines with tabs.
body() {
	LC_ALL=C awk -F'\t' '
	function text(s,  out, c) {
		gsub(/&/, "\\&amp;", s)
		gsub(/[0-9]/, "</w:t></w:r><w:proofErr w:type=\"gramEnd\"/>" \
		    "<w:r w:rsidR=\"00A1\"><w:rPr><w:rFonts w:hint=\"eastAsia\"/>" \
		    "</w:rPr><w:t>&", s)
		return "<w:r><w:t xml:space=\"preserve\">" s "</w:t></w:r>"
	}
	function figure(s) {
		return "<w:del w:id=\"1\"><w:r><w:delText>" (s + 7) \
		    "</w:delText></w:r></w:del><w:ins w:id=\"2\">" text(s) \
		    "</w:ins>" (s == 27 ? note : "")
	}
	function paragraph(level, s) {
		return "<w:p><w:pPr>" (level < 0 ? "" : "<w:numPr><w:ilvl w:val=\"" \
		    level "\"/><w:numId w:val=\"1\"/></w:numPr>") "</w:pPr>" \
		    (s ~ /^[0-9.]+$/ ? figure(s) : text(s)) "</w:p>"
	}
	function cell(i, s,  merge) {
		merge = i > 1 || NF < 8 ? "" : s == "" ? "<w:vMerge/>" : \
		    "<w:vMerge w:val=\"restart\"/>"
		return "<w:tc><w:tcPr><w:tcW w:w=\"9\"/>" merge "</w:tcPr>" \
		    paragraph(-1, s) "</w:tc>"
	}
	BEGIN {
		one = "\344\270\200"; comma = "\343\200\201"
		digits = "(" one "|\344\272\214|\344\270\211|\345\233\233|" \
		    "\344\272\224|\345\205\255)"
		note = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>" \
		    "<w:footnoteReference w:id=\"1\"/></w:r>"
	}
	/\t/ || (NF == 1 && table && !/^$/) {
		if (!table++)
			print "<w:tbl><w:tblPr/><w:tblGrid/>"
		row = "<w:tr><w:trPr>" (NF < 15 ? "<w:gridAfter w:val=\"1\"/>" : "") \
		    "</w:trPr>"
		for (i = 1; i <= NF; i++)
			row = row cell(i, $i)
		print "<w:sdt><w:sdtContent>" row "</w:tr></w:sdtContent></w:sdt>"
		next
	}
	{ if (table) print "</w:tbl>"; table = 0 }
	$0 ~ "^" digits comma { sub("^" digits comma, ""); print paragraph(0, $0); next }
	$0 ~ "^\357\274\210" digits "\357\274\211" && !/\343\200\202/ {
		sub("^\357\274\210" digits "\357\274\211", "")
		print paragraph(1, $0); next }
	/./ { print paragraph(-1, $0) }' "$1"
}

w=http://schemas.openxmlformats.org/wordprocessingml/2006/main
r=http://schemas.openxmlformats.org/package/2006/relationships
types=http://schemas.openxmlformats.org/officeDocument/2006/relationships
mkdir -p x/_rels x/word/_rels
echo '<Types/>' >'x/[Content_Types].xml'
echo "<Relationships xmlns='$r'><Relationship Id='rId1' \
Type='$types/officeDocument' Target='word/document2.xml'/></Relationships>" \
    >x/_rels/.rels
{ echo "<Relationships xmlns='$r'>"
  for part in styles numbering footnotes; do
	echo "<Relationship Id='$part' Type='$types/$part' \
Target='${part}7.xml'/>"
  done
  echo '</Relationships>'; } >x/word/_rels/document2.xml.rels
{ echo "<w:document xmlns:w='$w'><w:body>"; body "$report"
  echo '<w:sectPr/></w:body></w:document>'; } >x/word/document2.xml
cat >x/word/numbering7.xml <<END
<w:numbering xmlns:w='$w'><w:abstractNum w:abstractNumId='0'>
<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/>
<w:suff w:val='nothing'/><w:lvlText w:val='%1、'/></w:lvl>
<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/>
<w:suff w:val='nothing'/><w:lvlText w:val='（%2）'/></w:lvl></w:abstractNum>
<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>
END
echo "<w:styles xmlns:w='$w'/>" >x/word/styles7.xml
echo "<w:footnotes xmlns:w='$w'><w:footnote w:id='1'><w:p><w:r><w:footnoteRef/>\
<w:t>含上年</w:t></w:r></w:p></w:footnote></w:footnotes>" >x/word/footnotes7.xml
pack() { (cd x && rm -f "../$1" && zip -q -X -r "../$1" .); }

pack a.docx
run gxtable -N a.docx
is 'a report: status' $status 0
cut -f2- ./out | same 'a report: as its text' wanted -
gxsplit -N "$report" | cut -f2-5 >sections
gxsplit -N a.docx | cut -f2-5 | same 'automatic numbers: the sections' sections -
gxsplit -N a.docx | tail -n 1 | grep -q '含上年$'
is 'notes are at the end' $? 0
run gxtable -N - <a.docx
cut -f2- ./out | same 'from a pipe' wanted -

# The same parts in one file, and with the names they have by default.
{ echo '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
  echo '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
  for part in document2 footnotes7 styles7 numbering7; do
	echo "<pkg:part pkg:name='/word/$part.xml'><pkg:xmlData>"
	cat x/word/$part.xml
	echo '</pkg:xmlData></pkg:part>'
  done
  echo '</pkg:package>'; } >flat.xml
gxtable -N flat.xml | cut -f2- | same 'flat OPC' wanted -
sed 's/document2/document/' x/_rels/.rels >./rels && mv ./rels x/_rels/.rels
mv x/word/document2.xml x/word/document.xml
sed 's/7\.xml/.xml/' x/word/_rels/document2.xml.rels \
    >x/word/_rels/document.xml.rels
for part in numbering styles footnotes; do
	mv x/word/${part}7.xml x/word/$part.xml
done
rm x/word/_rels/document2.xml.rels
pack b.docx
gxtable -N b.docx | cut -f2- | same 'the usual names' wanted -
rm x/_rels/.rels
pack c.docx
gxtable -N c.docx | cut -f2- | same 'no relationships' wanted -

# A document that stands within one, in whatever format: its text in place.
chunk() {
	rm -rf y && mkdir -p y/word/_rels
	cat >"y/word/chunk.$1"
	echo "<w:document xmlns:w='$w' xmlns:r='$types'><w:body><w:p><w:r><w:t>\
${3-}</w:t></w:r></w:p><w:altChunk r:id='c1'/></w:body></w:document>" \
	    >y/word/document.xml
	echo "<Relationships xmlns='$r'><Relationship Id='c1' \
Type='$types/aFChunk' Target='${4-chunk.$1}'/></Relationships>" \
	    >y/word/_rels/document.xml.rels
	(cd y && rm -f "../$2" && zip -q -X "../$2" word/document.xml \
	    word/_rels/document.xml.rels "word/chunk.$1")
}
page=$fixtures/html-word-2020.html
gxtable -N "$page" | cut -f2- >paged
chunk html page.docx <"$page"
gxtable -N page.docx | cut -f2- | same 'a page within' paged -
chunk txt plain.docx <"$report"
gxtable -N plain.docx | cut -f2- | same 'a text within' wanted -
iconv -f utf-8 -t utf-16 "$report" | chunk txt wide.docx '' '/word/chunk.txt'
gxtable -N wide.docx | cut -f2- | same 'a text in UTF-16 within' wanted -
{ printf 'MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n'
  printf 'Content-Transfer-Encoding: base64\n\n'
  base64 "$page"; } | chunk mht saved.docx
gxtable -N saved.docx | cut -f2- | same 'a saved page within' paged -
chunk docx inner.docx <a.docx
gxtable -N inner.docx | cut -f2- | same 'a DOCX within' wanted -
printf '第二段\n' | chunk txt order.docx 第一段
gxsplit -N order.docx | cut -f6 >order
printf '第一段\\n第二段\n' | same 'in its place' - order

# What cannot be read is named, and no figure of it is printed.
fails() {
	run gxtable -N "$2"
	is "$1: status" $status 1
	same "$1: nothing is printed" /dev/null ./out
	ok "$1: named" grep -q "^gxtable: $2: .*$3" ./err
}
chunk docx twice.docx <plain.docx
fails 'a document within one within one' twice.docx altChunk
chunk txt lost.docx '' none.txt <"$report"
fails 'a document that is missing within' lost.docx missing
head -c 20000 x/word/document.xml >./cut && cp ./cut x/word/document.xml
pack cut.docx
fails 'XML that ends early' cut.docx damaged
rm x/word/document.xml
pack none.docx
fails 'no text' none.docx 'without its text'
head -c 3000 a.docx >short.docx
fails 'a zip that ends early' short.docx ''
(cd x && zip -q -P word -r ../locked.docx .)
fails 'an encrypted zip' locked.docx ''
finish
