#!/bin/sh
# What is said to people is in Chinese where the locale asks for it, and
# what is printed for programs is the same in every locale.
. "$(dirname "$0")/lib.sh"

# glibc takes the language from LANGUAGE in every locale but C.
catalogue=$(cd "${GX_BIN:-$tests/../bin}" && pwd)/locale
zh() { TEXTDOMAINDIR=$catalogue LC_ALL=C.UTF-8 LANGUAGE=zh_CN "$@"; }
if [ ! -d "$catalogue" ] || ! zh gxsum --help | grep -q '用法'; then
	skip 'messages in Chinese' 'no catalogue, or no such locale, here'
	finish
	exit
fi

for program in $programs; do
	$program --help | sed -n 's/^  \(.\{26\}\).*/\1/p' >options
	zh "$program" --help >chinese
	sed -n 's/^  \(.\{26\}\).*/\1/p' chinese |
	    same "$program --help: the same options" options -
	sed -n '/^  /p' chinese | grep -v '[^ -~]' |
	    same "$program --help: all in Chinese" /dev/null -
	run zh "$program" --jobs=x
	ok "$program --jobs=x" grep -q '不能是“x”' ./err
	run zh "$program" --jobs
	ok "$program: usage" grep -q '^用法' ./err
done

# says MESSAGE COMMAND...: what it says in Chinese.
says() {
	want=$1; shift
	zh "$@" >/dev/null 2>said_
	is "$want" "$(cat said_)" "$want"
}
cp "$fixtures"/text-[cdt]*.txt .
printf 'some prose\n' >prose.txt
: >empty
says 'gxtable: prose.txt: 没有找到统计表的任何一行' gxtable prose.txt
says 'gxtable: empty: 是空的' gxtable empty
printf '\211PNG\r\n\032\n' >picture
says 'gxtable: picture: 图片（PNG），不是文档' gxtable picture
says 'gxtable: none: 没有那个文件或目录' gxtable none
says 'gxsum: -j: 没有那个文件或目录' gxsum -- -j
says 'gxtable: prose.txt: 超过 4 字节的限制' \
    gxtable --max-document=4 prose.txt
says 'gxdiff: --text 不比较单元格' gxdiff --from=cells --text prose.txt
gxtable "$fixtures/text-tabs-2023.txt" >cells
says 'gxsplit: cells: 是 cells 数据流，gxsplit 不读这种流' gxsplit cells
sed '3s/.*/x/' cells >bad
says 'gxsum: bad: 第 3 行：有 1 个字段，此处 cells 有 10 个' gxsum bad
says 'gxdiff: text-tabs-2023.txt: 未比较，青岚县民政局 没有别的年度' \
    gxdiff text-tabs-2023.txt

# Each message in the sources is in the catalogue, or part of one that is.
# What src/report says is for --explain; findings and pages are Chinese.
src=$tests/../src
perl -0777 -ne '
	BEGIN {
		$s = qr/"(?:[^"\\]|\\.)*"/;
		local ($/, @ARGV) = (undef, shift);
		($known = <>) =~ s/"\s*\n\s*"//g;
	}
	while (/(?:\breturn\s|\b(?:wrong|why|what)\s=\s|[?:]\s|
	    \b(?:problem|complain|die|fail|wrong|source_fail|say)\([^;"]*,\s*)
	    ((?:$s\s*)+)/gx) {
		($m = $1) =~ s/^"|"\s*$//g;
		$m =~ s/"\s*"//g;
		next if $m !~ /^[a-z].*\s[a-z]/ or $m =~ /[^ -~]|[<>=\\]/;
		$m =~ s/%[a-z]+|(?<=\()[A-Z]\w+(?=\)$)/*/g;
		print "$m\n" if index($known, $m) < 0;
	}' "$src/main/zh_CN.po" "$src"/main/*.c "$src"/calculate/*.c \
    "$src"/stream/*.c "$src"/check/gather.c "$src"/open/*.c "$src"/read/*.c \
    "$src"/web/*.c "$src"/word/*.c "$src"/office/*.c "$src"/page/*.c |
    sort -u | same 'every message is in the catalogue' /dev/null -
is 'gxsplit --formats: in Chinese' "$(zh gxsplit --formats | grep -c '	内置$')" \
    "$(gxsplit --formats | grep -c '	built in$')"

# Nothing else is.
for program in $programs; do
	$program text-*.txt >en 2>/dev/null
	zh "$program" text-*.txt 2>/dev/null | same "$program: the same output" en -
done
LC_ALL=C LANGUAGE=zh_CN TEXTDOMAINDIR=$catalogue gxsum --help >c
gxsum --help | same 'LC_ALL=C is English' - c

# A Chinese locale of another encoding is left in English.
charmap() { LC_ALL=zh_CN.GB18030 locale charmap 2>/dev/null; }
if [ "$(charmap)" = GB18030 ]; then
	TEXTDOMAINDIR=$catalogue LC_ALL=zh_CN.GB18030 gxsum --help |
	    same 'GB18030: English' c -
else
	skip 'GB18030: English' 'no such locale'
fi
if [ "$(LC_ALL=zh_CN.UTF-8 locale charmap 2>/dev/null)" = UTF-8 ]; then
	TEXTDOMAINDIR=$catalogue LC_ALL=zh_CN.UTF-8 gxsum --help >l
	zh gxsum --help | same 'zh_CN.UTF-8' - l
else
	skip 'zh_CN.UTF-8' 'no such locale'
fi
finish
