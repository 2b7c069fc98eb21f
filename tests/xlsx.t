#!/bin/sh
# Workbooks as Excel, WPS, Apache POI, openpyxl and others write them.
. "$(dirname "$0")/lib.sh"

main='http://schemas.openxmlformats.org/spreadsheetml/2006/main'
strict='http://purl.oclc.org/ooxml/spreadsheetml/main'
office='http://schemas.openxmlformats.org/officeDocument/2006/relationships'
xml='<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

# text: the text of a workbook, its lines one by one.
text() { gxsplit -N "$1" 2>err | awk -F'\t' '{ print $5; print $6 }' |
    sed 's/\\t/|/g; s/\\n/\n/g' | sed '/^$/d'; }

# gives WHAT LINES: the text of the package in ./pack is that.
gives() {
	rm -f book.xlsx
	(cd pack && zip -q -X -r ../book.xlsx '[Content_Types].xml' xl)
	text book.xlsx >got
	printf '%s\n' "$2" >wanted
	same "$1" wanted got
	rm -rf pack
}

# book TARGET SHEETS: the parts beside the sheets; relations rId1 ...
book() {
	mkdir -p pack/xl/_rels pack/xl/worksheets
	echo "$xml<Types/>" >'pack/[Content_Types].xml'
	echo "$xml<workbook xmlns=\"${space:-$main}\" xmlns:r=\"$office\">\
${properties:-}<sheets>$2</sheets></workbook>" >pack/xl/workbook.xml
	{ echo "$xml<Relationships>"
	for i in 1 2 3; do
		printf '<Relationship Id="rId%s" Type="%s/worksheet"
		    Target="%s/sheet%s.xml"/>' $i "$office" "$1" $i
	done
	echo '</Relationships>'; } >pack/xl/_rels/workbook.xml.rels
}
# sheet N BEFORE ROWS AFTER
sheet() { echo "$xml<worksheet xmlns=\"${space:-$main}\">$2\
<sheetData>$3</sheetData>$4</worksheet>" >"pack/xl/worksheets/sheet$1.xml"; }
strings() { echo "$xml<sst xmlns=\"$main\">$1</sst>" \
    >pack/xl/sharedStrings.xml; }
styles() { echo "$xml<styleSheet xmlns=\"$main\"><numFmts>$1</numFmts>\
<cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs>$2</cellXfs>\
</styleSheet>" >pack/xl/styles.xml; }

# Excel and WPS: shared strings with runs and phonetics, merged ranges.
book worksheets '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
strings '<si><t>项目</t></si><si><r><t xml:space="preserve">数</t></r><r><rPr/>
<t>量</t></r><rPh sb="0" eb="1"><t>shu</t></rPh><phoneticPr/></si><si><t>甲</t>
</si><si><t>乙_x000D_
丙</t></si><si><t>规章</t></si><si><t>_x005F_下</t></si>'
sheet 1 '<dimension ref="A1:XFD1048576"/>' '<row r="1"><c r="A1" t="s"><v>0</v></c>
<c r="B1" s="1" t="s"><v>1</v></c><c r="C1"><v>9</v></c></row><row r="2"><c
 r="A2"/><c r="B2" t="s"><v>2</v></c><c r="C2" t="s"><v>3</v></c></row><row
 r="7" spans="1:3"><c r="A7" t="s"><v>4</v></c><c r="C7"><f>SUM(A1:A2)</f><v>3</v></c>
<c r="XFD7" s="1"/></row><row r="1048576"><c r="A1048576" t="s"><v>5</v></c></row>' \
    '<mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/>
</mergeCells><headerFooter><oddHeader>9</oddHeader></headerFooter>'
gives 'shared strings, merged ranges, sparse rows' '项目|数量|
|甲|乙 丙
规章||3
_下||'

# openpyxl and POI: strings in the cells, no places, absolute names.
book /xl/worksheets '<sheet name="封面" sheetId="1" r:id="rId1"/><sheet
 name="藏" sheetId="2" state="hidden" r:id="rId2"/><sheet name="二、主动公开"
 sheetId="3" state="visible" r:id="rId3"/>'
sheet 1 '' '<row><c t="inlineStr"><is><t>某某县</t></is></c></row>' ''
sheet 2 '' '<row><c><v>9</v></c></row>' ''
sheet 3 '<cols><col min="2" max="2" hidden="1"/></cols>' '<row><c t="inlineStr">
<is><r><t>规</t></r><r><t>章</t></r></is></c><c><v>9</v></c><c t="str"><f>A1</f>
<v>3件</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c></row><row
 hidden="true"><c><v>9</v></c></row><row><c/><c/><c t="n"><v>4</v></c><c t="d">
