/*
 * The words of the forms, folded: made once, when first asked for, and kept
 * as long as the program runs.
 */
#ifndef GX_REPORT_KNOWN_H
#define GX_REPORT_KNOWN_H

#include "report/forms.h"
#include "report/likeness.h"

#define LABEL_SPELLINGS	4

/* A label in all its spellings. */
struct label {
	struct folded	spelling[LABEL_SPELLINGS];
	struct needle	needle[LABEL_SPELLINGS];	/* the same, to be looked for */
	struct folded	kinds;		/* the characters that the first one
					   begins with, each once */
	size_t		n;
};

/* The labels of a form's lines, in their order. */
const struct label *known_labels(const struct form *);

/* The head of the column of a form's item. */
struct folded known_head(const struct form *, size_t item);

/* The label of form_groups[i]. */
struct folded known_group(size_t i);

#endif
