/*
 * How alike a label of the form and the text around a run of figures are.
 */
#ifndef GX_REPORT_LIKENESS_H
#define GX_REPORT_LIKENESS_H

#include "report/observe.h"

#define LABEL_SPELLINGS	4

/* A label in all its spellings, folded. */
struct label {
	struct folded	spelling[LABEL_SPELLINGS];
	struct folded	kinds[LABEL_SPELLINGS];	/* the characters each begins
						   with, each once */
	size_t		n;
};

/* Where in a text a label is found with the least edits. */
struct place {
	size_t	edits, end;	/* end: behind its last character */
};

/* The label whose spellings are separated by |; owned by the arena. */
struct label likeness_label(struct arena *, const char *spellings);

/* The last of the substrings of text with the least edits to label. */
struct place likeness_find(struct folded text, struct folded label);

/*
 * From 0 to 1, how alike the label is to the text before a run, or to that
 * and the text behind it where a label wraps; the farther from the figures
 * the less.  Where it is seen to be less than `least`, -1.
 */
double	likeness_in(const struct run *, struct folded label, double least);

/* The share of a head's characters, each given once, that stand above a
 * run. */
double	likeness_head(const struct run *, struct folded kinds);

#endif
