/*
 * Text is held back up to the end of its paragraph.  Lists whose every
 * item is nothing but links are navigation and are dropped: what they went
 * to is cut back to where the list began.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "web/webpage.h"

#define MAX_LISTS	64
/* Inline elements that sloppy pages never close nest this much deeper. */
#define INLINE_DEPTH	64
/* Elements within each other that change how text looks. */
#define MAX_LOOKS	64
/* What is no larger than this, in pixels, shows no figure. */
#define SPACER		4

struct list {
	bool	ordered;
	int	number;		/* of the next item */
	struct buf *sink;	/* where its text goes, */
	size_t	start;		/* and from where on */
	int	items;
	bool	plain;		/* some text is no link */
};

/* How text looks from an element on. */
struct look {
	unsigned depth;		/* of the element */
	bool	 unseen;	/* visibility hides it, */
	bool	 small;		/* or a font without size */
	bool	 apart;		/* it is raised, lowered or struck out, */
	bool	 struck;	/* the latter */
	bool	 undisplayed, hidden;	/* the element is not there */
};

struct page {
	struct tables	 text;		/* where it goes */
	char		 number[24];	/* of a list's item, before its text */
	struct list	 lists[MAX_LISTS];
	size_t		 nlists;
	struct look	 looks[MAX_LOOKS];	/* the first is no element's */
	size_t		 look;		/* the innermost one */
	bool		 stood_apart;	/* the last text did */
	unsigned	 skip;		/* open elements whose text is none */
	unsigned	 links;		/* open <a> */
	unsigned	 pre;		/* open <pre> */
	unsigned	 depth, blocks, max_depth;
	bool		 too_deep;
};

enum kind { INLINE, BLOCK, SKIP, BREAK, APART, STRUCK, PICTURE };

/* HTML's elements; what is missing here is inline. */
static const unsigned char kinds[ELEMENTS] = {
	[E_ADDRESS] = BLOCK, [E_ARTICLE] = BLOCK, [E_ASIDE] = BLOCK,
	[E_BLOCKQUOTE] = BLOCK, [E_BODY] = BLOCK, [E_BR] = BREAK,
	[E_BUTTON] = PICTURE, [E_CANVAS] = PICTURE, [E_CAPTION] = BLOCK,
	[E_CENTER] = BLOCK, [E_DD] = BLOCK, [E_DEL] = STRUCK, [E_DIV] = BLOCK,
	[E_DL] = BLOCK, [E_DT] = BLOCK, [E_EMBED] = PICTURE,
	[E_FIELDSET] = BLOCK, [E_FIGURE] = BLOCK, [E_FOOTER] = BLOCK,
	[E_FORM] = BLOCK, [E_H1] = BLOCK, [E_H2] = BLOCK, [E_H3] = BLOCK,
	[E_H4] = BLOCK, [E_H5] = BLOCK, [E_H6] = BLOCK, [E_HEAD] = SKIP,
	[E_HEADER] = BLOCK, [E_HR] = BREAK, [E_IFRAME] = SKIP,
	[E_IMG] = PICTURE, [E_INPUT] = PICTURE, [E_LI] = BLOCK, [E_MAIN] = BLOCK, [E_NAV] = SKIP,
	[E_NOSCRIPT] = SKIP, [E_OBJECT] = PICTURE, [E_OL] = BLOCK,
	[E_P] = BLOCK, [E_PRE] = BLOCK, [E_RP] = SKIP, [E_RT] = SKIP,
	[E_RTC] = SKIP, [E_S] = STRUCK, [E_SCRIPT] = SKIP, [E_SECTION] = BLOCK,
	[E_SELECT] = PICTURE, [E_STRIKE] = STRUCK, [E_STYLE] = SKIP,
	[E_SUB] = APART, [E_SUP] = APART, [E_SVG] = PICTURE,
	[E_TABLE] = BLOCK, [E_TBODY] = BLOCK, [E_TD] = BLOCK,
	[E_TEMPLATE] = SKIP, [E_TEXTAREA] = PICTURE, [E_TFOOT] = BLOCK,
	[E_TH] = BLOCK, [E_THEAD] = BLOCK, [E_TITLE] = SKIP, [E_TR] = BLOCK,
	[E_UL] = BLOCK, [E_XML] = SKIP,
};

