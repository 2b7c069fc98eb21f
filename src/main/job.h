/*
 * A piece of work for a thread: one document, or the sections of one
 * report, to the records a program prints or takes.  A job owns all it
 * holds.
 */
#ifndef GX_MAIN_JOB_H
#define GX_MAIN_JOB_H

#include "base/arena.h"
#include "confine/broker.h"
#include "main/run.h"
#include "open/stored.h"

struct job {
	struct buf	 name;
	struct buf	 input;		/* a document, or sections */
	struct stored	*stored;	/* a document that is packed, or NULL */
	bool		 split;		/* input holds sections */
	struct buf	 org, year;	/* of sections */
	struct waiting	*sections;
	size_t		 nsections;
	size_t		 operand;	/* where it came from, from 0 */
	struct buf	 output;	/* records, or what the stage made */
	struct buf	 kept;		/* what it keeps of the report */
	struct buf	 problem;	/* TSV: name, what is wrong with it */
	size_t		 read;		/* bytes of input that was freed */
	/* Takes away these three, which have become long; NULL: nobody. */
	void		(*hand_over)(void *to, struct job *);
	void		*to;
};

/* An empty job; NULL without memory. */
struct job *job_new(struct str name, size_t operand);
void	job_free(struct job *);

/* Adds a section of a report; without memory for it the job comes to that. */
void	job_add(struct job *, const struct record *);

/*
 * Does the work: fills output, and problem where something is wrong.  What
 * is made of a report depends on the stage and the options.
 */
void	job_work(struct job *, struct arena *, const struct stage *,
	    const struct options *, struct broker *);

#endif
