#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/cmark_heap.h"

struct cmark_heap_block {
	struct cmark_heap_block	*next;
	struct cmark_heap_block	**at;	/* the pointer to this block */
	max_align_t		 bytes[];
};

/* cmark's functions have no argument to know it by. */
static _Thread_local struct cmark_heap *heap;

static struct cmark_heap_block *
block_of(void *p)
{
	return (struct cmark_heap_block *)((char *)p -
	    offsetof(struct cmark_heap_block, bytes));
}

/* Adds a block to those in use; its bytes. */
static void *
hold(struct cmark_heap_block *b)
{
	if (b == NULL)
		longjmp(heap->nomem, 1);
	b->next = heap->blocks;
	b->at = &heap->blocks;
	if (b->next != NULL)
		b->next->at = &b->next;
	heap->blocks = b;
	return b->bytes;
}

/* The bytes of a block with its head; too many when there is no such. */
static size_t
whole(size_t n)
{
	return n > SIZE_MAX - sizeof(struct cmark_heap_block) ? SIZE_MAX :
	    n + sizeof(struct cmark_heap_block);
}

static void *
take_zeroed(size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		longjmp(heap->nomem, 1);
	return hold(calloc(1, whole(n * size)));
}

static void
give_back(void *p)
{
	struct cmark_heap_block *b;

	if (p == NULL)
		return;
	b = block_of(p);
	*b->at = b->next;
	if (b->next != NULL)
		b->next->at = b->at;
	free(b);
}

static void *
take_more(void *p, size_t n)
{
	struct cmark_heap_block *b, *bigger;

	if (p == NULL)
		return take_zeroed(1, n);
	b = block_of(p);
	if ((bigger = realloc(b, whole(n))) == NULL)
		longjmp(heap->nomem, 1);
	*bigger->at = bigger;
	if (bigger->next != NULL)
		bigger->next->at = &bigger->next;
	return bigger->bytes;
}

cmark_mem *
cmark_heap_begin(struct cmark_heap *h)
{
	static cmark_mem mem = { take_zeroed, take_more, give_back };

	heap = h;
	return &mem;
}

void
cmark_heap_end(struct cmark_heap *h)
{
	struct cmark_heap_block *b;

	while ((b = h->blocks) != NULL) {
		h->blocks = b->next;
		free(b);
	}
}
