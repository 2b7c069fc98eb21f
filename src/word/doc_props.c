/*
 * Properties are lists of changes (sprm) in pages of 512 bytes, found by
 * the place of the text in the file (FC).  Numbers in parentheses are
 * sections of [MS-DOC].
 *
 * Which of two bits means the first of cells merged side by side is told
 * differently by [MS-DOC] 2.9.317 and by the description of Word 97; but
 * the first cell of a group always stands first and the others differ.
 */
#include <stdlib.h>

#include "read/le.h"
#include "word/doc_props.h"

#define PAGE		512
#define PARAGRAPH_ENTRY	13	/* bytes of a BxPap (2.9.23) */
#define CHARACTER_ENTRY	1
#define NOT_SAID	(-1)
#define MAX_BASES	12	/* styles a style is based on */

enum {
	S_DELETED = 0x0800, S_HIDDEN = 0x083C, S_SYMBOL = 0x6A09,
	S_STRUCK = 0x0837, S_STRUCK_TWICE = 0x2A53, S_RAISED = 0x2A48,
	S_POSITION = 0x4845,
	S_IN_TABLE = 0x2416, S_ROW_END = 0x2417, S_INNER_CELL = 0x244B,
	S_INNER_ROW_END = 0x244C, S_DEPTH = 0x6649, S_LEVEL = 0x260A,
	S_LIST = 0x460B, S_TABS = 0xC615, S_HUGE_OLD = 0x6645,
	S_HUGE = 0x6646, S_TABLE_PROPS = 0x646B, S_ROW = 0xD608,
	S_ROW_OLD = 0xD606, S_MERGE = 0x5624, S_SPLIT = 0x5625, S_MERGE_BELOW = 0xD62B
};

struct doc_style {
	int		 list, level;	/* NOT_SAID: its base's */
	unsigned	 base;
};

/* A change and what it changes to. */
struct sprm {
	unsigned	 what;
	struct str	 to;
};

struct str
doc_table(const struct doc_streams *in, enum doc_table which)
{
	size_t words = le16(in->main, 32);
	size_t at = 34 + 2 * words;	/* FibRgLw's count (2.5.1) */

	at += 2 + 4 * (size_t)le16(in->main, at);
	if ((unsigned)which >= le16(in->main, at))
		return (struct str){ "", 0 };
	at += 2 + 8 * (size_t)which;
	return le_part(in->table, le32(in->main, at),
	    le32(in->main, at + 4));
}

/* How many bytes what a change changes to takes (2.6). */
static size_t
operand(struct str s, size_t at, unsigned what)
{
	static const unsigned char sizes[] = { 1, 1, 2, 4, 2, 2, 0, 3 };
	size_t n;

	if (what >> 13 != 6)
		return sizes[what >> 13];
	if (what == S_ROW || what == S_ROW_OLD)
		return (size_t)le16(s, at) + 1;
	if (what != S_TABS || le8(s, at) < 255)
		return (size_t)le8(s, at) + 1;
	n = 2 + 4 * (size_t)le8(s, at + 1);
	return n + 1 + 3 * (size_t)le8(s, at + n);
}

/* The next of a list of changes; false at its end. */
static bool
next_sprm(struct doc_props *p, struct str *list, struct sprm *next)
{
	size_t n;

	if (list->n < 3 || doc_props_exhausted(p))
		return false;
	next->what = le16(*list, 0);
	n = operand(*list, 2, next->what);
	if (n > list->n - 2)
		return false;
	next->to = le_part(*list, 2, n);
	*list = str_from(*list, 2 + n);
	p->work += 2 + n;
	return true;
}

static int
signed16(struct str s, size_t at)
{
	return (int16_t)le16(s, at);
}

/* Describes a row: its edges, then flags of its cells (2.9.322). */
static void
define_row(struct story_row *row, struct str s)
{
	size_t n = le8(s, 2), i, flags = 3 + 2 * (n + 1);
	unsigned f, first = 0;
	struct story_cell *c;

	*row = (struct story_row){ .left = signed16(s, 3), .n = n };
	for (i = 0; i < n; i++) {
		c = &row->cells[i];
		c->right = signed16(s, 5 + 2 * i);
		f = le16(s, flags + 20 * i);
		if ((f & 3) == 0 || first == 0)
			first = f & 3;
		else
			c->beside = (f & 3) != first;
		c->begins = (f & 0x60) == 0x60;
		c->below = (f & 0x60) == 0x20;
	}
}

