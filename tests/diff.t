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
gxsplit "$old" "$new" | gxdiff | same 'sections' differences -
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
