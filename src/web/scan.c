/*
 * libxml2's rules are kept to the letter: which elements a tag closes, which
 * ones it implies, when an end tag counts.  What has no simple rule there
 * (broken tags and comments, the end of the file within markup, control
 * characters) makes the scanner give up, and the page is read by libxml2
 * from its beginning.  That both read the same is what tests/unit/test_scan
 * and tests/fuzz/html hold.
 */
#include <libxml/HTMLparser.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "web/scan.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* libxml2 gives text away in pieces of this length, */
#define PIECE		1000
/* and cuts names at that one. */
#define MAX_NAME	100
/* It looks this far ahead to see what markup is. */
#define MARKUP		9

struct open {
	enum element	e;
	struct str	name;
};

struct scan {
	struct str	 s;
	size_t		 at;
	struct page	*page;
	struct open	*open;		/* elements, the innermost last */
	size_t		 n, room;
	size_t		 count[ELEMENTS];	/* open ones, by element */
	bool		 begun;		/* a begin tag was met */
	bool		 head, body;	/* there is or was one */
	unsigned	 discarded;	/* begin tags of html, head, body */
	struct buf	 joined;	/* text around what is ignored */
	struct buf	 values;	/* of attributes, decoded */
};

enum {
	BLANK = 1,		/* white space */
	NAME = 2,		/* of names */
	FIRST = 4,		/* the first one of names */
	LETTER = 8
};

#define N	NAME
#define F	(NAME | FIRST)
#define L	(NAME | FIRST | LETTER)
static const unsigned char classes[256] = {
	['\t'] = BLANK, ['\n'] = BLANK, ['\r'] = BLANK, [' '] = BLANK,
	['-'] = N, ['.'] = F, [':'] = F, ['_'] = F,
	['0'] = N, N, N, N, N, N, N, N, N, N,
	['A'] = L, L, L, L, L, L, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, L, L,
	['a'] = L, L, L, L, L, L, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, L, L,
};
#undef N
#undef F
#undef L

static bool
is(char c, unsigned class)
{
	return classes[(unsigned char)c] & class;
}

size_t
scan_comment(struct str s)
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
scan_ignored(struct str s, bool begun)
{
	const char *end;

	if (s.n < 3 || (s.s[1] != '/' && s.s[1] != '!'))
		return 0;
	if (s.s[1] == '!' && (s.s[2] != '[' || ascii_begins(s, "<![cdata[")))
		return 0;
	if (s.s[1] == '/' && begun && ((s.s[2] | 0x20) != 'b' ||
	    !ascii_begins(s, "</body")) && ((s.s[2] | 0x20) != 'h' ||
	    !ascii_begins(s, "</html")))
		return 0;
	end = memchr(s.s, '>', s.n);
	return end == NULL ? s.n : (size_t)(end - s.s) + 1;
}

/* At least how many of the next bytes are ASCII without controls. */
static size_t
ascii(const char *p, size_t n)
{
	size_t i = 0;

#ifdef __SSE2__
	for (; i + 16 <= n; i += 16) {
		const __m128i b =
		    _mm_loadu_si128((const __m128i *)(const void *)(p + i));
		const __m128i low = _mm_cmplt_epi8(b, _mm_set1_epi8(' '));
		const __m128i fine = _mm_or_si128(
		    _mm_cmpeq_epi8(b, _mm_set1_epi8('\n')),
		    _mm_cmpeq_epi8(b, _mm_set1_epi8('\t')));
		/* Bytes above 0x7F are negative, so they are low. */
		int bad = _mm_movemask_epi8(_mm_andnot_si128(fine, low));

		if (bad != 0)
			return i + (size_t)__builtin_ctz((unsigned)bad);
	}
#else
	(void)p;
	(void)n;
#endif
	return i;
}

/* The length of the most frequent kind of character at p: 3, or 0. */
static size_t
three(const unsigned char *p, size_t n)
{
	return n >= 3 && *p > 0xE0 && *p < 0xED && (p[1] & 0xC0) == 0x80 &&
	    (p[2] & 0xC0) == 0x80 ? 3 : 0;
}

