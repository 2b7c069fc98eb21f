#!/bin/sh
# What is larger than any report: a line of 100 MB, in each format a row of a
# million cells and a table of a million rows, a zip file whose members
# overlap, archives of 220 MB.  Each is read or named, soon and in bounded
# memory, and the report beside it is complete.
. "$(dirname "$0")/lib.sh"

# What looks for faults takes more time, and more memory than any limit.
case ${GX_BIN:-} in
*valgrind*)		many=50000 memory=unlimited seconds=1200 ;;
*asan* | *tsan*)	many=100000 memory=unlimited seconds=1200 ;;
*)			many=1000000 memory=800000 seconds=60 ;;
esac
cp "$fixtures/text-tabs-2023.txt" report.txt
gxtable report.txt >good

bounded() (
	# POSIX has no ulimit -v, the shells this runs in have.
	# shellcheck disable=SC3045
	ulimit -v $memory
	exec timeout $seconds gxtable -j 1 "$@"
)

# names FILE MESSAGE OPTION...: so FILE is named, and the report is read.
names() {
	file=$1 message=$2
	shift 2
	run bounded "$@" "$file" report.txt
	is "$file: status" $status 1
	is "$file: message" "$(cat ./err)" "gxtable: $file: $message"
	same "$file: the report beside it" good ./out
	rm -f "$file"
}
crowded='more than 40000 figures and pieces of text: no report'

perl -e 'print "12 " x ($ARGV[0] * 35)' $many >line.txt
cp line.txt allowed.txt
if [ $many = 1000000 ]; then
	names line.txt 'larger than the limit of 67108864 bytes'
fi
names allowed.txt "$crowded" --max-document=200M

# Very many short lines take little more than they are long.
perl -e 'print "1\t2\n" x (shift() * 2 - 1)' $many >short.txt
(
	[ $memory = unlimited ] || memory=200000
	names short.txt "$crowded"
)

