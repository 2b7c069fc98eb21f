#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"

#define BLOCK	(64 * 1024)
#define ALIGN	sizeof(max_align_t)

struct arena_block {
	struct arena_block	*next;
	size_t			 size;	/* bytes after the head */
	size_t			 used;
	max_align_t		 bytes[];
};

static struct arena_block *
block_new(struct arena *a, size_t n)
{
	struct arena_block *b;

	n = n < BLOCK ? BLOCK : n;
	if (n > SIZE_MAX - sizeof(*b) || (b = malloc(sizeof(*b) + n)) == NULL)
		longjmp(a->nomem, 1);
	b->size = n;
	b->used = 0;
	b->next = a->at != NULL ? a->at->next : NULL;
	if (a->at != NULL)
		a->at->next = b;
	else
		a->first = b;
	return b;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	void *p;

	if (n > SIZE_MAX - ALIGN)
		longjmp(a->nomem, 1);
	n = (n + ALIGN - 1) / ALIGN * ALIGN;
	while (a->at == NULL || a->at->size - a->at->used < n) {
		if (a->at == NULL || a->at->next == NULL)
			a->at = block_new(a, n);
		else
			a->at = a->at->next;
	}
	p = (char *)a->at->bytes + a->at->used;
	a->at->used += n;
	return memset(p, 0, n);
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		longjmp(a->nomem, 1);
	return arena_alloc(a, n * size);
}

void *
arena_grow(struct arena *a, void *p, size_t n, size_t size)
{
	void **array = p, *bigger;

	if ((n & (n - 1)) == 0) {
		bigger = arena_array(a, n ? n * 2 : 1, size);
		if (n != 0)
			memcpy(bigger, *array, n * size);
		*array = bigger;
	}
	return (char *)*array + n * size;
}

struct str
arena_str(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	if (s.n != 0)
		memcpy(p, s.s, s.n);
	return (struct str){ p, s.n };
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
	mark.at->used = mark.used;
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
		free(b);
	}
	a->first = a->at = NULL;
}
