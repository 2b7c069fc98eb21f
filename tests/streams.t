#!/bin/sh
# The TSV streams: headers, --from, -N, escapes, and sums of sums.
. "$(dirname "$0")/lib.sh"

sh "$tests/pack" "$fixtures/sample.list" sample.zip
a=$fixtures/html-spans-2022.html b=$fixtures/text-tabs-2023.txt

# Headers.
header() { "$@" | head -n 1 | tr '\t' ' '; }
is 'sections' "$(header gxsplit "$a")" 'report org year section title text'
is 'cells' "$(header gxtable "$a")" \
    'report org year form table row col value status raw'
is 'cells with labels' "$(header gxtable -L "$a")" \
    'report org year form table row col value status raw row_label col_label'
is 'findings' "$(header gxcheck "$a")" \
    'report org year rule severity table row col expected found message'
is 'sums' "$(header gxsum "$a")" 'year table row col value n blank unknown'
is 'sums by two keys' "$(header gxsum -b org,year "$a")" \
    'org year table row col value n blank unknown'
is 'differences' "$(header gxdiff "$a" "$b")" \
    'org table row col from to old new delta percent'
for program in $programs; do
	set -- "$a"
	[ "$program" = gxdiff ] && set -- "$a" "$b"
	$program "$@" | tail -n +2 >with
	$program -N "$@" | same "$program -N: the same without the header" with -
	$program "$@" >whole
	is "$program: every record has the header's fields" \
	    "$(awk -F'\t' 'NR == 1 { n = NF } NF != n' whole)" ''
	ok "$program: UTF-8" iconv -f utf-8 -t utf-8 whole
done

# A stream with its header, without, with several, and moved by sort.
gxtable "$a" "$b" >cells
gxtable "$a" >a.cells
gxtable "$b" >b.cells
gxsplit "$a" "$b" >sections
gxsum cells >sums
gxsum "$a" "$b" | same 'from cells as from reports' sums -
tail -n +2 cells | gxsum | same 'cells without a header' sums -
cat a.cells b.cells | gxsum | same 'cells with two headers' sums -
gxsum a.cells b.cells | same 'two files' sums -
LC_ALL=C sort cells | gxsum | same 'sorted' sums -
LC_ALL=C sort -r cells | gxsum | same 'sorted backwards' sums -
awk -F'\t' -v OFS='\t' '{ print $8, $1, $7, $2, $6, $3, $5, $4, $9 }' cells |
    gxsum | same 'columns in another order, known by the header' sums -
tail -n +2 cells >cells.N
gxtable -N sections | same 'cells of sections' cells.N -
gxsplit -N "$a" "$b" | gxtable -N | same 'sections without a header' cells.N -
{ gxsplit "$a"; gxsplit "$b"; } | gxtable -N |
    same 'sections with two headers' cells.N -
tail -n +2 sums | gxsum | same 'sums without a header' sums -

# --from
gxtable "$a" "$b" | gxsum --from=cells | same '--from=cells' sums -
gxtable -N "$a" "$b" | gxsum --from=cells | same '--from=cells -N' sums -
gxsplit "$a" "$b" | gxsum --from=sections | same '--from=sections' sums -
gxsum --from=reports "$a" "$b" | same '--from=reports' sums -
gxsum --from=sums sums | same '--from=sums' sums -

# Only some tables, only some sections.
gxtable -t 3 "$a" | tail -n +2 | cut -f5 | sort -u >tables
is '-t 3' "$(cat tables)" 3
gxtable -t 4,2 "$a" | tail -n +2 | cut -f5 | uniq | paste -sd' ' - >tables
is '-t 4,2: in the order of the form' "$(cat tables)" '2 4'
is 'sections of a report' "$(gxsplit -N "$a" | cut -f4 | paste -sd' ' -)" \
    '0 1 2 3 4 5 6'
is '-s 1,5' "$(gxsplit -N -s 1,5 "$a" | cut -f4 | paste -sd' ' -)" '1 5'
is '--depth 2' "$(gxsplit -N --depth=2 -s 1 "$a" | cut -f4 | paste -sd' ' -)" \
    '1 1.1 1.2 1.3'
is 'the title of a section' "$(gxsplit -N -s 3 "$a" | cut -f5)" \
    '三、收到和处理政府信息公开申请情况'
