#!/bin/sh
# A stream of cells read in blocks: the same bytes for every number of
# threads, wherever headers, other layouts and bad lines stand.
. "$(dirname "$0")/lib.sh"

# cells N [STEP CHANGE]: N lines; every STEP lines awk does CHANGE to line s.
cells() {
	awk -v n="$1" -v step="${2:-0}" '
	function codes(i) { return "3\t" i % 21 + 1 "\t" \
	    (i % 7 ? "person" : "total") }
	function line(i) {
		return sprintf("%d.zip/%05d.html\t某某县%d局\t%d\t2021\t%s\t%s", \
		    2019 + i % 5, i / 200, i / 400, 2019 + i % 5, codes(i), \
		    i % 11 ? i % 90 "\tok\t" i % 90 : "\tblank\t")
	}
	BEGIN {
		h = "report\torg\tyear\tform\ttable\trow\tcol\tvalue\tstatus\traw"
		other = "raw\tstatus\tvalue\tcol\trow\ttable\tform\tyear\torg\treport"
		print h
		for (i = 1; i <= n; i++) {
			s = line(i)
			if (step && i % step == 0) { '"${3:-}"' }
			print s
		}
	}'
}

# alike WHAT FILE: one thread and several say and print the same.
alike() {
	gxsum -j 1 -b org,year "$2" >one.out 2>one.err
	ok "$1: something comes out" test -s one.out
	for j in 2 3 7; do
		gxsum -j $j -b org,year "$2" >out 2>err
		same "$1, -j $j" one.out out
		same "$1, -j $j: said" one.err err
	done
	gxsum -j 2 -b org,year - <"$2" >out 2>err
	same "$1, from standard input" one.out out
}

n=60000
cells $n >plain
alike 'cells' plain
ok 'nothing is wrong with them' test ! -s one.err
is 'all are counted' "$(gxsum -j 2 -N plain |
    awk -F'\t' '{ n += $6 + $7 } END { print n }')" $n
cells $n 700 'print h' >headers
gxsum -j 2 -b org,year headers 2>&1 | same 'the same header again' one.out -
tail -n +2 plain | gxsum -j 2 -b org,year | same 'no header' one.out -
head -c -1 plain | gxsum -j 2 -b org,year |
    same 'no newline at the end' one.out -
sed 's/$/\r/' plain | gxsum -j 2 -b org,year | same 'CR LF' one.out -
LC_ALL=C sort plain | gxsum -j 2 -b org,year | same 'sorted' one.out -
tail -n +1 plain | gxsum -j 2 -b org,year | same 'through a pipe' one.out -

cells $n 25000 'print other; h = other; m = split(s, f, "\t"); s = f[m];
    for (k = m - 1; k > 0; k--) s = s "\t" f[k]; print s; print
    "report\torg\tyear\tform\ttable\trow\tcol\tvalue\tstatus\traw";
    s = line(i)' >turned
alike 'columns that change places' turned
cells $n 20000 's = s "\t一、\t总计"' >labels
alike 'labels on some lines' labels
cells $n 9000 'print "x\ty"; s = s "\t"' >misfits
alike 'lines that do not fit' misfits
cells $n 7001 'sub(/zip/, "\\q", s)' >escapes
alike 'bad escapes' escapes
ok 'they are named by line' grep -q '^gxsum: escapes: line 42007: ' one.err
cells $n 3 'sub(/zip/, "\\t\\\\", s)' >escaped
alike 'good escapes' escaped
cells $n 9001 'sub(/ok|blank/, "odd", s)' >statuses
alike 'statuses there are not' statuses
cells $n 30000 'print "org\tyear\ttable\trow\tcol\tvalue\tn\tblank\tunknown";
    print "某某\t2020\t3\t1\ttotal\t12.5\t3\t1\t0"; print h' >sums
alike 'sums among cells' sums
cells $n 40000 'print "report\torg\tyear\tsection\ttitle\ttext"' >sections
alike 'sections end it' sections
cells $n 30000 'x = "y"; while (length(x) < 600000) x = x x; s = s x' >long
alike 'a line longer than a block' long
cells $n 5 'sub(/\t[0-9]+\tok/, "\t123456789012345678901.25\tok", s)' >large
alike 'large numbers' large
cells 3 >few
alike 'a few lines' few
finish
