#!/bin/sh
# gxdiff: two years of one body, across the forms, renamed bodies.
. "$(dirname "$0")/lib.sh"

old=$fixtures/html-spans-2022.html new=$fixtures/text-tabs-2023.txt
forms_old=$fixtures/html-word-2020.html forms_new=$fixtures/text-cells-2021.txt

# numbers FILE: table row col value of the cells that hold a number.
numbers() { awk -F'\t' -v OFS='\t' '$1 ~ /^[234]$/ && $4 ~ /[0-9]/' "$1"; }
# changes OLD NEW: the first columns of what gxdiff must print for the cells
# that hold a number in both fixtures.
changes() {
	numbers "$1.expected" >from.cells
	numbers "$2.expected" >to.cells
	awk -F'\t' -v OFS='\t' '{ k = $1 OFS $2 OFS $3 }
	NR == FNR { was[k] = $4; next }
	k in was && was[k] != $4 { print k, was[k], $4 }' from.cells to.cells
}
both() { awk -F'\t' -v OFS='\t' '$7 != "" && $8 != "" { print $2, $3, $4, $7, $8 }'; }

run gxdiff "$old" "$new"
expect years
changes "$old" "$new" | LC_ALL=C sort >wanted
tail -n +2 ./out | both | LC_ALL=C sort | same 'each cell that changed' wanted -
is 'the body and the years' "$(tail -n +2 ./out | cut -f1,5,6 | sort -u)" \
    "青岚县民政局${tab}2022${tab}2023"
is 'delta is new less old' "$(tail -n +2 ./out | awk -F'\t' \
    '$7 != "" && $8 != "" { d = $8 - $7 - $9; if (d > 1e-9 || d < -1e-9) print }')" ''
cp ./out differences

# Whatever form the two years come in.
gxtable "$old" >old.tsv
gxtable "$new" >new.tsv
gxdiff old.tsv new.tsv | same 'two streams of cells' differences -
gxdiff "$old" new.tsv | same 'a report and a stream' differences -
cat old.tsv new.tsv | gxdiff | same 'one stream with two years' differences -
cat new.tsv old.tsv | gxdiff | same 'in any order' differences -
LC_ALL=C sort old.tsv new.tsv | gxdiff | same 'sorted' differences -
gxdiff - new.tsv <old.tsv | same '- is standard input' differences -
gxsplit "$old" "$new" | gxtable | gxdiff | same 'sections' differences -
sh "$tests/pack" "$fixtures/sample.list" sample.zip
run gxdiff sample.zip
is 'an archive: status' $status 0
grep '^青岚县民政局' ./out >here
tail -n +2 differences | same 'an archive with several years' - here
is 'an archive: the bodies with two years' \
    "$(tail -n +2 ./out | cut -f1 | LC_ALL=C sort -u | paste -sd' ' -)" \
    "$(printf '青岚县教育局\n青岚县民政局\n' | LC_ALL=C sort | paste -sd' ' -)"

# All cells.
run gxdiff -a "$old" "$new"
tail -n +2 differences | LC_ALL=C sort >some
tail -n +2 ./out | LC_ALL=C sort | LC_ALL=C comm -23 some - |
    same '-a: what changed is among them' /dev/null -
is '-a: every cell' "$(tail -n +2 ./out | wc -l)" 200

# Across the forms: 3.6 is 3.6.1, 3.6.2 and 3.6.3 together.
run gxdiff -a "$forms_old" "$forms_new"
expect forms
six() { awk -F'\t' -v col="$2" '$2 ~ /^3\.6/ && $3 == col { n += $4 }
    END { print n + 0 }' "$1.expected"; }
for col in person total; do
	is "3.6 $col" "$(awk -F'\t' -v c=$col '$3 == "3.6" && $4 == c {
	    print $7, $8 }' ./out)" "$(six "$forms_old" $col) $(six "$forms_new" $col)"
done
changes "$forms_old" "$forms_new" | grep '^[34]' | LC_ALL=C sort >wanted
gxdiff "$forms_old" "$forms_new" | tail -n +2 | both | grep '^[34]' |
    grep -v "${tab}3\.6" | LC_ALL=C sort | same 'the rows both forms have' wanted -