<v>2021-12-31</v></c></row>' ''
gives 'strings in cells, hidden sheets, rows and columns' '封面
某某县
二、主动公开
规章|3件|TRUE|#REF!
|4|2021-12-31|'

# Formats.
book worksheets '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
styles '<numFmt numFmtId="176" formatCode="0;-0;;@"/><numFmt numFmtId="177"
 formatCode="0.0&quot;万元&quot;"/><numFmt numFmtId="178" formatCode=";;;"/>' \
    '<xf numFmtId="0"/><xf numFmtId="3"/><xf numFmtId="176"/><xf numFmtId="177"/>
<xf numFmtId="31"/><xf numFmtId="10"/><xf numFmtId="178"/>'
cells='<c><v>25.100000000000001</v></c><c s="1"><v>1113</v></c><c s="2"><v>0</v></c>
<c s="2"><v>7</v></c><c s="3"><v>12.5</v></c><c s="4"><v>44561</v></c><c s="5">
<v>0.5</v></c><c s="6"><v>8</v></c><c s="6" t="str"><v>隐</v></c><c s="99"><v>0</v>
</c><c><v>1E-2</v></c>'
sheet 1 '' "<row>$cells</row>" ''
gives 'numbers as they are shown' \
    '25.1|1,113||7|12.5万元|2021年12月31日|50.00%|||0|0.01'

# Strict, dates from 1904, zeros not shown.
space=$strict properties='<workbookPr date1904="1"/>'
book worksheets '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
styles '' '<xf numFmtId="0"/><xf numFmtId="14"/>'
sheet 1 '<sheetViews><sheetView showZeros="0"/></sheetViews>' '<row><c s="1"><v>0.5</v></c>
<c><v>0</v></c><c><v>3</v></c></row>' ''
gives 'strict, 1904, no zeros' '1904/1/1||3'
space='' properties=''

# Runs that are raised or struck out stand apart from the figures beside
# them, in shared strings and in cells.
book worksheets '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
up='<r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r>'
struck='<r><rPr><strike/></rPr><t>3</t></r>'
not='<r><rPr><strike val="0"/><vertAlign val="baseline"/></rPr><t>2</t></r>'
strings "<si><r><t>27</t></r>$up</si><si>$struck<r><t>5</t></r></si><si>$not<r>
<t>7</t></r></si>"
sheet 1 '' "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>
<c t=\"inlineStr\"><is><r><t>27</t></r>$up</is></c><c t=\"inlineStr\"><is>$struck<r>
<t>5</t></r></is></c><c t=\"inlineStr\"><is>$not<r><t>7</t></r></is></c></row>" ''
gives 'runs that stand apart' '27 1|3 5|27|27 1|3 5|27'

# Formulas whose values were not kept (openpyxl), or are to be calculated
# anew (XlsxWriter writes 0); an empty text is one that a formula gave.
book worksheets '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
row='<row><c><v>1</v></c><c><f>SUM(A1:A9)</f><v></v></c><c><f>A1</f></c>
<c t="str"><f>""</f><v></v></c><c><f>A1+6</f><v>7</v></c></row>'
sheet 1 '' "$row" ''
gives 'formulas without values' '1|￼|￼||7'
space=$main properties='<calcPr calcId="1" fullCalcOnLoad="1"/>'
book worksheets '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
sheet 1 '' "$row" ''
gives 'values to be calculated anew' '1|￼|￼|￼|￼'
space='' properties=''

# What cannot be read is named.
names_it() {
	rm -f book.xlsx
	(cd pack && zip -q -X -r ../book.xlsx '[Content_Types].xml' xl)
	run gxsplit book.xlsx
	is "$1: status" $status 1
	ok "$1: named" grep -q "$2" ./err
	rm -rf pack
}
book worksheets '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
names_it 'a sheet that is not there' 'lacks a sheet'
book worksheets '<sheet name="Sheet1" sheetId="1" r:id="rId9"/>'
names_it 'a relation that is not there' 'damaged'
book worksheets '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
sheet 1 '' '<row><c t="s"><v>7</v></c></row>' ''
names_it 'a string that is not there' 'damaged'
book worksheets '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
echo '<worksheet><sheetData><row>' >pack/xl/worksheets/sheet1.xml
names_it 'a sheet cut off' 'damaged'
mkdir -p pack/xl
echo '<Types/>' >'pack/[Content_Types].xml'
echo . >pack/xl/workbook.bin
names_it 'a binary workbook' XLSB

finish
