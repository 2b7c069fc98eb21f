#!/bin/sh
# OFD: what pages show, in the ways producers write it; what is named.
. "$(dirname "$0")/lib.sh"

ns='xmlns:ofd="http://www.ofdspec.org/2016"'

# text: the text of a document, its lines one by one, fields by bars.
text() { gxsplit -N "$1" 2>err | awk -F'\t' '{ print $5; print $6 }' |
    sed 's/\\t/|/g; s/\\n/\n/g' | sed '/^$/d'; }

# gives WHAT FILE LINES: the text is that.
gives() { text "$2" >got; printf '%s\n' "$3" >wanted; same "$1" wanted got; }

# part NAME ROOT CONTENT: a part of the package in ./pack.
part() { mkdir -p "pack/$(dirname "$1")"; printf '<?xml version="1.0"
encoding="UTF-8"?><ofd:%s %s>%s</ofd:%s>' "$2" "$ns" "$3" "$2" >"pack/$1"; }

# package FILE: the package as a zip.
package() { rm -f "$1"; (cd pack && zip -q -X -r "../$1" .); }

# begin: a package of one page, 100 by 100 mm, without that page.
begin() {
	rm -rf pack
	part OFD.xml OFD '<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>
	    Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>'
	part Doc_0/Document.xml Document '<ofd:CommonData><ofd:PageArea
><ofd:PhysicalBox>0 0 100 100</ofd:PhysicalBox></ofd:PageArea
><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes><ofd:TemplatePage ID="2"
 BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages><ofd:Page
 ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
}

# page CONTENT: the page; content of its one layer.
page() { part Doc_0/Pages/Page_0/Content.xml Page \
    "$before<ofd:Content><ofd:Layer>$1</ofd:Layer></ofd:Content>"; }

# at X Y CODES [ATTRIBUTES]: a text object of 4 mm, its base line at Y.
at() { printf '<ofd:TextObject Boundary="%s %s 50 5" Size="4" Font="3" %s
><ofd:TextCode X="0" Y="0" DeltaX="g 60 %s">%s</ofd:TextCode
></ofd:TextObject>' "$1" "$2" "$4" "${wide:-4}" "$3"; }
digits() { wide=2; at "$@"; wide=4; }

# path DATA [ATTRIBUTES]: a path in the page's own coordinates.
path() { printf '<ofd:PathObject Boundary="0 0 100 100" %s><ofd:AbbreviatedData
>%s</ofd:AbbreviatedData></ofd:PathObject>' "$2" "$1"; }
page_of() { begin; before=$2; page "$1"; package page.ofd; }

# Two columns and two rows, three lines as strokes, the others filled.
ruled="$(path 'S 10 10 L 90 10 M 10 20 L 90 20 M 10 30 L 90 30')$(path \
    'M 10 10 L 10.2 10 L 10.2 30 L 10 30 C M 60 10 L 60.2 10 L 60.2 30
     L 60 30 C M 90 10 L 90.2 10 L 90.2 30 L 90 30 C' \
    'Stroke="false" Fill="true"')"
filled="$(at 12 16 甲乙)$(digits 70 16 12)$(at 12 26 丙丁)$(digits 70 26 345)"
table='甲乙|12
丙丁|345'
page_of "$ruled$filled"
gives 'a ruled table' page.ofd "$table"

# All cells in one object of several codes, scaled; offsets with repeats.
page_of "$ruled<ofd:TextObject Boundary='10 10 80 20' Size='2'
 CTM='2 0 0 2 1 0'><ofd:TextCode X='0.5' Y='3' DeltaX='2 27 1'>甲乙12<!--
 --></ofd:TextCode><ofd:TextCode X='0.5' Y='8' DeltaX='2 27 g 2 1'
>丙丁345</ofd:TextCode></ofd:TextObject>"
gives 'one object, scaled' page.ofd "$table"

page_of "<ofd:PageBlock>$ruled<ofd:PageBlock>$filled</ofd:PageBlock
></ofd:PageBlock>"
gives 'blocks in blocks' page.ofd "$table"

page_of "$ruled$filled$filled$(digits 70.3 16 12)"
gives 'drawn twice, counted once' page.ofd "$table"

# Without a prefix, with paths from the root.
page_of "$ruled$filled"
find pack -name '*.xml' | while read -r f; do
	sed 's/ofd:\([A-Z]\)/\1/g; s/xmlns:ofd/xmlns/
	    s/BaseLoc="P/BaseLoc="\/Doc_0\/P/' "$f" >part && mv part "$f"
done
package plain.ofd
gives 'no prefix, absolute paths' plain.ofd "$table"

page_of "$filled" '<ofd:Template TemplateID="2" ZOrder="Background"/>'
part Doc_0/Tpls/Tpl_0/Content.xml Page \
    "<ofd:Content><ofd:Layer>$ruled</ofd:Layer></ofd:Content>"
package page.ofd
gives 'lines of a template' page.ofd "$table"

page_of "$ruled<ofd:CompositeObject ResourceID='9' Boundary='0 0 100 100'
 CTM='2 0 0 2 0 0'/>"
part Doc_0/DocumentRes.xml Res "<ofd:CompositeGraphicUnits
><ofd:CompositeGraphicUnit ID='8'>$(at 12 16 错)</ofd:CompositeGraphicUnit
><ofd:CompositeGraphicUnit ID='9'><ofd:Content><ofd:TextObject
 Boundary='0 0 9 9' Size='2'><ofd:TextCode X='6' Y='8' DeltaX='2'
>甲乙</ofd:TextCode><ofd:TextCode X='35' DeltaX='1'>12</ofd:TextCode
></ofd:TextObject></ofd:Content></ofd:CompositeGraphicUnit
></ofd:CompositeGraphicUnits>"
package page.ofd
gives 'a composite object' page.ofd '甲乙|12
|'
rm pack/Doc_0/DocumentRes.xml; package composite.ofd

# What is not to be seen, or leans, is left out.
page_of "$ruled$filled$(at 12 13 错 'Visible="false"')$(at 12 13 错 'Alpha="0"'
)$(at 12 13 错 'Fill="false"')$(at 12 13 错 'CTM="0.7 0.7 -0.7 0.7 0 0"'
)<ofd:TextObject Boundary='12 13 9 9' Size='0'><ofd:TextCode X='0' Y='0'
>错</ofd:TextCode></ofd:TextObject><ofd:TextObject Boundary='12 13 9 9'
 Size='4'><ofd:FillColor Value='0 0 0' Alpha='0'/><ofd:TextCode X='0' Y='0'
>错</ofd:TextCode></ofd:TextObject>$(path 'M 70 10 L 70 30' 'Visible="false"'
)$(path 'M 30 10 L 30 30' 'Stroke="false"')"
gives 'nothing that is not shown' page.ofd "$table"

# A figure nobody can be sure of is none.
page_of "$ruled$(at 12 16 甲乙)$(digits 70 16 12 'CharDirection="180"'
)$(at 12 26 丙丁)$(digits 70 26 345)$(digits 70.5 26 8)"
gives 'turned or piled figures' page.ofd '甲乙|��
丙丁|��45'
page_of "$ruled$(at 12 16 甲乙)<ofd:TextObject Boundary='50 16 50 5' Size='4'
><ofd:TextCode X='1' Y='0'>7 12</ofd:TextCode></ofd:TextObject>"
gives 'figures without places' page.ofd '甲乙 7 ��|
|'

# The newest version counts; several documents follow each other.
begin; before=''; page "$(at 12 16 旧的)"
part Doc_0/New.xml Document '<ofd:Pages><ofd:Page ID="1"
 BaseLoc="Pages/Page_1/Content.xml"/></ofd:Pages>'
part Doc_0/Pages/Page_1/Content.xml Page \
    "<ofd:Content><ofd:Layer>$(at 12 16 新的)</ofd:Layer></ofd:Content>"
part Doc_0/Versions/V1.xml DocVersion \
    '<ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot>'
part Doc_0/Versions/V2.xml DocVersion '<ofd:DocRoot>../New.xml</ofd:DocRoot>'
part OFD.xml OFD '<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot
><ofd:Versions><ofd:Version ID="2" Index="2" BaseLoc="Doc_0/Versions/V2.xml"
/><ofd:Version ID="1" Index="1" BaseLoc="Doc_0/Versions/V1.xml"/></ofd:Versions
></ofd:DocBody><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot
></ofd:DocBody>'
package page.ofd
gives 'newest version, second document' page.ofd '新的
旧的'

# Tables nobody ruled, as their figures stand, one object a character too.
unruled() {
	"$1" 12 16 规章 ''; digits 50 16 3; digits 70 16 12
	"$1" 12 26 行政许可 ''; digits 50 26 0; digits 70 26 345
	"$1" 12 36 行政处罚 ''; digits 50 36 21; digits 70 36 6
}
# apart X Y CHARACTERS: each with a Boundary and a glyph of its own.
apart() {
	printf %s "$3" | sed 's/.../&\n/g' | awk -v x="$1" -v y="$2" '{
	    printf "<ofd:TextObject Boundary=\"%d %d 4 5\" Size=\"1\" Font=\"3\"", \
	        x + 4 * (NR - 1), y
	    printf " CTM=\"4 0 0 4 0 0\"><ofd:Clips TransFlag=\"false\"><ofd:Clip"
	    printf "><ofd:Area><ofd:Path Boundary=\"0 0 9 9\"><ofd:Abbreviated"
	    printf "Data>M 0 0 L 9 0 C</ofd:AbbreviatedData></ofd:Path></ofd:Area"
	    printf "></ofd:Clip></ofd:Clips><ofd:CGTransform CodePosition=\"0\""
	    printf " CodeCount=\"1\" GlyphCount=\"1\"><ofd:Glyphs>%d</ofd:Glyphs>", \
	        4000 + NR
	    printf "</ofd:CGTransform><ofd:TextCode X=\"0\" Y=\"0\">%s", $0
	    print "</ofd:TextCode></ofd:TextObject>" }'
}
plain='规章|3|12
行政许可|0|345
行政处罚|21|6'
page_of "$(unruled at)"
gives 'a table without lines' page.ofd "$plain"
page_of "$(unruled apart)"
gives 'one object a character' page.ofd "$plain"
page_of "$(unruled at)$(at 40 21 一级)"
text page.ofd >got
ok 'text between figures: no row' grep -q '�' got
ok 'text between figures: no figure' test "$(grep -c '[0-9]' got)" = 0

