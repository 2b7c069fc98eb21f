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
 * the less.
 */
double	likeness_in(struct arena *, const struct run *, struct folded label);

/* The share of a head's characters that stand above a run. */
double	likeness_head(const struct run *, struct folded head);

#endif
