#!/bin/sh
# The options of the programs, of their pages and of the completions are
# the same ones.
. "$(dirname "$0")/lib.sh"
man=$tests/../man completions=$tests/../completions

# words FILE: its options, one a line, sorted.
words() { grep -oE -- '(^|[^[:alnum:]-])--?[[:alpha:]][[:alpha:]-]*' "$1" |
    sed 's/^[^-]*//' | LC_ALL=C sort -u; }

for program in $programs; do
	run $program --help
	is "$program --help: status" $status 0
	same "$program --help: nothing on standard error" /dev/null ./err
	ok "$program --help: usage first" grep -q "^usage: $program " ./out
	sed -n 's/^  \(\(-., \|    \)--[^ ]*\).*/\1/p' ./out >list
	ok "$program --help: lists options" test -s list
	words list >options

	grep '^\.It Fl' "$man/$program.1" | sed 's/Fl \([^ ]*\)/-\1/g' >it
	words it | same "$program(1)" options -

	# bash: what the completion function offers.
	if command -v bash >/dev/null; then
		bash -c '. "$1/gx.bash"; COMP_WORDS=("$2" -) COMP_CWORD=1
		_gx "$2" - "$2"; printf "%s\n" "${COMPREPLY[@]}"' - \
		    "$completions" "$program" >offered
		words offered | same "bash: $program" options -
	else
		skip "bash: $program" 'no bash'
	fi
	# zsh: the common ones and the branch of the program.
	awk -v p="$program" '/^\tcommon=\(/ { on = 1 } $1 == p ")" { on = 1 }
	on; /^\t\)/ || /;;/ { on = 0 }' "$completions/_gx" |
	    sed "s/\[.*//" >offered
	words offered | same "zsh: $program" options -
	# fish: lines for the program and lines for all.
	grep -E -- "^(	*)complete -c ($program|\\\$program) " \
	    "$completions/gx.fish" | sed "s/^.*complete -c [^ ]*//; s/ -d '.*//
		s/ -[xraF] .*//; s/ -[xraF]\$//
		s/ -s \([^ ]\)/ -\1/; s/ -l / --/" >offered
	words offered | same "fish: $program" options -

	run $program --version
	is "$program --version: status" $status 0
	ok "$program --version: one line" lines ./out 1
	ok "$program --version: names it" grep -q "^$program .*[0-9]" ./out
	for short in h V; do
		run $program -$short
		case $short in
		h) $program --help ;;
		V) $program --version ;;
		esac | same "$program -$short" - ./out
	done
done

# Values that are words are completed, too.
if command -v bash >/dev/null; then
	offer() { bash -c '. "$1/gx.bash"; shift; COMP_WORDS=("$@")
	COMP_CWORD=$(($# - 1)); _gx "$1" "${!#}" "${COMP_WORDS[COMP_CWORD-1]}"
	printf "%s\n" "${COMPREPLY[@]}"' - "$completions" "$@" | paste -sd' ' -; }
	is 'bash: --from' "$(offer gxsum --from '')" 'reports sections cells sums'
	is 'bash: --from=' "$(offer gxsum --from = '')" 'reports sections cells sums'
	is 'bash: -b' "$(offer gxsum -b '')" 'report dir org year form'
	is 'bash: -b, a list' "$(offer gxsum -b org,y)" 'org,year'
	is 'bash: -t' "$(offer gxtable -t '')" '2 3 4'
	is 'bash: --severity' "$(offer gxcheck --severity '')" \
	    'error warning note'
	rules=$(gxcheck --list | cut -f1 | paste -sd' ' -)
	is 'bash: -r' "$(offer gxcheck -r '')" "$rules"
fi
for words in 'reports sections cells sums' 'report dir org year form' '2 3 4'; do
	for f in gx.bash _gx gx.fish; do
		ok "$f: $words" grep -qF "$words" "$completions/$f"
	done
done
# Rules are asked for when they are wanted.
for f in gx.bash _gx gx.fish; do
	ok "$f: rules" grep -q 'gxcheck --list' "$completions/$f"
done
gxcheck --list | cut -f 1 | LC_ALL=C sort >rules
if command -v zsh >/dev/null; then
	# shellcheck disable=SC2016
	zsh -fc '_arguments() { }; _values() { print -l -- $@[4,-1] }
	service=gxcheck; . $1/_gx; _gx_rules' - "$completions" |
	    LC_ALL=C sort | same 'zsh: --rule' rules -
else
	skip 'zsh: --rule' 'no zsh'
fi
if command -v fish >/dev/null; then
	# shellcheck disable=SC2016
	fish -c 'source $argv[1]; complete -C "gxcheck --rule="' \
	    "$completions/gx.fish" | sed 's/^--rule=//' | cut -f 1 |
	    LC_ALL=C sort | same 'fish: --rule' rules -
else
	skip 'fish: --rule' 'no fish'
fi

# Shells that are here read their file without complaint.
for shell in bash zsh fish; do
	case $shell in
	bash) f=gx.bash ;;
	zsh) f=_gx ;;
	fish) f=gx.fish ;;
	esac
	if command -v $shell >/dev/null
	then	ok "$shell -n $f" $shell -n "$completions/$f"
	else	skip "$shell -n $f" "no $shell"
	fi
done
finish
