/*
 * libxml2's rules are kept to the letter.  What has no simple rule there
 * (broken tags and comments, the end of the file within markup, control
 * characters) makes the scanner give up, and the page is read by libxml2
 * from its beginning.  That both read the same is what tests/unit/test_scan
 * and tests/fuzz/html hold.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "web/markup.h"
#include "web/scan.h"
#include "web/stack.h"
#include "web/tag.h"

/* libxml2 gives text away in pieces of this length. */
#define PIECE		1000
/* It looks this far ahead to see what markup is. */
#define MARKUP		9

struct scan {
	struct str	 s;
	size_t		 at;
	struct stack	 open;		/* the open elements, and the page */
	bool		 begun;		/* a begin tag was met */
	const char	*lt, *and;	/* the last < and & that were found */
	struct buf	 joined;	/* text around what is ignored */
	struct buf	 values;	/* of attributes, decoded */
};

/*
 * Whether all is valid UTF-8 of characters XML knows; the others libxml2
 * drops here and keeps there.
 */
static bool
is_plain(struct str s)
{
	size_t i = 0, at;
	uint32_t c;

	while (i < s.n && (i += utf8_text(str_from(s, i))) < s.n) {
		at = i;
		c = utf8_next(s, &i);
		if ((c < ' ' && !markup_is((char)c, MARKUP_BLANK)) ||
		    (c == UTF8_BAD && i == at + 1) || c == 0xFFFE ||
		    c == 0xFFFF)
			return false;
	}
	return true;
}

static bool
all_blank(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!markup_is(s.s[i], MARKUP_BLANK))
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
		if (!stack_takes_text(&sc->open) &&
		    (!last || piece.n >= PIECE || !all_blank(piece)) &&
		    !stack_text(&sc->open))
			return false;
		page_text(sc->open.page, piece);
	}
	return true;
}

/* A run of text with references up to the next markup. */
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
		length = markup_reference(s, c, &n);
		if (length == 0) {
			*c = '&';
			length = n = 1;
		}
		if (n > 0 && !stack_text(&sc->open))
			return false;
		if (n > 0)
			page_text(sc->open.page, (struct str){ c, n });
		/* The name is no text of its own: blank text may follow. */
		if (length == 1 && s.n > 1 && markup_is(s.s[1], MARKUP_FIRST)) {
			length += markup_name(str_from(s, 1));
			page_text(sc->open.page, (struct str){ s.s + 1,
			    length - 1 });
		}
	}
	return true;
}

/*
 * Where c stands next in the page, from `from` on, or its end.  *at is where
 * it was found the last time: what is between is not searched again.
 */
static const char *
next(const struct scan *sc, char c, const char **at, const char *from)
{
	const char *end = sc->s.s + sc->s.n;

	if (*at == NULL || *at < from)
		*at = memchr(from, c, (size_t)(end - from));
	if (*at == NULL)
		*at = end;
	return *at;
}

/* Moves to the next <; what was passed over. */
static struct str
to_markup(struct scan *sc)
{
	const char *p = sc->s.s + sc->at;
	struct str s = { p, (size_t)(next(sc, '<', &sc->lt, p) - p) };

	sc->at += s.n;
	return s;
}

/* Whether there is a reference in a piece of the page. */
static bool
has_reference(struct scan *sc, struct str s)
{
	return next(sc, '&', &sc->and, s.s) < s.s + s.n;
}

/* The length of what is ignored here, if anything is. */
static inline size_t
ignored(const struct scan *sc)
{
	struct str s = str_from(sc->s, sc->at);

	return markup_may_be_ignored(s, sc->begun) ?
	    markup_ignored(s, sc->begun) : 0;
}

/* Text on both sides of what is ignored from here on. */
static struct str
join_text(struct scan *sc, struct str text)
{
	size_t n;

	buf_reset(&sc->joined);
	buf_str(&sc->joined, text);
	while ((n = ignored(sc)) > 0) {
		sc->at += n;
		buf_str(&sc->joined, to_markup(sc));
	}
	return buf_slice(&sc->joined);
}