# A row in one object: its columns are told by the offsets.
row() { printf '<ofd:TextObject Boundary="10 %s 90 5" Size="4"><ofd:TextCode
 X="0" Y="4" DeltaX="g 3 4 %s">%s</ofd:TextCode></ofd:TextObject>' "$@"; }
page_of "$(row 10 '28 20 2' 行政许可312)$(row 20 '28 20 g 2 2' 行政处罚0345
)$(row 30 '28 2 18' 行政强制216)"
gives 'a row in one object' page.ofd '行政许可|3|12
行政处罚|0|345
行政强制|21|6'

# The lines as thin boxes that are filled, one a side of a cell.
boxes=
for y in 10 20 30; do
	for x in 10 60; do
		boxes="$boxes<ofd:PathObject Boundary='$x $y 50 0.3' Fill='true'
 Stroke='false' LineWidth='0.353'><ofd:FillColor Value='0 0 0'
/><ofd:AbbreviatedData>M 0 0 L $((x == 10 ? 50 : 30)) 0 L $((x == 10 ? 50 :
 30)) 0.3 L 0 0.3 L 0 0 C</ofd:AbbreviatedData></ofd:PathObject>"
	done
done
for x in 10 60 90; do
	boxes="$boxes<ofd:PathObject Boundary='$x 10 0.3 20'
 CTM='0.3528 0 0 0.3528 0 0' Fill='true' Stroke='false'
