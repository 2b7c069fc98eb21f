/*
 * Memory for cmark, which ends the program when it gets none: this jumps,
 * as an arena does, to where
 *
 *	if (setjmp(heap->nomem) != 0)
 *		... cmark_heap_end(heap) ...
 *
 * was.  A zeroed struct is an empty heap.  It owns all that cmark made with
 * it, trees and texts, until each is freed by cmark or the heap ends.
 */
#ifndef GX_CMARK_HEAP_H
#define GX_CMARK_HEAP_H

#include <cmark.h>
#include <setjmp.h>

struct cmark_heap {
	struct cmark_heap_block	*blocks;	/* that are in use */
	jmp_buf			 nomem;		/* where to go without memory */
};

/*
 * What cmark is to be given: it takes from the heap that began last in this
 * thread.
 */
cmark_mem *cmark_heap_begin(struct cmark_heap *);

/* Frees all that is in use. */
void	cmark_heap_end(struct cmark_heap *);

#endif
