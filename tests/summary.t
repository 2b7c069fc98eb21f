#!/bin/sh
# Summaries for people hold the figures of the streams: gxsum, gxdiff and
# gxcheck -m and --html, gxtable -w.
. "$(dirname "$0")/lib.sh"

sh "$tests/pack" "$fixtures/sample.list" sample.zip
old=$fixtures/html-spans-2022.html new=$fixtures/text-tabs-2023.txt

# figures TABLE: the numbers of a table of the form in a Markdown summary, a
# row a line, without separators, signs and the three counts beside.
figures() {
	awk -v want="$1" '
	/^#/ { on = index($0, want) > 0 }
	on && /^\|/ && !/---/ {
		n = split($0, cell, / *\| */); line = ""; numbers = 0
		for (i = 2; i < n - 3; i++) {
			gsub(/,|≥/, "", cell[i]); sub(/−/, "-", cell[i])
			if (cell[i] ~ /^-?[0-9.]+$|^—$/) {
				line = line " " cell[i]; numbers++
			}
		}
		if (numbers > 0) print line
	}' "$2"
}
for file in "$old" "$new" "$fixtures/html-word-2020.html"; do
	gxsum "$file" >sums
	awk -F'\t' -v OFS='\t' 'NR > 1 { print $1, $2, $3, $4, $6 == 0 ? "" : $5, $6 }' \
	    sums >flat
	gxsum -m "$file" >page.md
	for t in 2:主动公开 3:收到和处理; do
		awk -F'\t' -v table="${t%%:*}" '$2 == table {
			if ($3 != row && row != "") print line
			if ($3 != row) line = ""
			row = $3; line = line " " ($6 > 0 ? $5 : "—")
		} END { print line }' flat >wanted
		figures "${t#*:}" page.md | same "$(basename "$file"): table ${t%%:*}" wanted -
	done
	awk -F'\t' '$2 == 4 { printf " %s", ($6 > 0 ? $5 : "—") } END { print "" }' flat >wanted
	awk '/^\| 件数/ { gsub(/\| *件数 *\|/, ""); gsub(/ *\| */, " "); sub(/ $/, "")
	    sub(/^ */, " "); print }' page.md |
	    same "$(basename "$file"): table 4" wanted -
done

# What is said beside the figures.
gxtable "$new" "$fixtures/text-cells-2021.txt" >cells
awk -F'\t' -v OFS='\t' '$5 == 3 && $6 == "1" && $7 == "person" && !seen++ {
    $8 = ""; $9 = "ambiguous" } { print }' cells >unknown
