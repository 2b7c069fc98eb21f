# bash completion for gxsplit, gxtable, gxcheck, gxsum and gxdiff.
# shellcheck shell=bash

_gx() {
	local program=$1 cur=$2 prev=$3 words='' common
	common='--from -N --no-header -j --jobs -k --keep-going --progress
	    -q --quiet -e --encoding --max-document --max-ratio --max-nesting
	    --max-depth --max-lines --max-seconds --max-memory -h --help
	    -V --version'
	COMPREPLY=()
	# --name=value arrives as three words, or as one.
	if [[ $prev == = ]]; then
		prev=${COMP_WORDS[COMP_CWORD - 2]}
	elif [[ $cur == = ]]; then
		cur=
	elif [[ $cur == --*=* ]]; then
		prev=${cur%%=*}
		cur=${cur#*=}
	fi
	case $prev in
	--from) words='reports sections cells sums' ;;
	-e | --encoding) words='utf-8 gb18030 gbk gb2312 utf-16 big5' ;;
	-s | --section)
		[[ $program == gxsplit ]] && words='0 1 2 3 4 5 6 -' ;;
	--depth) words='1 2' ;;
	-t | --table) words='2 3 4' ;;
	-b | --by) words='report dir org year form' ;;
	-r | --rule) words=$(gxcheck --list 2>/dev/null | cut -f 1) ;;
	--severity) words='error warning note' ;;
	-j | --jobs) words='0 1 2 4 8' ;;
	--max-document) words='1M 16M 64M 256M' ;;
	--max-memory) words='256M 512M 1G 2G' ;;
	--top) words='10 20 50' ;;
	--max-ratio | --max-nesting | --max-depth | --max-lines | \
	--max-seconds) return ;;
	esac
	if [[ -n $words ]]; then
		# The last item of a list.
		local list=
		[[ $cur == *,* ]] && list=${cur%,*},
		mapfile -t COMPREPLY < <(compgen -P "$list" -W "$words" \
		    -- "${cur##*,}")
	elif [[ $cur == -* ]]; then
		case $program in
		gxsplit) words='-s --section --depth --formats' ;;
		gxtable) words='-t --table -L --labels --explain -w --wide' ;;
		gxcheck) words='-r --rule --list --severity --undecided
		    -m --markdown --html' ;;
		gxsum) words='-b --by --top -m --markdown --html' ;;
		gxdiff) words='-a --all --alias --exit-code --latest --sorted
		    --text -u --unified -m --markdown --html' ;;
		esac
		mapfile -t COMPREPLY < <(compgen -W "$words $common" -- "$cur")
	fi
}

complete -o default -F _gx gxsplit gxtable gxcheck gxsum gxdiff
