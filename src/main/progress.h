/*
 * How far a long run is: one line on standard error, rewritten in place
 * at most once a second while that is a terminal.
 */
#ifndef GX_MAIN_PROGRESS_H
#define GX_MAIN_PROGRESS_H

#include <time.h>

#include "main/options.h"
#include "open/walk.h"

struct progress {
	bool			 shown;		/* at all */
	enum program		 program;
	size_t			 documents, bytes;	/* done so far */
	struct walk_progress	 walked;	/* of the operands */
	time_t			 started, last;
	int			 width;		/* of the line that stands */
};

/* Begins; nothing is ever shown unless wanted and to a terminal. */
void	progress_begin(struct progress *, enum program, bool wanted);

/* Counts a document of that many bytes, and shows it if it is time. */
void	progress_add(struct progress *, size_t bytes);

/* Shows how far it is if it is time: within a long stream. */
void	progress_step(struct progress *);

/* Clears the line, for another that is to be printed. */
void	progress_clear(struct progress *);

/* Shows the last state and ends the line. */
void	progress_end(struct progress *);

#endif
