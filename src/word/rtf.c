/*
 * Control words do what rtf_word.c says; unknown ones do nothing, and a
 * group that begins with \* and an unknown word is passed over.
 *
 * Text is collected as bytes of one code page, for a character of two
 * bytes may be written as two escapes, as an escape and a letter, or over
 * two lines, and is turned into UTF-8 when another code page or anything
 * else than text follows.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "word/rtf.h"
#include "word/rtf_page.h"
#include "word/rtf_word.h"
#include "word/story.h"

#define LONGEST		32	/* letters of a control word */
#define MAX_FONTS	4096

/* What is done with the text of a group. */
enum destination {
	TEXT, SKIP, FONTS,
	TWICE		/* passed over up to the same text in Unicode */
};

struct group {
	enum destination to;
	bool	 aside;		/* a footnote or text box */
	bool	 label;		/* a number that Word generated */
	bool	 inner;		/* describes a row of a table in a cell */
	bool	 hidden, deleted;
	bool	 raised, struck;
	bool	 in_table;
	unsigned depth;		/* of tables; 0: not said */
	int	 fallback;	/* characters after \u that repeat it */
	int	 page;		/* the code page of the font; 0: the default */
};

struct rtf {
	struct str	 in;
	size_t		 at;
	const char	*encoding;
	struct group	*groups;
	size_t		 ngroups, max_groups;
	struct story	 main, aside;
	struct buf	 notes;		/* what the aside story wrote */
	struct buf	 bytes;		/* text in a code page */
	int		 bytes_page;
	struct buf	 decoded;	/* the same in UTF-8 */
	uint32_t	 high;		/* half of a surrogate pair, or 0 */
	int		 passing;	/* fallback characters yet to come */
	bool		 starred;	/* \* stands before the next word */
	int		 default_page;	/* 0: by content */
	int		 default_font, font;	/* the one being described */
	int		 pages[MAX_FONTS];
	struct story_row rows[2];	/* described last: outer, inner */
	struct story_cell next;		/* of the cell the next edge ends */
	const char	*wrong;
};

static struct group *
group(struct rtf *r)
{
	return &r->groups[r->ngroups - 1];
}

static struct story *
story(struct rtf *r)
{
	return group(r)->aside ? &r->aside : &r->main;
}

static void
decode(struct rtf *r)
{
	rtf_page_decode(buf_slice(&r->bytes), r->bytes_page,
	    r->default_page, r->encoding, &r->decoded);
	story_text(story(r), buf_slice(&r->decoded));
	if (r->decoded.failed)
		r->wrong = "out of memory";
	buf_reset(&r->decoded);
}

/* Turns the bytes collected into text of the story. */
static void
flush(struct rtf *r)
{
	size_t i = 0;

	while (i < r->bytes.len && (unsigned char)r->bytes.s[i] < 0x80)
		i++;
	if (i == r->bytes.len)
		story_text(story(r), buf_slice(&r->bytes));
	else
		decode(r);
	if (r->bytes.failed)
		r->wrong = "out of memory";
	buf_reset(&r->bytes);
	r->high = 0;
}

/* Whether a character is passed over, for \u said it already. */
static bool
passes(struct rtf *r)
{
	if (r->passing == 0)
		return false;
	r->passing--;
	return true;
}

/* Text is going to be raised or struck out, or no longer so. */
static void
set_apart(struct rtf *r)
{
	const struct group *g = group(r);
	bool apart = g->raised || g->struck;

	if (story(r)->apart != apart)
		flush(r);
	story(r)->apart = apart;
}

static bool
is_shown(struct rtf *r)
{
	const struct group *g = group(r);

	return g->to == TEXT && !g->hidden && !g->deleted;
}

/* A byte of text in the font's code page. */
static void
put_byte(struct rtf *r, char c)
{
	int page = group(r)->page;

	if (passes(r) || !is_shown(r))
		return;
	set_apart(r);
	if (page != r->bytes_page)
		flush(r);
	r->bytes_page = page;
	buf_byte(&r->bytes, c);
}

/* A character of text. */
static void
put_char(struct rtf *r, uint32_t c)
{
	char bytes[4];
	uint32_t high = r->high;

	if (!is_shown(r))
		return;
	flush(r);
	set_apart(r);
	if (c >= 0xD800 && c < 0xDC00) {
		r->high = c;
		return;
	}
	if (c >= 0xDC00 && c < 0xE000)
		c = high == 0 ? UTF8_BAD :
		    0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00);
	if (c == '\t' && group(r)->label)
		c = ' ';
	if (c >= ' ' || c == '\t')
		story_text(story(r), (struct str){ bytes, utf8_put(c, bytes) });
}

static unsigned
depth(struct rtf *r)
{
	const struct group *g = group(r);

	return g->depth > 0 ? g->depth : g->in_table;
}

static unsigned
inner_depth(struct rtf *r)
{
	return group(r)->depth > 2 ? group(r)->depth : 2;
}

