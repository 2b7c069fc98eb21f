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
END
finish
