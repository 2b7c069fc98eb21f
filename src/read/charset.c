/*
 * Detection rests on three facts.  Text in UTF-16 always has digits, blanks
 * or line ends, hence NUL bytes, which the others never have.  Text in
 * GB18030 is practically never valid UTF-8: of its non-ASCII bytes hardly
 * one in eight stands in a valid sequence.  And text in UTF-8 that some
 * converter cut or damaged still has far more good sequences than bad
 * bytes.
 */
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <strings.h>

#include "base/utf8.h"
#include "read/charset.h"

#define SAMPLE	((size_t)64 * 1024)	/* bytes looked at for UTF-16 */
#define BOM	0xFEFFu

enum charset { CHARSET_UTF8, CHARSET_LE, CHARSET_BE, CHARSET_OTHER };

static const char gb18030[] = "GB18030", nomem[] = "out of memory",
    unknown[] = "unknown encoding",
    undecodable[] = "decodes as text in no known encoding";

/*
 * Whether valid sequences far outnumber the bytes that belong to none;
 * the first `valid` bytes are such sequences.
 */
static bool
mostly_utf8(struct str s, size_t *valid)
{
	size_t good = 0, bad = 0, i = 0, at;

	*valid = utf8_run(s);
	if (*valid == s.n)
		return true;
	while (i < s.n) {
		if ((unsigned char)s.s[i] < 0x80) {
			i++;
			continue;
		}
		at = i;
		if (utf8_next(s, &i) == UTF8_BAD && i == at + 1)
			bad++;
		else
			good++;
	}
	return bad <= good / 8;
}

/* Appends s, whose first n bytes are valid up to one that is not; returns
 * how many bytes were no UTF-8. */
static size_t
from_utf8(struct str s, size_t n, struct buf *out)
{
	size_t bad = 0;

	for (;; n = utf8_run(s)) {
		buf_add(out, s.s, n);
		if (n == s.n)
			return bad;
		buf_cstr(out, "\xEF\xBF\xBD");
		bad++;
		s = str_from(s, n + 1);
	}
}