><ofd:AbbreviatedData>M 0 0 L 0 56.7 L 0.85 56.7 L 0.85 0 C</ofd:AbbreviatedData
></ofd:PathObject>"
done
page_of "$boxes$filled"
gives 'lines as filled boxes' page.ofd "$table"

# Pages in the order of the document, not of their names.
begin; before=''
page "$(at 12 16 第二)"
part Doc_0/Pages/Page_9/Content.xml Page \
    "<ofd:Content><ofd:Layer>$(at 12 16 第一)</ofd:Layer></ofd:Content>"
sed 's|<ofd:Page |<ofd:Page ID="7" BaseLoc="Pages/Page_9/Content.xml"/>&|' \
    pack/Doc_0/Document.xml >part
grep -q Page_9 part || tr '\n' ' ' <pack/Doc_0/Document.xml |
    sed 's|<ofd:Pages>|&<ofd:Page ID="7" BaseLoc="Pages/Page_9/Content.xml"/>|' >part
mv part pack/Doc_0/Document.xml; package page.ofd
gives 'pages in order' page.ofd '第一
第二'

# Annotations, seals and attachments are no part of the pages.
page_of "$ruled$filled"
part Doc_0/Annots/Annotations.xml Annotations '<ofd:Page PageID="1"><ofd:FileLoc
>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>'
part Doc_0/Annots/Page_0/Annotation.xml PageAnnot "<ofd:Annot ID='90'
 Type='Watermark'><ofd:Appearance Boundary='0 0 100 100'>$(digits 70 16 9
)</ofd:Appearance></ofd:Annot>"
part Doc_0/Attachs/Attachments.xml Attachments '<ofd:Attachment ID="1"
 Name="table" Format="xml"><ofd:FileLoc>table.xml</ofd:FileLoc></ofd:Attachment>'