/* A whole number before anything else, as HTML reads one; else 0. */
static int
number(struct str s)
{
	int n = 0;
	bool minus;

	while (s.n > 0 && (*s.s == ' ' || (*s.s >= '\t' && *s.s <= '\r')))
		s = str_from(s, 1);
	minus = s.n > 0 && *s.s == '-';
	if (s.n > 0 && (*s.s == '-' || *s.s == '+'))
		s = str_from(s, 1);
	for (; s.n > 0 && *s.s >= '0' && *s.s <= '9'; s = str_from(s, 1))
		n = n < INT_MAX / 100 ? n * 10 + (*s.s - '0') : n;
	return minus ? -n : n;
}

static unsigned
span(struct str value)
{
	int n = number(value);

	return n < 1 ? 1 : n > 10000 ? 10000 : (unsigned)n;
}

/* Whether s begins with a word, in any case. */
static bool
is_word(struct str s, const char *word)
{
	for (; s.n > 0 && *word != '\0'; s = str_from(s, 1), word++)
		if ((*s.s | 0x20) != *word)
			return false;
	return *word == '\0' && (s.n == 0 || *s.s == '!' ||
	    (unsigned char)*s.s <= ' ');
}

/* Whether a length is 0, in any unit. */
static bool
is_zero(struct str s)
{
	size_t i = 0;

	while (i < s.n && (s.s[i] == '0' || s.s[i] == '.'))
		i++;
	return i > 0 && (i == s.n || s.s[i] < '0' || s.s[i] > '9');
}

/* Whether one of the words of a value is this one. */
static bool
has_word(struct str s, const char *word)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if ((i == 0 || (unsigned char)s.s[i - 1] <= ' ') &&
		    is_word(str_from(s, i), word))
			return true;
	return false;
}

static void
declare_display(struct look *look, struct str value)
{
	look->undisplayed = is_word(value, "none");
}

static void
declare_hide(struct look *look, struct str value)
{
	look->hidden = is_word(value, "all");
}

static void
declare_visibility(struct look *look, struct str value)
{
	look->unseen = is_word(value, "hidden") || is_word(value, "collapse");
}

static void
declare_size(struct look *look, struct str value)
{
	look->small = is_zero(value);
}

static void
declare_align(struct look *look, struct str value)
{
	look->apart = is_word(value, "super") || is_word(value, "sub");
}

static void
declare_decoration(struct look *look, struct str value)
{
	look->struck |= has_word(value, "line-through");
	look->apart |= look->struck;
}

/* What a declaration of CSS says; the last one of a property holds. */
static void
declare(struct look *look, struct str name, struct str value)
{
	static const struct {
		struct str name;
		void	(*says)(struct look *, struct str value);
	} properties[] = {
		{ STR("display"), declare_display },
		{ STR("mso-hide"), declare_hide },
		{ STR("visibility"), declare_visibility },
		{ STR("font-size"), declare_size },
		{ STR("vertical-align"), declare_align },
		{ STR("text-decoration"), declare_decoration },
		{ STR("text-decoration-line"), declare_decoration },
	};
	size_t i;

	name = str_trim(name);
	for (i = 0; i < sizeof(properties) / sizeof(properties[0]); i++)
		if (name.n == properties[i].name.n &&
		    is_word(name, properties[i].name.s))
			properties[i].says(look, str_trim(value));
}

static void
read_style(struct look *look, struct str s)
{
	struct str d;
	const char *colon, *end;

	for (; s.n > 0; s = str_from(s, d.n + (d.n < s.n))) {
		end = memchr(s.s, ';', s.n);
		d = s;
		if (end != NULL)
			d.n = (size_t)(end - s.s);
		colon = memchr(d.s, ':', d.n);
		if (colon != NULL)
			declare(look,
			    (struct str){ d.s, (size_t)(colon - d.s) },
			    str_from(d, (size_t)(colon - d.s) + 1));
	}
}

/*
 * Begins the look of an element; false when a style or an attribute takes
 * it out of the page.  Scripts unveil what holds a page, so that
 * visibility counts where no paragraph can be: in a line, for a cell.
 */
