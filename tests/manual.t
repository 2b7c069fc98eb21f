#!/bin/sh
# The pages are clean mdoc, and every example in them runs and prints what
# the page shows.
. "$(dirname "$0")/lib.sh"
man=$tests/../man

# What the examples are about.
sh "$tests/pack" "$fixtures/sample.list" reports.zip
for y in 2022 2023; do
	grep "^$y/" "$fixtures/sample.list" | sed "s|^$y/||" >list
	cp "$fixtures"/*.* . && sh "$tests/pack" list $y.zip
done
rm -f list ./*.expected ./*.html ./*.txt ./*.md sample.list
cp "$fixtures/html-spans-2022.html" report.html
cp "$fixtures/text-tabs-2023.txt" report.txt
mkdir reports && cp report.html report.txt reports
printf '青岚县民政局\t青岚县民政和移民局\n' >renamed.tsv

# examples PAGE: its examples as a script of "command" files and what they
# print: NNN.cmd, NNN.want.  A command begins with "$ " and goes on after a
# line that ends in a bar or a backslash.
examples() {
	rm -f ./*.cmd ./*.want
	awk '
	/^\.Sh / { sh = substr($0, 5) }
	sh !~ /EXAMPLES|PIPELINES|OTHER PROGRAMS/ { next }
	/^\.Bd -literal/ { on = 1; next }
	/^\.Ed/ { on = 0; more = 0; next }
	/^\.Dl / { line = substr($0, 5); dl = 1 }
	on { line = $0 }
	on || dl {
		gsub(/\\\(aq/, "\047", line); gsub(/\\\(ha/, "^", line)
		gsub(/\\-/, "-", line); gsub(/\\&/, "", line)
		gsub(/\\\(ti/, "~", line)
		gsub(/\\e/, "\\", line)
		if (line ~ /^\$ /) {
			name = sprintf("%03d", ++n); line = substr(line, 3)
			print line >(name ".cmd"); more = line ~ /[|\\]$/
		} else if (more) {
			print line >(name ".cmd"); more = line ~ /[|\\]$/
		} else if (n)
			print line >(name ".want")
		dl = 0
	}' "$1"
}

# missing CMD: what the example needs beyond the tools of POSIX and is not
# here; of PostgreSQL a server that lets us in.
missing() {
	grep -owE 'mlr|duckdb|sqlite3|Rscript|pandas|psql' "$1" |
	while read -r tool; do
		case $tool in
		pandas) python3 -c 'import pandas' ;;
		psql) psql -X -c 'SELECT 1' ;;
		*) command -v "$tool" ;;
		esac </dev/null >/dev/null 2>&1 || echo "$tool"
	done | sed 1q
}

for page in "$man"/*.[1-9]; do
	name=$(basename "$page")
	ok "$name: mandoc -Tlint" mandoc -Tlint -Wwarning "$page"
	examples "$page"
	for cmd in ./*.cmd; do
		[ -e "$cmd" ] || continue
		what="$name: $(head -n 1 "$cmd")"
		needs=$(missing "$cmd")
		if [ -n "$needs" ]; then
			skip "$what" "no $needs"
			continue
		fi
		run sh "$cmd"
		if [ -e "${cmd%.cmd}.want" ]; then
			same "$what" "${cmd%.cmd}.want" ./out
		else
			is "$what: status" $status 0
			grep -q '>' "$cmd" ||
			    ok "$what: prints something" test -s ./out
		fi
		same "$what: no message" /dev/null ./err
	done
done
for p in $programs; do
	ok "$p.1: has examples" grep -q '^\.Sh EXAMPLES' "$man/$p.1"
done
examples "$man/gx.7"
ok 'gx(7): twelve pipelines and more' test -e 012.cmd

# The Chinese pages have the same synopses, options, statuses, rules and
# codes as the English ones, and the same examples, which ran above.
# facts PAGE: all of this.
facts() {
	grep '^\.Sh' "$1"
	sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/p' "$1"
	sed '/^\.Sh PERFORMANCE/,/^\.Sh SEE/d' "$1" >page
	grep -E '^\.It (Fl|Ic|[0-9])' page | sed 's/ 两者 / both /'
	grep -E '^\.D1 ' "$1"
	awk '/^\.It .* Ta / { print $2 }' page
	examples "$1"
	cat ./*.cmd ./*.want /dev/null
}
for page in "$man"/*.[1-9]; do
	name=$(basename "$page")
	ok "zh_CN/$name: mandoc -Tlint" \
	    mandoc -Tlint -Wwarning "$man/zh_CN/$name"
	facts "$page" >here
	facts "$man/zh_CN/$name" | same "zh_CN/$name: the same facts" here -
done

# So has README: the same sections, however they are called.
for readme in README.md README.zh-CN.md; do
	grep -c '^##' "$tests/../$readme"
done >sections
is 'README.zh-CN.md: as many sections' "$(uniq sections | wc -l | tr -d ' ')" 1

# The rules and the statuses are those of the programs.
gxcheck --list | cut -f 1 | LC_ALL=C sort >rules
gxtable -N "$fixtures"/*.txt 2>/dev/null | cut -f 9 | sort -u >statuses
for page in "$man" "$man/zh_CN"; do
	sed -n '/^\.Sh RULES/,$s/^\.It Ic //p' "$page/gxcheck.1" |
	    LC_ALL=C sort | same "${page#"$man"}/gxcheck.1: the rules" rules -
	while read -r word; do
		ok "${page#"$man"}/gx.5: $word" grep -q "^\.It $word Ta" \
		    "$page/gx.5"
	done <statuses
	for p in $programs; do
		sed -n '/^\.Sh EXIT STATUS/,/^\.Sh EXAMPLES/s/^\.It //p' \
		    "$page/$p.1" | tr -d '\n' >said
		is "${page#"$man"}/$p.1: exit status" "$(cat said)" 012
	done
done

# gx(5) has every row and column of both forms with its label.
gxtable -N -L "$fixtures/html-spans-2022.html" "$fixtures/html-word-2020.html" |
    awk -F'\t' '{ print $5 "\t" $6 "\t" $11; print $5 "\t" $7 "\t" $12 }' |
    LC_ALL=C sort -u >codes
while IFS=$tab read -r table code label; do
	grep -F " $code " "$man/gx.5" | grep -qF "$label" ||
	    echo "$table $code $label"
done <codes >missing
ok 'the codes are there' test -s codes
same 'gx(5): every code with its label' /dev/null missing
finish
