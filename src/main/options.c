/*
 * Options are data: each line says which programs take it, its letter, its
 * long name, its argument's name and what it does.  The field it sets is
 * chosen in set(), the only code that knows an option.
 */
#include <errno.h>
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/shown.h"
#include "main/guard.h"
#include "main/options.h"
#include "main/say.h"
#include "main/words.h"
#include "read/charset.h"

#ifndef GX_VERSION
#define GX_VERSION "unreleased"
#endif

#define READS	(GXSPLIT | GXTABLE | GXCHECK | GXSUM | GXDIFF)
#define ALL	READS
#define PAGES	(GXCHECK | GXSUM | GXDIFF)

enum {
	O_FROM = 256, O_PROGRESS, O_DEPTH, O_FORMATS, O_EXPLAIN, O_ALIAS,
	O_EXIT_CODE, O_TEXT, O_SORTED, O_LATEST, O_LIST, O_SEVERITY,
	O_UNDECIDED, O_TOP, O_HTML, O_MAX_DOCUMENT, O_MAX_RATIO,
	O_MAX_NESTING, O_MAX_DEPTH, O_MAX_LINES, O_MAX_SECONDS,
	O_MAX_MEMORY
};

static const struct entry {
	int		 programs;
	int		 key;		/* the letter, or an O_ number */
	const char	*name;
	const char	*arg;		/* NULL: takes none */
	const char	*help;
} table[] = {
	{ GXSPLIT, 's', "section", "LIST",
	    "only these sections, as 1,5 or 0 or -" },
	{ GXSPLIT, O_DEPTH, "depth", "N",
	    "2: split sections 1, 5 and 6 at their own headings" },
	{ GXSPLIT, O_FORMATS, "formats", NULL,
	    "list what this build reads, and exit" },
	{ GXTABLE, 't', "table", "LIST", "only these tables, as 2,4" },
	{ GXTABLE, 'L', "labels", NULL,
	    "add the columns row_label and col_label" },
	{ GXTABLE, 'w', "wide", NULL,
	    "one line a report, one column a cell, for spreadsheets" },
	{ GXTABLE, O_EXPLAIN, "explain", NULL,
	    "say on what evidence each row was read, instead of cells" },
	{ GXCHECK, 'r', "rule", "LIST",
	    "only these rules, as sum.*,carry" },
	{ GXCHECK, O_LIST, "list", NULL, "list the rules, and exit" },
	{ GXCHECK, O_SEVERITY, "severity", "LEVEL",
	    "the least to print: error, warning or note (default)" },
	{ GXCHECK, O_UNDECIDED, "undecided", NULL,
	    "print rules that could not be decided, too" },
	{ GXSUM, 'b', "by", "KEYS",
	    "group by report, dir, org, year, form (default: year)" },
	{ GXSUM, O_TOP, "top", "N",
	    "with -m and --html, list N contributors (20)" },
	{ GXDIFF, 'a', "all", NULL, "print cells that did not change, too" },
	{ GXDIFF, O_ALIAS, "alias", "FILE",
	    "bodies that were renamed: old name, tab, new name" },
	{ GXDIFF, O_EXIT_CODE, "exit-code", NULL,
	    "exit with 1 if anything differs" },
	{ GXDIFF, O_TEXT, "text", NULL,
	    "compare the prose of reports, not their cells" },
	{ GXDIFF, 'u', "unified", NULL,
	    "print the sentences added and dropped (implies --text)" },
	{ GXDIFF, O_SORTED, "sorted", NULL,
	    "the stream is sorted by org; hold one body at a time" },
	{ GXDIFF, O_LATEST, "latest", NULL,
	    "of reports of one body and year use the last, not the first" },
	{ PAGES, 'm', "markdown", NULL, "print a summary in Markdown" },
	{ PAGES, O_HTML, "html", NULL,
	    "print the same as one self-contained page" },
	{ ALL, O_FROM, "from", "KIND",
	    "input is reports, sections, cells or sums" },
	{ ALL, 'N', "no-header", NULL, "print no header line" },
	{ ALL, 'j', "jobs", "N",
	    "worker threads; 0, the default: one a processor" },
	{ ALL, 'k', "keep-going", NULL,
	    "exit with 0 even if some input could not be read" },
	{ ALL, O_PROGRESS, "progress", NULL,
	    "show progress on standard error while it is a terminal" },
	{ ALL, 'q', "quiet", NULL, "print no warnings" },
	{ READS, 'e', "encoding", "NAME",
	    "read reports in this encoding (default: by content)" },
	{ READS, O_MAX_DOCUMENT, "max-document", "SIZE",
	    "skip documents larger than this (default: 64M)" },
	{ READS, O_MAX_RATIO, "max-ratio", "N",
	    "skip members that unpack to more than N times (1000)" },
	{ READS, O_MAX_NESTING, "max-nesting", "N",
	    "open archives within archives N deep (4)" },
	{ READS, O_MAX_DEPTH, "max-depth", "N",
	    "skip documents nested deeper than N elements (256)" },
	{ READS, O_MAX_LINES, "max-lines", "N",
	    "skip documents of more than N lines (2000000)" },
	{ READS, O_MAX_SECONDS, "max-seconds", "N",
	    "give a converter N seconds for a document (60)" },
	{ READS, O_MAX_MEMORY, "max-memory", "SIZE",
	    "give a converter this much memory (default: 1G)" },
	{ ALL, 'h', "help", NULL, "print this help and exit" },
	{ ALL, 'V', "version", NULL, "print the version and exit" },
};

