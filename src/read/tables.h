/*
 * Where the text of a document goes while it is read: the open tables, a
 * stack of grids, and the paragraph in hand.  A table that holds another
 * one lays out the page: as soon as the inner one begins, the outer one is
 * turned into loose paragraphs.  What is left are innermost tables,
 * written as rows.
 */
#ifndef GX_READ_TABLES_H
#define GX_READ_TABLES_H

#include "read/grid.h"

#define TABLES_MAX	64

/* To be zeroed but for out, which belongs to the caller. */
struct tables {
	struct buf	*out;		/* finished lines */
	struct buf	 line;		/* the paragraph being read */
	struct grid	 open[TABLES_MAX];
	size_t		 n;
	bool		 failed;	/* memory ran out */
};

/* The innermost open table; NULL where there is none. */
static inline struct grid *
tables_top(struct tables *t)
{
	return t->n > 0 ? &t->open[t->n - 1] : NULL;
}

/* Where finished paragraphs go: the open cell, or out. */
struct buf *tables_sink(struct tables *);

/*
 * Whether text must not be put close to what stands before it and is none
 * of the same: two figures would become one.
 */
bool	tables_may_fuse(struct str);

/* Ends the paragraph: into the open cell, or as a line of out. */
void	tables_put_line(struct tables *);

/* The same, if there is one. */
static inline void
tables_end_line(struct tables *t)
{
	if (t->line.len > 0)
		tables_put_line(t);
}

/* Begins a table; false when too many are open. */
bool	tables_begin(struct tables *);

/* Ends the innermost table, if any. */
void	tables_end(struct tables *);

/* Ends the paragraph and all tables, and frees all but out. */
void	tables_finish(struct tables *);

#endif
