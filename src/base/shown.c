#include "base/shown.h"
#include "base/utf8.h"

bool
shown_next(struct str s, size_t *i)
{
	size_t at = *i;
	uint32_t c = utf8_next(s, i);

	return !utf8_control(c) && !(c == UTF8_BAD && *i - at == 1);
}

void
shown(struct buf *b, struct str s, bool lines)
{
	size_t i = 0, at, from = 0;

	while (i < s.n) {
		at = i;
		if (shown_next(s, &i) ||
		    (lines && (s.s[at] == '\n' || s.s[at] == '\t')))
			continue;
		buf_add(b, s.s + from, at - from);
		buf_byte(b, SHOWN_AS);
		from = i;
	}
	buf_add(b, s.s + from, s.n - from);
}