#define ENTRIES	(sizeof(table) / sizeof(table[0]))

static const struct {
	enum program	 program;
	const char	*name, *does, *operands;
} programs[] = {
	{ GXSPLIT, "gxsplit", "Split reports into sections.", "[FILE...]" },
	{ GXTABLE, "gxtable", "Read the cells of the official form.",
	    "[FILE...]" },
	{ GXCHECK, "gxcheck", "Find what contradicts.", "[FILE...]" },
	{ GXSUM, "gxsum", "Add up cells.", "[FILE...]" },
	{ GXDIFF, "gxdiff", "Compare the cells or the prose of two years.",
	    "[OLD NEW | FILE]" },
};

static size_t
program_at(enum program p)
{
	size_t i = 0;

	while (programs[i].program != p)
		i++;
	return i;
}

const char *
program_name(enum program p)
{
	return programs[program_at(p)].name;
}

static void
help(enum program p)
{
	size_t at = program_at(p), i;
	char left[64];
	int n;

	printf(words("usage: %s [OPTION...] %s\n%s\n\n"), programs[at].name,
	    words(programs[at].operands), words(programs[at].does));
	for (i = 0; i < ENTRIES; i++) {
		if ((table[i].programs & (int)p) == 0)
			continue;
		n = table[i].key < 256 ?
		    snprintf(left, sizeof(left), "-%c, ", table[i].key) :
		    snprintf(left, sizeof(left), "    ");
		snprintf(left + n, sizeof(left) - (size_t)n, "--%s%s%s",
		    table[i].name, table[i].arg ? "=" : "",
		    table[i].arg ? table[i].arg : "");
		printf("  %-26s %s\n", left, words(table[i].help));
	}
	printf(words("\nWith no FILE, or when it is -, reads standard input.  "
	    "See %s(1) and gx(7).\n"), programs[at].name);
}

static void
version(const char *name)
{
	struct buf confinement = { 0 };

	guard_tell(&confinement);
	printf("%s (gx) %s (%s)\n", name, GX_VERSION, buf_z(&confinement));
	buf_free(&confinement);
}

/* A whole number up to max; false if arg is none. */
static bool
number(const char *arg, unsigned long max, unsigned *out)
{
	unsigned long n;
	char *end;

	if (*arg < '0' || *arg > '9')
		return false;
	errno = 0;
	n = strtoul(arg, &end, 10);
	if (errno != 0 || *end != '\0' || n > max)
		return false;
	*out = (unsigned)n;
	return true;
}

/* Bytes, with an optional K, M or G. */
static bool
size(const char *arg, size_t *out)
{
	static const char units[] = "KMG";
	unsigned long long n;
	const char *unit;
	char *end;
	int shift = 0;

	if (*arg < '0' || *arg > '9')
		return false;
	errno = 0;
	n = strtoull(arg, &end, 10);
	if (*end != '\0' && (unit = strchr(units, *end)) != NULL) {
		shift = 10 * (int)(unit - units + 1);
		end++;
	}
	if (errno != 0 || *end != '\0' || n == 0 || n > (1ull << 40) >> shift)
		return false;
	*out = (size_t)(n << shift);
	return true;
}

static bool
kind(const char *arg, struct options *o)
{
	static const char *const kinds[] = {
		[STREAM_REPORTS] = "reports", [STREAM_SECTIONS] = "sections",
		[STREAM_CELLS] = "cells", [STREAM_SUMS] = "sums",
	};
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(arg, kinds[i]) == 0) {
			o->from = (enum stream_kind)i;
			return o->from_given = true;
		}
	return false;
}

/* A comma-separated list whose items are all among words. */
static bool
list(const char *arg, const char *words, const char **out)
{
	const char *p, *w;
	size_t n;

	for (p = arg; ; p += n + 1) {
		n = strcspn(p, ",");
		for (w = words; *w != '\0'; w += strcspn(w, " ") + 1)
			if (n == strcspn(w, " ") && memcmp(p, w, n) == 0)
				break;
		if (*w == '\0')
			return false;
		if (p[n] == '\0')
			break;
	}
	*out = arg;
	return true;
}

