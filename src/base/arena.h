/*
 * Memory that is given back all at once: everything derived from one
 * report lives in one arena.  An allocation never returns NULL; when
 * memory runs out the arena jumps to the place that armed it, so the code
 * between needs no checks (and must hold nothing outside the arena):
 *
 *	if (setjmp(arena->nomem) != 0)
 *		return -1;
 */
#ifndef GX_ARENA_H
#define GX_ARENA_H

#include <setjmp.h>

#include "base/str.h"

struct arena {
	struct arena_block	*first;	/* all blocks, kept over resets */
	struct arena_block	*at;	/* the one being filled */
	jmp_buf			 nomem;	/* where to go without memory */
};

/* n bytes, zeroed, aligned for any object. */
void	*arena_alloc(struct arena *, size_t n);

/* An array of n elements of size bytes each, zeroed. */
void	*arena_array(struct arena *, size_t n, size_t size);

/*
 * Room for one more element in the array *p that holds n elements of size
 * bytes: the array may move to twice the room when n is a power of two (or
 * 0), and nothing may point into it then: a large one is freed where it
 * was.  Returns the new, zeroed element n; what is behind it is undefined.
 */
void	*arena_grow(struct arena *, void *p, size_t n, size_t size);

/*
 * Frees a large array that grew to n elements of size bytes, and to which
 * nothing points any more, before the rest of the arena.
 */
void	arena_shed(struct arena *, const void *array, size_t n, size_t size);

/* A copy of a slice, NUL-terminated. */
struct str arena_str(struct arena *, struct str);

/* A place to which arena_release takes back what was given out after it. */
struct arena_mark {
	struct arena_block	*at;
	size_t			 used;
};
struct arena_mark arena_mark(const struct arena *);
void	arena_release(struct arena *, struct arena_mark);

/* Takes back all that was given out, keeps the blocks. */
void	arena_reset(struct arena *);

/* Frees the blocks. */
void	arena_free(struct arena *);

#endif
