#include "base/utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* The length of the sequence a lead byte announces; 0 if it leads none. */
static size_t
sequence(unsigned char c)
{
	return c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 :
	    c < 0xF5 ? 4 : 0;
}

uint32_t
utf8_decode(struct str s, size_t *i)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = (const unsigned char *)s.s + *i;
	size_t n = sequence(*p), k;
	uint32_t c;

	if (n == 1) {
		*i += 1;
		return *p;
	}
	if (n == 0 || n > s.n - *i) {
		*i += 1;
		return UTF8_BAD;
	}
	c = *p & (0x7Fu >> n);
	for (k = 1; k < n; k++) {
		if ((p[k] & 0xC0) != 0x80) {
			*i += 1;
			return UTF8_BAD;
		}
		c = c << 6 | (p[k] & 0x3Fu);
	}
	if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
		*i += 1;
		return UTF8_BAD;
	}
	*i += n;
	return c;
}

/* Whether two bytes continue a sequence. */
static bool
continues(const unsigned char *p)
{
	return (p[0] & 0xC0) == 0x80 && (p[1] & 0xC0) == 0x80;
}

/* Whether the three bytes at p, if they are a character, are a solid one. */
static bool
is_solid(const unsigned char *p)
{
	if (*p >= 0xE4)
		return *p <= 0xE9 || (*p == 0xEF && p[1] == 0xBC &&
		    (p[2] < 0x90 || p[2] > 0x99));
	return *p == 0xE3 && (p[1] != 0x80 || p[2] != 0x80);
}

size_t
utf8_solid(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.s;
	size_t i = 0;

	while (i < s.n)
		if (p[i] > ' ' && p[i] < 0x7F)
			i++;
		else if (s.n - i >= 3 && is_solid(p + i) &&
		    continues(p + i + 1))
			i += 3;
		else
			break;
	return i;
}

#ifdef __SSE2__
/* A bit for each of 16 bytes whose highest is set; for each that is c. */
static unsigned
mask(__m128i bytes)
{
	return (unsigned)_mm_movemask_epi8(bytes);
}

static unsigned
equal(__m128i bytes, int c)
{
	return mask(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)c)));
}

/*
 * Text within the 16 bytes at p, if they are ASCII and characters of three
 * bytes, the last of which may be cut; 0 where anything is amiss.
 */
static size_t
text_block(const unsigned char *p)
{
	const __m128i b = _mm_loadu_si128((const __m128i *)(const void *)p);
	/* Bytes above 0x7F are negative, so they are below, too. */
	const __m128i low = _mm_cmplt_epi8(b, _mm_set1_epi8(' '));
	const __m128i fine = _mm_or_si128(
	    _mm_cmpeq_epi8(b, _mm_set1_epi8('\n')), _mm_or_si128(
	    _mm_cmpeq_epi8(b, _mm_set1_epi8('\r')),
	    _mm_cmpeq_epi8(b, _mm_set1_epi8('\t'))));
	const unsigned other = mask(_mm_andnot_si128(fine, low));
	unsigned three, next;

	if (other == 0)
		return 16;
	next = mask(_mm_cmplt_epi8(b, _mm_set1_epi8((char)0xC0)));
	three = mask(_mm_cmpeq_epi8(_mm_and_si128(b,
	    _mm_set1_epi8((char)0xF0)), _mm_set1_epi8((char)0xE0)));
	if (other != (three | next) ||
	    next != ((three << 1 | three << 2) & 0xFFFF) ||
	    equal(b, 0xE0) != 0 || equal(b, 0xED) != 0 ||
	    (equal(b, 0xEF) & (equal(b, 0xBF) >> 1 | 0x8000)) != 0)
		return 0;
	return three & 0x8000 ? 15 : three & 0x4000 ? 14 : 16;
}
#else
static size_t
text_block(const unsigned char *p)
{
	(void)p;
	return 0;
}
#endif