# tables FORMAT ROWS CELLS: a table of so many rows of so many cells.
cat >tables <<'EOF'
my ($format, $rows, $cells) = @ARGV;
my $w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
my $x = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
my $o = "urn:oasis:names:tc:opendocument:xmlns";
my %tables = (	# before all, a row; a cell; behind a row, all
	txt => ["", "", "1\t", "\n", ""],
	csv => ["", "", "1,", "1\n", ""],
	md => ["|a|\n|-|\n", "|", "1|", "\n", ""],
	html => ["<table>", "<tr>", "<td>1", "</tr>", "</table>"],
	rtf => ["{\\rtf1", "\\trowd\\cellx9\\intbl ", "1\\cell ", "\\row", "}"],
	docx => ["<w:document xmlns:w='$w'><w:body><w:tbl>", "<w:tr>",
	    "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>", "</w:tr>",
	    "</w:tbl></w:body></w:document>"],
	fodt => ["<office:document xmlns:office='$o:office:1.0' " .
	    "xmlns:text='$o:text:1.0' xmlns:table='$o:table:1.0' " .
	    "office:mimetype='application/vnd.oasis.opendocument.text'>" .
	    "<office:body><office:text><table:table>", "<table:table-row>",
	    "<table:table-cell><text:p>1</text:p></table:table-cell>",
	    "</table:table-row>", "</table:table></office:text>" .
	    "</office:body></office:document>"],
	xlsx => ["<worksheet xmlns='$x'><sheetData>", "<row>",
	    "<c><v>1</v></c>", "</row>", "</sheetData></worksheet>"],
);
my ($before, $row, $cell, $end, $behind) = @{$tables{$format}};
print $before;
print $row, $cell x $cells, $end for 1 .. $rows;
print $behind;
EOF
mkdir -p word xl/_rels xl/worksheets
schemas=http://schemas.openxmlformats.org
office=$schemas/officeDocument/2006/relationships
echo "<workbook xmlns='$schemas/spreadsheetml/2006/main' xmlns:r='$office'>
<sheets><sheet name='a' r:id='a'/></sheets></workbook>" >xl/workbook.xml
echo "<Relationships><Relationship Id='a' Type='$office/worksheet'
Target='worksheets/sheet1.xml'/></Relationships>" >xl/_rels/workbook.xml.rels
for format in txt csv md html rtf docx fodt xlsx; do
	for shape in row table; do
		file=$shape.$format message=$crowded
		rows=$many cells=1
		[ $shape = table ] || rows=1 cells=$many
		case $file in
		# One line alone has no commas; a workbook has 16,384 columns.
		row.csv | row.xlsx)
			message='no row of the official form was found' ;;
		table.md)
			[ $many -lt 1000000 ] ||
			message='Markdown with a block of more than 2 MiB' ;;
		esac
		case $format in
		docx)	part=word/document.xml ;;
		xlsx)	part=xl/worksheets/sheet1.xml ;;
		*)	part=$file ;;
		esac
		perl tables $format $rows $cells >$part
		[ $part = $file ] || zip -q -1 -r $file ${part%%/*}
		names $file "$message" --max-document=200M
	done
done

# David Fifield's zip bomb: before the kernel all members share, each quotes
# the local header of the next one in a block of DEFLATE that is stored.
cat >overlap <<'EOF'
use Compress::Zlib;
my ($n, $size, $report) = @ARGV;
my ($out, $directory, $count) = ("12 " x $size, "", 0);
my $deflate = deflateInit(-WindowBits => -MAX_WBITS, -Level => 9);
my $data = $deflate->deflate($out) . $deflate->flush;
my @members;
sub header {
	my ($name, $method, $data, $out) = @_;
	return pack "vvvvvVVVvv", 20, 0, $method, 0, 33, crc32($out),
	    length $data, length $out, length $name, 0;
}
sub member {
	my ($name, $header, $at) = @_;
	$directory .= "PK\1\2" . pack("v", 20) . $header .
	    pack("vvvVV", 0, 0, 0, 0, $at) . $name;
	$count++;
}
open my $f, "<", $report or die;
my $text = join "", <$f>;
my $header = header("report.txt", 0, $text, $text);
my $file = "PK\3\4${header}report.txt$text";
member("report.txt", $header, 0);
my $local = "";
for (reverse 1 .. $n) {
	if ($local ne "") {
		my $m = length $local;
		$data = pack("Cvv", 0, $m, 65535 ^ $m) . $local . $data;
		$out = $local . $out;
	}
	my $name = sprintf "%03d.txt", $_;
	my $h = header($name, 8, $data, $out);
	$local = "PK\3\4$h$name";
	push @members, [$name, $h, length $local . $data];
}
$file .= $local . $data;
member($_->[0], $_->[1], length($file) - $_->[2]) for reverse @members;
print $file, $directory, pack "a4vvvvVVv", "PK\5\6", 0, 0, $count, $count,
    length $directory, length $file, 0;
EOF
perl overlap 250 $((many / 2)) report.txt >overlap.zip
run bounded overlap.zip
is 'members that overlap: status' $status 1
sed "2,\$s|^overlap.zip/||" ./out |
    same 'members that overlap: the report before them' good -
if [ $many = 1000000 ]; then
	is 'members that overlap: it ends' "$(tail -n 1 ./err)" \
	    'gxtable: overlap.zip: unpacks to more than 1000 times its size'
	ok 'members that overlap: soon' test "$(wc -l <./err)" -lt 50
fi

# archive FORMAT N PAGE: N copies of the page, each of 500 KB.
cat >archive <<'EOF'
use Compress::Zlib;
my ($format, $n, $page) = @ARGV;
open my $f, "<", $page or die;
my $data = join "", <$f>;
my $note = "<!-- a note -->\n";
$data .= $note x ((500000 - length $data) / length $note);
my $zip = pack "vvvvvVVVvv", 20, 0, 0, 0, 33, crc32($data), length $data,
    length $data, 9, 0;
my ($at, $directory) = (0, "");
for (1 .. $n) {
	my $name = sprintf "%04d.html", $_;
	if ($format eq "zip") {
		my $member = "PK\3\4$zip$name$data";
		print $member;
		$directory .= "PK\1\2" . pack("v", 20) . $zip .
		    pack("vvvVV", 0, 0, 0, 0, $at) . $name;
		$at += length $member;
		next;
	}
	my $h = pack "a100a8a8a8a12a12a8a1x355", $name, "0000644", "0000000",
	    "0000000", sprintf("%011o", length $data), "0" x 11, " " x 8, "0";
	substr($h, 148, 8) = sprintf "%06o\0 ", unpack "%32C*", $h;
	print $h, $data, "\0" x (-length($data) % 512);
}
print $format eq "zip" ? $directory . pack("a4vvvvVVv", "PK\5\6", 0, 0, $n,
    $n, length $directory, $at, 0) : "\0" x 1024;
EOF
# peak PID: its largest resident set in KiB, until it ends.
peak() {
	most=0
	while now=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' \
	    "/proc/$1/status" 2>/dev/null) && [ -n "$now" ]; do
		most=$now
		sleep 0.1
	done
}
copies=$((many / 2250))
page=$fixtures/html-spans-2022.html
for format in zip tar; do
	if [ $format = zip ]; then
		perl archive zip $copies "$page" >large
		gxtable -j 2 large >./out 2>./err &
	else
		mkfifo pipe
		perl archive tar $copies "$page" >pipe &
		gxtable -j 2 <pipe >./out 2>./err &
	fi
	peak $!
	status=0
	wait $! || status=$?
	is "$format of $((copies / 2)) MB: status" $status 0
	same "$format: silent" /dev/null ./err
	ok "$format: every report" lines ./out $((copies * 200 + 1))
	if [ $memory = unlimited ] || [ ! -e /proc/self/status ]; then
		skip "$format: in less than 128 MiB" 'not measured here'
	else
		ok "$format: in less than 128 MiB ($most KiB)" \
		    test "$most" -gt 0 -a "$most" -lt 131072
	fi
done
finish