gxsum -m -b form unknown >page.md
ok 'a lower bound is marked' grep -q '^| 一、本年新收.*| ≥' page.md
ok 'and said in words' grep -q '只是下限' page.md
gxsum -m "$new" "$old" >page.md
ok 'years: a table' grep -q '^| 年份 | 2022 | 2023 |' page.md
received=$(gxsum "$new" | awk -F'\t' '$2 == 3 && $3 == 1 && $4 == "total" { print $5 }')
ok 'years: their figures' grep -q "^| 新收申请 | [0-9]* | $received |" page.md
rate=$(gxsum "$new" | awk -F'\t' '$2 == 3 && $4 == "total" { v[$3] = $5 }
    END { printf "%.2f", 100 * v["3.1"] / v["3.7"] }')
ok 'rates' grep -q "^| 予以公开率 |.*| $rate% |" page.md

# Bodies: the largest first, cut at --top; those far from the rest.
awk -F'\t' -v OFS='\t' 'NR == 1 { print; next }
$5 == 3 && $6 == "1" && $7 == "total" {
	for (i = 1; i <= 12; i++)
		print "r" i, "第" i "局", 2023, 2021, 3, 1, "total", i == 7 ? 900 : 10 + i, "ok", ""
	exit }' cells >many
gxsum -m --top 3 many >page.md
is '--top' "$(awk '/^\| [0-9]+ \|/ { print $2, $4, $6 }' page.md | paste -sd';' -)" \
    '1 第7局 900;2 第12局 22;3 第11局 21'
ok 'far from the rest' grep -q '^- 第7局：新收申请 900 件' page.md
is 'others are not' "$(grep -c '：新收申请' page.md)" 1
run gxsum -m "$new" missing.html
is 'unreadable: status' $status 1
ok 'unreadable: on the page' grep -q '^- missing.html: ' ./out

# HTML: whole, escaped, nothing from elsewhere.
gxsum --html sample.zip >page.html
is 'HTML: one page' "$(grep -c '</html>' page.html)" 1
is 'HTML: needs nothing else' \
    "$(grep -cE '<script|<link|<img|src=|url\(|@import|https?:' page.html)" 0
sed 's/青岚县民政局/青岚县<b>民政局/g' cells | gxsum --html -b org >odd.html
is 'HTML: text is escaped' "$(grep -c '<b>' odd.html)" 0
ok 'HTML: a list of many groups' grep -q '<a href="#s0">' page.html
ok 'HTML: pictures have titles' grep -q '<svg class="chart" role="img".*' page.html
if command -v xmllint >/dev/null; then
	ok 'HTML: parses' sh -c 'xmllint --html --noout page.html 2>&1 |
	    grep -vE "svg|rect|polyline|circle|text invalid|title" |
	    grep -q error && exit 1 || exit 0'
fi
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
if [ -n "$browser" ]; then
	gxsum --html "$new" >one.html
	HOME=$PWD "$browser" --headless --no-sandbox --disable-gpu --dump-dom \
	    "file://$PWD/one.html" 2>/dev/null | tr -d '\n' |
	    sed 's/<tr>/\n/g' | grep '一、本年新收' |
	    grep -o '<td class="r">[^<]*' | sed 's/.*>//; s/,//g' | head -n 7 >dom
	gxtable "$new" | awk -F'\t' '$5 == 3 && $6 == "1" { print $8 }' |
	    same 'HTML: figures in a browser' - dom
else
	skip 'HTML: figures in a browser' 'no chromium'
fi
if command -v pandoc >/dev/null; then
	gxsum -m "$new" >one.md
	is 'Markdown: pandoc sees all tables' \
	    "$(pandoc -f gfm -t html one.md | grep -c '<table')" \
	    "$(grep -c '^| ---' one.md)"
else
	skip 'Markdown: pandoc sees all tables' 'no pandoc'
fi

# Differences and findings.
gxdiff -N "$old" "$new" >differences
gxdiff -m "$old" "$new" >page.md
is 'gxdiff -m: a line each' "$(grep -cE '^\| [234] \|' page.md)" "$(wc -l <differences)"
first=$(awk -F'\t' '$7 != "" && $8 != "" { print $7 " | " $8; exit }' differences)
ok 'gxdiff -m: old and new' grep -qF "| $first |" page.md
ok 'gxdiff --html' sh -c "gxdiff --html '$old' '$new' | grep -q '^</html>'"
gxdiff -m --text "$old" "$new" >page.md
ok 'gxdiff -m --text' grep -q '^| 0 | 3 | 3 | 80.6% |' page.md
run gxdiff -m -u "$old" "$new"
is 'gxdiff -m -u' $status 2
gxdiff -m "$old" "$fixtures/html-word-2020.html" 2>/dev/null >page.md
ok 'gxdiff -m: what was not compared' grep -q '^- .*not compared' page.md
ok 'gxcheck --html' sh -c "gxcheck --html '$new' | grep -q '^</html>'"

# One line a report.
gxtable -w "$old" "$fixtures/html-word-2020.html" >wide
is '-w: lines' "$(wc -l <wide)" 3
is '-w: all lines have all columns' "$(awk -F'\t' '{ print NF }' wide | sort -u | wc -l)" 1
for file in "$old" "$fixtures/html-word-2020.html"; do
	gxtable -N "$file" | awk -F'\t' '$8 != "" { print $5 "/" $6 "/" $7, $8 }' |
	    LC_ALL=C sort >wanted
	awk -F'\t' -v f="$file" 'NR == 1 { split($0, name) }
	    NR > 1 && $1 == f { for (i = 5; i <= NF; i++)
	        if ($i ~ /^-?[0-9]/) print name[i], $i }' wide |
	    LC_ALL=C sort | same "-w: $(basename "$file")" wanted -
done
gxtable -N -w -t 4 "$old" >four
is '-w -t' "$(awk -F'\t' '{ print NF }' four)" 19
run gxtable -w -L "$old"
is '-w -L' $status 2
finish