/* Merges cells side by side, from one number up to another, or parts them. */
static void
merge_beside(struct story_row *row, unsigned first, unsigned end, bool merge)
{
	for (first++; first < end && first < row->n; first++)
		row->cells[first].beside = merge;
}

/* Merges a cell with those above or below (2.9.343). */
static void
merge_below(struct story_row *row, unsigned cell, unsigned how)
{
	if (cell >= row->n)
		return;
	row->cells[cell].begins = how == 3;
	row->cells[cell].below = how == 1;
}

/* One change; false if it is a list of more of them. */
static bool
change(struct doc_props *p, const struct sprm *s, struct doc_paragraph *to)
{
	switch (s->what) {
	case S_IN_TABLE: to->in_table = le8(s->to, 0) != 0; break;
	case S_ROW_END: to->row_end = le8(s->to, 0) != 0; break;
	case S_INNER_CELL: to->inner_cell = le8(s->to, 0) != 0; break;
	case S_INNER_ROW_END: to->inner_row_end = le8(s->to, 0) != 0; break;
	case S_DEPTH: to->depth = le32(s->to, 0); break;
	case S_LIST: to->list = signed16(s->to, 0); break;
	case S_LEVEL: to->level = (int)le8(s->to, 0); break;
	case S_ROW: define_row(&p->row, s->to); break;
	case S_MERGE:
	case S_SPLIT:
		merge_beside(&p->row, le8(s->to, 0), le8(s->to, 1),
		    s->what == S_MERGE);
		break;
	case S_MERGE_BELOW:
		merge_below(&p->row, le8(s->to, 1), le8(s->to, 2));
		break;
	case S_HUGE_OLD:
	case S_HUGE:
	case S_TABLE_PROPS: return false;
	}
	return true;
}

/* All changes of a list; longer lists are in a stream of their own. */
static void
change_all(struct doc_props *p, struct str list, struct doc_paragraph *to)
{
	struct sprm s;
	struct str more;
	uint32_t at;

	while (next_sprm(p, &list, &s)) {
		if (change(p, &s, to))
			continue;
		at = le32(s.to, 0);
		more = le_part(p->in.data, (size_t)at + 2,
		    le16(p->in.data, at));
		while (next_sprm(p, &more, &s))
			change(p, &s, to);
	}
}

/*
 * The run of a page that fc belongs to (2.9.33): its bounds, and where in
 * the page its properties are; 0 if it has none.
 */
static size_t
find_in_page(struct str page, uint32_t fc, size_t entry, uint32_t *from,
    uint32_t *to)
{
	size_t n = le8(page, PAGE - 1), i;

	for (i = 0; i < n && le32(page, 4 * (i + 1)) <= fc; i++)
		;
	*from = *to = 0;
	if (i == n || fc < le32(page, 4 * i))
		return 0;
	*from = le32(page, 4 * i);
	*to = le32(page, 4 * (i + 1));
	return 2 * (size_t)le8(page, 4 * (n + 1) + i * entry);
}

/* The page for text at fc, from a list of pages by FC (2.8.5). */
static struct str
find_page(const struct doc_props *p, struct str pages, uint32_t fc)
{
	size_t n = pages.n < 4 ? 0 : (pages.n - 4) / 8;
	size_t low = 0, high = n, at;

	if (n == 0 || fc < le32(pages, 0) || fc >= le32(pages, 4 * n))
		return (struct str){ "", 0 };
	while (high - low > 1) {
		at = (low + high) / 2;
		if (le32(pages, 4 * at) <= fc)
			low = at;
		else
			high = at;
	}
	at = le32(pages, 4 * (n + 1) + 4 * low) & 0x3FFFFF;
	return le_part(p->in.main, at * PAGE, PAGE);
}

/* What a style and those it is based on say of numbering. */
static void
change_by_style(const struct doc_props *p, unsigned style,
    struct doc_paragraph *to)
{
	int list = NOT_SAID, level = NOT_SAID, i;
	const struct doc_style *s;