static bool
look_start(struct page *p, const struct tag *t, enum kind kind)
{
	struct look was, look;

	if (t->hidden || (t->role.n > 0 && str_is(t->role, "navigation")))
		return false;
	if (t->style.n == 0 && kind != APART && kind != STRUCK)
		return true;
	was = look = p->looks[p->look];
	look.undisplayed = look.hidden = false;
	look.struck |= kind == STRUCK;
	look.apart |= kind == APART || kind == STRUCK;
	read_style(&look, t->style);
	if (kind == BLOCK && t->element != E_TD && t->element != E_TH)
		look.unseen &= was.unseen;
	look.depth = p->depth;
	if ((look.unseen != was.unseen || look.small != was.small ||
	    look.apart != was.apart || look.struck != was.struck) &&
	    p->look + 1 < MAX_LOOKS)
		p->looks[++p->look] = look;
	return !look.undisplayed && !look.hidden;
}

static bool
unseen(const struct page *p)
{
	return p->looks[p->look].unseen || p->looks[p->look].small;
}

/* A picture or a form's field may show what a cell says; a spacer and a
 * hidden field do not. */
static void
picture(struct page *p, const struct tag *t)
{
	if (!unseen(p) && tables_top(&p->text) != NULL &&
	    !is_word(t->type, "hidden") &&
	    (t->width.n == 0 || number(t->width) > SPACER) &&
	    (t->height.n == 0 || number(t->height) > SPACER))
		grid_picture(tables_top(&p->text));
}

static void
table_start(struct page *p)
{
	p->too_deep = !tables_begin(&p->text);
}

static void
list_start(struct page *p, bool ordered, struct str start)
{
	struct list *l;

	if (p->nlists == MAX_LISTS) {
		p->too_deep = true;
		return;
	}
	l = &p->lists[p->nlists++];
	*l = (struct list){ .ordered = ordered, .sink = tables_sink(&p->text),
	    .start = tables_sink(&p->text)->len,
	    .number = start.n > 0 ? number(start) : 1 };
}

static void
list_end(struct page *p)
{
	struct list *l;

	if (p->nlists == 0)
		return;
	l = &p->lists[--p->nlists];
	if (!l->plain && l->items > 2 && l->sink == tables_sink(&p->text) &&
	    l->start <= l->sink->len)
		l->sink->len = l->start;
	else if (p->nlists > 0)
		p->lists[p->nlists - 1].plain = true;
}

static void
list_item(struct page *p)
{
	struct list *l;

	if (p->nlists == 0)
		return;
	l = &p->lists[p->nlists - 1];
	l->items++;
	if (l->ordered)
		snprintf(p->number, sizeof(p->number), "%d. ", l->number++);
}

static void
block_start(struct page *p, const struct tag *t)
{
	struct grid *top;

	tables_end_line(&p->text);
	top = tables_top(&p->text);
	switch (t->element) {
	case E_TABLE:
		table_start(p);
		break;
	case E_TR:
		if (top != NULL)
			grid_row(top);
		break;
	case E_TD:
	case E_TH:
		if (top != NULL)
			grid_cell(top, span(t->colspan), span(t->rowspan));
		break;
	case E_UL:
	case E_OL:
		list_start(p, t->element == E_OL, t->start);
		break;
	case E_LI:
		list_item(p);
		break;
	case E_PRE:
		p->pre++;
		break;
	default:
		break;
	}
}

static void
block_end(struct page *p, enum element e)
{
	tables_end_line(&p->text);
	switch (e) {
	case E_TABLE:
		tables_end(&p->text);
		break;
	case E_TD:
	case E_TH:
		if (tables_top(&p->text) != NULL)
			grid_cell_end(tables_top(&p->text));
		break;
	case E_LI:
		*p->number = '\0';
		break;
	case E_UL:
	case E_OL:
		list_end(p);
		break;
	case E_PRE:
		p->pre -= p->pre > 0;
		break;
	default:
		break;
	}
}

/* Inline elements are left open by sloppy pages, these are not. */
static bool
nests(enum kind kind)
{
	return kind != INLINE && kind != APART && kind != STRUCK;
}

