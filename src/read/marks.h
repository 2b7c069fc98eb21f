/*
 * Finding the bytes that divide a stream: tabs, newlines and backslashes,
 * many at a time.
 */
#ifndef GX_READ_MARKS_H
#define GX_READ_MARKS_H

#include <stddef.h>
#include <stdint.h>

#define MARKS	64		/* bytes looked at together */

/*
 * Which of the MARKS bytes at p are tabs, newlines or backslashes: a bit
 * each, the first byte's the lowest.
 */
uint64_t marks_at(const char *p);

/* The same of fewer than MARKS bytes. */
uint64_t marks_in(const char *p, size_t n);

#endif
