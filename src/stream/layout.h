/*
 * Which columns the lines of a stream have, told by a header line or by
 * the number and shape of the fields of a line.
 */
#ifndef GX_STREAM_LAYOUT_H
#define GX_STREAM_LAYOUT_H

#include "stream/keys.h"

#define LAYOUT_MAX	64		/* fields of the widest stream */
#define LAYOUT_FIGURES	7		/* fields of sums after the keys */

struct layout {
	enum stream_kind kind;
	size_t		 n;			/* fields of a line */
	enum column	 column[LAYOUT_MAX];	/* COLUMNS: passed over */
};

/*
 * Cuts a line at its tabs into at most LAYOUT_MAX + 1 fields, the last of
 * which holds the rest; returns how many.
 */
size_t	layout_split(struct str line, struct str *field);

/*
 * Reads a header line: all columns of a stream (of cells, all but raw) by
 * their names, in any order, each once; others may stand among them and
 * are passed over.  False when the fields are none.
 */
bool	layout_header(struct layout *, const struct str *field, size_t n);

/* The keys of sums among the columns; false when one is there twice. */
bool	layout_keys(const struct layout *, struct keys *);

/*
 * The layout of lines without a header that have n fields, in a stream of
 * that kind; keys (NULL: year, or none) are those of sums.  False when no
 * such line has n fields.
 */
bool	layout_plain(struct layout *, enum stream_kind, size_t n,
	    const struct keys *keys);

/* Whose line that is by its shape alone; STREAM_REPORTS: nobody's. */
enum stream_kind layout_guess(const struct str *field, size_t n);

#endif
