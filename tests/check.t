#!/bin/sh
# gxcheck: each rule finds what it is for and nothing in a report without
# fault; what is not known is not decided; statuses, streams, Markdown.
# shellcheck disable=SC1111
. "$(dirname "$0")/lib.sh"
man=$tests/../man

base=$fixtures/text-tabs-2023.txt last=$fixtures/html-spans-2022.html
old=$fixtures/html-word-2020.html
ids=$(gxcheck --list | cut -f1)

# found RULE: its findings in ./out, without report, org and year.
found() { awk -F'\t' -v OFS='\t' -v r="$1" '$4 == r' ./out | cut -f4-; }

# raise RULE: a report, or two, that breaks it, from one without fault.
raise() {
	case $1 in
	sum.row) sed '/^二、上年结转/s/4$/5/' "$base" ;;
	sum.result) sed '/（一）予以公开/s/13$/12/' "$base" ;;
	balance) sed '/^四、结转下年度/s/1	0	0	0	0	0	1$/2	0	0	0	0	0	2/' "$base" ;;
	sum.dispute) sed 's/^1	2	2	0	5/1	2	2	0	6/' "$base" ;;
	cell.negative) sed '/^行政强制/s/0/-2/' "$base" ;;
	cell.fraction) sed '/^行政强制/s/0/2.5/' "$base" ;;
	cell.bad) sed '/2.重复申请/s/0$/abc/' "$base" ;;
	cell.lost) sed '/2.重复申请/s/0	0	0	0	0	0	0/1	1/' "$base" ;;
	cell.blank) sed '/^行政强制/s/0/\//' "$base" ;;
	form.outdated) sed 's/2021/2022/g; s/2020/2021/g' "$old" ;;
	text.received) say '全年共收到政府信息公开申请35件。' ;;
	text.carried) say '收到政府信息公开申请36件，上年结转5件。' ;;
	text.disclosed) say '收到政府信息公开申请36件，其中予以公开十二件。' ;;
	text.decisions) say '全年办理行政许可1315件，作出行政处罚决定8件。' ;;
	text.review) say '因政府信息公开被申请行政复议4件。' ;;
	text.suit) say '没有因政府信息公开引发的行政诉讼。' ;;
	text.fees) say '2023年收取信息处理费300元。' ;;
	section.missing) sed '/^六、其他/,$d' "$base" ;;
	section.order) awk '/^五、/ { hold = 1 } /^六、/ { hold = 0 }
	    hold { held = held $0 "\n"; next } { print } END { print held }' \
	    "$base" ;;
	section.number) sed 's/^六、其他/五、其他/' "$base" ;;
	section.empty) sed '/未收取信息处理费/d' "$base" ;;
	year.mismatch) sed 's/自2023年1月1日起至2023年/自2022年1月1日起至2022年/' "$base" ;;
	privacy.id) say '代表林某某（11010519491231002X）参加座谈。' ;;
	privacy.phone) say '代表林某某，电话 138-0013-8000。' ;;
	published.late) sed '2s/^/发布日期：2024-02-01/' "$base" ;;
	carry | stock) next_year "$base" ;;
	prior) next_year "$old" ;;
	esac
}
# say SENTENCE: the report with that instead of what it says of applications.
say() { sed "s/本年新收申请.*处理。/$1/" "$base"; }
# next_year FILE: the same report for the year after, and itself.
next_year() {
	cp "$1" ./this_year
	case $1 in
	*2020*) sed 's/2021/2022/g; s/2020/2021/g' "$1" ;;
	*) sed 's/2023/2024/g' "$1" ;;
	esac
}

run gxcheck "$base" "$last"
is 'without fault: findings besides blanks' \
    "$(tail -n +2 ./out | cut -f4 | sort -u)" cell.blank
for rule in $ids; do
	ok "$rule is in gxcheck(1)" grep -qx "\.It Ic $rule" "$man/gxcheck.1"
	rm -f ./this_year
	raise "$rule" >./broken
	set -- ./broken
	[ -e ./this_year ] && set -- ./broken ./this_year
	run gxcheck -r "$rule" "$@"
	is "$rule: status" $status 1
	ok "$rule is raised" test -n "$(found "$rule")"
	is "$rule: and no other" "$(tail -n +2 ./out | cut -f4 | sort -u)" "$rule"
	is "$rule: the severity of --list" "$(found "$rule" | cut -f2 | sort -u)" \
	    "$(gxcheck --list | awk -F'\t' -v r="$rule" '$1 == r { print $2 }')"
	set -- "$base" "$last"
	[ "$rule" = cell.blank ] && set -- "$old"
	run gxcheck -N -r "$rule" "$@"
	is "$rule is not raised without fault: status" $status 0
	same "$rule is not raised without fault" /dev/null ./out
