#!/bin/sh
# The stages in a pipe and in one program print the same bytes; so do all
# locales and all numbers of threads.
. "$(dirname "$0")/lib.sh"

sh "$tests/pack" "$fixtures/sample.list" sample.zip
every=$(for name in $(reports); do echo "$fixtures/$name"; done)

for f in $every "$fixtures/prose.txt" sample.zip; do
	name=$(basename "$f")
	for by in year report,org,form dir; do
		gxsum -b $by "$f" >whole 2>/dev/null
		gxsplit "$f" 2>/dev/null | gxtable 2>/dev/null |
		    gxsum -b $by >parts 2>/dev/null
		same "$name: three stages are one, by $by" whole parts
	done
	gxtable "$f" >whole 2>/dev/null
	gxsplit "$f" 2>/dev/null | gxtable >parts 2>/dev/null
	same "$name: two stages are one" whole parts
done
ok 'the archive: every cell of every report' lines whole \
    $((1 + $(cat "$fixtures"/*.expected | grep -c '^[234]')))

# shellcheck disable=SC2086
gxtable $every | cut -f2- >apart
gxtable sample.zip | cut -f2- | LC_ALL=C sort >packed
LC_ALL=C sort apart | same 'in an archive as outside' - packed
gxtable sample.zip | tail -n +2 | cut -f1 | uniq >names
is 'members keep their names' "$(grep -c '^sample.zip/20[0-9][0-9]/.*\.' names)" \
    "$(grep -c . "$fixtures/sample.list")"
ok 'members of nested archives, too' \
    grep -qx 'sample.zip/2022/乡镇.zip/青岚县石桥镇人民政府.md' names

# Directories, standard input, compressed files, other archives.
mkdir -p d/d && for f in $every; do cp "$f" d/d; done
gxtable d | cut -f2- | LC_ALL=C sort | same 'a directory' packed -
gxtable <sample.zip | cut -f2- | LC_ALL=C sort | same 'a zip from a pipe' packed -
tar cf - sample.zip | gzip | gxtable | cut -f2- | LC_ALL=C sort |
    same 'a zip in a compressed tar from a pipe' packed -
gxtable "$fixtures/text-tabs-2023.txt" | sed "1!s|^[^$tab]*|-|" >one
gxtable <"$fixtures/text-tabs-2023.txt" | same 'no operand is standard input' one -
gxtable - <"$fixtures/text-tabs-2023.txt" | same '- is standard input' one -
gzip -c "$fixtures/text-tabs-2023.txt" | gxtable | same 'compressed' one -
name=$(printf '\307\340\341\260\317\330.txt')
cp "$fixtures/text-tabs-2023.txt" "$name" &&
    LC_ALL=C zip -q -X gbk.zip "$name" && rm -f "$name"
is 'a name in GBK' "$(LC_ALL=C gxtable gbk.zip | sed -n 2p | cut -f1)" \
    'gbk.zip/青岚县.txt'

# The same bytes in every locale and with any number of threads.
for program in $programs; do
	others="$fixtures/prose.txt sample.zip"
	[ "$program" = gxdiff ] && others=
	LC_ALL=C $program sample.zip >c.out 2>c.err
	for locale in C.UTF-8 zh_CN.UTF-8 zh_CN.GB18030; do
		same=$(echo $locale | tr -d .- | tr '[:upper:]' '[:lower:]')
		if ! locale -a | tr -d .- | tr '[:upper:]' '[:lower:]' |
		    grep -qx "$same"; then
			skip "$program: $locale" 'no such locale here'
			continue
		fi
		TEXTDOMAINDIR=. LC_ALL=$locale $program sample.zip >l.out 2>l.err
		same "$program: $locale" c.out l.out
		same "$program: $locale, messages" c.err l.err
	done
	for n in 1 2 8; do
		# shellcheck disable=SC2086
		$program -j $n sample.zip $others >j$n.out 2>j$n.err
		same "$program: -j $n" j1.out j$n.out
		same "$program: -j $n, messages" j1.err j$n.err
	done
done

# Reports one after the other are told apart.
together=$(cd "$fixtures" && ls text-[!gu]*.txt)
# shellcheck disable=SC2086
(cd "$fixtures" && cat $together) | gxsplit >joined
n=$(echo "$together" | wc -l)
is 'each report of a stream once' \
    "$(tail -n +2 joined | cut -f1 | sort -u | wc -l)" "$n"
is 'numbered' "$(tail -n +2 joined | cut -f1 | uniq | sed -n '1p;2p;$p' | paste -sd' ')" \
    "- -#2 -#$n"
for f in $together; do gxtable -N "$fixtures/$f" | cut -f2-; done >apart
gxtable -N joined | cut -f2- | same 'with the cells they have alone' apart -
finish