part Doc_0/Attachs/table.xml Page \
    "<ofd:Content><ofd:Layer>$(at 12 16 附件)</ofd:Layer></ofd:Content>"
package page.ofd
gives 'annotations and attachments' page.ofd "$table"

# Names in another case, unless two may be meant; a mark of byte order.
page_of "$ruled$filled"
mv pack/Doc_0/Pages pack/Doc_0/PAGES; package page.ofd
gives 'a name in another case' page.ofd "$table"
mkdir pack/Doc_0/pages; cp -r pack/Doc_0/PAGES/* pack/Doc_0/pages
package twice.ofd
page_of "$ruled$filled"
find pack -name '*.xml' | while read -r f; do
	printf '\357\273\277' | cat - "$f" >part && mv part "$f"
done
package page.ofd
gives 'marks of byte order' page.ofd "$table"
page_of "$ruled$filled"
mv pack/Doc_0/Pages/Page_0/Content.xml 'pack/Doc_0/page 1.xml'
tr '\n' ' ' <pack/Doc_0/Document.xml |
    sed 's|Pages/Page_0/Content.xml|./page 1.xml|' >part
mv part pack/Doc_0/Document.xml; package page.ofd
gives 'a name with a blank' page.ofd "$table"

# Glyphs without characters are there, but cannot be read.
glyphs() { printf '<ofd:TextObject Boundary="%s %s 20 5" Size="4" Font="3"
><ofd:CGTransform CodePosition="0" CodeCount="%s" GlyphCount="%s"><ofd:Glyphs
>19 20</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="0" DeltaX="g 9 2"
>%s</ofd:TextCode></ofd:TextObject>' "$@"; }
page_of "$ruled$(at 12 16 甲乙)$(glyphs 70 16 2 2 '')$(at 12 26 丙丁
)$(glyphs 70 26 2 1 31)"
gives 'glyphs without characters' page.ofd '甲乙|��
丙丁|��'
page_of "$ruled$(glyphs 12 16 2 2 '')$(glyphs 70 16 2 2 '')"
cp page.ofd glyphs.ofd

# A page that lies on its side has text, but no figures.
page_of "$(at 20 20 丙丁 'CTM="0 1 -1 0 0 0"')$(digits 40 20 345 \
    'CTM="0 1 -1 0 0 0"')"
text page.ofd >got
ok 'on its side: no figure' test "$(grep -c '[0-9]' got)" = 0
ok 'on its side: something is there' grep -q '�' got

# What cannot be read is named.
image='<ofd:ImageObject Boundary="0 0 100 100" ResourceID="7"/>'
page_of "$image"; cp page.ofd scan.ofd
page_of "$ruled$filled$image"; cp page.ofd hidden.ofd
page_of "$ruled$filled"
part Encryptions.xml Encryptions ''; package encrypted.ofd
page_of ''; cp page.ofd without.ofd
page_of "$ruled$filled"
rm pack/Doc_0/Pages/Page_0/Content.xml; package missing.ofd
page_of "$ruled$filled"
printf '<ofd:Page><ofd:' >pack/Doc_0/Pages/Page_0/Content.xml
package damaged.ofd
while read -r f why; do
	run gxtable "$f.ofd"
	is "$f: status" $status 1
	ok "$f: one line" lines ./err 1
	ok "$f: named" grep -q "^gxtable: $f.ofd: .*$why" ./err
	is "$f: no record" "$(grep -vc '^report' ./out)" 0
done <<END
scan a scan
hidden a scan
encrypted encrypted OFD
without without text
missing without a part
composite without a part
damaged damaged
twice without a part
glyphs glyphs without characters
END
finish