	for (i = 0; i < MAX_BASES && style < p->nstyles; i++) {
		s = &p->styles[style];
		if (list == NOT_SAID)
			list = s->list;
		if (level == NOT_SAID)
			level = s->level;
		style = s->base;
	}
	to->list = list == NOT_SAID ? 0 : list;
	to->level = level == NOT_SAID ? 0 : level;
}

struct doc_paragraph
doc_paragraph(struct doc_props *p, uint32_t fc, struct str piece)
{
	struct doc_paragraph to = { 0 };
	struct str page = find_page(p, p->paragraphs, fc), s;
	uint32_t from, end;
	size_t at = find_in_page(page, fc, PARAGRAPH_ENTRY, &from, &end);
	size_t n;

	p->row.n = 0;
	if (at > 0 && page.n == PAGE) {
		n = 2 * (size_t)le8(page, at);
		if (n == 0)
			n = 2 * (size_t)le8(page, ++at) + 1;
		s = le_part(page, at + 1, n - 1);
		change_by_style(p, le16(s, 0), &to);
		change_all(p, le_part(s, 2, s.n), &to);
	}
	change_all(p, piece, &to);
	return to;
}

static void
change_run(struct doc_props *p, struct str list, struct doc_run *to)
{
	struct sprm s;

	while (next_sprm(p, &list, &s)) {
		if (s.what == S_DELETED || s.what == S_HIDDEN)
			to->hidden |= (le8(s.to, 0) & 1) != 0;
		else if (s.what == S_SYMBOL)
			to->symbol = true;
		else if (s.what == S_STRUCK || s.what == S_STRUCK_TWICE)
			to->apart |= (le8(s.to, 0) & 1) != 0;
		else if (s.what == S_RAISED || s.what == S_POSITION)
			to->apart |= le8(s.to, 0) != 0;
	}
}

struct doc_run
doc_run(struct doc_props *p, uint32_t fc, struct str piece)
{
	struct doc_run to = { .from = fc, .to = fc + 1 };
	struct str page = find_page(p, p->characters, fc);
	uint32_t from, end;
	size_t at = find_in_page(page, fc, CHARACTER_ENTRY, &from, &end);

	if (page.n == PAGE && from <= fc && fc < end) {
		to.from = from;
		to.to = end;
	}
	if (at > 0)
		change_run(p, le_part(page, at + 1, le8(page, at)), &to);
	change_run(p, piece, &to);
	return to;
}

/* The numbering of a paragraph style (2.9.271, 2.9.260). */
static void
read_style(struct doc_props *p, struct doc_style *style, struct str s,
    size_t base_size)
{
	struct doc_paragraph to = { .list = NOT_SAID, .level = NOT_SAID };
	size_t at = base_size;

	*style = (struct doc_style){ NOT_SAID, NOT_SAID, 0xFFF };
	if (s.n == 0 || (le16(s, 2) & 15) != 1)
		return;
	style->base = le16(s, 2) >> 4;
	at += 2 + 2 * (size_t)le16(s, at) + 2;		/* its name */
	change_all(p, le_part(s, at + 4, le16(s, at) < 2 ? 0 :
	    le16(s, at) - 2u), &to);
	style->list = to.list;
	style->level = to.level;
}

static bool
read_styles(struct doc_props *p)
{
	struct str s = doc_table(&p->in, DOC_STYLES);
	size_t n = le16(s, 2), base_size = le16(s, 4);
	size_t at = 2 + (size_t)le16(s, 0), i, size;

	if (n == 0)
		return true;
	if ((p->styles = calloc(n, sizeof(*p->styles))) == NULL)
		return false;
	for (i = 0; i < n; i++, at += 2 + size + size % 2) {
		size = le16(s, at);
		read_style(p, &p->styles[i], le_part(s, at + 2, size),
		    base_size);
	}
	p->nstyles = n;
	return true;
}

bool
doc_props_open(struct doc_props *p, const struct doc_streams *in)
{
	*p = (struct doc_props){ .in = *in };
	p->paragraphs = doc_table(in, DOC_PARAGRAPHS);
	p->characters = doc_table(in, DOC_CHARACTERS);
	p->most = 64 * ((uint64_t)in->main.n + in->data.n + in->table.n);
	return read_styles(p);
}

bool
doc_props_exhausted(const struct doc_props *p)
{
	return p->work > p->most;
}

void
doc_props_free(struct doc_props *p)
{
	free(p->styles);
	p->styles = NULL;
}
