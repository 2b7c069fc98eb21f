/*
 * Work done by threads, its results taken in the order it was given.
 *
 * The caller gives jobs and takes results in one thread.  At most twice as
 * many jobs as workers are held: giving one more waits for the oldest and
 * hands it to `done` first.  The threads start with the first job; with
 * one worker there are none, give does the work itself.
 */
#ifndef GX_MAIN_POOL_H
#define GX_MAIN_POOL_H

#include <stddef.h>

struct pool;

/*
 * What is done with a job.  work runs in a thread, `worker` from 0; part
 * and done in the caller's, in the order of giving, and done disposes of
 * the job.
 */
struct pool_calls {
	void	(*work)(void *to, size_t worker, void *job);
	void	(*part)(void *to, void *job);	/* of pool_part */
	void	(*done)(void *to, void *job);
	void	*to;
};

/* workers 0: one a processor.  NULL without memory or threads. */
struct pool *pool_new(unsigned workers, const struct pool_calls *);

/* How many workers there are. */
size_t	pool_workers(const struct pool *);

/* Gives a job to be done. */
void	pool_give(struct pool *, void *job);

/*
 * Within work: hands the job to `part` in its turn, and waits for that, so
 * that a long result need not be held to its end.
 */
void	pool_part(struct pool *, void *job);

/* Waits for all jobs, handing each to done. */
void	pool_drain(struct pool *);

/* Drains and ends the threads. */
void	pool_free(struct pool *);

#endif