void
page_start(struct page *p, const struct tag *t)
{
	enum kind kind = (enum kind)kinds[t->element];

	if (p->too_deep)
		return;
	p->blocks += nests(kind);
	p->depth++;
	p->too_deep = p->blocks > p->max_depth ||
	    p->depth > p->max_depth * INLINE_DEPTH;
	if (p->too_deep)
		return;
	if (p->skip > 0 || kind == SKIP || !look_start(p, t, kind)) {
		p->skip++;
		return;
	}
	if (kind == PICTURE) {
		picture(p, t);
		p->skip++;
	} else if (kind == BREAK) {
		buf_byte(&p->text.line, '\n');
		if (tables_sink(&p->text) == p->text.out)
			tables_end_line(&p->text);
	} else if (kind == BLOCK)
		block_start(p, t);
	else if (t->element == E_A)
		p->links++;
}

void
page_end(struct page *p, enum element e)
{
	enum kind kind = (enum kind)kinds[e];

	if (p->too_deep)
		return;
	p->depth--;
	p->blocks -= nests(kind);
	if (p->look > 0 && p->looks[p->look].depth > p->depth)
		p->look--;
	if (p->skip > 0)
		p->skip--;
	else if (kind == BLOCK)
		block_end(p, e);
	else if (e == E_A && p->links > 0)
		p->links--;
}

static bool
blank(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.s[i] > ' ')
			return false;
	return true;
}

/* Lines of preformatted text end where they end. */
static struct str
add_lines(struct page *p, struct str s)
{
	const char *nl;
	size_t n;

	for (; s.n > 0 && (nl = memchr(s.s, '\n', s.n)) != NULL;
	    s = str_from(s, n)) {
		n = (size_t)(nl - s.s) + 1;
		buf_add(&p->text.line, s.s, n);
		tables_end_line(&p->text);
	}
	return s;
}

void
page_text(struct page *p, struct str s)
{
	const bool apart = p->looks[p->look].apart;

	if (p->skip > 0 || p->too_deep || unseen(p))
		return;
	if (p->looks[p->look].struck && tables_top(&p->text) != NULL) {
		if (!blank(s))
			grid_picture(tables_top(&p->text));
		return;
	}
	if (p->text.line.len > 0 && p->stood_apart != apart &&
	    tables_may_fuse(s))
		buf_byte(&p->text.line, ' ');
	p->stood_apart = apart;
	if (*p->number != '\0' && !blank(s)) {
		buf_cstr(&p->text.line, p->number);
		*p->number = '\0';
	}
	if (p->nlists > 0 && p->links == 0 && !blank(s))
		p->lists[p->nlists - 1].plain = true;
	if (p->pre > 0)
		s = add_lines(p, s);
	buf_str(&p->text.line, s);
}

bool
page_stopped(const struct page *p)
{
	return p->too_deep;
}

struct str *
tag_value(struct tag *t, const char *name, size_t n)
{
	static const struct {
		struct str name;
		size_t	at;
	} values[] = {
		{ STR("style"), offsetof(struct tag, style) },
		{ STR("width"), offsetof(struct tag, width) },
		{ STR("height"), offsetof(struct tag, height) },
		{ STR("colspan"), offsetof(struct tag, colspan) },
		{ STR("rowspan"), offsetof(struct tag, rowspan) },
		{ STR("role"), offsetof(struct tag, role) },
		{ STR("start"), offsetof(struct tag, start) },
		{ STR("type"), offsetof(struct tag, type) },
	};
	size_t i;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (n == values[i].name.n && *name == *values[i].name.s &&
		    memcmp(name, values[i].name.s, n) == 0)
			return (struct str *)(void *)((char *)t +
			    values[i].at);
	return NULL;
}

struct page *
page_begin(struct buf *out, unsigned max_depth)
{
	struct page *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return NULL;
	p->text.out = out;
	p->max_depth = max_depth;
	return p;
}

const char *
page_finish(struct page *p)
{
	const char *wrong = NULL;

	tables_finish(&p->text);
	if (p->too_deep)
		wrong = "nested too deep";
	if (p->text.failed || p->text.out->failed)
		wrong = "out of memory";
	free(p);
	return wrong;
}
