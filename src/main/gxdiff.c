/*
 * gxdiff: the cells or the prose of two years to their differences.
 *
 * With --sorted a body is printed and forgotten as soon as the next one
 * begins.  Two sorted operands are merged: the new one is walked, and from
 * the old one, a stream, the records up to the same body are pulled.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "calculate/diff.h"
#include "main/run.h"
#include "main/say.h"
#include "report/forms.h"
#include "write/diff_page.h"
#include "write/tsv.h"

/* What is compared: whichever came first, unless --text said it. */
enum what { NOTHING, CELLS, PROSE };

/* The old operand of two that are sorted. */
struct pulled {
	struct source	 src;
	struct stream	*stream;
	const struct record *record;
	bool		 waits;		/* record is still to be taken */
};

struct work {
	const struct options *options;
	struct diff	*diff;
	struct run	*run;
	enum what	 what;
	bool		 pair;		/* the operands are OLD and NEW */
	bool		 header;	/* is still to be printed */
	struct buf	 body;		/* the present one of sorted input */
	bool		 over;		/* what follows cannot be compared */
	struct pulled	 old;
	struct diff_page *page;		/* for people; NULL: records */
	struct buf	 left;		/* what is said to be left out of it */
};

static void
warn(void *to, const char *line)
{
	struct work *w = to;

	if (!w->options->quiet)
		say(GXDIFF, NULL, line);
	if (w->page != NULL) {
		tsv_escape(&w->left, str_of(line));
		buf_byte(&w->left, '\n');
	}
}

/* What could not be read is said on the page, too. */
static void
note(void *to, const char *name, const char *what)
{
	struct work *w = to;

	if (w->page == NULL)
		return;
	tsv_escape(&w->left, str_of(name));
	buf_cstr(&w->left, ": ");
	tsv_escape(&w->left, str_of(what));
	buf_byte(&w->left, '\n');
}

/* Prints all that was compared so far. */
static void
print(struct work *w)
{
	const struct options *o = w->options;
	struct output *out = run_output(w->run);
	int stop;

	if (w->page != NULL)
		stop = w->what == PROSE ?
		    diff_page_sections(w->page, w->diff) :
		    diff_page_cells(w->page, w->diff, o->all);
	else if (w->what == PROSE && o->unified)
		stop = diff_write_unified(w->diff, run_write, out);
	else if (w->what == PROSE)
		stop = diff_write_sections(w->diff, w->header, run_write, out);
	else
		stop = diff_write(w->diff, o->all, w->header, run_write, out);
	w->header = false;
	if (stop < 0)
		run_problem(w->run, "-", "out of memory");
}

/* Of sorted input, prints the body before this one; NULL, or what is wrong. */
static const char *
next_body(struct work *w, struct str org)
{
	int c = w->what == NOTHING ? 0 : str_compare(buf_slice(&w->body),
	    org);

	if (c > 0) {
		w->over = true;
		return "not sorted by org, as LC_ALL=C sort -k2,2 would";
	}
	if (c < 0) {
		print(w);
		if (!diff_forget(w->diff)) {
			w->over = true;
			return "out of memory";
		}
	}
	buf_reset(&w->body);
	buf_str(&w->body, org);
	return w->body.failed ? "out of memory" : NULL;
}

/* Takes a record of cells or sections; NULL, or what is wrong with it. */
static const char *
take(struct work *w, const struct record *record, enum what what,
    enum diff_side side)
{
	const char *wrong;

	if (w->over)
		return NULL;
	if (w->what != NOTHING && w->what != what) {
		w->over = true;
		return "cells and prose are not compared with each other";
	}
	if (w->options->sorted &&
	    (wrong = next_body(w, record->field[COL_ORG])) != NULL)
		return wrong;
	w->what = what;
	if (what == PROSE ? diff_add_section(w->diff, record, side) :
	    diff_add(w->diff, record, side))
		return NULL;
	return diff_error(w->diff);
}

/* The next record of the old operand. */
static void
pull(struct work *w)
{
	struct pulled *p = &w->old;
	int got = 0;

	do {
		if (p->stream != NULL && (got = stream_next(p->stream,
		    &p->record)) < 0)
			run_problem(w->run, p->src.name,
			    stream_error(p->stream));
	} while (got < 0 && !stream_dead(p->stream));
	p->waits = got > 0;
}

/* Takes what the old operand has up to a body; NULL: all. */
static void
catch_up(struct work *w, const struct str *org)
{
	struct pulled *p = &w->old;
	enum what what;
	const char *wrong;

	for (; p->waits && (org == NULL ||
	    str_compare(p->record->field[COL_ORG], *org) <= 0); pull(w)) {
		what = p->record->has[COL_SECTION] ? PROSE : CELLS;
		if ((wrong = take(w, p->record, what, DIFF_OLD)) != NULL)
			run_problem(w->run, p->src.name, wrong);
	}
}

/* Takes a record of what is walked. */
static bool
walked(struct work *w, const struct record *record, enum what what,
    size_t operand, const char **why)
{
	enum diff_side side = !w->pair ? DIFF_SERIES :
	    operand == 0 && !w->options->sorted ? DIFF_OLD : DIFF_NEW;

	catch_up(w, &record->field[COL_ORG]);
	return (*why = take(w, record, what, side)) == NULL;
}

