/*
 * Finding the bytes that divide a stream: tabs, newlines and backslashes,
 * many at a time.
 */
#ifndef GX_STREAM_MARKS_H
#define GX_STREAM_MARKS_H

#include <stddef.h>
#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define MARKS	64		/* bytes looked at together */

/* Those of sixteen bytes. */
#ifdef __SSE2__
static inline uint64_t
marks_sixteen(const char *p)
{
	const __m128i b = _mm_loadu_si128((const __m128i *)(const void *)p);
	const __m128i m = _mm_or_si128(_mm_or_si128(
	    _mm_cmpeq_epi8(b, _mm_set1_epi8('\t')),
	    _mm_cmpeq_epi8(b, _mm_set1_epi8('\n'))),
	    _mm_cmpeq_epi8(b, _mm_set1_epi8('\\')));

	return (uint64_t)(uint32_t)_mm_movemask_epi8(m);
}
#else
static inline uint64_t
marks_sixteen(const char *p)
{
	uint64_t bits = 0;
	unsigned i;

	for (i = 0; i < 16; i++)
		bits |= (uint64_t)(p[i] == '\t' || p[i] == '\n' ||
		    p[i] == '\\') << i;
	return bits;
}
#endif

/*
 * Which of the MARKS bytes at p are tabs, newlines or backslashes: a bit
 * each, the first byte's the lowest.
 */
static inline uint64_t
marks_at(const char *p)
{
	return marks_sixteen(p) | marks_sixteen(p + 16) << 16 |
	    marks_sixteen(p + 32) << 32 | marks_sixteen(p + 48) << 48;
}

/* The same of fewer than MARKS bytes. */
uint64_t marks_in(const char *p, size_t n);

#endif
