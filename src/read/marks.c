#include <string.h>

#include "read/marks.h"

#ifdef __SSE2__
#include <emmintrin.h>

/* Sixteen bytes, compared by one instruction a mark. */
static uint64_t
sixteen(const char *p)
{
	const __m128i b = _mm_loadu_si128((const __m128i *)(const void *)p);
	const __m128i m = _mm_or_si128(_mm_or_si128(
	    _mm_cmpeq_epi8(b, _mm_set1_epi8('\t')),
	    _mm_cmpeq_epi8(b, _mm_set1_epi8('\n'))),
	    _mm_cmpeq_epi8(b, _mm_set1_epi8('\\')));

	return (uint64_t)(uint32_t)_mm_movemask_epi8(m);
}
#else
static uint64_t
sixteen(const char *p)
{
	uint64_t bits = 0;
	unsigned i;

	for (i = 0; i < 16; i++)
		bits |= (uint64_t)(p[i] == '\t' || p[i] == '\n' ||
		    p[i] == '\\') << i;
	return bits;
}
#endif

uint64_t
marks_at(const char *p)
{
	return sixteen(p) | sixteen(p + 16) << 16 | sixteen(p + 32) << 32 |
	    sixteen(p + 48) << 48;
}

uint64_t
marks_in(const char *p, size_t n)
{
	char rest[MARKS] = { 0 };

	memcpy(rest, p, n);
	return marks_at(rest);
}
