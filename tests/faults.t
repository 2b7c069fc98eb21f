#!/bin/sh
# Calls that fail: a few of each kind (make fault tries all of them), and
# those behind which something was once lost without a word.
. "$(dirname "$0")/lib.sh"

faults=${GX_FAULTS:-$tests/../obj/fault/fault.so}
case $faults:${GX_BIN:-} in
*:*asan* | *:*tsan* | *:*valgrind*)
	echo '1..0 # SKIP memory is somebody else'\''s here'; exit 0 ;;
esac
if [ ! -e "$faults" ]; then
	echo '1..0 # SKIP no library that makes calls fail'; exit 0
fi
bin=$(dirname "$(command -v gxtable)")
report=$fixtures/text-tabs-2023.txt

# fails WHAT OPTION...: whatever fails, the run says it.
fails() { what=$1; shift; ok "$what" "$tests/fault/inject" -q "$@" "$faults" \
    "$bin" "$report"; }
fails 'some of each kind' -c 1 -j 2 -f docx,nested \
    -p 'gxtable -w,gxcheck -m'
fails 'every allocation: a table of commas' -k alloc -j 1 -f csv \
    -p 'gxtable -w'
fails 'every allocation: gxcheck of cells' -k alloc -j 1 -f cells -c 60 \
    -p gxcheck
fails 'allocations: a page of sums' -k alloc -c 12 -j 1 -f txt \
    -p 'gxsum --html'
fails 'allocations: Markdown' -k alloc -c 12 -j 1 -f md \
    -p 'gxsplit --depth=2'
fails 'reading and seeking in archives' -k read,seek -j 1 -f nested \
    -p 'gxtable -w'
if command -v pdftotext >/dev/null; then
	fails 'what a converter prints' -k read,fork,eintr,trickle -c 3 -j 1 -f pdf \
	    -p 'gxsplit --depth=2'
fi

# Mutated copies of a report in every format.
mkdir files kept
"$tests/fault/documents" "$report" files
rm files/pdf
ok 'mutated copies' "$tests/fault/mutate" -n 3 -k kept "$bin/gxtable" files/*
finish
