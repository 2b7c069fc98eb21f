/*
 * How alike a label of the form and the text around a run of figures are.
 */
#ifndef GX_REPORT_LIKENESS_H
#define GX_REPORT_LIKENESS_H

#include "report/observe.h"

#define NEEDLE	64

/*
 * A text that is looked for, by its first NEEDLE characters: where those
 * stand that leave the same rest when divided by NEEDLE, one after the
 * other; NEEDLE behind the last.
 */
struct needle {
	struct folded	whole, text;	/* all of it, and what is looked for */
	unsigned char	first[NEEDLE], next[NEEDLE];
};

/* The needle of a text, which it points to. */
struct needle likeness_needle(struct folded text);

/* Where in a text a label is found with the least edits. */
struct place {
	size_t	edits, end;	/* end: behind its last character */
};

/* The last of the substrings of text with the least edits to label. */
struct place likeness_find(struct folded text, struct folded label);

/*
 * From 0 to 1, how alike the label is to the text before a run, or to that
 * and the text behind it where a label wraps; the farther from the figures
 * the less.  Where it is seen to be less than `least`, -1.
 */
double	likeness_in(const struct run *, const struct needle *label,
	    double least);

/* The share of a head's characters, each given once, that stand above a
 * run. */
double	likeness_head(const struct run *, struct folded kinds);

#endif
