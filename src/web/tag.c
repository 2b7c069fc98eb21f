#include "web/markup.h"
#include "web/tag.h"

/* An attribute's value at *i, which is moved behind it; false: no end. */
static bool
read_value(struct str s, size_t *i, struct str *value)
{
	const char *end;
	size_t start = *i, n;

	if (start >= s.n)
		return false;
	if (s.s[start] == '"' || s.s[start] == '\'') {
		end = memchr(s.s + start + 1, s.s[start], s.n - start - 1);
		if (end == NULL)
			return false;
		n = (size_t)(end - s.s) - start - 1;
		*value = (struct str){ s.s + start + 1, n };
		*i = start + n + 2;
		return true;
	}
	while (*i < s.n && s.s[*i] != '>' && !markup_is(s.s[*i], MARKUP_BLANK))
		++*i;
	*value = (struct str){ s.s + start, *i - start };
	return true;
}

/* The place in a tag for the value of the attribute of that name. */
static struct str *
place_of(struct tag *t, struct str name)
{
	/* What the names of 4, 5, 6 and 7 letters begin with. */
	static const char first[4][3] = { "rt", "sw", "h", "cr" };
	char lower[8] = { 0 };
	size_t i;

	if (name.n < 4 || name.n > 7 ||
	    ((*name.s | 0x20) != first[name.n - 4][0] &&
	    (*name.s | 0x20) != first[name.n - 4][1]))
		return NULL;
	for (i = 0; i < name.n; i++)
		lower[i] = name.s[i] | 0x20;
	t->hidden |= memcmp(lower, "hidden", sizeof("hidden")) == 0;
	return tag_value(t, lower, name.n);
}

/* An attribute, or what is none, at *i. */
static bool
read_attribute(struct str s, size_t *i, struct tag *t)
{
	struct str name = { s.s + *i, 0 }, value = { "", 0 }, *place;

	if (!markup_is(s.s[*i], MARKUP_FIRST)) {
		while (*i < s.n && !markup_is(s.s[*i], MARKUP_BLANK) &&
		    s.s[*i] != '>' && (s.s[*i] != '/' || *i + 1 == s.n ||
		    s.s[*i + 1] != '>'))
			++*i;
		return true;
	}
	name.n = markup_name(str_from(s, *i));
	if (name.n >= TAG_NAME)
		return false;
	*i = markup_blanks(s, *i + name.n);
	if (*i < s.n && s.s[*i] == '=') {
		*i = markup_blanks(s, *i + 1);
		if (!read_value(s, i, &value))
			return false;
	}
	place = place_of(t, name);
	if (place != NULL && place->s == NULL)
		*place = value;
	return true;
}

/* Puts characters for the references of a value; false: NUL is one. */
static bool
decode(struct buf *out, struct str *value)
{
	struct str s = *value;
	size_t start = out->len, n, length;
	char c[4];

	if (s.n == 0 || memchr(s.s, '&', s.n) == NULL)
		return true;
	for (; s.n > 0; s = str_from(s, length)) {
		length = *s.s == '&' ? markup_reference(s, c, &n) : 0;
		if (length > 0 && n == 0)
			return false;
		if (length == 0) {
			*c = *s.s;
			length = n = 1;
		}
		buf_add(out, c, n);
	}
	*value = (struct str){ out->s + start, out->len - start };
	return !out->failed;
}

/* What is decoded is never longer than the tag: the buffer stays. */
bool
tag_decode(struct tag *t, size_t length, struct buf *values)
{
	buf_reset(values);
	return buf_room(values, length) &&
	    decode(values, &t->style) &&
	    decode(values, &t->role) &&
	    decode(values, &t->colspan) &&
	    decode(values, &t->rowspan) &&
	    decode(values, &t->start) &&
	    decode(values, &t->width) &&
	    decode(values, &t->height);
}

enum element
tag_named(struct str name)
{
	char lower[ELEMENT_NAME] = { 0 };
	size_t i;

	if (name.n >= sizeof(lower))
		return E_OTHER;
	for (i = 0; i < name.n; i++)
		lower[i] = name.s[i] | 0x20;
	return element_of(lower, name.n);
}

size_t
tag_read(struct str s, struct tag *t, struct str *name, bool *closed)
{
	size_t i;

	t->hidden = false;
	t->style = t->role = t->colspan = t->rowspan = t->start = t->width =
	    t->height = (struct str){ NULL, 0 };
	*name = (struct str){ s.s + 1, markup_name(str_from(s, 1)) };
	i = markup_blanks(s, name->n + 1);
	if (name->n >= TAG_NAME)
		return 0;
	while (i < s.n && s.s[i] != '>' &&
	    (s.s[i] != '/' || i + 1 == s.n || s.s[i + 1] != '>')) {
		if (!read_attribute(s, &i, t))
			return 0;
		i = markup_blanks(s, i);
	}
	if (i == s.n)
		return 0;
	*closed = s.s[i] == '/';
	t->element = tag_named(*name);
	return i + 1 + *closed;
}