/* Text up to the next markup, what is ignored left out. */
static bool
read_text(struct scan *sc)
{
	struct str text = to_markup(sc);

	if (ignored(sc) > 0)
		text = join_text(sc, text);
	else if (!has_reference(sc, text))
		return put_text(sc, text, true);
	if (sc->joined.failed || (sc->at == sc->s.n && text.n > 0 &&
	    text.s[text.n - 1] == '&'))
		return false;
	return text_run(sc, text);
}

static bool
read_start_tag(struct scan *sc)
{
	struct str s = str_from(sc->s, sc->at), name;
	struct tag t;
	bool closed;

	s.n = tag_read(s, &t, &name, &closed);
	if (s.n == 0 || (next(sc, '<', &sc->lt, s.s + 1) < s.s + s.n &&
	    !markup_is_simple(s)) ||
	    (has_reference(sc, s) && !tag_decode(&t, s.n, &sc->values)))
		return false;
	sc->at += s.n;
	return stack_begin(&sc->open, &t, name, closed);
}

static bool
read_end_tag(struct scan *sc)
{
	struct str s = str_from(sc->s, sc->at), name;
	const char *end;
	size_t n = stack_innermost(&sc->open, s);

	if (n > 0) {
		sc->at += n;
		stack_pop(&sc->open);
		return sc->open.n > 0;
	}
	if (s.n < 4 || !markup_is(s.s[2], MARKUP_FIRST))
		return false;
	name = (struct str){ s.s + 2, markup_name(str_from(s, 2)) };
	end = memchr(name.s + name.n, '>', s.n - 2 - name.n);
	if (end == NULL || name.n >= TAG_NAME)
		return false;
	s.n = (size_t)(end - s.s) + 1;
	if (s.n > name.n + 3 && !markup_is_simple(s))
		return false;
	sc->at += s.n;
	stack_end(&sc->open, tag_named(name), name);
	return sc->open.n > 0;
}

/* A comment that libxml2 and browsers end at the same place. */
static bool
read_comment(struct scan *sc)
{
	struct str s = str_from(sc->s, sc->at);
	size_t n = markup_comment(s), i;
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
	if (s.s[1] == '?' ? !markup_is(s.s[2], MARKUP_FIRST) || s.s[2] == '.' :
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
		if (i >= quiet && s.s[1] == '!' && markup_comment(s) > 0)
			quiet = i + markup_comment(s);
		else if (i >= quiet && markup_ignored(s, true) > 0)
			return false;
		if (s.s[1] == '/' && markup_is(s.s[2], MARKUP_LETTER))
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
		sc->at = markup_blanks(sc->s, sc->at);
		s = str_from(sc->s, sc->at);
		if (s.n == 0)
			return true;
		if (s.n < MARKUP)
			return false;
		if (*s.s != '<')
			return s.s[1] != '<';
		ignored = markup_ignored(s, false);
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

	if (s.n < 4 && (s.n < 3 || !markup_is(s.s[1], MARKUP_LETTER)))
		return false;
	if (markup_is(s.s[1], MARKUP_LETTER)) {
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
	page_text(sc->open.page, (struct str){ s.s, 1 });
	sc->at++;
	return s.s[1] != '<' || markup_ignored(str_from(s, 1), sc->begun) == 0;
}

/* What comes next: all of a script or style, or text, or markup. */
static bool
read_next(struct scan *sc)
{
	const enum element e = stack_top(&sc->open);

	if (e == E_SCRIPT || e == E_STYLE)
		return read_raw(sc) && read_end_tag(sc);
	if (sc->s.s[sc->at] != '<' || ignored(sc) > 0)
		return read_text(sc);
	return read_markup(sc);
}

static bool
read_content(struct scan *sc)
{
	while (sc->at < sc->s.n && !sc->open.stopped)
		if (!read_next(sc))
			return false;
	while (sc->open.n > 0)
		stack_pop(&sc->open);
	return true;
}

bool
scan_page(struct str s, struct page *p)
{
	struct scan sc = { .s = s, .open.page = p };
	bool read = is_plain(s) && read_prolog(&sc) && read_content(&sc);

	free(sc.open.open);
	buf_free(&sc.joined);
	buf_free(&sc.values);
	return read;
}