/* Footnotes and text boxes go behind the paragraph or table. */
static void
end_paragraph(struct rtf *r)
{
	story_paragraph(story(r), depth(r));
	if (group(r)->aside || depth(r) > 0)
		return;
	buf_str(r->main.out, buf_slice(&r->notes));
	r->main.failed |= r->notes.failed;
	buf_reset(&r->notes);
}

static void
begin_group(struct rtf *r)
{
	struct group g = { .fallback = 1 };

	if (r->ngroups == r->max_groups) {
		r->wrong = "nested too deep";
		return;
	}
	if (r->ngroups > 0)
		g = *group(r);
	r->groups[r->ngroups++] = g;
	r->passing = 0;
}

static void
end_group(struct rtf *r)
{
	const struct group *g = group(r);
	bool ends = g->aside && (r->ngroups == 1 || !g[-1].aside);

	if (g->aside)
		flush(r);
	if (ends && g->to == TEXT)
		story_paragraph(&r->aside, 0);
	if (r->ngroups == 1) {
		flush(r);
		if (r->main.line.len > 0)
			end_paragraph(r);
	}
	r->ngroups--;
	r->passing = 0;
}

/* Words that say what the group is. */
static void
set_destination(struct rtf *r, enum rtf_action does)
{
	struct group *g = group(r);

	if (does == RTF_PASS)
		g->to = SKIP;
	else if (does == RTF_FONTS && g->to == TEXT)
		g->to = FONTS;
	else if (does == RTF_TWICE && g->to == TEXT)
		g->to = TWICE;
	else if (does == RTF_UNICODE_TEXT && g->to == TWICE)
		g->to = TEXT;
	else if (does == RTF_INNER)
		g->inner = true;
	else if (does == RTF_LABEL)
		g->label = true;
	else if (does == RTF_ASIDE && !g->aside && g->to == TEXT) {
		flush(r);
		g->aside = true;
		g->in_table = false;
		g->depth = 0;
	}
}

/* Words of the table of fonts. */
static void
describe_font(struct rtf *r, enum rtf_action does, int n)
{
	if (does == RTF_FONT)
		r->font = n;
	if (r->font < 0 || r->font >= MAX_FONTS)
		return;
	if (does == RTF_CODE_PAGE)
		r->pages[r->font] = n;
	if (does == RTF_CHARSET && rtf_page_of_charset(n) != 0)
		r->pages[r->font] = rtf_page_of_charset(n);
}

/* Words that describe a row. */
static void
describe_row(struct rtf *r, enum rtf_action does, int n)
{
	struct story_row *row = &r->rows[group(r)->inner];

	if (does == RTF_ROW_BEGINS) {
		row->left = 0;
		row->n = 0;
		r->next = (struct story_cell){ 0 };
	} else if (does == RTF_LEFT)
		row->left = n;
	else if (does == RTF_BEGINS)
		r->next.begins = true;
	else if (does == RTF_BELOW)
		r->next.below = true;
	else if (does == RTF_BESIDE)
		r->next.beside = true;
	else if (row->n < STORY_ROW) {
		r->next.right = n;
		row->cells[row->n++] = r->next;
		r->next = (struct story_cell){ 0 };
	}
}

static void
set_font(struct rtf *r, int font)
{
	group(r)->page = font >= 0 && font < MAX_FONTS ? r->pages[font] : 0;
}

/* Words that change how text is taken. */
static void
set_property(struct rtf *r, enum rtf_action does, int n)
{
	struct group *g = group(r);

	switch (does) {
	case RTF_HIDDEN: g->hidden = n != 0; break;
	case RTF_DELETED: g->deleted = n != 0; break;
	case RTF_RAISED: g->raised = n != 0; break;
	case RTF_LEVEL: g->raised = false; break;
	case RTF_STRUCK: g->struck = n != 0; break;
	case RTF_PLAIN:
		g->hidden = g->deleted = g->raised = g->struck = false;
		set_font(r, r->default_font);
		break;
	case RTF_PARD:
		g->in_table = false;
		g->depth = 0;
		break;
	case RTF_IN_TABLE: g->in_table = true; break;
	case RTF_DEPTH: g->depth = n > 0 ? (unsigned)n : 0; break;
	case RTF_FALLBACK: g->fallback = n > 0 ? n : 0; break;
	case RTF_ANSI: r->default_page = n; break;
	case RTF_MAC: r->default_page = 10000; break;
	case RTF_PC: r->default_page = 437; break;
	case RTF_DEFAULT_FONT: r->default_font = n; break;
	default: set_font(r, n);
	}
}

/* Words that end lines, paragraphs, cells and rows. */
static void
end_part(struct rtf *r, enum rtf_action does)
{
	flush(r);
	switch (does) {
	case RTF_LINE: buf_byte(&story(r)->line, '\n'); break;
	case RTF_CELL: story_cell(story(r), 1); break;
	case RTF_INNER_CELL: story_cell(story(r), inner_depth(r)); break;
	case RTF_ROW: story_row(story(r), 1, &r->rows[0]); break;
	case RTF_INNER_ROW:
		story_row(story(r), inner_depth(r), &r->rows[1]);
		break;
	default: end_paragraph(r);
	}
}

