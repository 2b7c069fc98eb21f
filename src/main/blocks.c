/*
 * Blocks are numbered as they are given.  `clean` counts those that were
 * read to their end, with all before them; a worker that has read its own
 * waits for those before, which other workers are at, and settles.  When
 * one ends early, at `broken`, those behind it are forgotten; the caller,
 * to whom the pool hands all blocks in order, reads the rest of the one and
 * them itself, and the next block is given when all are done.  So the
 * stream of the caller is where one thread's would be, and workers read in
 * `pattern`, a copy of its layout that changes only while none is at work.
 */
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

#include "main/blocks.h"
#include "main/pool.h"

#define BLOCK	((size_t)512 * 1024)
#define NONE	SIZE_MAX

struct complaint {
	size_t		 line;		/* of the block; 0: none is named */
	size_t		 words;		/* where they begin */
};

struct block {
	char			*bytes;
	size_t			 len;
	size_t			 number;
	size_t			 lines;		/* taken by the worker */
	size_t			 taken;		/* bytes, too */
	struct complaint	*complaint;
	size_t			 complaints, room;
	struct buf		 words;		/* NUL-terminated each */
	bool			 failed;	/* memory ran out */
	struct block		*next;		/* of those that are free */
};

struct worker {
	struct stream	*stream;
	void		*part;
};

struct blocks {
	const struct parts		*parts;
	void				*to;
	struct pool			*pool;
	struct worker			*workers;
	/* of the stream that is read */
	struct stream			*whole;
	const struct blocks_calls	*calls;
	struct stream			*pattern;
	bool				 failed;	/* memory ran out */
	bool				 stopped;	/* by the caller */
	/* of blocks */
	struct block			*unused;
	size_t				 given;
	pthread_mutex_t			 lock;
	pthread_cond_t			 moved;
	size_t				 clean;
	size_t				 broken;	/* NONE: none is */
};

static void
block_free(struct block *b)
{
	if (b == NULL)
		return;
	free(b->bytes);
	free(b->complaint);
	buf_free(&b->words);
	free(b);
}

static struct block *
block_new(struct blocks *k)
{
	struct block *b = k->unused;

	if (b != NULL) {
		k->unused = b->next;
	} else if ((b = calloc(1, sizeof(*b))) == NULL ||
	    (b->bytes = malloc(BLOCK)) == NULL) {
		free(b);
		return NULL;
	}
	b->len = b->lines = b->taken = b->complaints = 0;
	buf_clear(&b->words);
	b->failed = false;
	return b;
}

/*
 * In the workers' threads
 */

static void
complain(struct block *b, size_t line, const char *words)
{
	size_t room = b->room != 0 ? b->room * 2 : 16;
	struct complaint *c;

	if (b->complaints == b->room) {
		c = realloc(b->complaint, room * sizeof(*c));
		if (c == NULL) {
			b->failed = true;
			return;
		}
		b->complaint = c;
		b->room = room;
	}
	b->complaint[b->complaints++] = (struct complaint){ line,
	    b->words.len };
	buf_add(&b->words, words, strlen(words) + 1);
	b->failed |= b->words.failed;
}

/* Reads a block as far as its layout goes. */
static void
read_block(struct blocks *k, struct worker *w, struct block *b)
{
	const struct record *record;
	const char *why;
	int got;

	stream_like(w->stream, k->pattern);
	stream_block(w->stream, (struct str){ b->bytes, b->len });
	while ((got = stream_next(w->stream, &record)) != 0)
		if (got < 0)
			complain(b, stream_line(w->stream),
			    stream_words(w->stream));
		else if (!k->parts->hold(w->part, record, &why))
			complain(b, 0, why);
	b->failed |= stream_dead(w->stream);
	b->taken = b->len - stream_rest(w->stream).n;
	b->lines = stream_line(w->stream);
}

