/*
 * A record holds no more than 8224 bytes; what is longer goes on in
 * records CONTINUE.  A string that is cut there says anew, in one byte,
 * whether its characters take one byte or two.
 */
#include "base/utf8.h"
#include "office/xls_record.h"

#define CONTINUE	0x3C
#define HEADER		4

enum { WIDE = 1, EXTENDED = 4, RICH = 8 };	/* of a string's flags */

void
xls_open(struct xls_records *r, struct str stream)
{
	*r = (struct xls_records){ .stream = stream, .left = stream.n };
}

bool
xls_next(struct xls_records *r)
{
	size_t n = le16(r->stream, r->next + 2);

	if (r->next > r->stream.n || r->stream.n - r->next < HEADER + n ||
	    r->left < HEADER + n)
		r->damaged = true;
	if (r->damaged)
		return false;
	r->type = le16(r->stream, r->next);
	r->body = le_part(r->stream, r->next + HEADER, n);
	r->next += HEADER + n;
	r->left -= HEADER + n;
	return true;
}

/* Whether the present record has more bytes, or goes on in another. */
static bool
has_more(struct xls_records *r)
{
	while (r->body.n == 0 && !r->damaged) {
		if (le16(r->stream, r->next) == CONTINUE)
			xls_next(r);
		else
			r->damaged = true;
	}
	return !r->damaged;
}

uint32_t
xls_take(struct xls_records *r, unsigned n)
{
	uint32_t value = 0;
	unsigned i;

	for (i = 0; i < n && has_more(r); i++) {
		value |= (uint32_t)le8(r->body, 0) << 8 * i;
		r->body = str_from(r->body, 1);
	}
	return r->damaged ? 0 : value;
}

/* Passes what follows the characters of a string. */
static void
pass(struct xls_records *r, uint64_t n)
{
	while (n > 0 && has_more(r)) {
		size_t here = n < r->body.n ? (size_t)n : r->body.n;

		r->body = str_from(r->body, here);
		n -= here;
	}
}

/* Appends a character: of controls only the end of a line is kept. */
static void
put(struct buf *out, uint32_t c)
{
	char bytes[4];

	if (c >= 0xD800 && c < 0xE000)
		c = UTF8_BAD;
	if (c < ' ' && c != '\n')
		c = ' ';
	buf_add(out, bytes, utf8_put(c, bytes));
}

/* Takes n characters, of one byte or two each. */
static void
characters(struct xls_records *r, uint32_t n, bool wide, struct buf *out)
{
	uint32_t c, high = 0;

	for (; n > 0; n--) {
		while (r->body.n == 0 && has_more(r))
			wide = (xls_take(r, 1) & WIDE) != 0;
		r->damaged |= wide && r->body.n == 1;
		c = xls_take(r, wide ? 2 : 1);
		if (r->damaged)
			return;
		if (high != 0 && c >= 0xDC00 && c < 0xE000) {
			put(out, 0x10000 + ((high & 0x3FF) << 10 |
			    (c & 0x3FF)));
			high = 0;
			continue;
		}
		if (high != 0)
			put(out, high);
		high = c >= 0xD800 && c < 0xDC00 ? c : 0;
		if (high == 0)
			put(out, c);
	}
	if (high != 0)
		put(out, high);
}

void
xls_string(struct xls_records *r, unsigned length, struct buf *out)
{
	uint32_t n = xls_take(r, length), flags = xls_take(r, 1);
	uint32_t runs = (flags & RICH) != 0 ? xls_take(r, 2) : 0;
	uint32_t extension = (flags & EXTENDED) != 0 ? xls_take(r, 4) : 0;

	characters(r, n, (flags & WIDE) != 0, out);
	pass(r, 4 * (uint64_t)runs + extension);
}