/*
 * Whether all is valid UTF-8 of characters XML knows; the others libxml2
 * drops here and keeps there.
 */
static bool
is_plain(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.s;
	size_t i = 0, at, n;
	uint32_t c;

	while (i < s.n) {
		if (p[i] < 0x80)
			i += ascii(s.s + i, s.n - i);
		while ((n = three(p + i, s.n - i)) > 0)
			i += n;
		if (i == s.n)
			break;
		at = i;
		c = utf8_next(s, &i);
		if ((c < ' ' && !is((char)c, BLANK)) ||
		    (c == UTF8_BAD && i == at + 1) || c == 0xFFFE ||
		    c == 0xFFFF)
			return false;
	}
	return true;
}

static enum element
top_element(const struct scan *sc)
{
	return sc->n > 0 ? sc->open[sc->n - 1].e : ELEMENTS;
}

static bool
push(struct scan *sc, const struct tag *t, struct str name)
{
	size_t room = sc->room > 0 ? sc->room * 2 : 64;
	struct open *bigger;

	if (sc->n == sc->room) {
		bigger = realloc(sc->open, room * sizeof(*bigger));
		if (bigger == NULL)
			return false;
		sc->open = bigger;
		sc->room = room;
	}
	sc->head |= t->element == E_HEAD || t->element == E_BODY;
	sc->body |= t->element == E_BODY;
	sc->open[sc->n++] = (struct open){ t->element, name };
	sc->count[t->element]++;
	page_start(sc->page, t);
	return true;
}

static bool
push_implied(struct scan *sc, enum element e)
{
	const struct tag t = { .element = e };

	return push(sc, &t, (struct str){ NULL, 0 });
}

static void
pop(struct scan *sc)
{
	enum element e = sc->open[--sc->n].e;

	sc->count[e]--;
	page_end(sc->page, e);
}

/* Closes what a start tag closes. */
static void
auto_close(struct scan *sc, enum element e)
{
	while (sc->n > 0 && element_closes(e, top_element(sc)))
		pop(sc);
}

/* Opens what must be around an element and is not there. */
static bool
imply(struct scan *sc, enum element e)
{
	if (e == E_HTML)
		return true;
	if (sc->n == 0 && !push_implied(sc, E_HTML))
		return false;
	if (e == E_BODY || e == E_HEAD)
		return true;
	if (sc->n <= 1 && (e == E_SCRIPT || e == E_STYLE || e == E_META ||
	    e == E_LINK || e == E_TITLE || e == E_BASE))
		return sc->head || push_implied(sc, E_HEAD);
	if (e == E_NOFRAMES || e == E_FRAME || e == E_FRAMESET || sc->body ||
	    sc->count[E_HEAD] > 0)
		return true;
	return push_implied(sc, E_BODY);
}

/* Opens a paragraph for text where none can stand. */
static bool
imply_paragraph(struct scan *sc)
{
	enum element e = top_element(sc);

	if (e != ELEMENTS && e != E_HTML && e != E_HEAD)
		return true;
	auto_close(sc, E_P);
	return imply(sc, E_P) && push_implied(sc, E_P);
}

/* The length of a name at s. */
static size_t
name_length(struct str s)
{
	size_t n = 0;

	while (n < s.n && is(s.s[n], NAME))
		n++;
	return n;
}

/* A character reference at s, behind &#: its character; 0 for none. */
static uint32_t
numeric(struct str s, size_t *length)
{
	size_t i = s.n > 0 && (*s.s | 0x20) == 'x';
	const uint32_t base = i > 0 ? 16 : 10;
	uint32_t c = 0, digit;

	for (; i < s.n; i++) {
		if (s.s[i] >= '0' && s.s[i] <= '9')
			digit = (uint32_t)(s.s[i] - '0');
		else if (base == 16 && (s.s[i] | 0x20) >= 'a' &&
		    (s.s[i] | 0x20) <= 'f')
			digit = (uint32_t)((s.s[i] | 0x20) - 'a') + 10;
		else
			break;
		c = c < 0x110000 ? c * base + digit : c;
	}
	*length = i + (i < s.n && s.s[i] == ';');
	if ((c < ' ' && !is((char)c, BLANK)) || (c >= 0xD800 && c < 0xE000) ||
	    c == 0xFFFE || c == 0xFFFF || c >= 0x110000)
		return 0;
	return c;
}