/* The length of a character of text at p, of one byte or three; or 0. */
static size_t
text_one(const unsigned char *p, size_t n)
{
	if (*p < 0x80)
		return *p >= ' ' || *p == '\n' || *p == '\r' || *p == '\t';
	return n >= 3 && *p > 0xE0 && (*p < 0xED || (*p == 0xEF &&
	    p[1] != 0xBF)) && continues(p + 1) ? 3 : 0;
}

size_t
utf8_text(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.s;
	size_t i = 0, n;

	do {
		while (s.n - i >= 16 && (n = text_block(p + i)) > 0)
			i += n;
		n = i < s.n ? text_one(p + i, s.n - i) : 0;
		i += n;
	} while (n > 0);
	return i;
}

size_t
utf8_put(uint32_t c, char *out)
{
	unsigned char *p = (unsigned char *)out;

	if (c < 0x80) {
		p[0] = (unsigned char)c;
		return 1;
	}
	if (c < 0x800) {
		p[0] = (unsigned char)(0xC0 | c >> 6);
		p[1] = (unsigned char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		p[0] = (unsigned char)(0xE0 | c >> 12);
		p[1] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
		p[2] = (unsigned char)(0x80 | (c & 0x3F));
		return 3;
	}
	p[0] = (unsigned char)(0xF0 | c >> 18);
	p[1] = (unsigned char)(0x80 | (c >> 12 & 0x3F));
	p[2] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
	p[3] = (unsigned char)(0x80 | (c & 0x3F));
	return 4;
}

size_t
utf8_run(struct str s)
{
	size_t i = 0, at;

	while (i < s.n && (i += utf8_text(str_from(s, i))) < s.n) {
		at = i;
		if (utf8_next(s, &i) == UTF8_BAD && i == at + 1)
			return at;
	}
	return i;
}

bool
utf8_valid(struct str s)
{
	return utf8_run(s) == s.n;
}

int
utf8_columns(uint32_t c)
{
	if (c < 0x20 || (c >= 0x7F && c < 0xA0) ||
	    (c >= 0x300 && c < 0x370) || (c >= 0x200B && c < 0x2010) ||
	    (c >= 0xFE00 && c < 0xFE10) || c == 0xFEFF)
		return 0;
	if ((c >= 0x1100 && c < 0x1160) || (c >= 0x2E80 && c < 0x303F) ||
	    (c >= 0x3041 && c < 0xA4D0) || (c >= 0xAC00 && c < 0xD7A4) ||
	    (c >= 0xF900 && c < 0xFB00) || (c >= 0xFE30 && c < 0xFE70) ||
	    (c >= 0xFF00 && c < 0xFF61) || (c >= 0xFFE0 && c < 0xFFE7) ||
	    (c >= 0x1F300 && c < 0x1F650) || (c >= 0x20000 && c < 0x3FFFE))
		return 2;
	return 1;
}

/* Where the last character of s begins; s.n - 1 for a byte of none. */
static size_t
last(struct str s)
{
	size_t i = s.n - 1, end;

	while (i > 0 && s.n - i < 4 && (s.s[i] & 0xC0) == 0x80)
		i--;
	end = i;
	utf8_next(s, &end);
	return end == s.n ? i : s.n - 1;
}

struct str
utf8_trim_also(struct str s, uint32_t also)
{
	size_t start = 0, i = 0, at;
	uint32_t c;

	for (; i < s.n; start = i) {
		c = utf8_next(s, &i);
		if (!utf8_space(c) && c != also)
			break;
	}
	s = str_from(s, start);
	for (; s.n > 0; s.n = at) {
		i = at = last(s);
		c = utf8_next(s, &i);
		if (!utf8_space(c) && c != also)
			break;
	}
	return s;
}

struct str
utf8_trim(struct str s)
{
	return utf8_trim_also(s, ' ');
}

size_t
utf8_count(struct str s)
{
	size_t i = 0, n = 0;

	for (; i < s.n; n++)
		utf8_next(s, &i);
	return n;
}
