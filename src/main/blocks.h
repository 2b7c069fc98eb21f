/*
 * A stream of cells read by several threads, in blocks cut at line ends,
 * for a program to which the order of the cells does not matter.  What
 * comes out, and what is said, is that of one thread.
 *
 * The caller reads ahead; workers cut lines and hold their records until
 * all blocks before are known to have the layout they were read in.  A line
 * that changes the layout (a header of other columns, sums among cells) or
 * does not fit it is read by the caller, with all that was read ahead.
 */
#ifndef GX_MAIN_BLOCKS_H
#define GX_MAIN_BLOCKS_H

#include "stream/stream.h"

/* How a program takes records, of a thread's own and of all. */
struct parts {
	/* A worker's counterpart of `to`; NULL without memory. */
	void	*(*new)(const void *to);
	void	 (*free)(void *part);
	/* Takes a record, to be held; false: *why it is no good. */
	bool	 (*hold)(void *part, const struct record *, const char **why);
	/* Keeps or forgets what is held; false without memory. */
	bool	 (*settle)(void *part, bool keep);
	/* Adds all of a part; false without memory. */
	bool	 (*merge)(void *to, const void *part);
};

/* What the caller does itself, in its own thread. */
struct blocks_calls {
	/* Takes a record at once; false: *why it is no good. */
	bool	 (*take)(void *to, const struct record *, const char **why);
	/* Says what is wrong with the source read. */
	void	 (*problem)(void *to, const char *what);
	/* After each block; false: read no further. */
	bool	 (*step)(void *to);
	void	 *to;
};

struct blocks;

/*
 * Readies `workers` threads, started when they are needed; `to` of the
 * program's parts.  NULL without memory.
 */
struct blocks *blocks_new(unsigned workers, const struct parts *, void *to);

/* Reads a stream, which was newly made, from its source, to their end. */
void	blocks_read(struct blocks *, struct stream *, struct source *,
	    const struct blocks_calls *);

/* Adds the workers' parts to all; false without memory. */
bool	blocks_merge(struct blocks *);

void	blocks_free(struct blocks *);

#endif
