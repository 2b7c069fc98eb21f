#!/bin/sh
# What README shows is what the programs print for the sample archive.
. "$(dirname "$0")/lib.sh"
sh "$tests/pack" "$fixtures/sample.list" sample.zip

for readme in README.md README.zh-CN.md; do
	# shellcheck disable=SC2016
	sed -n '/^```console/,/^```$/p' "$tests/../$readme" |
	    sed '/^```/d' >shown
	sed -n 's/^\$ //p' shown >commands
	ok "$readme: shows something" test -s commands
	while IFS= read -r command; do
		printf '$ %s\n' "$command"
		eval "$command" </dev/null
	done <commands >printed
	same "$readme" shown printed
	# Links lead to files.
	grep -oE '\]\([^)#:]+\)' "$tests/../$readme" | tr -d ']()' |
	    while read -r file; do
		ok "$readme: $file" test -e "$tests/../$file"
	done
done
finish
