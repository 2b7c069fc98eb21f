/*
 * A gzip file is one member or several in a row, each followed by the
 * checksum and size of what it unpacks to.  Where members meet cannot be
 * asked of libarchive, so the packed bytes are searched for what looks like
 * a header; the eight bytes before it are a checksum and size then, and
 * checksums of parts can be joined to that of the whole.  What looks like a
 * header by chance does no harm: a file is sound, too, if it is so as one
 * member.  Only of several members with 4 GiB and more (sizes are kept
 * modulo that) nothing can be said.
 */
#include <stdlib.h>
#include <string.h>

#include "open/deflate.h"
#include "open/gzip.h"

#define POLYNOMIAL	0xEDB88320u
#define CHUNK		((size_t)64 * 1024)
#define TRAILER		((size_t)8)
#define HEADER		((size_t)10)
#define KEEP		(TRAILER + HEADER - 1)

struct gzip_check {
	const struct libdeflate *lib;	/* NULL: it is done here, slower */
	uint32_t	table[4][256];
	uint32_t	crc;		/* of all that was unpacked */
	uint64_t	unpacked;
	uint64_t	packed;
	uint32_t	joined;		/* checksum and size of all members */
	uint64_t	joined_n;	/* but the last */
	size_t		seams;
	size_t		n;		/* in use of the window: the packed */
	unsigned char	window[KEEP + CHUNK];	/* bytes seen last */
};

struct gzip_check *
gzip_new(void)
{
	struct gzip_check *g;
	uint32_t i, c;
	int bit;

	if ((g = calloc(1, sizeof(*g))) == NULL)
		return NULL;
	g->lib = libdeflate();
	for (i = 0; i < 256; i++) {
		for (c = i, bit = 0; bit < 8; bit++)
			c = c & 1 ? c >> 1 ^ POLYNOMIAL : c >> 1;
		g->table[0][i] = c;
	}
	for (i = 0; i < 256; i++)
		for (bit = 1; bit < 4; bit++) {
			c = g->table[bit - 1][i];
			g->table[bit][i] = c >> 8 ^ g->table[0][c & 0xFF];
		}
	return g;
}

void
gzip_free(struct gzip_check *g)
{
	free(g);
}

static uint32_t
little(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	    (uint32_t)p[3] << 24;
}

void
gzip_unpacked(struct gzip_check *g, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	uint32_t c = ~g->crc;

	g->unpacked += n;
	if (g->lib != NULL) {
		g->crc = g->lib->libdeflate_crc32(g->crc, p, n);
		return;
	}
	for (; n >= 4; n -= 4, p += 4) {
		c ^= little(p);
		c = g->table[3][c & 0xFF] ^ g->table[2][c >> 8 & 0xFF] ^
		    g->table[1][c >> 16 & 0xFF] ^ g->table[0][c >> 24];
	}
	for (; n > 0; n--, p++)
		c = c >> 8 ^ g->table[0][(c ^ *p) & 0xFF];
	g->crc = ~c;
}

/* The product of two polynomials modulo that of the checksum. */
static uint32_t
multiply(uint32_t a, uint32_t b)
{
	uint32_t bit, p = 0;

	for (bit = 1u << 31; bit != 0; bit >>= 1) {
		if ((a & bit) != 0)
			p ^= b;
		b = b & 1 ? b >> 1 ^ POLYNOMIAL : b >> 1;
	}
	return p;
}

/* The checksum of two parts, the second of n bytes, in a row. */
static uint32_t
join(uint32_t first, uint32_t second, uint32_t n)
{
	uint32_t shift = 1u << 31, square = 1u << 23;

	for (; n != 0; n >>= 1) {
		if (n & 1)
			shift = multiply(square, shift);
		square = multiply(square, square);
	}
	return multiply(shift, first) ^ second;
}

static bool
is_header(const unsigned char *p)
{
	return p[0] == 0x1F && p[1] == 0x8B && p[2] == 8 && p[3] < 0x20 &&
	    (p[8] == 0 || p[8] == 2 || p[8] == 4) &&
	    (p[9] < 14 || p[9] == 255);
}

/* Takes in the checksums before the headers that end behind `seen`. */
static void
find_seams(struct gzip_check *g, size_t seen)
{
	const unsigned char *p, *w = g->window;
	size_t i = seen > KEEP - TRAILER ? seen - (HEADER - 1) : 0;

	for (i = i < TRAILER ? TRAILER : i; i + HEADER <= g->n; i++) {
		p = memchr(w + i, 0x1F, g->n - HEADER + 1 - i);
		if (p == NULL)
			return;
		i = (size_t)(p - w);
		if (!is_header(p))
			continue;
		g->joined = join(g->joined, little(p - 8), little(p - 4));
		g->joined_n += little(p - 4);
		g->seams++;
	}
}

void
gzip_packed(struct gzip_check *g, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	size_t keep, now;

	for (; n > 0; n -= now, p += now) {
		now = n < CHUNK ? n : CHUNK;
		keep = g->n < KEEP ? g->n : KEEP;
		memmove(g->window, g->window + g->n - keep, keep);
		memcpy(g->window + keep, p, now);
		g->n = keep + now;
		g->packed += now;
		find_seams(g, keep);
	}
}

bool
gzip_sound(const struct gzip_check *g, uint64_t end)
{
	const unsigned char *t;
	uint32_t crc, size;

	if (end > g->packed || g->packed - end + TRAILER > g->n)
		return false;
	t = g->window + g->n - (size_t)(g->packed - end) - TRAILER;
	crc = little(t);
	size = little(t + 4);
	if (crc == g->crc && size == (uint32_t)g->unpacked)
		return true;
	if (g->seams == 0 || g->unpacked > UINT32_MAX)
		return g->seams != 0;
	return join(g->joined, crc, size) == g->crc &&
	    g->joined_n + size == g->unpacked;
}