done
sed -n 's/^\.It Ic \([a-z]*\.*[a-z]*\)$/\1/p' "$man/gxcheck.1" >./in_page
for word in $ids; do echo "$word"; done | same 'gxcheck(1): no rule but these' - ./in_page

# What is said, for some.
check() { raise "$1" >./broken; run gxcheck -N -r "$1" ./broken; found "$1"; }
line() { printf '%s\t' "$1" error "$2" "$3" "$4" "$5" "$6"; echo "$7"; }
check balance >got
{ line balance 3 '' person 30 31 '自然人列 27+3≠29+2'
  line balance 3 '' total 40 41 '总计列 36+4≠39+2'; } | same 'balance' - got
check sum.row >got
line sum.row 3 2 total 4 5 \
    '二、上年结转政府信息公开申请数量：3+1+0+0+0+0≠5' | same 'sum.row' - got
check sum.dispute | cut -f3- >got
line sum.dispute 4 review total 5 6 '行政复议：1+2+2+0≠6' | cut -f3- |
    same 'sum.dispute' - got
is 'text.received quotes' "$(check text.received | cut -f6-)" \
    "36${tab}35${tab}“全年共收到政府信息公开申请35件”与表中本年新收不符：35≠36"
is 'text.disclosed: Chinese numerals' "$(check text.disclosed | cut -f6,7)" \
    "13${tab}12"
is 'section.number: one numeral twice' "$(check section.number | cut -f6- | head -n 1)" \
    "六${tab}五${tab}“五、存在的主要问题及改进情况”与“五、其他需要报告的事项”序号相同"
is 'privacy.id is masked' "$(check privacy.id | cut -f7)" '1101*************X'
is 'privacy.phone is masked' "$(check privacy.phone | cut -f7)" '138******00'
raise carry >./broken
run gxcheck -N -r carry ./broken "$base"
is 'carry' "$(found carry | cut -f3-7 | head -n 1)" \
    "3${tab}2${tab}person${tab}1${tab}3"
ok 'carry: the arithmetic' grep -q '2023 年的结转下年度继续办理 1≠3' ./out

# Not certain is not wrong.
sed '/2.重复申请/s/0	0	0	0	0	0	0/1	1/' "$base" >./lost
run gxcheck -r sum.row,sum.dispute ./lost
is 'cells that are not known: status' $status 0
run gxcheck -N --undecided -r sum.row ./lost
is '--undecided: status' $status 0
ok '--undecided: says so' test "$(cut -f5 ./out | sort -u)" = undecided
run gxcheck -N -r sum.row ./lost
same 'without --undecided' /dev/null ./out
sed '/5.属于三类/s/0/\//g' "$base" >./blank
run gxcheck -N -r 'sum.*,balance' ./blank
same 'a blank is 0' /dev/null ./out
sed '/（一）予以公开/s/13$//' "$base" >./blank
run gxcheck -N -r sum.row ./blank
is 'a blank total' "$(found sum.row | cut -f6-)" \
    "13${tab}0${tab}（一）予以公开：10+1+0+0+0+2≠空"
for wrong in '2022年共收到政府信息公开申请3件。' '其中县公安局收到政府信息公开申请3件。' \
    '上半年收到政府信息公开申请3件。' '收到政府信息公开申请30余件。' \
    '共收到政府信息公开申请35件。本局新收政府信息公开申请36件。'; do
	say "$wrong" >./broken
	run gxcheck -N -r text.received ./broken
	same "silent: $wrong" /dev/null ./out
done
for code in 110105194912310021 11010519491331002X 1101051949123100 \
    911101051949123100; do
	say "编号 $code 。" >./broken
	run gxcheck -N -r 'privacy.*' ./broken
	same "no identity number: $code" /dev/null ./out
