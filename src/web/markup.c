#include <stdlib.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "web/markup.h"

#define B	MARKUP_BLANK
#define N	MARKUP_NAME
#define F	(MARKUP_NAME | MARKUP_FIRST)
#define L	(MARKUP_NAME | MARKUP_FIRST | MARKUP_LETTER)
const unsigned char markup_classes[256] = {
	['\t'] = B, ['\n'] = B, ['\r'] = B, [' '] = B,
	['-'] = N, ['.'] = F, [':'] = F, ['_'] = F,
	['0'] = N, N, N, N, N, N, N, N, N, N,
	['A'] = L, L, L, L, L, L, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, L, L,
	['a'] = L, L, L, L, L, L, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, L, L,
};
#undef B
#undef N
#undef F
#undef L

/* A character reference at s, behind &#: its character; 0 for none. */
static uint32_t
numeric(struct str s, size_t *length)
{
	size_t i = s.n > 0 && (*s.s | 0x20) == 'x';
	const int base = i > 0 ? 16 : 10;
	uint32_t c = 0;
	int digit;

	for (; i < s.n; i++) {
		digit = ascii_hex(s.s[i]);
		if (digit < 0 || digit >= base)
			break;
		if (c < 0x110000)
			c = c * (uint32_t)base + (uint32_t)digit;
	}
	*length = i + (i < s.n && s.s[i] == ';');
	if ((c < ' ' && !markup_is((char)c, MARKUP_BLANK)) ||
	    (c >= 0xD800 && c < 0xE000) || c == 0xFFFE || c == 0xFFFF ||
	    c >= 0x110000)
		return 0;
	return c;
}

/* The entities of HTML 4, ordered by name. */
static const struct entity {
	const char	*name;
	uint32_t	 value;
} entities[] = {
#include "entities.h"	/* of the build */
};

static int
compare_entity(const void *name, const void *e)
{
	return strcmp(name, ((const struct entity *)e)->name);
}

size_t
markup_reference(struct str s, char *c, size_t *n)
{
	size_t length = 0, name;
	char entity[16];
	const struct entity *found;
	uint32_t code;

	*n = 0;
	if (s.n > 1 && s.s[1] == '#') {
		code = numeric(str_from(s, 2), &length);
		*n = code != 0 ? utf8_put(code, c) : 0;
		return length + 2;
	}
	name = markup_name(str_from(s, 1));
	if (name == 0 || name >= sizeof(entity) || name + 1 >= s.n ||
	    s.s[name + 1] != ';')
		return 0;
	if (ascii_begins(s, "&nbsp;") && s.s[1] == 'n' && s.s[2] == 'b') {
		*n = utf8_put(0xA0, c);
		return name + 2;
	}
	memcpy(entity, s.s + 1, name);
	entity[name] = '\0';
	found = bsearch(entity, entities, sizeof(entities) /
	    sizeof(entities[0]), sizeof(entities[0]), compare_entity);
	if (found == NULL)
		return 0;
	*n = utf8_put(found->value, c);
	return name + 2;
}

size_t
markup_comment(struct str s)
{
	size_t i;
	const char *end;

	if (!ascii_begins(s, "<!--"))
		return 0;
	for (i = 6; i < s.n; i = (size_t)(end - s.s) + 1) {
		end = memchr(s.s + i, '>', s.n - i);
		if (end == NULL)
			break;
		if (end[-1] == '-' && end[-2] == '-')
			return (size_t)(end - s.s) + 1;
	}
	return s.n;
}

size_t
markup_ignored(struct str s, bool begun)
{
	const char *end;

	if (!markup_may_be_ignored(s, begun))
		return 0;
	if (s.s[1] == '!' && (s.s[2] != '[' || ascii_begins(s, "<![cdata[")))
		return 0;
	if (s.s[1] == '/' && begun && !ascii_begins(s, "</body") &&
	    !ascii_begins(s, "</html"))
		return 0;
	end = memchr(s.s, '>', s.n);
	return end == NULL ? s.n : (size_t)(end - s.s) + 1;
}

bool
markup_is_simple(struct str tag)
{
	const char *lt;

	while (tag.n > 1 &&
	    (lt = memchr(tag.s + 1, '<', tag.n - 1)) != NULL) {
		tag = str_from(tag, (size_t)(lt - tag.s));
		if (tag.n < 2 || tag.s[1] == '/' || tag.s[1] == '!')
			return false;
	}
	return true;
}