static bool
take_cell(void *to, const struct record *r, size_t operand, const char **why)
{
	return walked(to, r, CELLS, operand, why);
}

static bool
take_section(void *to, const struct record *r, size_t operand,
    const char **why)
{
	return walked(to, r, PROSE, operand, why);
}

/* Opens the old operand of two that are sorted. */
static void
open_old(struct work *w, const char *name)
{
	struct pulled *p = &w->old;
	enum stream_kind kind;
	int fd = strcmp(name, "-") == 0 ? STDIN_FILENO :
	    open(name, O_RDONLY | O_CLOEXEC);

	p->src.name = name;
	if (fd < 0) {
		run_problem(w->run, name, strerror(errno));
		return;
	}
	source_file(&p->src, fd);
	kind = w->options->from_given ? w->options->from :
	    stream_kind(source_peek(&p->src, 65536));
	if (kind != STREAM_CELLS && kind != STREAM_SECTIONS)
		run_problem(w->run, name,
		    "no stream of cells or sections, which --sorted asks for");
	else if ((p->stream = stream_new(&p->src, kind)) == NULL)
		run_problem(w->run, name, "out of memory");
	else
		pull(w);
}

static void
close_old(struct work *w)
{
	catch_up(w, NULL);
	stream_free(w->old.stream);
	buf_free(&w->old.src.head);
}

/* One line of an alias file: old name, tab, new name. */
static bool
read_alias(struct diff *d, char *line)
{
	char *tab = strchr(line, '\t');

	line[strcspn(line, "\r\n")] = '\0';
	if (*line == '\0' || *line == '#')
		return true;
	if (tab == NULL || tab == line || tab[1] == '\0')
		return false;
	return diff_alias(d, (struct str){ line, (size_t)(tab - line) },
	    str_of(tab + 1));
}

static void
bad_alias(const char *name, size_t line)
{
	char what[80];

	snprintf(what, sizeof(what), "line %zu is not an old name, a tab and "
	    "a new name", line);
	say(GXDIFF, name, what);
}

static bool
read_aliases(struct diff *d, const char *name)
{
	FILE *f = fopen(name, "r");
	char *line = NULL;
	size_t room = 0, n = 0;
	bool ok = f != NULL;

	if (f == NULL)
		say(GXDIFF, name, strerror(errno));
	while (ok && getline(&line, &room, f) != -1) {
		n++;
		if (!(ok = read_alias(d, line)))
			bad_alias(name, n);
	}
	if (ok && ferror(f)) {
		say(GXDIFF, name, strerror(errno));
		ok = false;
	}
	free(line);
	if (f != NULL)
		fclose(f);
	return ok;
}

/* Reads all operands and prints; the status to exit with. */
static int
work(struct work *w, const struct options *o)
{
	const struct stage stage = { .program = GXDIFF,
	    .record = take_cell, .section = take_section, .to = w,
	    .problem = note };
	size_t first = w->pair && o->sorted;
	int status;

	if ((w->run = run_new(&stage, o)) == NULL)
		return 2;
	if (o->markdown || o->html) {
		w->page = diff_page_new(o->html ? PAPER_HTML : PAPER_MARKDOWN,
		    run_write, run_output(w->run));
		if (w->page == NULL)
			run_problem(w->run, "-", "out of memory");
	}
	if (first != 0)
		open_old(w, o->operands[0]);
	run_walk(w->run, o->operands + first, o->noperands - first);
	close_old(w);
	if (w->what == NOTHING && o->text)
		w->what = PROSE;
	print(w);
	if (w->page != NULL && diff_page_end(w->page,
	    buf_slice(&w->left)) < 0)
		run_problem(w->run, "-", "out of memory");
	w->page = NULL;
	status = run_end(w->run);
	if (status == 0 && o->exit_code && diff_differs(w->diff))
		status = 1;
	return status;
}

/* What is wrong with the options together, or NULL. */
static const char *
contradiction(const struct options *o)
{
	if (o->sorted && o->alias != NULL)
		return "--alias changes the order --sorted asks for";
	if (o->text && o->from_given && o->from == STREAM_CELLS)
		return "--text does not compare cells";
	if (o->unified && (o->markdown || o->html))
		return "-u is a form of its own, without -m and --html";
	return NULL;
}

int
main(int argc, char **argv)
{
	struct options options;
	struct work w = { .options = &options };
	const char *wrong;
	int status = options_parse(&options, GXDIFF, argc, argv);

	if (status >= 0)
		return status;
	if (options.noperands > 2)
		return options_usage(GXDIFF);
	if ((wrong = contradiction(&options)) != NULL) {
		say(GXDIFF, NULL, wrong);
		return 2;
	}
	w.pair = options.noperands == 2;
	w.header = !options.no_header;
	w.diff = diff_new(form_compare, warn, &w);
	status = 2;
	if (w.diff == NULL)
		say(GXDIFF, NULL, "out of memory");
	else if (options.alias == NULL ||
	    read_aliases(w.diff, options.alias)) {
		if (options.latest)
			diff_latest(w.diff);
		status = work(&w, &options);
	}
	diff_free(w.diff);
	buf_free(&w.body);
	buf_free(&w.left);
	return status;
}
