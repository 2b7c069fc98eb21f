#!/bin/sh
# What documents and names hold is shown by a terminal and not obeyed; it
# breaks no record, and stands on no page.
# shellcheck disable=SC2016
. "$(dirname "$0")/lib.sh"

# Of ECMA-48 in one byte, in UTF-8 and as it is; an override of direction.
evil=$(printf 'x\033]0;x\007\302\233\233\342\200\256\342\201\247y')

# change YEAR PERL: the report of that year, changed.
change() {
	EVIL=$evil perl -pe "s/2023/$1/g; $2" "$fixtures/text-tabs-2023.txt"
}

# Two years of a report, each with such in title, prose, a cell and a name.
mkdir dir
for year in 2022 2023; do
	name=$(printf 'r\033[2J\t%s\n\342\200\256%s.txt' $year "$evil")
	change $year 's/年度报告/年度报告$ENV{EVIL}/ if $. == 1;
	    s/。/$ENV{EVIL}。/ unless /\t/;
	    s/\t(\d+)$/\t$1$ENV{EVIL}/ if /^行政强制/' >"dir/$name"
done
# The same of a body that is known, and as a stream that says its name so.
change 2022 '' >old.txt
change 2023 's/$/举办$ENV{EVIL}培训。/ if $. == 7' >new.txt
gxtable old.txt new.txt | EVIL=$evil perl -pe \
    's/\t(青岚县)(民政局)\t/\t$1$ENV{EVIL}\\n$2\t/' >stream
echo nothing >"dir/$(printf 'bad\033[2J\n\302\233')"

# raw: whether something in standard input would be obeyed.
raw() {
	perl -0777 -ne 'exit !/[\x00-\x08\x0B\x0C\x0E-\x1F\x7F]|\xC2[\x80-\x9F]|
	    (?<![\x80-\xFF])[\x80-\xBF]|\xE2\x80[\xAA-\xAE]|
	    \xE2\x81[\xA6-\xA9]/x'
}
clean() { ! raw; }

ok 'the test sees an escape' raw <new.txt
printf 'a\302\233b' | ok 'and one in UTF-8' raw
printf '\346\224\277\345\272\234 a\r\n\t' | ok 'and nothing else' clean

lookups='gxsplit dir
gxsplit --depth=2 dir
gxtable dir
gxtable -L dir
gxtable -w dir
gxtable --explain dir
gxcheck dir
gxcheck -m dir
gxcheck --html dir
gxsum -b report dir
gxsum -b org,dir dir
gxsum -m -b report dir
gxsum --html -b report dir
gxdiff dir
gxdiff --text dir
gxdiff -u dir
gxdiff -m dir
gxdiff -m --text dir
gxdiff --html dir
gxdiff -u old.txt new.txt
gxcheck stream
gxsum -b org stream
gxsum -m -b org stream
gxdiff stream
gxdiff --html stream'

if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
	echo "$lookups" | while read -r look; do
		script -qec "$look --progress" /dev/null >seen </dev/null
		ok "$look: it says something" test -s seen
		ok "$look: on a terminal" clean <seen
	done
	script -qec 'gxdiff -u old.txt new.txt' /dev/null >seen </dev/null
	ok 'what is shown instead' grep -qF '??y培训' seen
else
	skip 'on a terminal' 'script(1) is missing'
fi

# In a pipe a record is what the document holds; a message is not.
for look in gxsplit gxtable 'gxtable -L' gxcheck 'gxsum -b report' \
    'gxdiff --text'; do
	run $look dir
	ok "$look: fields" sh -c "awk -F'\t' '{ print NF }' out | sort -u |
	    wc -l | grep -qx ' *1'"
	ok "$look: messages" clean <err
	is "$look: messages are lines" "$(grep -vc "^${look%% *}: " err)" 0
done
for look in gxcheck 'gxsum -b report' 'gxsum -b org' gxdiff 'gxdiff --text'; do
	for form in -m --html; do
		for what in dir stream; do
			run $look $form $what
			ok "$look $form $what: the page" clean <out
		done
	done
done

# What was typed may be the name of a file.
for word in "--$evil" "-b$evil" "--quiet=$evil" "$evil"; do
	run gxsum "$word" </dev/null
	ok "gxsum $(printf %s "$word" | tr -cd 'a-z-'): message" clean <err
done
run gxdiff --alias="$evil" old.txt new.txt
ok 'gxdiff --alias: message' clean <err

finish
