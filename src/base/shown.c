#include "base/shown.h"
#include "base/utf8.h"

void
shown(struct buf *b, struct str s, bool lines)
{
	size_t i = 0, at, from = 0;
	uint32_t c;

	while (i < s.n) {
		at = i;
		c = utf8_next(s, &i);
		if (!(c == UTF8_BAD && i - at == 1) && (!utf8_control(c) ||
		    (lines && (c == '\n' || c == '\t'))))
			continue;
		buf_add(b, s.s + from, at - from);
		buf_byte(b, '?');
		from = i;
	}
	buf_add(b, s.s + from, s.n - from);
}