/* Takes option `key`; false if its argument is not what it takes. */
static bool
set(struct options *o, int key, const char *arg)
{
	switch (key) {
	case 's': return list(arg, "0 1 2 3 4 5 6 - ", &o->sections);
	case 't': return list(arg, "2 3 4 ", &o->tables);
	case 'r': o->rules = arg; return check_rules(arg);
	case 'b': return list(arg, "report dir org year form ", &o->by);
	case 'e': return charset_known(o->encoding = arg);
	case 'j': return number(arg, 1024, &o->jobs);
	case 'L': return o->labels = true;
	case 'N': return o->no_header = true;
	case 'a': return o->all = true;
	case 'k': return o->keep_going = true;
	case 'm': return o->markdown = true;
	case O_HTML: return o->html = true;
	case O_TOP: return number(arg, 1u << 20, &o->top);
	case 'q': return o->quiet = true;
	case 'w': return o->wide = true;
	case O_FROM: return kind(arg, o);
	case O_PROGRESS: return o->progress = true;
	case O_DEPTH: return number(arg, 2, &o->depth) && o->depth != 0;
	case O_FORMATS: return o->formats = true;
	case O_EXPLAIN: return o->explain = true;
	case O_ALIAS: o->alias = arg; return true;
	case O_EXIT_CODE: return o->exit_code = true;
	case O_LIST: return o->list_rules = true;
	case O_SEVERITY: return check_severity(arg, &o->severity);
	case O_UNDECIDED: return o->undecided = true;
	case O_TEXT: return o->text = true;
	case 'u': return o->unified = o->text = true;
	case O_SORTED: return o->sorted = true;
	case O_LATEST: return o->latest = true;
	case O_MAX_DOCUMENT: return size(arg, &o->max_document);
	case O_MAX_RATIO: return number(arg, 1u << 30, &o->max_ratio) &&
	    o->max_ratio != 0;
	case O_MAX_NESTING: return number(arg, 64, &o->max_nesting);
	case O_MAX_DEPTH: return number(arg, 1u << 16, &o->max_depth) &&
	    o->max_depth != 0;
	case O_MAX_LINES: return number(arg, 1u << 30, &o->max_lines) &&
	    o->max_lines != 0;
	case O_MAX_SECONDS: return number(arg, 86400, &o->max_seconds) &&
	    o->max_seconds != 0;
	case O_MAX_MEMORY: return size(arg, &o->max_memory);
	}
	return false;
}

/* Fills getopt_long's two tables with the options of p. */
static void
getopt_tables(enum program p, char *letters, struct option *longs)
{
	size_t i;

	for (i = 0; i < ENTRIES; i++) {
		if ((table[i].programs & (int)p) == 0)
			continue;
		if (table[i].key < 256) {
			*letters++ = (char)table[i].key;
			if (table[i].arg != NULL)
				*letters++ = ':';
		}
		*longs++ = (struct option){ table[i].name,
		    table[i].arg ? required_argument : no_argument, NULL,
		    table[i].key };
	}
	*letters = '\0';
	*longs = (struct option){ 0 };
}

int
options_usage(enum program p)
{
	fprintf(stderr, words("usage: %s [OPTION...] %s (%s --help says more)\n"),
	    program_name(p), words(programs[program_at(p)].operands),
	    program_name(p));
	return 2;
}

static const char *
name_of(int key)
{
	size_t i = 0;

	while (table[i].key != key)
		i++;
	return table[i].name;
}

static int
bad_argument(enum program p, int key)
{
	struct buf argument = { 0 };

	shown(&argument, str_of(optarg), false);
	fprintf(stderr, words("%s: --%s cannot be '%s' "
	    "(%s --help says more)\n"), program_name(p), name_of(key),
	    buf_z(&argument), program_name(p));
	buf_free(&argument);
	return 2;
}

/*
 * Says what is wrong with an option getopt does not take; what was typed may
 * be the name of a file that begins with a hyphen.
 */
static int
bad_option(enum program p, int key, const char *typed)
{
	char letter[] = { '-', (char)optopt, '\0' };
	struct buf name = { 0 };
	const char *what = key == ':' ? "needs an argument" :
	    "no option of this program";

	if (optopt >= 256)
		buf_printf(&name, "--%s", name_of(optopt));
	else
		buf_cstr(&name, optopt != 0 ? letter : typed);
	if (key == '?' && optopt != 0 && strncmp(typed, "--", 2) == 0 &&
	    strchr(typed, '=') != NULL)
		what = "takes no argument";
	say(p, buf_z(&name), what);
	buf_free(&name);
	return options_usage(p);
}

int
options_parse(struct options *o, enum program p, int argc, char **argv)
{
	char letters[2 * ENTRIES + 2] = ":";
	struct option longs[ENTRIES + 1];
	static char name[16];
	int key;

	*o = (struct options){ .depth = 1, .by = "year", .top = 20,
	    .severity = SEVERITY_NOTE,
	    .max_document = (size_t)64 << 20, .max_ratio = 1000,
	    .max_nesting = 4, .max_depth = 256, .max_lines = 2000000,
	    .max_seconds = 60,
	    .max_memory = (size_t)1 << 30 };
	opterr = 0;
	getopt_tables(p, letters + 1, longs);
	snprintf(name, sizeof(name), "%s", program_name(p));
	argv[0] = name;
	while ((key = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		if (key == '?' || key == ':')
			return bad_option(p, key, argv[optind - 1]);
		if (key == 'h') {
			help(p);
			return 0;
		}
		if (key == 'V') {
			version(name);
			return 0;
		}
		if (!set(o, key, optarg)) {
			return bad_argument(p, key);
		}
	}
	o->operands = argv + optind;
	o->noperands = (size_t)(argc - optind);
	return -1;
}
