/*
 * What the fuzz targets share.  A target is a file of its own beside this
 * one: it defines LLVMFuzzerTestOneInput (libFuzzer) and is built by make
 * fuzz.  Limits are small, so that a run is short; what passes them is
 * refused by the code under test, not by the target.
 */
#ifndef GX_FUZZ_H
#define GX_FUZZ_H

#include <stdint.h>
#include <stdlib.h>

#include "open/source.h"
#include "read/document.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define FUZZ_MOST	((size_t)1 << 20)

/* No converter is started: it would be given no time. */
static const struct document_limits fuzz_limits = { NULL, 64, FUZZ_MOST,
	1000, { 0, 0, 0, NULL }, false };

/* Aborts where a promise is broken. */
#define FUZZ_PROMISE(holds) do { if (!(holds)) abort(); } while (0)

static inline struct str
fuzz_str(const uint8_t *p, size_t n)
{
	return (struct str){ (const char *)p, n };
}

/* The end of a source that is all in its head. */
static inline ssize_t
fuzz_no_more(struct source *src, void *p, size_t n)
{
	(void)src;
	(void)p;
	(void)n;
	return 0;
}

/* Writes to nowhere; `to` counts the bytes. */
static inline int
fuzz_drop(void *to, struct str s)
{
	*(size_t *)to += s.n;
	return 0;
}

#endif