/*
 * A reference at s, which begins with &: puts what it stands for into c
 * (4 bytes of room).  Returns its length; 0 where & is only itself.
 */
static size_t
reference(struct str s, char *c, size_t *n)
{
	size_t length = 0, name;
	char entity[16];
	const htmlEntityDesc *found;
	uint32_t code;

	*n = 0;
	if (s.n > 1 && s.s[1] == '#') {
		code = numeric(str_from(s, 2), &length);
		*n = code != 0 ? utf8_put(code, c) : 0;
		return length + 2;
	}
	name = name_length(str_from(s, 1));
	if (name == 0 || name >= sizeof(entity) || name + 1 >= s.n ||
	    s.s[name + 1] != ';')
		return 0;
	if (ascii_begins(s, "&nbsp;") && s.s[1] == 'n' && s.s[2] == 'b') {
		*n = utf8_put(0xA0, c);
		return name + 2;
	}
	memcpy(entity, s.s + 1, name);
	entity[name] = '\0';
	found = htmlEntityLookup((const xmlChar *)entity);
	if (found == NULL || found->value == 0)
		return 0;
	*n = utf8_put(found->value, c);
	return name + 2;
}

static bool
all_blank(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!is(s.s[i], BLANK))
			return false;
	return true;
}

/* Text without references; `last`: markup, or nothing, follows it. */
static bool
put_text(struct scan *sc, struct str s, bool last)
{
	struct str piece;

	for (; s.n > 0; s = str_from(s, piece.n)) {
		piece = s;
		if (s.n >= PIECE)
			for (piece.n = PIECE; piece.n < s.n &&
			    (s.s[piece.n] & 0xC0) == 0x80; )
				piece.n++;
		if ((!last || piece.n >= PIECE || !all_blank(piece)) &&
		    !imply_paragraph(sc))
			return false;
		page_text(sc->page, piece);
	}
	return true;
}

/* A run of text up to the next markup. */
static bool
text_run(struct scan *sc, struct str s)
{
	const char *and;
	char c[4];
	size_t n, length;

	for (; s.n > 0; s = str_from(s, length)) {
		and = memchr(s.s, '&', s.n);
		length = and == NULL ? s.n : (size_t)(and - s.s);
		if (!put_text(sc, (struct str){ s.s, length }, and == NULL))
			return false;
		if (and == NULL)
			return true;
		s = str_from(s, length);
		length = reference(s, c, &n);
		if (length == 0) {
			*c = '&';
			length = n = 1;
		}
		if (n > 0 && !imply_paragraph(sc))
			return false;
		if (n > 0)
			page_text(sc->page, (struct str){ c, n });
		/* The name is no text of its own: blank text may follow. */
		if (length == 1 && s.n > 1 && is(s.s[1], FIRST)) {
			length += name_length(str_from(s, 1));
			page_text(sc->page, (struct str){ s.s + 1,
			    length - 1 });
		}
	}
	return true;
}

/* Text up to the next markup, what is ignored left out. */
static bool
read_text(struct scan *sc)
{
	struct str rest;
	size_t n, ignored;
	const char *lt;

	buf_reset(&sc->joined);
	for (;; sc->at += ignored) {
		rest = str_from(sc->s, sc->at);
		lt = rest.n > 0 ? memchr(rest.s, '<', rest.n) : NULL;
		n = lt == NULL ? rest.n : (size_t)(lt - rest.s);
		sc->at += n;
		ignored = lt == NULL ? 0 :
		    scan_ignored(str_from(rest, n), sc->begun);
		rest.n = n;
		if (ignored == 0 && sc->joined.len == 0)
			break;
		buf_str(&sc->joined, rest);
		rest = buf_slice(&sc->joined);
		if (ignored == 0)
			break;
	}
	if (sc->joined.failed || (lt == NULL && rest.n > 0 &&
	    rest.s[rest.n - 1] == '&'))
		return false;
	return text_run(sc, rest);
}

