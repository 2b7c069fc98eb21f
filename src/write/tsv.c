#include <stdint.h>

#include "write/tsv.h"

static const char escapes[] = "\t\n\r\\", letters[] = "tnr\\";

#define EACH	(UINT64_MAX / 255)	/* times a byte: that byte, eight times */

/* How many bytes of s from i on, by eights, surely need no escape. */
static size_t
plain(struct str s, size_t i)
{
	size_t from = i;
	uint64_t v, slash;

	for (; s.n - i >= 8; i += 8) {
		memcpy(&v, s.s + i, 8);
		slash = v ^ EACH * '\\';
		if (((((v - EACH * 16) & ~v) | ((slash - EACH) & ~slash)) &
		    EACH * 128) != 0)
			break;
	}
	return i - from;
}

void
tsv_escape(struct buf *b, struct str s)
{
	size_t i, start = 0;
	const char *e;

	for (i = plain(s, 0); i < s.n; i++) {
		if (s.s[i] != '\t' && s.s[i] != '\n' && s.s[i] != '\r' &&
		    s.s[i] != '\\')
			continue;
		e = strchr(escapes, s.s[i]);
		buf_add(b, s.s + start, i - start);
		buf_byte(b, '\\');
		buf_byte(b, letters[e - escapes]);
		start = i + 1;
		i += plain(s, start);
	}
	buf_add(b, s.s + start, s.n - start);
}

void
tsv_field(struct buf *b, struct str s, char end)
{
	tsv_escape(b, s);
	buf_byte(b, end);
}

bool
tsv_unescape(struct buf *b, struct str s)
{
	size_t i, start = 0;
	const char *l;

	for (i = 0; i < s.n; i++) {
		if (s.s[i] != '\\')
			continue;
		buf_add(b, s.s + start, i - start);
		if (++i == s.n || s.s[i] == '\0' ||
		    (l = strchr(letters, s.s[i])) == NULL)
			return false;
		buf_byte(b, escapes[l - letters]);
		start = i + 1;
	}
	buf_add(b, s.s + start, s.n - start);
	return true;
}
