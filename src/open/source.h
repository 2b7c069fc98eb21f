/*
 * The bytes of one file, member of an archive or standard input, read
 * once from front to back.  A source is owned by whoever walks; it is
 * valid during the visit only.
 */
#ifndef GX_OPEN_SOURCE_H
#define GX_OPEN_SOURCE_H

#include <sys/types.h>

#include "base/buf.h"

struct stored;

struct source {
	const char	*name;		/* operand[/member...], UTF-8; - for stdin */
	size_t		 operand;	/* which operand it came from, from 0 */
	struct buf	 head;		/* bytes looked at before they were read */
	size_t		 taken;		/* how many of head were read since */
	bool		 end;		/* nothing is left behind head */
	const char	*error;		/* why the last read failed, or NULL */
	char		 words[160];	/* where an error stands that is made up */
	/* Reads up to n bytes: how many, 0 at the end, -1 with error set. */
	ssize_t		(*more)(struct source *, void *, size_t n);
	/*
	 * Gives all of it, packed, if nothing was read, it has at most limit
	 * bytes and that can be; it is at its end then.  NULL: it is to be
	 * read.  Freed by stored_free().  May be NULL itself.
	 */
	struct stored	*(*later)(struct source *, size_t limit);
	void		*from;		/* of more and later */
};

/*
 * The first bytes (up to n, fewer only at the end or on an error) without
 * taking them; the slice is valid until the source is read or peeked at.
 */
struct str source_peek(struct source *, size_t n);

/*
 * Reads up to n bytes: how many, 0 at the end, -1 with error set.  After
 * an error every read fails.
 */
ssize_t	source_read(struct source *, void *, size_t n);

/* Puts back bytes that were read, to be read again; false: no memory. */
bool	source_return(struct source *, struct str bytes);

/*
 * Appends all that is left to b.  Returns 0; -1 with error set when a read
 * failed, memory ran out or there are more than limit bytes.  What was
 * read before the failure stays in b.
 */
int	source_slurp(struct source *, struct buf *, size_t limit);

/*
 * Makes a zeroed source, but for its name, read a file descriptor, which
 * stays the caller's.
 */
void	source_file(struct source *, int fd);

/* Sets the error to what printf would print, on one line; returns -1. */
int	source_fail(struct source *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));

#endif