/* Whether a tag holds nothing that might be taken for other markup. */
static bool
is_simple(struct str tag)
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

static size_t
skip_blanks(struct str s, size_t i)
{
	while (i < s.n && is(s.s[i], BLANK))
		i++;
	return i;
}

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
	while (*i < s.n && s.s[*i] != '>' && !is(s.s[*i], BLANK))
		++*i;
	*value = (struct str){ s.s + start, *i - start };
	return true;
}

/* The place in a tag for the value of the attribute of that name. */
static struct str *
place_of(struct tag *t, struct str name)
{
	/* What the names of 4, 5, 6 and 7 letters begin with. */
	static const char first[4][3] = { "r", "sw", "h", "cr" };
	char lower[8] = { 0 };
	size_t i;

	if (name.n < 4 || name.n > 7 ||
	    ((*name.s | 0x20) != first[name.n - 4][0] &&
	    (*name.s | 0x20) != first[name.n - 4][1]))
		return NULL;
	for (i = 0; i < name.n; i++)
		lower[i] = is(name.s[i], LETTER) ?
		    (char)(name.s[i] | 0x20) : name.s[i];
	t->hidden |= memcmp(lower, "hidden", sizeof("hidden")) == 0;
	return tag_value(t, lower, name.n);
}

/* An attribute, or what is none, at *i. */
static bool
read_attribute(struct str s, size_t *i, struct tag *t)
{
	struct str name = { s.s + *i, 0 }, value = { "", 0 }, *place;

	if (!is(s.s[*i], FIRST)) {
		while (*i < s.n && !is(s.s[*i], BLANK) && s.s[*i] != '>' &&
		    (s.s[*i] != '/' || *i + 1 == s.n || s.s[*i + 1] != '>'))
			++*i;
		return true;
	}
	name.n = name_length(str_from(s, *i));
	if (name.n >= MAX_NAME)
		return false;
	*i = skip_blanks(s, *i + name.n);
	if (*i < s.n && s.s[*i] == '=') {
		*i = skip_blanks(s, *i + 1);
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
		length = *s.s == '&' ? reference(s, c, &n) : 0;
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
static bool
decode_values(struct scan *sc, struct tag *t, size_t length)
{
	buf_reset(&sc->values);
	return buf_room(&sc->values, length) &&
	    decode(&sc->values, &t->style) &&
	    decode(&sc->values, &t->role) &&
	    decode(&sc->values, &t->colspan) &&
	    decode(&sc->values, &t->rowspan) &&
	    decode(&sc->values, &t->start) &&
	    decode(&sc->values, &t->width) &&
	    decode(&sc->values, &t->height);
}

static enum element
named(struct str name)
{
	char lower[ELEMENT_NAME] = { 0 };
	size_t i;

	if (name.n >= sizeof(lower))
		return E_OTHER;
	for (i = 0; i < name.n; i++)
		lower[i] = is(name.s[i], LETTER) ?
		    (char)(name.s[i] | 0x20) : name.s[i];
	return element_of(lower, name.n);
}

/* Whether the begin tag of html, head or body stands where it is none. */
static bool
is_misplaced(const struct scan *sc, enum element e)
{
	return (e == E_HTML && sc->n > 0) || (e == E_HEAD && sc->n != 1) ||
	    (e == E_BODY && sc->count[E_BODY] > 0);
}

/* The element of a start tag that was read. */
static bool
begin_element(struct scan *sc, const struct tag *t, struct str name,
    bool closed)
{
	auto_close(sc, t->element);
	if (!imply(sc, t->element))
		return false;
	if (is_misplaced(sc, t->element))
		sc->discarded++;
	else if (!push(sc, t, name))
		return false;
	if (closed || element_is_empty(top_element(sc)))
		pop(sc);
	return sc->n > 0;
}

static bool
read_start_tag(struct scan *sc)
{
	struct str s = str_from(sc->s, sc->at);
	struct tag t = { 0 };
	struct str name = { s.s + 1, name_length(str_from(s, 1)) };
	size_t i = skip_blanks(s, name.n + 1);
	bool references = false, closed;

	if (name.n >= MAX_NAME)
		return false;
	while (i < s.n && s.s[i] != '>' &&
	    (s.s[i] != '/' || i + 1 == s.n || s.s[i + 1] != '>')) {
		if (!read_attribute(s, &i, &t))
			return false;
		i = skip_blanks(s, i);
	}
	if (i == s.n)
		return false;
	closed = s.s[i] == '/';
	s.n = i + 1 + closed;
	references = i > name.n + 1 && memchr(s.s, '&', s.n) != NULL;
	if ((i > name.n + 1 && !is_simple(s)) ||
	    (references && !decode_values(sc, &t, s.n)))
		return false;
	sc->at += s.n;
	t.element = named(name);
	return begin_element(sc, &t, name, closed);
}

/* Whether an open element has that name. */
static bool
is_named(const struct open *o, enum element e, struct str name)
{
	size_t i;

	if (o->e != e || e != E_OTHER)
		return o->e == e;
	if (o->name.n != name.n)
		return false;
	for (i = 0; i < name.n; i++)
		if (o->name.s[i] != name.s[i] && (!is(name.s[i], LETTER) ||
		    !is(o->name.s[i], LETTER) ||
		    (o->name.s[i] | 0x20) != (name.s[i] | 0x20)))
			return false;
	return true;
}

static void
end_element(struct scan *sc, enum element e, struct str name)
{
	size_t i;

	if (sc->discarded > 0 &&
	    (e == E_HTML || e == E_HEAD || e == E_BODY)) {
		sc->discarded--;
		return;
	}
	if (sc->count[e] == 0)
		return;
	for (i = sc->n; i > 0 && !is_named(&sc->open[i - 1], e, name); i--)
		if (element_priority(sc->open[i - 1].e) > element_priority(e))
			return;
	while (i > 0 && sc->n >= i)
		pop(sc);
}

static bool
read_end_tag(struct scan *sc)
{
	struct str s = str_from(sc->s, sc->at), name;
	const char *end;

	if (s.n < 4 || !is(s.s[2], FIRST))
		return false;
	name = (struct str){ s.s + 2, name_length(str_from(s, 2)) };
	end = memchr(name.s + name.n, '>', s.n - 2 - name.n);
	if (end == NULL || name.n >= MAX_NAME)
		return false;
	s.n = (size_t)(end - s.s) + 1;
	if (s.n > name.n + 3 && !is_simple(s))
		return false;
	sc->at += s.n;
	end_element(sc, named(name), name);
	return sc->n > 0;
}

/* A comment that libxml2 and browsers end at the same place. */
static bool
read_comment(struct scan *sc)
{
	struct str s = str_from(sc->s, sc->at);
	size_t n = scan_comment(s), i;
	const char *mark;

	if (n < 7 || memcmp(s.s + n - 3, "-->", 3) != 0)
		return false;
	for (i = 4; i < n; i = (size_t)(mark - s.s) + 1) {
		mark = memchr(s.s + i, '!', n - i);
		if (mark == NULL)
			break;
		if (mark[1] == '>' && mark[-1] == '-' && mark[-2] == '-')
			return false;
	}
	sc->at += n;
	return true;
}

/* A document type, or an instruction: up to >, if nothing hides another. */
static bool
read_declaration(struct scan *sc)
{
	struct str s = str_from(sc->s, sc->at);
	const char *end = memchr(s.s, '>', s.n);
	size_t i, one = 0, two = 0;

	if (end == NULL)
		return false;
	s.n = (size_t)(end - s.s) + 1;
	for (i = 1; i < s.n; i++) {
		one += s.s[i] == '\'';
		two += s.s[i] == '"';
		if (s.s[i] == '<')
			return false;
	}
	if (s.s[1] == '?' ? !is(s.s[2], FIRST) || s.s[2] == '.' :
	    one % 2 != 0 || two % 2 != 0)
		return false;
	sc->at += s.n;
	return true;
}

/*
 * What is in a script or a style, up to an end tag, whichever.  Comments
 * hide what would be ignored; they must end before.
 */
static bool
read_raw(struct scan *sc)
{
	size_t i = sc->at, quiet = 0;
	struct str s;
	const char *lt;

	for (;; i++) {
		lt = memchr(sc->s.s + i, '<', sc->s.n - i);
		if (lt == NULL || sc->s.n - (size_t)(lt - sc->s.s) < 4)
			return false;
		i = (size_t)(lt - sc->s.s);
		s = str_from(sc->s, i);
		if (i >= quiet && scan_comment(s) > 0)
			quiet = i + scan_comment(s);
		else if (i >= quiet && scan_ignored(s, true) > 0)
			return false;
		if (s.s[1] == '/' && is(s.s[2], LETTER))
			break;
	}
	sc->at = i;
	return i >= quiet;
}

/* What stands before all elements. */
static bool
read_prolog(struct scan *sc)
{
	struct str s;
	size_t ignored;
	bool typed = false;

	for (;;) {
		sc->at = skip_blanks(sc->s, sc->at);
		s = str_from(sc->s, sc->at);
		if (s.n == 0)
			return true;
		if (s.n < MARKUP)
			return false;
		if (*s.s != '<')
			return s.s[1] != '<';
		ignored = scan_ignored(s, false);
		if (ignored > 0)
			sc->at += ignored;
		else if (ascii_begins(s, "<!--")) {
			if (!read_comment(sc))
				return false;
		} else if (s.s[1] == '?' ||
		    (!typed && ascii_begins(s, "<!doctype"))) {
			typed |= s.s[1] == '!';
			if (!read_declaration(sc))
				return false;
		} else
			return s.s[1] != '!';
	}
}

/* Markup, or a < that is none. */
static bool
read_markup(struct scan *sc)
{
	struct str s = str_from(sc->s, sc->at);

	if (s.n < 4 && (s.n < 3 || !is(s.s[1], LETTER)))
		return false;
	if (is(s.s[1], LETTER)) {
		sc->begun = true;
		return read_start_tag(sc);
	}
	if (s.s[1] == '/')
		return read_end_tag(sc);
	if (ascii_begins(s, "<!--"))
		return read_comment(sc);
	if (s.s[1] == '?' || ascii_begins(s, "<!doctype"))
		return read_declaration(sc);
	sc->begun |= s.s[1] != '!';
	if (s.s[1] == '!' && (s.n < MARKUP ||
	    memchr(s.s + 1, '<', MARKUP - 1) != NULL))
		return false;
	page_text(sc->page, (struct str){ s.s, 1 });
	sc->at++;
	return s.s[1] != '<' || scan_ignored(str_from(s, 1), sc->begun) == 0;
}

static bool
read_content(struct scan *sc)
{
	enum element e;

	while (sc->at < sc->s.n && !page_stopped(sc->page)) {
		e = top_element(sc);
		if (e == E_SCRIPT || e == E_STYLE) {
			if (!read_raw(sc) || !read_end_tag(sc))
				return false;
		} else if (sc->s.s[sc->at] != '<' || scan_ignored(
		    str_from(sc->s, sc->at), sc->begun) > 0) {
			if (!read_text(sc))
				return false;
		} else if (!read_markup(sc))
			return false;
	}
	while (sc->n > 0)
		pop(sc);
	return true;
}

bool
scan_page(struct str s, struct page *p)
{
	struct scan sc = { .s = s, .page = p };
	bool read = is_plain(s) && read_prolog(&sc) && read_content(&sc);

	free(sc.open);
	buf_free(&sc.joined);
	buf_free(&sc.values);
	return read;
}
