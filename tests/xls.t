#!/bin/sh
# shellcheck disable=SC2016
# Workbooks of Excel 97 as Excel, WPS, LibreOffice, SheetJS, xlwt, POI and
# others write them: record by record, in a compound file.
. "$(dirname "$0")/lib.sh"

cat >biff.pl <<'END'
use strict; use warnings; use utf8;
use Encode qw(encode);
# A record; strings with lengths of 2 bytes or 1, wide or not.
sub rec { my ($type, $body) = @_; return pack("vv", $type, length $body) . $body }
sub narrow { return pack("vC", length $_[0], 0) . $_[0] }
sub wide { return pack("vC", length $_[0], 1) . encode("UTF-16LE", $_[0]) }
sub short { return pack("CC", length $_[0], 1) . encode("UTF-16LE", $_[0]) }
sub begin { return rec(0x809, pack("vvvvVV", 0x600, $_[0], 0xDBB, 1996, 0, 6)) }
sub end { return rec(0x0A, "") }
sub at { return pack("vvv", $_[0], $_[1], $_[2] // 0) }
# Cells: row, column, style and what they hold.
sub text { my ($r, $c, $n, $s) = @_; return rec(0xFD, at($r, $c, $s) . pack("V", $n)) }
sub label { my ($r, $c, $t, $s) = @_; return rec(0x204, at($r, $c, $s) . wide($t)) }
sub number { my ($r, $c, $v, $s) = @_; return rec(0x203, at($r, $c, $s) . pack("d<", $v)) }
sub rk { my ($r, $c, $v, $s) = @_; return rec(0x27E, at($r, $c, $s) . pack("V", $v)) }
sub whole { return ($_[0] << 2 | 2) & 0xFFFFFFFF }
sub formula { my ($r, $c, $value, $flags, $code) = @_;
	$code //= "\x1E\1\0";
	return rec(0x06, at($r, $c) . $value . pack("vVv", $flags, 0, length $code) . $code) }
sub xf { return rec(0xE0, pack("vv", 0, $_[0]) . "\0" x 16) }
sub strings { return rec(0xFC, pack("VV", @_ + 0, @_ + 0) . join "", map { wide($_) } @_) }
# The stream: what is shared, then sheets: name, state, kind, records.
sub book { my ($shared, @sheets) = @_;
	my $list = sub { my $at = shift; my $out = "";
		for (@sheets) { $out .= rec(0x85, pack("VCC", $at, $_->[1], $_->[2]) . short($_->[0]));
			$at += 24 + length $_->[3] }
		return $out };
	my $before = length(begin(5) . $list->(0) . $shared . end());
	return begin(5) . $list->($before) . $shared . end() .
	    join "", map { begin(0x10) . $_->[3] . end() } @sheets }
# A compound file with one stream.
sub ole { my ($stream, $name) = @_;
	my ($end, $none) = (0xFFFFFFFE, 0xFFFFFFFF);
	$stream .= "\0" x 4096 if length $stream < 4096;
	my $n = int((length($stream) + 511) / 512);
	my $entry = sub { my ($called, $kind, $child, $first, $size) = @_;
		my $wide = encode("UTF-16LE", $called);
		return pack "a64vCCV3x36VVx4", $wide, length($wide) + 2, $kind, 1,
		    $none, $none, $child, $first, $size };
	my $head = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" . "\0" x 504;
	my %fields = (0x1E, 9, 0x20, 6, 0x30, 1, 0x38, 4096, 0x3C, $end, 0x44, $end);
	substr($head, $_, 4) = pack "V", $fields{$_} for sort { $a <=> $b } keys %fields;
	substr($head, 0x50) = "\xFF" x 432;
	print $head, pack("a512", pack("V*", $end, $end, 3 .. $n + 1, $end) . "\xFF" x 512),
	    pack("a512", $entry->("Root Entry", 5, 1, $end, 0) .
	    $entry->($name // "Workbook", 2, $none, 2, length $stream)),
	    pack("a" . 512 * $n, $stream) }
binmode STDOUT;
1;
END

# text FILE: its text, line by line.
text() { gxsplit -N "$1" 2>err | awk -F'\t' '{ print $5; print $6 }' |
    sed 's/\\t/|/g; s/\\n/\n/g' | sed '/^$/d'; }
# gives WHAT LINES SCRIPT: the text of the workbook the script prints.
make() { { echo 'use strict; use utf8; require "./biff.pl";'; echo "$1"; } \
    >make.pl; perl make.pl >book.xls; }
gives() {
	make "$3"
	text book.xls >got
	printf '%s\n' "$2" >wanted
	same "$1" wanted got
}
# names WHAT MESSAGE SCRIPT: status 1 and the message.
names() {
	make "$3"
	run gxsplit book.xls
	is "$1: status" $status 1
	is "$1: message" "$(cat err)" "gxsplit: book.xls: $2"
}

gives 'Excel: shared strings, runs, phonetics, merged and sparse cells' '项目|数量|
|甲|乙 丙
规章||3
下||' '
my $strings = wide("项目") .
    pack("vCv", 2, 9, 1) . encode("UTF-16LE", "数量") . pack("vv", 1, 5) .
    pack("vCV", 1, 5, 6) . encode("UTF-16LE", "甲") . "phonet" .
    wide("乙\r\n丙") . pack("vC", 1, 0) . "x" . wide("规章") . wide("下");
ole(book(rec(0xFC, pack("VV", 9, 7) . $strings), ["Sheet1", 0, 0,
    rec(0x200, pack("VVvvv", 0, 65536, 0, 256, 0)) .
    text(0, 0, 0) . text(0, 1, 1) . text(0, 2, 4) . rec(0x201, at(1, 0)) .
    text(1, 1, 2) . text(1, 2, 3) . text(6, 0, 5) .
    formula(6, 2, pack("d<", 3), 0) . rec(0xBE, pack("v*", 6, 3, 0, 0, 4)) .
    text(65535, 0, 6) .
    rec(0xE5, pack("v*", 2, 0, 1, 0, 0, 0, 0, 1, 2))]))'

gives 'strings that go on in other records, in bytes or wide' \
    '政府信息公开abc年度|报告' '
sub cut { return rec(0x3C, $_[0]) }
ole(book(rec(0xFC, pack("VV", 2, 2) . pack("vC", 11, 1) .
    encode("UTF-16LE", "政府信息")) . cut("\1" . encode("UTF-16LE", "公开")) .
    cut("\0abc") . cut("\1" . encode("UTF-16LE", "年度") . pack("v", 2)) .
    cut("\1" . encode("UTF-16LE", "报")) . cut("\1" . encode("UTF-16LE", "告")),
    ["Sheet1", 0, 0, text(0, 0, 0) . text(0, 1, 1)]))'

gives 'hidden sheets, rows and columns; charts; names of sheets' '封面
某某县
二、主动公开
规章|3件|TRUE|#REF!
|4||' '
sub row { return rec(0x208, pack("v8", $_[0], 0, 9, 255, 0, 0, $_[1], 15)) }
ole(book("", ["封面", 0, 0, label(0, 0, "某某县")],
    ["藏", 1, 0, number(0, 0, 9)], ["深藏", 2, 0, number(0, 0, 9)],
    ["图", 0, 2, number(0, 0, 9)],
    ["二、主动公开", 0, 0, row(0, 0x100) . row(1, 0x120) .
    rec(0x7D, pack("v6", 1, 1, 0, 15, 1, 0)) .
    begin(0x20) . number(0, 0, 9) . rec(0x1002, "") . end() .
    label(0, 0, "规章") . number(0, 1, 9) .
    formula(0, 2, "\0\0\0\0\0\0\xFF\xFF", 0) . rec(0x4BC, "\0" x 10) .
    rec(0x207, wide("3件")) . rec(0x205, at(0, 3) . "\1\0") .
    rec(0x205, at(0, 4) . "\x17\1") . number(1, 0, 9) . number(2, 2, 4)]))'

gives 'numbers as they are shown' \
    '25.1|1,113||7|12.5万元|2021年12月31日|50.00%||0|-7|1.13|0.01' '
ole(book(rec(0x41E, pack("v", 176) . narrow("0;-0;;@")) .
    rec(0x41E, pack("v", 177) . wide("0.0\"万元\"")) .
    rec(0x41E, pack("v", 178) . narrow(";;;")) .
    join("", map { xf($_) } 0, 3, 176, 177, 31, 10, 178),
    ["Sheet1", 0, 0, number(0, 0, 25.1) . rk(0, 1, whole(1113), 1) .
    number(0, 2, 0, 2) . rec(0xBD, pack("v*", 0, 3, 2, whole(7) & 0xFFFF,
    0, 3) . pack("V", whole(1250) | 1) . pack("v", 4)) .
    number(0, 5, 44561, 4) . number(0, 6, .5, 5) . number(0, 7, 8, 6) .
    label(0, 7, "隐", 6) . number(0, 8, 0, 99) . rk(0, 9, whole(-7)) .
    rk(0, 10, whole(113) | 1) . number(0, 11, 0.01)]))'

gives 'dates from 1904, no zeros' '1904/1/1||3' '
ole(book(rec(0x22, pack("v", 1)) . xf(0) . xf(14), ["Sheet1", 0, 0,
    number(0, 0, .5, 1) . number(0, 1, 0) . number(0, 2, 3) .
    rec(0x23E, pack("v9", 0x6A6))]))'

# xlwt leaves what formulas give empty, POI and others say it is to be
# calculated; Excel, too, knows formulas that give an empty text.
gives 'formulas that were not calculated' \
    '甲|￼|￼|￼||#N/A|FALSE|￼' '
my $none = "\3\0\0\0\0\0\xFF\xFF";
ole(book("", ["Sheet1", 0, 0, label(0, 0, "甲") .
    formula(0, 1, pack("d<", 0), 2) .
    formula(0, 2, $none, 0, "\x25\2\0\2\0\2\xC0\3\xC0\x19\x10\0\0") .
    formula(0, 3, $none, 0, "\x1E\1\0\x1E\1\0\3") .
    formula(0, 4, $none, 0, "\x17\0\0") .
    formula(0, 5, "\2\0\x2A\0\0\0\xFF\xFF", 0) .
    formula(0, 6, "\1\0\0\0\0\0\xFF\xFF", 0) .
    formula(0, 7, $none, 0, "\x25\2\0\2\0\2\xC0\3\xC0\x22\1\4\0")]))'
gives 'a sheet that was not calculated' '甲|￼|2' '
ole(book("", ["Sheet1", 0, 0, rec(0x5E, "\0\0") . label(0, 0, "甲") .
    formula(0, 1, pack("d<", 5), 0) . number(0, 2, 2)]))'

# The stream alone, and one named in other letters.
gives 'without a compound file' '甲|1' '
print book("", ["Sheet1", 0, 0, label(0, 0, "甲") . number(0, 1, 1)])'
gives 'a name in capitals' '甲|1' '
ole(book("", ["Sheet1", 0, 0, label(0, 0, "甲") . number(0, 1, 1)]), "WORKBOOK")'

# The same workbook as XLSX reads the same, down to the cells.
make 'my @rows = (["某某县2021年政府信息公开工作年度报告"],
    ["二、主动公开政府信息情况"], ["第二十条第（一）项"],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", 0, 0, 2], ["行政规范性文件", 3, 1, 1113]);
my ($cells, $xml, $r) = ("", "", 0);
for my $row (@rows) {
	$xml .= "<row>";
	for my $c (0 .. $#$row) {
		my $v = $row->[$c];
		$cells .= $v =~ /^\d+$/ ? number($r, $c, $v) : label($r, $c, $v);
		$xml .= $v =~ /^\d+$/ ? "<c><v>$v</v></c>" :
		    "<c t=\"inlineStr\"><is><t>$v</t></is></c>";
	}
	$xml .= "</row>";
	$r++;
}
ole(book("", ["Sheet1", 0, 0, $cells . rec(0xE5, pack("v5", 1, 2, 2, 0, 3))]));
open my $f, ">:utf8", "sheet1.xml" or die;
print $f "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
    "<sheetData>$xml</sheetData><mergeCells><mergeCell ref=\"A3:D3\"/></mergeCells></worksheet>";'
mkdir -p xl/worksheets xl/_rels
mv sheet1.xml xl/worksheets
echo '<workbook xmlns:r="urn:r"><sheets><sheet name="Sheet1" r:id="a"/></sheets></workbook>' \
    >xl/workbook.xml
echo '<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>' \
    >xl/_rels/workbook.xml.rels
zip -q -X -r book.xlsx xl
gxtable book.xls | sed 's/^book.xls//' >from.xls
gxtable book.xlsx | sed 's/^book.xlsx//' >from.xlsx
same 'the same as XLSX' from.xlsx from.xls
is 'its figure' "$(grep -c '	1113	ok	' from.xls)" 1
gxsplit --formats >formats
ok '--formats' grep -q '^XLS and ET' formats

# What cannot be read is named.
cells='number(0, 0, 1)'
damaged='a workbook that is damaged'
old='an Excel workbook older than Excel 97, which this build does not read'
names encrypted 'an encrypted Excel workbook' \
    "ole(book(rec(0x2F, pack('v', 1)), ['a', 0, 0, $cells]))"
names 'a string that is not there' "$damaged" \
    "ole(book(strings('a'), ['a', 0, 0, text(0, 0, 1)]))"
names 'a text that does not follow' "$damaged" \
    "ole(book('', ['a', 0, 0, formula(0, 0, qq(\\0\\0\\0\\0\\0\\0\\xFF\\xFF), 0)]))"
names 'a string cut off' "$damaged" \
    "ole(book(rec(0xFC, pack('VVvC', 1, 1, 9, 0) . 'abc'), ['a', 0, 0, $cells]))"
names 'a record cut off' "$damaged" \
    "ole(book('', ['a', 0, 0, rec(0x27E, at(0, 0) . 'a')]))"
names 'a sheet without its end' "$damaged" \
    "my \$b = book('', ['a', 0, 0, $cells]); print substr(\$b, 0, -4)"
names 'sheets in one another' "$damaged" \
    "my \$s = $cells x 50; my \$b = book('', ['a', 0, 0, \$s], ['b', 0, 0, \$s]);
    substr(\$b, 39, 4) = substr(\$b, 24, 4); ole(\$b)"
names 'Excel 95' "$old" "ole(rec(0x809, pack('v4', 0x500, 5, 0, 0)), 'Book')"
names 'Excel 5, without a compound file' "$old" \
    "print rec(0x809, pack('v4', 0x500, 5, 0, 0))"
names 'as scripts write it' "$old" \
    "print rec(0x809, pack('v4', 0, 16, 0, 0)), rec(0x0A, '')"

finish
