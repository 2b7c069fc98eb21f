#!/bin/sh
# OpenDocument texts and spreadsheets, as their producers write them.
. "$(dirname "$0")/lib.sh"

ns='urn:oasis:names:tc:opendocument:xmlns'
names="xmlns:office=\"$ns:office:1.0\" xmlns:text=\"$ns:text:1.0\"
 xmlns:table=\"$ns:table:1.0\" xmlns:style=\"$ns:style:1.0\"
 xmlns:draw=\"$ns:drawing:1.0\" xmlns:svg=\"$ns:svg-compatible:1.0\"
 xmlns:manifest=\"$ns:manifest:1.0\""

# text: the text of a document, its lines one by one.
text() { gxsplit -N "$1" 2>err | awk -F'\t' '{ print $5; print $6 }' |
    sed 's/\\t/|/g; s/\\n/\n/g' | sed '/^$/d'; }

# flat STYLES BODY: a document in one file.
flat() { printf '<?xml version="1.0" encoding="UTF-8"?>
<office:document %s><office:styles>%s</office:styles>
<office:body>%s</office:body></office:document>' "$names" "$1" "$2"; }

# package FILE STYLES AUTOMATIC BODY: the same as a zip.
package() {
	rm -rf pack "$1"; mkdir -p pack/META-INF
	printf application/vnd.oasis.opendocument.text >pack/mimetype
	printf '<manifest:manifest %s>%s</manifest:manifest>' "$names" \
	    "${manifest:-}" >pack/META-INF/manifest.xml
	printf '<office:document-styles %s><office:styles>%s</office:styles>
<office:automatic-styles><style:style style:name="P1"
 style:family="paragraph"><style:text-properties text:display="none"/>
</style:style></office:automatic-styles><office:master-styles>
<style:master-page><style:header><text:p>页眉</text:p></style:header>
</style:master-page></office:master-styles></office:document-styles>' \
	    "$names" "$2" >pack/styles.xml
	printf '<office:document-content %s><office:automatic-styles>%s
</office:automatic-styles><office:body>%s</office:body>
</office:document-content>' "$names" "$3" "$4" >pack/content.xml
	(cd pack && zip -q -0 -X "../$1" mimetype && zip -q -X "../$1" \
	    content.xml styles.xml META-INF/manifest.xml)
}

# gives WHAT FILE LINES: the text is that.
gives() { text "$2" >got; printf '%s\n' "$3" >wanted; same "$1" wanted got; }

body() { printf '<office:text>%s</office:text>' "$1"; }

flat '' "$(body '<text:sequence-decls/><text:table-of-content><text:index-body
><text:p>二庚<text:tab/>1</text:p></text:index-body></text:table-of-content
><text:p>甲<text:span>乙</text:span
> 丙<text:s text:c="3"/>丁<text:tab/>戊<text:line-break/>己</text:p>
<text:p/><text:h text:outline-level="1">二<text:soft-page-break/>庚</text:h>
<text:p>数 5<text:note><text:note-citation>1</text:note-citation
><text:note-body><text:p>注</text:p></text:note-body></text:note>件</text:p>
<text:p><draw:frame><draw:text-box><text:p>框</text:p><table:table
><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell
><table:table-cell><text:p>2</text:p></table:table-cell></table:table-row
></table:table></draw:text-box><svg:desc>图</svg:desc></draw:frame>旁</text:p>
<text:p><office:annotation><text:p>批注</text:p></office:annotation
><text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>zi</text:ruby-text
></text:ruby><text:page-number>7</text:page-number></text:p>')" >a.fodt
gives 'a flat text' a.fodt '甲乙 丙 丁 戊
己
二庚
数 5件
注
旁
框
1|2
字7'

flat '<style:style style:name="H" style:family="text"><style:text-properties
 text:display="none"/></style:style><style:style style:name="P"
 style:family="paragraph"><style:text-properties text:display="none"/>
</style:style><style:style style:name="Q" style:family="paragraph"
 style:parent-style-name="P"/>' "$(body '<text:tracked-changes
><text:changed-region><text:deletion><text:p>删</text:p></text:deletion
></text:changed-region></text:tracked-changes><text:p>甲<text:change/><text:span
 text:style-name="H">9</text:span></text:p><text:p text:style-name="Q">9</text:p>
<text:section text:display="none"><text:p>9</text:p></text:section>
<text:section><text:p>乙<text:hidden-text text:is-hidden="true">9</text:hidden-text
></text:p></text:section><text:p>9<text:hidden-paragraph text:is-hidden="true"
/></text:p>')" >hidden.fodt
gives 'what is hidden or deleted is left out' hidden.fodt '甲
乙'

style() { printf '<style:style style:name="%s" style:family="text"%s><style:text-properties
 %s/></style:style>' "$1" "$3" "$2"; }
flat "$(style U 'style:text-position="super 58%"' '')$(style S \
 'style:text-line-through-style="solid"' '')$(style V 'fo:color="#000000"' \
 ' style:parent-style-name="U"')$(style N 'style:text-position="0% 100%"
 style:text-line-through-style="none"' '')" "$(body '<text:p>27<text:span
 text:style-name="U">1</text:span></text:p><text:p><text:span
 text:style-name="S">3</text:span>5</text:p><text:p>27<text:span
 text:style-name="V">1</text:span></text:p><text:p>2<text:span
 text:style-name="N">7</text:span></text:p>')" >apart.fodt
gives 'what is raised or struck out stands apart' apart.fodt '27 1
3 5
27 1
27'

level() { printf '<text:list-level-style-number text:level="%s"
 style:num-format="%s" style:num-prefix="%s" style:num-suffix="%s" %s/>' "$@"; }
item() { printf '<text:list-item><text:p>%s</text:p>%s</text:list-item>' \
    "$1" "${2:-}"; }
package list.odt "<text:list-style style:name=\"L\">$(level 1 \
    '一, 二, 三, ...' '' 、 '')$(level 2 '一, 二, 三, ...' （ ） '')$(level 3 1 \
    '' . 'text:display-levels="1"')</text:list-style><text:list-style
 style:name=\"D\">$(level 1 1 '' . 'text:start-value="3"')$(level 2 a '' ')' \
    'text:display-levels="2"')</text:list-style>" '' "$(body "<text:list
 xml:id=\"x\" text:style-name=\"L\">$(item 总体情况 "<text:list>$(item 甲
    )$(item 乙)</text:list>")</text:list><text:p text:style-name=\"P1\">文</text:p>
<text:list text:continue-list=\"x\" text:style-name=\"L\">$(item 收到 \
    "<text:list>$(item 甲)</text:list>")</text:list>
<text:list text:style-name=\"D\">$(item 丙)<text:list-header><text:p>头</text:p>
</text:list-header></text:list><text:list text:style-name=\"D\"
 text:continue-numbering=\"true\">$(item 丁 "<text:p>续</text:p><text:list>$(item 戊
)</text:list>")<text:list-item text:start-value=\"10\"><text:p>己</text:p>
</text:list-item></text:list><text:list text:style-name=\"D\">$(item 庚
)</text:list>")"
gives 'lists are numbered' list.odt '一、 总体情况
（一） 甲
（二） 乙
文
二、 收到
（一） 甲
3. 丙
头
4. 丁
续
4.a) 戊
10. 己
3. 庚'

outline() { printf '<text:outline-level-style text:level="%s"
 style:num-format="%s" %s/>' "$@"; }
flat "<text:outline-style style:name=\"Outline\">$(outline 1 \
    '一, 二, 三, ...' 'style:num-suffix="、"')$(outline 2 1 \
    'text:display-levels="2" style:num-list-format="第%1%章%2%节"'
)</text:outline-style>" "$(body '<text:h text:outline-level="1">甲</text:h>
<text:h text:outline-level="2">乙</text:h><text:h text:outline-level="1"
 text:is-list-header="true">丙</text:h><text:h text:outline-level="1">丁</text:h>
<text:h text:outline-level="2">戊</text:h>')" >outline.fodt
gives 'headings are numbered' outline.fodt '一、 甲
第一章1节 乙
丙
二、 丁
第二章1节 戊'

cell() { printf '<table:table-cell %s><text:p>%s</text:p></table:table-cell>' \
    "$2" "$1"; }
row() { printf '<table:table-row>%s</table:table-row>' "$1"; }
covered='<table:covered-table-cell/>'
package table.odt '' '' "$(body "<table:table><table:table-column
 table:number-columns-repeated=\"3\"/><table:table-header-rows>$(row \
    "$(cell 项目 'table:number-rows-spanned="2"')$(cell 数量 \
    'table:number-columns-spanned="2"')$covered")$(row \
    "$covered$(cell 甲 '')$(cell 乙 '')")</table:table-header-rows>$(row \
    "$(cell 规章 '')$(cell 0 'table:number-columns-repeated="2"')"
)<table:table-row table:number-rows-repeated=\"2\">$(cell 其他 '')$(cell 1 ''
)$(cell 2 '')</table:table-row></table:table>")"
gives 'tables' table.odt '项目|数量|
|甲|乙
规章|0|0
其他|1|2
其他|1|2'