/* Waits for the blocks before; whether they are as this one took them. */
static bool
wait_turn(struct blocks *k, const struct block *b)
{
	bool counts;

	pthread_mutex_lock(&k->lock);
	while (k->clean != b->number && k->broken == NONE)
		pthread_cond_wait(&k->moved, &k->lock);
	if ((counts = k->broken == NONE)) {
		if (b->taken < b->len)
			k->broken = b->number;
		else
			k->clean++;
		pthread_cond_broadcast(&k->moved);
	}
	pthread_mutex_unlock(&k->lock);
	return counts;
}

static void
on_work(void *to, size_t worker, void *job)
{
	struct blocks *k = to;
	struct worker *w = &k->workers[worker];
	struct block *b = job;
	bool counts;

	read_block(k, w, b);
	counts = wait_turn(k, b);
	if (!k->parts->settle(w->part, counts))
		b->failed = true;
	if (!counts)
		b->taken = b->lines = b->complaints = 0;
}

/*
 * In the caller's thread
 */

static void
step(struct blocks *k)
{
	k->stopped |= !k->calls->step(k->calls->to);
}

/* Takes what the caller's own stream has to its end. */
static void
take_all(struct blocks *k)
{
	const struct record *record;
	const char *why;
	int got;

	while (!k->stopped && (got = stream_next(k->whole, &record)) != 0) {
		if (stream_line(k->whole) % 65536 == 0)
			step(k);
		if (got < 0)
			why = stream_error(k->whole);
		else if (k->calls->take(k->calls->to, record, &why))
			continue;
		k->calls->problem(k->calls->to, why);
	}
}

/* Says what a worker found wrong. */
static void
say_complaints(struct blocks *k, const struct block *b)
{
	const struct complaint *c = b->complaint;
	size_t before = stream_line(k->whole), i;
	struct buf line = { 0 };

	for (i = 0; i < b->complaints; i++, c++) {
		buf_reset(&line);
		if (c->line != 0)
			buf_printf(&line, "line %zu: ", before + c->line);
		buf_cstr(&line, b->words.s + c->words);
		buf_z(&line);
		k->calls->problem(k->calls->to, line.failed ?
		    "out of memory" : line.s);
	}
	buf_free(&line);
}

/* After its worker: what it left. */
static void
on_done(void *to, void *job)
{
	struct blocks *k = to;
	struct block *b = job;

	if (b->failed)
		k->failed = true;
	else if (!stream_dead(k->whole)) {
		say_complaints(k, b);
		stream_pass(k->whole, b->lines);
		if (b->taken < b->len) {
			stream_block(k->whole, (struct str){
			    b->bytes + b->taken, b->len - b->taken });
			take_all(k);
		}
		step(k);
	}
	b->next = k->unused;
	k->unused = b;
}

/*
 * Has workers go on where the caller's stream is; false while its lines are
 * not of cells or have no layout yet.
 */
static bool
ready(struct blocks *k)
{
	bool is;

	pthread_mutex_lock(&k->lock);
	is = k->broken == NONE;
	pthread_mutex_unlock(&k->lock);
	if (is)
		return true;
	pool_drain(k->pool);
	if (!stream_settled(k->whole, STREAM_CELLS))
		return false;
	stream_like(k->pattern, k->whole);
	k->clean = k->given;
	k->broken = NONE;
	return true;
}

static void
give(struct blocks *k, struct block *b)
{
	if (!ready(k)) {
		on_done(k, b);
		return;
	}
	b->number = k->given++;
	pool_give(k->pool, b);
}

/* Fills a block: whether the source goes on, -1 when it fails. */
static int
fill(struct block *b, struct source *src)
{
	ssize_t n = 1;

	while (b->len < BLOCK && (n = source_read(src, b->bytes + b->len,
	    BLOCK - b->len)) > 0)
		b->len += (size_t)n;
	return n > 0 ? 1 : (int)n;
}

/* How many bytes up to the last line's end. */
static size_t
whole_lines(const struct block *b)
{
	size_t n = b->len;

	while (n != 0 && b->bytes[n - 1] != '\n')
		n--;
	return n;
}

