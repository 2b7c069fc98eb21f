/*
 * A growing byte buffer whose failure is sticky: when memory runs out it
 * keeps what it has, drops what comes later and sets `failed`, so that a
 * chain of additions is checked once, at its end.  A zeroed struct is an
 * empty buffer.  The buffer owns s.
 */
#ifndef GX_BUF_H
#define GX_BUF_H

#include "base/str.h"

struct buf {
	char	*s;		/* the bytes; NULL while nothing was added */
	size_t	 len;		/* bytes in use */
	size_t	 cap;		/* bytes allocated */
	bool	 failed;	/* memory ran out at some point */
};

/* Makes room for n more bytes; false, and failed set, without memory. */
bool	buf_room(struct buf *, size_t n);

/* Appends n bytes. */
static inline void
buf_add(struct buf *b, const void *p, size_t n)
{
	if (n == 0 || ((b->failed || n > b->cap - b->len) && !buf_room(b, n)))
		return;
	memcpy(b->s + b->len, p, n);
	b->len += n;
}

/* Appends one byte. */
static inline void
buf_byte(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

/* Appends a NUL-terminated string, without its NUL. */
void	buf_cstr(struct buf *, const char *);

/* Appends a slice. */
static inline void
buf_str(struct buf *b, struct str s)
{
	buf_add(b, s.s, s.n);
}

/* Appends what printf would print. */
void	buf_printf(struct buf *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));

/* The bytes, NUL-terminated, owned by the buffer; "" without memory. */
const char *buf_z(struct buf *);

/* The bytes as a slice, valid until the buffer changes. */
static inline struct str
buf_slice(const struct buf *b)
{
	return (struct str){ b->s, b->len };
}

/*
 * Forgets the bytes, keeps the memory and the failure: of a buffer that is
 * used again and again, too, it is enough to look in the end.
 */
static inline void
buf_reset(struct buf *b)
{
	b->len = 0;
}

/* The same, and forgets the failure, which was looked at. */
void	buf_clear(struct buf *);

/* Frees the memory; the buffer is empty and usable again. */
void	buf_free(struct buf *);

#endif