is 'the text of a section' "$(gxsplit -N -s 6 "$a" | cut -f6)" \
    '2022年未收取信息处理费。'

# Escapes: a name with a tab, a newline, a backslash and a return.
name=$(printf 'a\tb\\n\nc\rd.txt')
cp "$b" "$name"
want='a\tb\\n\nc\rd.txt'
is 'escapes: sections' "$(gxsplit -N "$name" | cut -f1 | sort -u)" "$want"
is 'escapes: cells' "$(gxtable -N "$name" | cut -f1 | sort -u)" "$want"
is 'escapes: of a stream' \
    "$(gxsplit "$name" | gxtable | gxsum -N -b report | cut -f1 | sort -u)" "$want"
is 'escapes: of sums' "$(gxsum -b report "$name" | gxsum -b report -N |
    cut -f1 | sort -u)" "$want"

# Sums of sums, in any split and order.
for by in year org,year dir form report; do
	gxsum -b $by sample.zip >whole
	gxtable -N sample.zip >all
	for k in 0 1 2; do
		awk -v k=$k 'NR % 3 == k' all >part$k
		gxsum --from=cells -b $by part$k >sum$k
	done
	gxsum -b $by sum0 sum1 sum2 | same "sums of three parts, by $by" whole -
	gxsum -b $by sum2 sum0 sum1 | same "in another order, by $by" whole -
	gxsum -b $by part1 sum2 sum0 | same "cells and sums, by $by" whole -
	LC_ALL=C sort -r all | gxsum --from=cells -b $by |
	    same "cells backwards, by $by" whole -
	cat sum1 sum2 sum0 | LC_ALL=C sort | gxsum -b $by |
	    same "sums sorted, by $by" whole -
done
is 'by dir' "$(gxsum -N -b dir sample.zip | cut -f1 | uniq | paste -sd' ' -)" \
    'sample.zip/2019 sample.zip/2020 sample.zip/2021 sample.zip/2022 sample.zip/2022/乡镇.zip sample.zip/2023 sample.zip/2024'
is 'by form' "$(gxsum -N -b form sample.zip | cut -f1 | uniq | paste -sd' ' -)" \
    '2019 2021'

# Exact decimals, and what is not known.
cell() { printf '%s\t甲局\t2022\t2021\t2\t20.8.1\tfees\t%s\t%s\t%s\n' "$@"; }
sum() { gxsum --from=cells -N | cut -f5-8 | tr '\t' ' '; }
is 'a tenth and two' "$({ cell a 0.1 ok 0.1; cell b 0.2 ok 0.2; } | sum)" \
    '0.3 2 0 0'
is 'long numbers' "$({ cell a 99999999999999999999.5 ok x
    cell b 0.25 ok x; } | sum)" '99999999999999999999.75 2 0 0'
is 'zeros at the end' "$({ cell a 1.50 ok x; cell b 0.5 solved x; } | sum)" \
    '2 2 0 0'
is 'negative' "$({ cell a -8 ok x; cell b 3.25 ok x; } | sum)" '-4.75 2 0 0'
is 'blank and unknown' "$({ cell a 7 ok 7; cell b '' blank -; cell c '' bad x
    cell d '' ambiguous '1 2'; cell e '' absent ''; } | sum)" '7 1 1 3'

# A line that is no record is named, the others are read.
{ cell a 1 ok 1; echo 'no record'; cell b 2 ok 2; } >broken
run gxsum --from=cells -N broken
is 'no record: status' $status 1
ok 'no record: named with its line' grep -q '^gxsum: broken.*2' ./err
is 'no record: the others are read' "$(cut -f5 ./out)" 3

# A row that is not certain shows all its numbers.
{
	echo '三、收到和处理政府信息公开申请情况'
	echo '申请事项  科研机构  自然人  商业企业  其他  法律服务机构  社会公益组织  总计'
	echo '一、本年新收政府信息公开申请数量  5  1  0  0  0  0  6'
} >permuted.txt
run gxtable -N permuted.txt
is 'heads in another order: no number is taken' \
    "$(awk -F'\t' '$5 == 3 && $6 == 1 { print $8 $9 }' ./out | sort -u)" ambiguous
is 'heads in another order: raw has all numbers' \
    "$(awk -F'\t' '$5 == 3 && $6 == 1 { print $10 }' ./out | sort -u)" \
    '5 1 0 0 0 0 6'
finish
