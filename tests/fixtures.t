#!/bin/sh
# Every fixture: each cell, the body, the year and the form are what the
# .expected file beside it says, and no number stands where it says none.
. "$(dirname "$0")/lib.sh"

for name in $(reports); do
	f=$fixtures/$name
	run gxtable "$f"
	is "$name: status" $status 0
	same "$name: no message" /dev/null ./err
	for key in org year form; do
		column=$(awk -F'\t' -v k=$key 'NR == 1 { for (i = 1; i <= NF; i++)
		    if ($i == k) print i }' ./out)
		is "$name: $key" \
		    "$(tail -n +2 ./out | cut -f"${column:-1}" | sort -u)" \
		    "$(awk -F'\t' -v k=$key '$1 == k { print $2 }' "$f.expected")"
	done
	ok "$name: every cell of the form" lines ./out \
	    $(($(wc -l <"$f.expected") - 3 + 1))
	# In the order of the codebook, with the values of the fixture.  Where
	# it has blanks, a blank is no number, or a 0 found by arithmetic.
	tail -n +4 "$f.expected" >wanted
	tail -n +2 ./out | awk -F'\t' -v OFS='\t' '
	{
		getline want <"wanted"; split(want, w, "\t"); got = $8
		if (w[4] == "blank" && ($9 ~ /^(blank|absent)$/ && $8 == "" ||
		    $9 == "solved" && $8 == "0")) got = "blank"
		if (w[4] == "ambiguous" && $9 == "ambiguous" && $8 == "")
			got = "ambiguous"
		if ($9 !~ /^(ok|solved)$/ && got == $8 || got == "")
			got = "\"" $8 "\" " $9
		print $5, $6, $7, got
	}' >got
	same "$name: values" wanted got
done

for name in prose.txt scan.html; do
	run gxtable "$fixtures/$name"
	is "$name: status" $status 1
	ok "$name: one line on standard error" lines ./err 1
	ok "$name: that names it" grep -q "^gxtable: .*$name: " ./err
	is "$name: no record" "$(grep -vc '^report' ./out)" 0
done
finish