package nested.odt '' '' "$(body "<table:table>$(row "<table:table-cell>
<text:p>前</text:p><table:table table:is-sub-table=\"true\">$(row "$(cell 规章 ''
)$(cell 3 '')")</table:table><text:p>后</text:p></table:table-cell>"
)</table:table>")"
gives 'a table that lays out the page' nested.odt '前
规章|3
后'

sheets() { printf '<office:spreadsheet><table:content-validations
><table:help-message><text:p>提示</text:p></table:help-message
></table:content-validations>%s</office:spreadsheet>' "$1"; }
empty='<table:table-cell table:number-columns-repeated="1000"/>'
package sheet.ods '<style:style style:name="ta2" style:family="table"
><style:table-properties table:display="false"/></style:style>' '' \
    "$(sheets "<table:table table:name=\"Sheet1\"><table:table-column
 table:number-columns-repeated=\"3\"/><table:table-column
 table:visibility=\"collapse\"/><table:table-column/>$(row \
    "$(cell 项目 '')$(cell 数量 'table:number-columns-spanned="2"'
)<table:covered-table-cell><text:p>9</text:p></table:covered-table-cell>$(cell \
    9 '')$(cell 合计 '')$empty")<table:table-row
 table:number-rows-repeated=\"1000000\">$empty</table:table-row><table:table-row
 table:visibility=\"filter\">$(cell 9 '')</table:table-row>$(row "$(cell 规章 ''
)$(cell 1,113 'office:value="1113" table:number-columns-repeated="2"'
)<table:table-cell/><table:table-cell office:value=\"4\"/>")</table:table>
<table:table table:name=\"三、收到\">$(row "$(cell 甲 '')")</table:table>
<table:table table:name=\"藏\" table:style-name=\"ta2\">$(row "$(cell 9 '')"
)</table:table>")"
gives 'sheets' sheet.ods '项目|数量||合计
规章|1,113|1,113|4
三、收到
甲'
flat '' "$(sheets "<table:table table:name=\"表 1\">$(row "$(cell '###' \
    'office:value-type="float" office:value="25.100000000000001"')$(cell 5E+03 \
    'office:value="4665"')")</table:table>")" >sheet.fods
