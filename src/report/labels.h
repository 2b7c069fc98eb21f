/*
 * Where the labels of a table stand in text that breaks them over lines.
 */
#ifndef GX_REPORT_LABELS_H
#define GX_REPORT_LABELS_H

#include "report/known.h"

/* The lines of the report that a label begins, has its middle and ends on. */
struct label_lines {
	size_t	first, middle, last;
};

/*
 * The lines of n labels; owned by the arena.  NULL unless two thirds of
 * each label's characters stand in the section, in order, and all labels
 * one after the other.
 */
struct label_lines *labels_find(struct arena *, const struct observed *,
	    size_t section, const struct label *, size_t n);

#endif
