# fish completion for gxsplit, gxtable, gxcheck, gxsum and gxdiff.

for program in gxsplit gxtable gxcheck gxsum gxdiff
	complete -c $program -l from -x -a 'reports sections cells sums' -d 'What the input is'
	complete -c $program -s N -l no-header -d 'Print no header line'
	complete -c $program -s j -l jobs -x -a '0 1 2 4 8' -d 'Worker threads'
	complete -c $program -s k -l keep-going -d 'Exit with 0 even if some input could not be read'
	complete -c $program -l progress -d 'Show progress on standard error'
	complete -c $program -s q -l quiet -d 'Print no warnings'
	complete -c $program -s e -l encoding -x -a 'utf-8 gb18030 gbk gb2312 utf-16 big5' -d 'Read reports in this encoding'
	complete -c $program -l max-document -x -d 'Skip documents larger than this'
	complete -c $program -l max-ratio -x -d 'Skip members that unpack to more than N times'
	complete -c $program -l max-nesting -x -d 'Open archives within archives N deep'
	complete -c $program -l max-depth -x -d 'Skip documents nested deeper than N elements'
	complete -c $program -l max-seconds -x -d 'Give a converter N seconds for a document'
	complete -c $program -l max-memory -x -d 'Give a converter this much memory'
	complete -c $program -s h -l help -d 'Print help and exit'
	complete -c $program -s V -l version -d 'Print the version and exit'
end

complete -c gxsplit -s s -l section -x -a '0 1 2 3 4 5 6 -' -d 'Only these sections'
complete -c gxsplit -l depth -x -a '1 2' -d 'Split sections 1, 5 and 6 at their own headings'
complete -c gxsplit -l formats -d 'List what this build reads'

complete -c gxtable -s t -l table -x -a '2 3 4' -d 'Only these tables'
complete -c gxtable -s L -l labels -d 'Add the columns row_label and col_label'
complete -c gxtable -l explain -d 'Say on what evidence each row was read'

complete -c gxcheck -s r -l rule -x -a 'sum.row sum.result balance sum.dispute cell.negative cell.fraction cell.bad cell.lost cell.blank form.outdated text.received text.carried text.disclosed text.decisions text.review text.suit text.fees section.missing section.order section.number section.empty year.mismatch privacy.id privacy.phone published.late carry stock prior' -d 'Only these rules'
complete -c gxcheck -l list -d 'List the rules'
complete -c gxcheck -l severity -x -a 'error warning note' -d 'The least to print'
complete -c gxcheck -l undecided -d 'Print rules that could not be decided, too'
complete -c gxcheck -s m -l markdown -d 'Print a report in Markdown'

complete -c gxsum -s b -l by -x -a 'report dir org year form' -d 'Group by these keys'

complete -c gxdiff -s a -l all -d 'Print cells that did not change, too'
complete -c gxdiff -l alias -r -F -d 'Bodies that were renamed'
complete -c gxdiff -l exit-code -d 'Exit with 1 if anything differs'
complete -c gxdiff -l latest -d 'Of reports of one body and year use the last'
complete -c gxdiff -l sorted -d 'The stream is sorted by org; hold one body at a time'
complete -c gxdiff -l text -d 'Compare the prose of reports, not their cells'
complete -c gxdiff -s u -l unified -d 'Print the sentences added and dropped'
