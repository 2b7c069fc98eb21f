#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "main/output.h"
#include "main/pool.h"

struct slot {
	void	*job;
	bool	 finished;
	bool	 partial;	/* waits for `part` */
};

struct worker {
	struct pool	*pool;
	size_t		 number;
	pthread_t	 thread;
};

/*
 * A ring of slots: from `oldest` to `next` are taken, from `untouched` on
 * no worker has begun.  Counters only rise; a slot's place is its counter
 * modulo the size.
 */
struct pool {
	struct pool_calls calls;
	struct worker	 *workers;
	size_t		  nworkers, running;
	bool		  started;
	struct slot	 *slots;
	size_t		  nslots;
	size_t		  oldest, untouched, next;
	bool		  closing;
	pthread_mutex_t	  lock;
	pthread_cond_t	  given, finished, parted;
};

static void *
run(void *arg)
{
	struct worker *w = arg;
	struct pool *p = w->pool;
	struct slot *s;

	pthread_mutex_lock(&p->lock);
	for (;;) {
		while (p->untouched == p->next && !p->closing)
			pthread_cond_wait(&p->given, &p->lock);
		if (p->untouched == p->next)
			break;
		s = &p->slots[p->untouched++ % p->nslots];
		pthread_mutex_unlock(&p->lock);
		p->calls.work(p->calls.to, w->number, s->job);
		pthread_mutex_lock(&p->lock);
		s->finished = true;
		pthread_cond_signal(&p->finished);
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

static size_t
processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > 64 ? 64 : (size_t)n;
}

/* Starts the threads; with none that starts, the work is done inline. */
static void
start(struct pool *p)
{
	sigset_t writers, before;
	size_t i;

	p->started = true;
	if (p->nworkers == 1)
		return;
	output_signals(&writers);
	pthread_sigmask(SIG_BLOCK, &writers, &before);
	for (i = 0; i < p->nworkers; i++) {
		p->workers[i] = (struct worker){ .pool = p, .number = i };
		if (pthread_create(&p->workers[i].thread, NULL, run,
		    &p->workers[i]) != 0)
			break;
		p->running++;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

struct pool *
pool_new(unsigned workers, const struct pool_calls *calls)
{
	struct pool *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return NULL;
	p->calls = *calls;
	p->nworkers = workers ? workers : processors();
	p->nslots = 2 * p->nworkers;
	p->workers = calloc(p->nworkers, sizeof(*p->workers));
	p->slots = calloc(p->nslots, sizeof(*p->slots));
	if (p->workers == NULL || p->slots == NULL) {
		free(p->workers);
		free(p->slots);
		free(p);
		return NULL;
	}
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->given, NULL);
	pthread_cond_init(&p->finished, NULL);
	pthread_cond_init(&p->parted, NULL);
	return p;
}

size_t
pool_workers(const struct pool *p)
{
	return p->nworkers;
}

/* Takes the oldest job's result; the lock is held on entry and exit. */
static void
take_oldest(struct pool *p)
{
	struct slot *s = &p->slots[p->oldest % p->nslots];
	void *job;

	while (!s->finished) {
		if (!s->partial) {
			pthread_cond_wait(&p->finished, &p->lock);
			continue;
		}
		pthread_mutex_unlock(&p->lock);
		p->calls.part(p->calls.to, s->job);
		pthread_mutex_lock(&p->lock);
		s->partial = false;
		pthread_cond_broadcast(&p->parted);
	}
	job = s->job;
	p->oldest++;
	pthread_mutex_unlock(&p->lock);
	p->calls.done(p->calls.to, job);
	pthread_mutex_lock(&p->lock);
}

void
pool_part(struct pool *p, void *job)
{
	struct slot *s;
	size_t i;

	if (p->running == 0) {
		p->calls.part(p->calls.to, job);
		return;
	}
	pthread_mutex_lock(&p->lock);
	for (i = p->oldest; p->slots[i % p->nslots].job != job; )
		i++;
	s = &p->slots[i % p->nslots];
	s->partial = true;
	pthread_cond_signal(&p->finished);
	while (s->partial)
		pthread_cond_wait(&p->parted, &p->lock);
	pthread_mutex_unlock(&p->lock);
}

void
pool_give(struct pool *p, void *job)
{
	if (!p->started)
		start(p);
	if (p->running == 0) {
		p->calls.work(p->calls.to, 0, job);
		p->calls.done(p->calls.to, job);
		return;
	}
	pthread_mutex_lock(&p->lock);
	while (p->next - p->oldest == p->nslots || (p->next != p->oldest &&
	    p->slots[p->oldest % p->nslots].finished))
		take_oldest(p);
	p->slots[p->next++ % p->nslots] = (struct slot){ .job = job };
	pthread_cond_signal(&p->given);
	pthread_mutex_unlock(&p->lock);
}

void
pool_drain(struct pool *p)
{
	pthread_mutex_lock(&p->lock);
	while (p->oldest != p->next)
		take_oldest(p);
	pthread_mutex_unlock(&p->lock);
}

void
pool_free(struct pool *p)
{
	size_t i;

	if (p == NULL)
		return;
	pool_drain(p);
	pthread_mutex_lock(&p->lock);
	p->closing = true;
	pthread_cond_broadcast(&p->given);
	pthread_mutex_unlock(&p->lock);
	for (i = 0; i < p->running; i++)
		pthread_join(p->workers[i].thread, NULL);
	pthread_cond_destroy(&p->given);
	pthread_cond_destroy(&p->finished);
	pthread_cond_destroy(&p->parted);
	pthread_mutex_destroy(&p->lock);
	free(p->workers);
	free(p->slots);
	free(p);
}