static uint32_t
unit(struct str s, size_t i, bool big)
{
	unsigned char a = (unsigned char)s.s[i], b = (unsigned char)s.s[i + 1];

	return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

/* Of a hundred units, how many are what Chinese text is made of. */
static size_t
likeness(struct str s, bool big)
{
	size_t i, n = 0, units = s.n / 2;
	uint32_t c;

	for (i = 0; i + 1 < s.n; i += 2) {
		c = unit(s, i, big);
		n += (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r' ||
		    c == '\t' || c == 0xA0 || (c >= 0x2010 && c < 0x2030) ||
		    (c >= 0x2460 && c < 0x2600) ||
		    (c >= 0x3000 && c < 0x3040) ||
		    (c >= 0x4E00 && c < 0xA000) || (c >= 0xFF01 && c < 0xFF61);
	}
	return units == 0 ? 0 : n * 100 / units;
}

/* The order of UTF-16 without a mark, or CHARSET_OTHER: it is none. */
static enum charset
utf16_order(struct str s)
{
	size_t le, be;

	if (s.n > SAMPLE)
		s.n = SAMPLE;
	if (s.n < 2 || memchr(s.s, '\0', s.n) == NULL)
		return CHARSET_OTHER;
	le = likeness(s, false);
	be = likeness(s, true);
	if (le < 90 && be < 90)
		return CHARSET_OTHER;
	return le >= be ? CHARSET_LE : CHARSET_BE;
}

static enum charset
utf16_mark(struct str s)
{
	if (s.n >= 2 && unit(s, 0, false) == BOM)
		return CHARSET_LE;
	if (s.n >= 2 && unit(s, 0, true) == BOM)
		return CHARSET_BE;
	return CHARSET_OTHER;
}

/* What s is in; of UTF-8, how many of its first bytes are valid. */
static enum charset
detect(struct str s, size_t *valid)
{
	enum charset c = utf16_mark(s);

	if (c == CHARSET_OTHER)
		c = utf16_order(s);
	if (c == CHARSET_OTHER && mostly_utf8(s, valid))
		c = CHARSET_UTF8;
	return c;
}

static size_t
from_utf16(struct str s, bool big, struct buf *out)
{
	size_t i = 0, bad = 0;
	uint32_t c, low;

	if (!buf_room(out, s.n / 2 * 3 + 3))
		return 0;
	for (; i + 1 < s.n; i += 2) {
		c = unit(s, i, big);
		low = i + 3 < s.n ? unit(s, i + 2, big) : 0;
		if (c >= 0xD800 && c < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
			c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
			i += 2;
		} else if (c >= 0xD800 && c < 0xE000) {
			c = UTF8_BAD;
			bad++;
		}
		out->len += utf8_put(c, out->s + out->len);
	}
	if (i < s.n) {
		buf_cstr(out, "\xEF\xBF\xBD");
		bad++;
	}
	return bad;
}

/*
 * Appends s from an encoding iconv knows, and counts the bytes it could
 * not decode in bad.
 */
static const char *
from_iconv(struct str s, const char *encoding, struct buf *out, size_t *bad)
{
	iconv_t cd;
	char *in = (char *)s.s, *to;
	size_t left = s.n, room;

	*bad = 0;
	if ((cd = iconv_open("UTF-8", encoding)) == (iconv_t)-1)
		return errno == ENOMEM ? nomem : unknown;
	while (left > 0 && buf_room(out, left + left / 2 + 64)) {
		to = out->s + out->len;
		room = out->cap - out->len;
		errno = 0;
		iconv(cd, &in, &left, &to, &room);
		out->len = (size_t)(to - out->s);
		if (errno != EILSEQ && errno != EINVAL)
			continue;
		buf_cstr(out, "\xEF\xBF\xBD");
		*bad += 1;
		in++;
		left--;
	}
	iconv_close(cd);
	return NULL;
}

static bool
is_mark(const char *s, size_t n)
{
	return n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0;
}

/* Whether there is anything for tidy to do. */
static bool
untidy(const char *s, size_t n)
{
	const char *end = s + n, *p = s;

	if (memchr(s, '\r', n) != NULL || memchr(s, '\0', n) != NULL)
		return true;
	/* The second byte of a mark, which is rarer than the first. */
	while ((p = memchr(p, 0xBB, (size_t)(end - p))) != NULL) {
		if (p > s && is_mark(p - 1, (size_t)(end - p) + 1))
			return true;
		p++;
	}
	return false;
}

/* Takes NUL and byte order marks out of b and sets line ends, from i on. */
static void
tidy(struct buf *b, size_t i)
{
	size_t to = i;
	char c;

	if (i == b->len || !untidy(b->s + i, b->len - i))
		return;
	while (i < b->len) {
		c = b->s[i];
		if (c == '\0' || (c == '\r' && i + 1 < b->len &&
		    b->s[i + 1] == '\n')) {
			i++;
		} else if (c == '\xEF' && is_mark(b->s + i, b->len - i)) {
			i += 3;
		} else {
			b->s[to++] = c == '\r' ? '\n' : c;
			i++;
		}
	}
	b->len = to;
}

/* The same as the user names it; CHARSET_OTHER is for iconv. */
static enum charset
named(const char *encoding, struct str in, size_t *valid)
{
	enum charset c;

	if (strcasecmp(encoding, "UTF-8") == 0 ||
	    strcasecmp(encoding, "UTF8") == 0) {
		*valid = utf8_run(in);
		return CHARSET_UTF8;
	}
	if (strcasecmp(encoding, "UTF-16LE") == 0)
		return CHARSET_LE;
	if (strcasecmp(encoding, "UTF-16BE") == 0)
		return CHARSET_BE;
	if (strcasecmp(encoding, "UTF-16") != 0)
		return CHARSET_OTHER;
	if ((c = utf16_mark(in)) == CHARSET_OTHER)
		c = utf16_order(in);
	return c == CHARSET_OTHER ? CHARSET_LE : c;
}

const char *
charset_decode(struct str in, const char *encoding, struct buf *out)
{
	const char *wrong = NULL;
	enum charset c;
	size_t start = out->len, bad = 0, valid = 0;

	if (encoding != NULL && *encoding == '\0')
		return unknown;
	if (in.n == 0)
		return NULL;
	c = encoding != NULL ? named(encoding, in, &valid) :
	    detect(in, &valid);
	if (encoding == NULL && c == CHARSET_OTHER) {
		encoding = gb18030;
		if (is_mark(in.s, in.n))
			in = str_from(in, 3);
	}
	if (c == CHARSET_OTHER)
		wrong = from_iconv(in, encoding, out, &bad);
	else if (c == CHARSET_UTF8)
		bad = from_utf8(in, valid, out);
	else
		bad = from_utf16(in, c == CHARSET_BE, out);
	if (out->failed)
		return nomem;
	if (wrong == NULL && bad > 4 + in.n / 20)
		wrong = undecodable;
	tidy(out, start);
	return wrong;
}

void
charset_name(const char *raw, struct buf *out)
{
	struct str s = str_of(raw);
	struct buf text = { 0 };
	size_t i = 0, bad, valid;
	uint32_t c;
	char bytes[4];

	if (mostly_utf8(s, &valid) ||
	    from_iconv(s, gb18030, &text, &bad) != NULL)
		from_utf8(s, valid, &text);
	while (i < text.len) {
		c = utf8_next(buf_slice(&text), &i);
		if (c < 0x20 || (c >= 0x7F && c < 0xA0))
			c = UTF8_BAD;
		buf_add(out, bytes, utf8_put(c, bytes));
	}
	if (text.failed)
		out->failed = true;
	buf_free(&text);
}

void
charset_path(const char *raw, struct buf *out)
{
	if (utf8_valid(str_of(raw)))
		buf_cstr(out, raw);
	else
		charset_name(raw, out);
}

bool
charset_known(const char *encoding)
{
	iconv_t cd;

	if (*encoding == '\0')
		return false;
	if ((cd = iconv_open("UTF-8", encoding)) == (iconv_t)-1)
		return errno != EINVAL;
	iconv_close(cd);
	return true;
}