/* A block that begins with what is left of b behind n bytes. */
static struct block *
following(struct blocks *k, struct block *b, size_t n)
{
	struct block *next = block_new(k);

	if (next != NULL) {
		next->len = b->len - n;
		memcpy(next->bytes, b->bytes + n, next->len);
		b->len = n;
	}
	return next;
}

/* Reads on alone, from a line that is longer than a block. */
static void
read_alone(struct blocks *k, struct source *src, const struct block *b)
{
	if (!source_return(src, (struct str){ b->bytes, b->len })) {
		k->failed = true;
		return;
	}
	stream_resume(k->whole);
	take_all(k);
}

void
blocks_read(struct blocks *k, struct stream *whole, struct source *src,
    const struct blocks_calls *calls)
{
	struct block *b = block_new(k), *next;
	size_t n = 1;
	int more = 1;

	k->whole = whole;
	k->calls = calls;
	k->stopped = k->failed = false;
	k->broken = 0;
	while (b != NULL && more > 0 && !k->stopped && !k->failed &&
	    !stream_dead(whole)) {
		more = fill(b, src);
		n = more == 0 ? b->len : whole_lines(b);
		if (n == 0 || (next = following(k, b, n)) == NULL)
			break;
		give(k, b);
		b = next;
	}
	pool_drain(k->pool);
	if (b == NULL || (more > 0 && n != 0 && !k->stopped &&
	    !stream_dead(whole)))
		k->failed = true;
	else if (more > 0 && n == 0)
		read_alone(k, src, b);
	if (more < 0)
		calls->problem(calls->to, src->error);
	if (k->failed)
		calls->problem(calls->to, "out of memory");
	if (b != NULL) {
		b->next = k->unused;
		k->unused = b;
	}
}

static bool
workers_new(struct blocks *k, size_t n)
{
	size_t i;

	if ((k->workers = calloc(n, sizeof(*k->workers))) == NULL)
		return false;
	for (i = 0; i < n; i++) {
		k->workers[i].stream = stream_new(NULL, STREAM_CELLS);
		k->workers[i].part = k->parts->new(k->to);
		if (k->workers[i].stream == NULL || k->workers[i].part == NULL)
			return false;
	}
	return true;
}

struct blocks *
blocks_new(unsigned workers, const struct parts *parts, void *to)
{
	struct blocks *k = calloc(1, sizeof(*k));
	const struct pool_calls calls = { on_work, NULL, on_done, k };

	if (k == NULL)
		return NULL;
	pthread_mutex_init(&k->lock, NULL);
	pthread_cond_init(&k->moved, NULL);
	k->parts = parts;
	k->to = to;
	k->pattern = stream_new(NULL, STREAM_CELLS);
	k->pool = pool_new(workers, &calls);
	if (k->pattern == NULL || k->pool == NULL ||
	    !workers_new(k, pool_workers(k->pool))) {
		blocks_free(k);
		return NULL;
	}
	return k;
}

bool
blocks_merge(struct blocks *k)
{
	size_t i, n = pool_workers(k->pool);

	for (i = 0; i < n; i++)
		if (!k->parts->merge(k->to, k->workers[i].part))
			return false;
	return true;
}

void
blocks_free(struct blocks *k)
{
	size_t i, n = k != NULL && k->pool != NULL && k->workers != NULL ?
	    pool_workers(k->pool) : 0;
	struct block *b;

	if (k == NULL)
		return;
	pool_free(k->pool);
	for (i = 0; i < n; i++) {
		stream_free(k->workers[i].stream);
		k->parts->free(k->workers[i].part);
	}
	free(k->workers);
	stream_free(k->pattern);
	while ((b = k->unused) != NULL) {
		k->unused = b->next;
		block_free(b);
	}
	pthread_cond_destroy(&k->moved);
	pthread_mutex_destroy(&k->lock);
	free(k);
}
