#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"

/* Fuzzing has small ones, for sanitizers to see what is behind an array. */
#ifndef ARENA_BLOCK
#define ARENA_BLOCK	(64 * 1024)
#endif
#define ALIGN	sizeof(max_align_t)
#define FIRST	4	/* elements that a growing array has room for at once */

/*
 * A block stays in its place as long as the arena, for marks point to it;
 * its bytes are freed as soon as the one array in them has moved.  New ones
 * are zeros of the system's, which take no memory until they are written.
 */
struct arena_block {
	struct arena_block	*next;
	size_t			 size, used;
	size_t			 touched;	/* behind it all is 0 */
	char			*bytes;
};

static struct arena_block *
block_new(struct arena *a, size_t n)
{
	struct arena_block *b = calloc(1, sizeof(*b));

	n = n < ARENA_BLOCK ? ARENA_BLOCK : n;
	if (b == NULL || (b->bytes = calloc(1, n)) == NULL) {
		free(b);
		longjmp(a->nomem, 1);
	}
	b->size = n;
	b->next = a->at != NULL ? a->at->next : NULL;
	if (a->at != NULL)
		a->at->next = b;
	else
		a->first = b;
	return b;
}

/* n bytes of whatever was there; those behind *old of them are 0. */
static void *
take(struct arena *a, size_t n, size_t *old)
{
	struct arena_block *b;
	char *p;

	if (n > SIZE_MAX - ALIGN)
		longjmp(a->nomem, 1);
	n = (n + ALIGN - 1) / ALIGN * ALIGN;
	while (a->at == NULL || a->at->size - a->at->used < n) {
		if (a->at == NULL || a->at->next == NULL)
			a->at = block_new(a, n);
		else
			a->at = a->at->next;
	}
	b = a->at;
	p = b->bytes + b->used;
	*old = b->touched <= b->used ? 0 : b->touched - b->used < n ?
	    b->touched - b->used : n;
	b->used += n;
	if (b->touched < b->used)
		b->touched = b->used;
	return p;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	size_t old;
	void *p = take(a, n, &old);

	return memset(p, 0, old);
}

/* Room for n elements of size bytes each, not zeroed. */
static void *
room(struct arena *a, size_t n, size_t size)
{
	size_t old;

	if (size != 0 && n > SIZE_MAX / size)
		longjmp(a->nomem, 1);
	return take(a, n * size, &old);
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		longjmp(a->nomem, 1);
	return arena_alloc(a, n * size);
}

/* Frees the bytes of a block of its own, if the n bytes at p have one. */
static void
give_back(struct arena *a, const void *p, size_t n)
{
	struct arena_block *b = a->first;

	if (n <= ARENA_BLOCK)
		return;
	while (b != NULL && b->bytes != p)
		b = b->next;
	if (b == NULL || b->used != (n + ALIGN - 1) / ALIGN * ALIGN)
		return;
	free(b->bytes);
	b->bytes = NULL;
	b->size = b->used = b->touched = 0;
}

void *
arena_grow(struct arena *a, void *p, size_t n, size_t size)
{
	void **array = p, *bigger;

	if (n == 0 || (n >= FIRST && (n & (n - 1)) == 0)) {
		bigger = room(a, n ? n * 2 : FIRST, size);
		if (n != 0) {
			memcpy(bigger, *array, n * size);
			give_back(a, *array, n * size);
		}
		*array = bigger;
	}
	return memset((char *)*array + n * size, 0, size);
}

struct str
arena_str(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	if (s.n != 0)
		memcpy(p, s.s, s.n);
	return (struct str){ p, s.n };
}

void
arena_shed(struct arena *a, const void *array, size_t n, size_t size)
{
	size_t room = 1;

	while (room < n)
		room *= 2;
	give_back(a, array, room * size);
}

struct arena_mark
arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->at, a->at != NULL ? a->at->used : 0 };
}

void
arena_release(struct arena *a, struct arena_mark mark)
{
	struct arena_block *b;

	if (mark.at == NULL) {
		arena_reset(a);
		return;
	}
	for (b = mark.at->next; b != NULL; b = b->next)
		b->used = 0;
	mark.at->used = mark.used < mark.at->size ? mark.used : mark.at->size;
	a->at = mark.at;
}

void
arena_reset(struct arena *a)
{
	struct arena_block *b;

	for (b = a->first; b != NULL; b = b->next)
		b->used = 0;
	a->at = a->first;
}

void
arena_free(struct arena *a)
{
	struct arena_block *b, *next;

	for (b = a->first; b != NULL; b = next) {
		next = b->next;
		free(b->bytes);
		free(b);
	}
	a->first = a->at = NULL;
}