# Sorted input: one body at a time, the same outcome.
bysorted() { LC_ALL=C sort -t"$tab" -k2,2; }
gxtable -N sample.zip | bysorted >all.tsv
gxdiff -q sample.zip >wanted
gxdiff -q --sorted all.tsv 2>/dev/null | same '--sorted: a stream' wanted -
gxdiff --sorted old.tsv new.tsv | same '--sorted: old and new' differences -
gxdiff --sorted - new.tsv <old.tsv | same '--sorted: - and new' differences -
awk -F'\t' '$3 == 2022' all.tsv >all22
awk -F'\t' '$3 == 2023' all.tsv >all23
gxdiff -q all22 all23 >wanted
gxdiff -q --sorted all22 all23 | same '--sorted: several bodies' wanted -
LC_ALL=C sort -r -t"$tab" -k2,2 all.tsv >reversed
run gxdiff -q --sorted reversed
is '--sorted: not sorted: status' $status 1
is '--sorted: not sorted: named once' \
    "$(grep -c 'reversed: not sorted by org' ./err) $(wc -l <./err)" '1 1'
run gxdiff --sorted --alias=all.tsv old.tsv new.tsv
is '--sorted --alias' $status 2
run gxdiff --sorted "$old" new.tsv
is '--sorted: the old operand must be a stream' $status 1

# Of two reports of a body and year one is used.
awk -F'\t' -v OFS='\t' 'NR > 1 { $1 = "again"; if ($8 != "") $8 = 77; print }' \
    old.tsv >again.tsv
run gxdiff old.tsv again.tsv new.tsv
is 'three operands' $status 2
cat old.tsv again.tsv new.tsv | gxdiff 2>err | same 'the first report' differences -
ok 'the second one is named' grep -q '^gxdiff: again: left out, 青岚县民政局 2022' err
cat old.tsv again.tsv new.tsv | gxdiff --latest 2>err >out
gxdiff again.tsv new.tsv | same '--latest: the last report' out -
is '--latest: the first one is named' "$(grep -c "$old: left out" err)" 1
{ cat old.tsv again.tsv new.tsv; tail -n 3 old.tsv; } | gxdiff --latest 2>/dev/null |
    same '--latest: what was left out stays out' out -

# Prose.
run gxdiff --text "$old" "$new"
is '--text: the header' "$(head -n 1 ./out)" \
    "org${tab}section${tab}from${tab}to${tab}old${tab}new${tab}repeated"
is '--text: shares of the sections' "$(tail -n +2 ./out | cut -f2,7 |
    tr '\t\n' '= ')" '0=0.806 1=0.745 5=0.000 6=1.000 '
cp ./out shares
gxsplit "$old" "$new" | gxdiff | same 'a stream of sections is prose' shares -
gxsplit "$old" >old.sections
gxsplit "$new" >new.sections
gxdiff --sorted old.sections new.sections | same '--text --sorted' shares -
sed 's/2022/2023/g; s/66条/75条/; s/18次/九次/' "$old" >copy.html
run gxdiff --text "$old" copy.html
is 'a copy with new figures' "$(tail -n +2 ./out | cut -f7 | sort -u)" 1.000
run gxdiff --exit-code --text "$old" copy.html
is 'a copy with new figures: nothing differs' $status 0
run gxdiff -u "$old" "$new"
is '-u: sentences added and dropped' "$(grep '^[-+]' ./out | tail -n 4)" \
    "$(printf '%s\n' -目录分得太细，居民不容易找到。 -下一年合并为6类，并配上索引。 \
    +个别文件公开晚了3天以上。 +今后由专人逐日核对。)"
run gxdiff -u "$old" copy.html
is '-u: nothing but figures' "$(cat ./out)" ''
run gxdiff old.tsv new.sections
is 'cells and prose' "$status $(grep -c 'cells and prose' ./err)" '1 1'

# --exit-code, as git diff.
run gxdiff --exit-code "$old" "$new"
is '--exit-code: 1 if anything differs' $status 1
same '--exit-code: prints the same' differences ./out
sed 's/2022/2023/g' "$old" >same.html
run gxdiff --exit-code "$old" same.html
is '--exit-code: 0 if nothing does' $status 0
is 'nothing differs: no record' "$(tail -n +2 ./out)" ''
run gxdiff "$old" "$new"
is 'without it: 0' $status 0

# A body that was renamed.
sed 's/青岚县民政局/青岚县民政和移民局/g' new.tsv >renamed.tsv
run gxdiff old.tsv renamed.tsv
is 'renamed: nothing to compare' "$(tail -n +2 ./out | both)" ''
printf '青岚县民政局\t青岚县民政和移民局\n' >alias.tsv
run gxdiff --alias=alias.tsv old.tsv renamed.tsv
tail -n +2 ./out | cut -f2- >got
tail -n +2 differences | cut -f2- | same '--alias' - got
run gxdiff --alias=missing old.tsv renamed.tsv
ok '--alias of a missing file' test $status -ne 0
ok '--alias of a missing file: named' grep -q '^gxdiff: missing: .' ./err
finish
