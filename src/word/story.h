/*
 * The text of a word processor's document as DOC and RTF store it:
 * paragraphs, some of which stand in cells, which are ended by marks, in
 * rows that are described at their ends by the edges of their cells.
 */
#ifndef GX_WORD_STORY_H
#define GX_WORD_STORY_H

#include "base/buf.h"

#define STORY_DEPTH	16	/* tables within tables; deeper ones are one */
#define STORY_ROW	512	/* cells of a row that are described */

/* What the end of a row says of one of its cells. */
struct story_cell {
	int	 right;		/* where it ends, in twips */
	bool	 begins;	/* cells below may continue it */
	bool	 below;		/* it continues the cell above */
	bool	 beside;	/* it continues the cell before it */
};

struct story_row {
	int			 left;	/* where its first cell begins */
	struct story_cell	 cells[STORY_ROW];
	size_t			 n;
};

/* To be zeroed but for out. */
struct story {
	struct buf		*out;	/* finished lines */
	struct buf		 line;	/* the paragraph being read */
	bool			 apart;	/* text is raised or struck out */
	bool			 stood_apart;	/* the last text was */
	struct story_table	*tables[STORY_DEPTH];	/* open ones */
	unsigned		 ntables;
	bool			 failed;	/* memory ran out */
};

/*
 * Appends text to the paragraph.  A figure that is raised or struck out
 * does not become one with the figure at its side.
 */
void	story_text(struct story *, struct str);

/* Ends the paragraph, which stands in so many tables; 0: in none. */
void	story_paragraph(struct story *, unsigned depth);

/* Ends the paragraph and its cell, of the table at that depth from 1. */
void	story_cell(struct story *, unsigned depth);

/* Ends the row of the table at that depth; NULL: nothing is known of it. */
void	story_row(struct story *, unsigned depth, const struct story_row *);

/*
 * Ends the text: what is open is written, and everything but out freed.
 * False without memory.
 */
bool	story_end(struct story *);

#endif
