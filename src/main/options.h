/*
 * The one table of options: it feeds the parser, --help, and the checks of
 * the man pages and completions (which read `PROGRAM --help`).
 */
#ifndef GX_MAIN_OPTIONS_H
#define GX_MAIN_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "check/check.h"
#include "stream/stream.h"

enum program {
	GXSPLIT = 1, GXTABLE = 2, GXCHECK = 4, GXSUM = 8, GXDIFF = 16
};

struct options {
	/* every program */
	bool		 no_header;
	bool		 keep_going;
	bool		 quiet;
	bool		 progress;
	unsigned	 jobs;		/* 0: one a processor */
	bool		 from_given;
	enum stream_kind from;
	const char	*encoding;	/* NULL: by content */
	size_t		 max_document;	/* bytes */
	unsigned	 max_ratio, max_nesting, max_depth, max_lines;
	unsigned	 max_seconds;	/* of an external converter */
	size_t		 max_memory;	/* its bytes */
	/* gxsplit */
	const char	*sections;	/* list, NULL: all */
	unsigned	 depth;
	bool		 formats;
	/* gxtable */
	const char	*tables;	/* list, NULL: all */
	bool		 labels, explain, wide;
	/* gxcheck */
	const char	*rules;		/* list, NULL: all */
	enum severity	 severity;	/* the least to print */
	bool		 undecided, list_rules;
	/* gxsum */
	const char	*by;
	unsigned	 top;
	/* gxcheck, gxsum, gxdiff */
	bool		 markdown, html;
	/* gxdiff */
	bool		 all, exit_code, text, unified, sorted, latest;
	const char	*alias;
	/* what is left */
	char *const	*operands;
	size_t		 noperands;
};

/*
 * Parses the arguments of a program (its bit of enum program).  Returns -1
 * to go on; else the status to exit with, after --help or --version was
 * printed to standard output or a usage line to standard error.
 */
int	options_parse(struct options *, enum program, int argc, char **argv);

/* Prints the usage line to standard error; returns the status, 2. */
int	options_usage(enum program);

/* The program's name, as printed in messages. */
const char *program_name(enum program);

#endif
