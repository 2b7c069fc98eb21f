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
 * work(to, worker, job) runs in a thread, `worker` from 0; done(to, job)
 * in the caller's, in the order of giving, and disposes of the job.
 * workers 0: one a processor.  NULL without memory or threads.
 */
struct pool *pool_new(unsigned workers,
	    void (*work)(void *, size_t worker, void *job),
	    void (*done)(void *, void *job), void *to);

/* How many workers there are. */
size_t	pool_workers(const struct pool *);

/* Gives a job to be done. */
void	pool_give(struct pool *, void *job);

/* Waits for all jobs, handing each to done. */
void	pool_drain(struct pool *);

/* Drains and ends the threads. */
void	pool_free(struct pool *);

#endif
