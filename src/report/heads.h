/*
 * What the heads of columns tell of the order a text goes in.
 */
#ifndef GX_REPORT_HEADS_H
#define GX_REPORT_HEADS_H

#include "report/forms.h"
#include "report/observe.h"

/*
 * Whether the text ahead of piece `to` holds the heads of a line's slots
 * first..last in their order, some of them broken over pieces: then it
 * goes cell by cell, and not by the height of lines on a page.
 */
bool	heads_by_cells(struct arena *, const struct piece *pieces, size_t to,
	    const struct item *line, size_t first, size_t last);

/* Where heads in another order were seen last, kept from row to row. */
struct heads {
	const struct item *line;	/* whose names were looked for */
	size_t	n, total;		/* its slots, its total's */
	size_t	section;		/* where */
	size_t	first;			/* the piece that shows it */
};

/*
 * Whether heads ahead of piece `to`, in its section, name the columns of a
 * line in another order than the form: four or more with no figure among
 * them.  The total is looked at only where all names stand side by side:
 * else its head may span lines and be read early.
 */
bool	heads_differ(struct arena *, const struct observed *, struct heads *,
	    const struct item *line, const struct form_line *, size_t to);

/*
 * Whether the heads over a headed line, ahead of piece `to` in its section,
 * name the parts of the table in another order than the form: lawsuits
 * ahead of reviews, say.
 */
bool	heads_shuffled(struct arena *, const struct observed *,
	    const struct item *line, const struct form_line *, size_t to);

#endif
