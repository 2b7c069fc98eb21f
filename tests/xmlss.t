#!/bin/sh
# Workbooks of XML Spreadsheet 2003 as Excel, LibreOffice and web systems
# write them.
. "$(dirname "$0")/lib.sh"

space='xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'

# text: the text of the workbook, its lines one by one.
text() { gxsplit -N book.xml 2>err | awk -F'\t' '{ print $5; print $6 }' |
    sed 's/\\t/|/g; s/\\n/\n/g' | sed '/^$/d'; }
# gives WHAT LINES SHEETS STYLES
gives() {
	printf '%s' "${xml-<?xml version=\"1.0\"?>}<Workbook $space>\
<Styles>$4</Styles>$3</Workbook>" >book.xml
	text >got
	printf '%s\n' "$2" >wanted
	same "$1" wanted got
}
# sheet ROWS [COLUMNS [OPTIONS]]
sheet() { printf '<Worksheet ss:Name="Sheet1"><Table>%s%s</Table>
<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">%s
</WorksheetOptions></Worksheet>' "$2" "$1" "$3"; }
string() { printf '<Cell%s><Data ss:Type="String">%s</Data></Cell>' "$2" "$1"; }
number() { printf '<Cell%s><Data ss:Type="Number">%s</Data></Cell>' "$2" "$1"; }

rows="<Row>$(string 项目 ' ss:MergeDown="1"')$(string 数量 \
    ' ss:MergeAcross="1"')</Row>"
gives 'Excel: merged cells, places, rich text, comments' '项目|数量|
|甲|乙 丙
规章||3' "$(sheet "$rows<Row>$(string 甲 ' ss:Index="2"')<Cell><ss:Data
 ss:Type=\"String\" xmlns=\"http://www.w3.org/TR/REC-html40\"><B>乙</B>&#10;<Font
>丙</Font></ss:Data><Comment><ss:Data>9</ss:Data></Comment><PhoneticText>9
</PhoneticText></Cell></Row><Row ss:Index=\"7\">$(string 规章)$(number 3 \
    ' ss:Index="3"')</Row>")"
gives 'LibreOffice: covered cells are not written' '项目|数量|
|甲|乙' "$(sheet "$rows<Row>$(string 甲)$(string 乙)</Row>")"
xml='' gives 'without a declaration' '甲|1' \
    "$(sheet "<Row>$(string 甲)$(number 1)</Row>")"

gives 'what is raised or struck out stands apart' '27 1|3 5|27|9' \
    "$(sheet "<Row>$(string '27<Sup>1</Sup>')$(string '<S>3</S>5')$(string \
    '2<B>7</B>')$(number 9)</Row>")"

gives 'hidden sheets, rows and columns' '规章|4
乙|5' "$(sheet "<Row>$(number 9)</Row>" '' '<Visible>SheetHidden</Visible>')\
$(sheet "<Row>$(number 9)</Row>" '' '<Visible>SheetVeryHidden</Visible>')\
$(sheet "<Row>$(string 规章)$(number 9)$(number 9)$(number 4)</Row><Row
 ss:Hidden=\"1\" ss:Span=\"1\">$(number 9)</Row><Row ss:Index=\"3\">$(number 9
 )</Row><Row>$(string 乙)$(number 5 ' ss:Index="4"')</Row>" '<Column/><Column
 ss:Hidden="1" ss:Span="1"/>' '<Visible>SheetVisible</Visible>')"

styles='<Style ss:ID="Default"><NumberFormat/></Style><Style ss:ID="a"><NumberFormat
 ss:Format="#,##0"/></Style><Style ss:ID="b" ss:Parent="a"/><Style ss:ID="c"><NumberFormat
 ss:Format="Fixed"/></Style><Style ss:ID="d"><NumberFormat ss:Format="0;-0;;@"/></Style>
<Style ss:ID="e"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></Style>
<Style ss:ID="f"><NumberFormat ss:Format="Percent"/></Style>'
gives 'numbers as they are shown' '25.1|1,113|1,114|2.00||7
3.00|1,115|4||0|
甲|2021年12月31日|2022年1月1日|50.00%|TRUE|#N/A' "$(sheet "<Row>$(number 25.100000000000001)\
$(number 1113 ' ss:StyleID="a"')$(number 1114 ' ss:StyleID="b"')$(number 2 \
    ' ss:StyleID="c"')$(number 0 ' ss:StyleID="d"')$(number 7 ' ss:StyleID="d"'
)</Row><Row ss:StyleID=\"c\">$(number 3)$(number 1115 ' ss:StyleID="a"')$(number 4 \
    ' ss:StyleID="Default"')<Cell/>$(number 0 ' ss:StyleID="Default"')</Row><Row>$(string 甲)<Cell ss:StyleID=\"e\"><Data ss:Type=\"DateTime\">2021-12-31T00:00:00.000</Data>
</Cell>$(number 44562 ' ss:StyleID="e"')$(number .5 ' ss:StyleID="f"')<Cell><Data
 ss:Type=\"Boolean\">1</Data></Cell><Cell><Data ss:Type=\"Error\">#N/A</Data></Cell></Row>")" "$styles"
gives 'the style of a column; zeros that are not shown' '甲||2.00' \
    "$(sheet "<Row>$(string 甲)$(number 0)$(number 2)</Row>" \
    '<Column ss:Index="3" ss:StyleID="c"/>' '<DoNotDisplayZeros/>')" "$styles"
gives 'formulas without values' '1|￼|7' "$(sheet "<Row>$(number 1)<Cell
 ss:Formula=\"=SUM(RC[-1])\"/>$(number 7 ' ss:Formula="=RC[-1]"')$(string '' \
    ' ss:Formula="=T(9)"')</Row>")"

# What cannot be read is named.
names() {
	run gxsplit "$1"
	is "$1: status" $status 1
	is "$1: message" "$(cat ./err)" "gxsplit: $1: $2"
}
printf '<?xml version="1.0"?><Workbook %s><Worksheet><Table>' "$space" >cut.xml
run gxsplit cut.xml
is 'cut off: status' $status 1
printf '<?xml version="1.0"?><uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof"/>' >a.uof
names a.uof 'a UOF document, which this build does not read'
mkdir pack
echo '<x/>' >pack/uof.xml
cp pack/uof.xml pack/content.xml
(cd pack && printf x >'[Content_Types].xml' &&
    zip -q -X ../b.uot '[Content_Types].xml' content.xml uof.xml)
names b.uot 'a UOF document, which this build does not read'

finish