done
for code in 12800138000 138001380001 0138-0013-8000 a13800138000 \
    t2024_13800138000.html 13,800,138,000; do
	say "编号 $code 。" >./broken
	run gxcheck -N -r 'privacy.*' ./broken
	same "no mobile number: $code" /dev/null ./out
done
for day in 2024-01-31 2024年1月5日 2025-03-01; do
	sed "2s/^/发布日期：$day/" "$base" >./broken
	run gxcheck -N -r published.late ./broken
	same "not late: $day" /dev/null ./out
done
sed '1s/民政局/人民政府/; 2s/^/发布日期：2024-03-31/' "$base" >./broken
run gxcheck -N -r published.late ./broken
same 'not late: a government in March' /dev/null ./out
next_year "$base" | sed 's/民政局/教育局/' >./broken
run gxcheck -N -r carry ./broken "$base"
same 'carry: of another body' /dev/null ./out
sed 's/2023/2025/g' "$base" >./broken
run gxcheck -N -r carry ./broken "$base"
same 'carry: not the next year' /dev/null ./out
next_year "$base" >./broken
sed '/^四、结转下年度/s/1	0/2	0/' "$base" >./this_year
run gxcheck -N -r carry ./broken "$base" ./this_year
same 'carry: two reports of a year that differ decide nothing' /dev/null \
    "$(cut -f8 ./out | grep -x person >./differs; echo ./differs)"

# Whatever it is read from.
sh "$tests/pack" "$fixtures/sample.list" sample.zip
gxcheck sample.zip >whole
ok 'an archive: finds something' grep -q sum.row whole
gxsplit sample.zip | gxcheck | same 'sections' whole -
gxtable sample.zip >cells
some='sum.*,balance,cell.*,form.*,carry,stock,prior'
gxcheck -r "$some" sample.zip >whole
gxcheck cells | same 'cells: the rules that cells allow' whole -
gxcheck -r "$some" <cells | same 'cells: the same without the others' whole -
tail -n +2 whole | LC_ALL=C sort >lines
LC_ALL=C sort cells | gxcheck -N | LC_ALL=C sort | same 'sorted cells' lines -
head -n 700 cells >a.tsv
tail -n +701 cells >b.tsv
gxcheck -N --from=cells a.tsv b.tsv | same 'cut within a report' \
    "$(tail -n +2 whole >w; echo w)" -
gxtable -t 2,4 sample.zip | gxcheck -N | cut -f4,6 | sort -u >got
ok 'only some tables: nothing of table 3' sh -c '! grep -q "3\$" got'

# Which to print.
gxcheck -N --severity=error sample.zip | cut -f5 | sort -u |
    same '--severity=error' "$(echo error >e; echo e)" -
gxcheck -N --severity=warning sample.zip | cut -f5 | sort -u >got
ok '--severity=warning: no notes' sh -c '! grep -q note got'
is '-r with a glob' "$(gxcheck -N -r 'sum.*' sample.zip | cut -f4 | sort -u |
    paste -sd' ' -)" 'sum.dispute sum.result sum.row'
for wrong in '-r no.such' '-r sum.row,' '-r ' '--severity=bad'; do
	# shellcheck disable=SC2086
	run gxcheck $wrong sample.zip
	is "$wrong: status" $status 2
	same "$wrong: no output" /dev/null ./out
done
run gxcheck --list
is '--list: status' $status 0
if [ -c /dev/full ]; then
	status=0; gxcheck --list >/dev/full 2>./err || status=$?
	is '--list: a full disk: status' $status 2
	ok '--list: a full disk: said' lines ./err 1
	gxcheck --list >./out
fi
is '--list: three columns' "$(awk -F'\t' 'NF != 3' ./out)" ''

# Statuses.
run gxcheck --severity=error "$last"
is 'nothing found: status' $status 0
ok 'nothing found: a header' lines ./out 1
run gxcheck "$fixtures/prose.txt" "$last"
is 'unreadable input: status' $status 2
run gxcheck -k "$fixtures/prose.txt" "$base"
is '-k: status' $status 0
ok '-k: named' grep -q '^gxcheck: .*prose.txt: .' ./err

# The report in Markdown.
raise balance >'a|b.txt'
run gxcheck -m --severity=error 'a|b.txt' "$base"
expect markdown
run gxcheck -m --severity=error "$base"
expect markdown.nothing
finish
