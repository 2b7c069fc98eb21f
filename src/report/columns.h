/*
 * Which cells of a row of cells are the slots of a line of the form.
 */
#ifndef GX_REPORT_COLUMNS_H
#define GX_REPORT_COLUMNS_H

#include "report/align.h"
#include "report/solve.h"

struct columns {
	bool	known;
	bool	by_heads;		/* the heads of columns say so */
	size_t	cell[SOLVE_SLOTS];	/* of each slot */
};

/*
 * What was found for the row before, which mostly holds for the next one;
 * at first all 0.
 */
struct columns_seen {
	const struct form_line *of;	/* NULL: no row yet */
	size_t	line, width;		/* its line, and that one's cells */
	struct folded *head;		/* the head above each cell */
	struct columns by_heads;
	bool	agreed;			/* no row contradicts those */
};

/*
 * The columns of the given line, whose run is a row of cells or, with a
 * label alone (see struct placed), a piece in one.  Known if the heads of
 * the columns stand above in cells of their own and no row of the table
 * contradicts them, or else if rows that are full show them: rows built
 * alike, or all rows the same way from their label.
 */
struct columns columns_of(struct arena *, const struct observed *,
	    const struct alignment *, struct columns_seen *, size_t line);

/*
 * A merged cell may be written in each place it covers, the head above as
 * often.  Whether the line's run is such a row, and just its slots are
 * left if each such figure counts once: then cell[] are those.
 */
bool	columns_merged(struct arena *, const struct observed *,
	    const struct alignment *, size_t line, size_t cell[SOLVE_SLOTS]);

/*
 * Whether the figures of the line's run, in cells of one line, lie where
 * they should: under heads, where those of another row of its table do, or
 * side by side; without sums to bear that out, with no other cells.
 */
bool	columns_usual(struct arena *, const struct observed *,
	    const struct alignment *, size_t line);

/* The piece in a cell of a line; NULL for an empty one.  Some piece of
 * that line is `near`. */
const struct piece *columns_piece(const struct observed *, size_t near,
	    size_t cell);

#endif
