/*
 * What a report shows, before any form is laid on it: pieces of text and
 * figures in reading order, and runs of figures with the text around them.
 * Nothing here knows a form.
 */
#ifndef GX_REPORT_OBSERVE_H
#define GX_REPORT_OBSERVE_H

#include "report/fold.h"
#include "report/split.h"
#include "report/value.h"

/* How the pieces of a line are told apart. */
enum layout {
	LAYOUT_WORDS,		/* by white space */
	LAYOUT_CELLS,		/* by tabs: a row of a table */
	LAYOUT_BARS,		/* by bars, whose lines may wrap anywhere */
	LAYOUT_ALONE		/* one cell, alone on its line */
};

struct piece {
	struct str	 text;		/* as it stands */
	bool		 figure;	/* a number or a stroke, else text */
	struct value	 value;		/* of a figure */
	enum layout	 layout;
	size_t		 line;		/* among the report's lines, from 0 */
	size_t		 cell;		/* which cell of its line, from 0 */
	size_t		 stream, seat;	/* with bars: which table of bars, and
					   how many bars before it there */
	size_t		 x, end;	/* columns on a terminal */
	size_t		 at;		/* characters of its line before it */
	size_t		 page;		/* form feeds ahead of it */
	size_t		 gaps;		/* empty cells just before it */
	size_t		 blank;		/* blank lines just before it */
	struct folded	 folded;	/* its text; no c: not folded yet */
};

/* Figures one after the other: a row of a table, or something else. */
struct run {
	size_t	first, n;		/* its figures: pieces first..first+n-1 */
	size_t	lead, nlead;		/* the texts before it, from the run
					   before on */
	bool	cells;			/* all in one line of cells */
	size_t	width;			/* how many cells that line has */
	struct folded before, after;	/* those texts, folded: lead; and up
					   to the line of the next run */
	struct fold_set kinds;		/* of the characters of both */
	size_t	after_end;		/* the piece behind the texts after */
};

struct observed {
	struct str	*lines;
	size_t		*section;	/* which of the report's sections each
					   line is of, from 0 */
	size_t		*width;		/* cells of each line of cells; 0: it is
					   none */
	size_t		 nlines;
	bool		*stacked;	/* a line put together from several */
	bool		*torn;		/* one of several that are a row */
	struct piece	*pieces;
	size_t		 npieces;
	size_t		*texts;		/* those of them that are no figures */
	size_t		 ntexts;
	struct piece	*loose;		/* the pieces as they stand, before
					   lines are put together by place */
	size_t		 nloose;
	size_t		 step;		/* lines from cell to cell where each is
					   on its own; 0: not laid out so */
	struct run	*runs;
	size_t		 nruns;
	bool		 overflow;	/* more than OBSERVE_PIECES: nothing is
					   observed */
};

/* Pieces in a report at most; a long one has two thousand. */
#define OBSERVE_PIECES	40000

/*
 * Whether text that was read as no figure may be one that is damaged:
 * letters, digits or signs like them without any ideograph (1O4, |).
 */
bool	observe_unread(const struct piece *);

/* All that a report shows; owned by the arena. */
struct observed *observe(struct arena *, const struct report *);

/* The text of piece i, folded when first asked for. */
struct folded observe_fold(struct arena *, const struct observed *, size_t i);

/* How many cells a line has: one more than tabs. */
size_t	observe_width(const struct observed *, size_t line);

/* Whether a run holds a number other than 0. */
bool	observed_number(const struct observed *, const struct run *);

#endif