gives 'numbers too wide for their column' sheet.fods '25.1|4665'

# What cannot be read is named.
names_it() {
	run gxsplit "$2"
	is "$1: status" $status 1
	ok "$1: named" grep -q "$3" ./err
}
manifest='<manifest:file-entry manifest:full-path="content.xml"
><manifest:encryption-data/></manifest:file-entry>'
package locked.odt '' '' "$(body '<text:p>甲</text:p>')"
manifest=
names_it 'an encrypted file' locked.odt encrypted
flat '' '<office:presentation/>' >show.fodp
names_it 'a presentation' show.fodp 'neither text nor spreadsheet'
flat '' "$(body '<text:p>甲')" >cut.fodt
names_it 'a damaged file' cut.fodt 'damaged'
flat '' "$(sheets '<table:table><table:table-row
 table:number-rows-repeated="1000000"><table:table-cell
 table:number-columns-repeated="16384"><text:p>甲</text:p></table:table-cell
></table:table-row></table:table>')" >bomb.fods
names_it 'a bomb of a sheet' bomb.fods 'more text than the limit'
flat '' "$(body '<table:table><table:table-row
 table:number-rows-repeated="1000000"><table:table-cell
 table:number-columns-repeated="1000000"><text:p>'"$(seq -s , 2000
    )"'</text:p></table:table-cell></table:table-row></table:table>')" \
    >bomb.fodt
names_it 'a bomb of a table' bomb.fodt 'more text than the limit'

finish
