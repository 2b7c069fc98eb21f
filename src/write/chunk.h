/*
 * Records on their way to a sink, handed over in large pieces of whole
 * lines.
 */
#ifndef GX_WRITE_CHUNK_H
#define GX_WRITE_CHUNK_H

#include "base/buf.h"

struct chunk {
	struct buf	 out;		/* not yet handed over; the caller frees */
	int		(*write)(void *, struct str);	/* non-zero: stop */
	void		*to;		/* first argument of write */
};

/* After a record: hands over if much waits.  0, what write returned to
 * stop, or -1 without memory. */
int	chunk_line(struct chunk *);

/* Hands over all that waits; as chunk_line. */
int	chunk_flush(struct chunk *);

#endif
