/*
 * Standard output in large blocks, and what went wrong with it.  Where it
 * is a terminal, that shows what documents hold and does not obey it.
 */
#ifndef GX_MAIN_OUTPUT_H
#define GX_MAIN_OUTPUT_H

#include <signal.h>

#include "base/buf.h"

struct output {
	struct buf	 waiting;	/* not yet written */
	int		 error;		/* errno of the first failure; 0 */
	bool		 terminal;	/* it is one */
};

/*
 * Begins; a zeroed struct is no terminal's.  From here on the signals that
 * end the program leave no record without its end.
 */
void	output_begin(struct output *);

/* These signals, which only the thread that writes should get. */
void	output_signals(sigset_t *);

/* Adds whole lines; non-zero when output failed, now or before. */
int	output_add(struct output *, struct str);

/* Writes all that waits and checks that it arrived; as output_add. */
int	output_finish(struct output *);

#endif
