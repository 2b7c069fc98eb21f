/*
 * A process that does for a confined one the two things it may not do
 * itself: make a temporary file, and run a converter from a fixed list.  It
 * is forked before anything of strangers is read, sees no document, and
 * takes nothing but numbers and descriptors.
 */
#ifndef GX_CONFINE_BROKER_H
#define GX_CONFINE_BROKER_H

#include "confine/launch.h"

struct broker;

/*
 * Forks it.  The caller has no threads yet.  NULL when there can be none.
 * It ends when the caller does, however that ends.
 */
struct broker *broker_start(void);

/* Ends it.  NULL is allowed. */
void	broker_end(struct broker *);

/*
 * A temporary file that has no name; the caller closes it.  Below 0 with
 * errno set when there is none.  By one thread at a time; without a broker
 * (NULL) the file is made here.
 */
int	broker_file(struct broker *);

/*
 * Has a converter run on descriptors, which stay the caller's; false with
 * errno set when it cannot be asked.  See launch.
 */
bool	broker_run(struct broker *, enum converter,
	    const struct launch_limits *, const int fd[LAUNCH_FDS]);

#endif