static void
skip_binary(struct rtf *r, int n)
{
	size_t left = r->in.n - r->at;

	if (n > 0)
		r->at += (size_t)n < left ? (size_t)n : left;
}

static void
act(struct rtf *r, const struct rtf_word *w, int n)
{
	if (w->does == RTF_BINARY)
		skip_binary(r, n);
	else if (w->does == RTF_UNICODE) {
		put_char(r, (uint32_t)n & 0xFFFF);
		r->passing = group(r)->fallback;
	} else if (w->does <= RTF_FONTS)
		set_destination(r, w->does);
	else if (group(r)->to == FONTS)
		describe_font(r, w->does, n);
	else if (group(r)->to != TEXT)
		return;
	else if (w->does == RTF_CHAR)
		put_char(r, w->c);
	else if (w->does <= RTF_INNER_ROW)
		end_part(r, w->does);
	else if (w->does <= RTF_BESIDE)
		describe_row(r, w->does, n);
	else
		set_property(r, w->does, n);
}

/* A number after a word, or 1: \b is \b1. */
static int
parameter(struct rtf *r)
{
	long n = 0;
	bool minus = r->at + 1 < r->in.n && r->in.s[r->at] == '-' &&
	    r->in.s[r->at + 1] >= '0' && r->in.s[r->at + 1] <= '9';
	size_t start = r->at += minus;

	for (; r->at < r->in.n && r->in.s[r->at] >= '0' &&
	    r->in.s[r->at] <= '9'; r->at++)
		if (n < INT32_MAX / 10)
			n = n * 10 + (r->in.s[r->at] - '0');
	return r->at == start ? 1 : (int)(minus ? -n : n);
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A control word, whose first letter is next. */
static void
control_word(struct rtf *r)
{
	char name[LONGEST + 1];
	size_t n = 0;
	const struct rtf_word *w;
	int value;
	bool starred = r->starred;

	for (; r->at < r->in.n && is_letter(r->in.s[r->at]); r->at++)
		if (n < LONGEST)
			name[n++] = r->in.s[r->at];
	name[n] = '\0';
	value = parameter(r);
	if (r->at < r->in.n && r->in.s[r->at] == ' ')
		r->at++;
	r->starred = false;
	w = rtf_word(name);
	if (w == NULL && starred)
		group(r)->to = SKIP;
	if ((w == NULL || w->does != RTF_BINARY) && passes(r))
		return;
	if (w != NULL)
		act(r, w, value);
}

/* A byte in hexadecimal; what is none is passed over. */
static void
escaped_byte(struct rtf *r)
{
	int high, low;

	if (r->in.n - r->at < 2)
		return;
	high = ascii_hex(r->in.s[r->at]);
	low = ascii_hex(r->in.s[r->at + 1]);
	if (high < 0 || low < 0)
		return;
	r->at += 2;
	put_byte(r, (char)(high << 4 | low));
}

/* What follows a backslash. */
static void
control(struct rtf *r)
{
	static const struct rtf_word par = { "par", RTF_PARAGRAPH, 0 };
	char c;

	if (r->at == r->in.n)
		return;
	c = r->in.s[r->at];
	if (is_letter(c)) {
		control_word(r);
		return;
	}
	r->at++;
	if (c == '*')
		r->starred = true;
	else if (c == '\'')
		escaped_byte(r);
	else if (c == '\n' || c == '\r')
		act(r, &par, 1);
	else if (c == '~' && !passes(r))
		put_char(r, 0xA0);
	else if (c == '_' && !passes(r))
		put_char(r, '-');
	else if (c == '\\' || c == '{' || c == '}')
		put_byte(r, c);
}

static void
read_all(struct rtf *r)
{
	char c;

	while (r->at < r->in.n && r->wrong == NULL) {
		c = r->in.s[r->at++];
		if (c == '{')
			begin_group(r);
		else if (r->ngroups == 0)
			return;
		else if (c == '}')
			end_group(r);
		else if (c == '\\')
			control(r);
		else if (c == '\t')
			put_char(r, c);
		else if (c != '\n' && c != '\r' && c != '\0')
			put_byte(r, c);
		if (r->ngroups == 0)
			return;
	}
	if (r->wrong == NULL)
		r->wrong = "an RTF document that is cut short";
}

const char *
rtf_text(struct str bytes, const char *encoding, unsigned max_depth,
    struct buf *out)
{
	struct rtf *r = calloc(1, sizeof(*r));
	struct group *groups = calloc(max_depth, sizeof(*groups));
	const char *wrong = "out of memory";
	bool whole;

	if (r != NULL && groups != NULL) {
		r->in = bytes;
		r->encoding = encoding;
		r->groups = groups;
		r->max_groups = max_depth;
		r->main.out = out;
		r->aside.out = &r->notes;
		read_all(r);
		whole = story_end(&r->aside);
		whole = story_end(&r->main) && whole;
		buf_str(out, buf_slice(&r->notes));
		if (whole && !r->notes.failed)
			wrong = r->wrong;
		buf_free(&r->notes);
		buf_free(&r->bytes);
		buf_free(&r->decoded);
	}
	free(groups);
	free(r);
	return wrong;
}
