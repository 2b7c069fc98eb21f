/*
 * Documents for people: the same calls write Markdown (CommonMark, tables
 * with bars) or one HTML page that needs nothing else.
 *
 * Blocks are written as they come, so memory does not grow with the
 * document.  All text is plain: cmark escapes what it holds, white space
 * is one blank.
 *
 *	paper_heading(p, 1, title);
 *	paper_paragraph(p, text);
 *	paper_item(p, text);			items in a row are a list
 *	paper_table(p, 2, "lr");
 *	paper_row(p); paper_cell(p, "year", PAPER_HEAD); ...
 *	paper_row(p); ...
 *	stop = paper_end(p);
 */
#ifndef GX_WRITE_PAPER_H
#define GX_WRITE_PAPER_H

#include "base/buf.h"

#define PAPER_COLUMNS	32	/* a table has no more */

enum paper_format { PAPER_MARKDOWN, PAPER_HTML };

enum paper_cell {
	PAPER_HEAD = 1,		/* heads a column or a row */
	PAPER_NUMBER = 2	/* a decimal: see paper_number */
};

struct paper;

/* The title is the HTML page's; it is printed by paper_heading.  NULL
 * without memory. */
struct paper *paper_new(enum paper_format, struct str title,
	    int (*write)(void *, struct str), void *to);

/* Whether it is HTML that is written. */
bool	paper_is_html(const struct paper *);

/* A heading of level 1 to 6. */
void	paper_heading(struct paper *, int level, struct str);

/*
 * In HTML: names the place the next heading stands at, and an item that
 * leads to such a place.  In Markdown nothing.
 */
void	paper_place(struct paper *, size_t place);
void	paper_link(struct paper *, struct str, size_t place);

/* In HTML: a picture as chart.h makes it.  In Markdown nothing. */
void	paper_picture(struct paper *, struct str svg);
void	paper_paragraph(struct paper *, struct str);
void	paper_item(struct paper *, struct str);

/*
 * Begins a table whose columns are aligned left or right: one letter, l or
 * r, a column, the last one for all behind it, too.  Its first row is its head.  It goes on until another block
 * or the end.
 */
void	paper_table(struct paper *, size_t columns, const char *align);
void	paper_row(struct paper *);

/* The next cell of the row that no cell above reaches into. */
void	paper_cell(struct paper *, struct str, int flags);

/*
 * The same for a cell of several columns and rows.  Markdown has none:
 * there the places it reaches into are empty cells.
 */
void	paper_span(struct paper *, struct str, int flags, size_t columns,
	    size_t rows);

/*
 * Ends the document and frees it.  Returns 0, what write returned to stop,
 * or -1 without memory.
 */
int	paper_end(struct paper *);

/*
 * Appends a decimal number as people read it: groups of three, and the
 * minus sign (U+2212).  Anything else is appended as it is.
 */
void	paper_number(struct buf *, struct str);

#endif
