/*
 * The lines of a stream, cut into fields, in constant memory.
 */
#ifndef GX_STREAM_LINES_H
#define GX_STREAM_LINES_H

#include <stdint.h>

#include "open/source.h"
#include "stream/layout.h"

#define LINES_TOO_LONG	(-2)	/* a line was, and is passed over */

/* Of it the fields, escapes, line and start are for the reader of lines. */
struct lines {
	struct source	*src;
	char		*own;		/* what is read from src, */
	size_t		 cap;
	const char	*buf;		/* or a block: what is being cut */
	size_t		 start, end;	/* what was not yet handed out */
	size_t		 block;		/* where marks were looked for, */
	uint64_t	 marks;		/* and found */
	struct str	 field[LAYOUT_MAX + 1];	/* of the line, */
	size_t		 fields;
	bool		 escapes;	/* and whether any has a backslash */
	size_t		 line;		/* lines taken */
	bool		 eof;
	bool		 skipping;	/* the rest of a line too long */
};

/* Begins to read src; false without memory. */
bool	lines_open(struct lines *, struct source *src);

/* Frees what it holds. */
void	lines_close(struct lines *);

/*
 * The fields of the next line, slices of the buffer up to the next call,
 * without byte order mark and line end: 1, 0 at the end, LINES_TOO_LONG,
 * or -1 when nothing more is to be had: the source failed, or memory.
 */
int	lines_next(struct lines *);

/* The line just cut. */
struct str lines_whole(const struct lines *);

/* Reads a block that stays the caller's, up to its end. */
void	lines_block(struct lines *, struct str block);

/* Goes on with the source, of which nothing is held. */
void	lines_resume(struct lines *);

/* s without a byte order mark before it, or a return behind it. */
struct str lines_bare(struct str s);

#endif
