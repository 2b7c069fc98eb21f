/*
 * libxml2's SAX events are put into text as they come.  Text is held back
 * up to the end of its paragraph.  Lists whose every item is nothing but
 * links are navigation and are dropped: what they went to is cut back to
 * where the list began.
 */
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "read/html.h"
#include "read/tables.h"
#include "read/xml.h"

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
	bool	 apart;		/* it is raised, lowered or struck out */
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
	xmlParserCtxtPtr ctxt;
};

enum kind { INLINE, BLOCK, SKIP, BREAK, APART, PICTURE };

/* HTML's elements that are not inline; what is missing here is. */
static const struct {
	const char	*name;
	enum kind	 kind;
} elements[] = {
	{ "address", BLOCK }, { "article", BLOCK }, { "aside", BLOCK },
	{ "blockquote", BLOCK }, { "body", BLOCK }, { "br", BREAK },
	{ "button", SKIP }, { "canvas", PICTURE }, { "caption", BLOCK },
	{ "center", BLOCK }, { "dd", BLOCK }, { "del", APART },
	{ "div", BLOCK }, { "dl", BLOCK }, { "dt", BLOCK },
	{ "embed", PICTURE }, { "fieldset", BLOCK }, { "figure", BLOCK }, { "footer", BLOCK },
	{ "form", BLOCK }, { "h1", BLOCK }, { "h2", BLOCK }, { "h3", BLOCK },
	{ "h4", BLOCK }, { "h5", BLOCK }, { "h6", BLOCK }, { "head", SKIP },
	{ "header", BLOCK }, { "hr", BREAK }, { "iframe", SKIP },
	{ "img", PICTURE }, { "li", BLOCK }, { "main", BLOCK }, { "nav", SKIP },
	{ "noscript", SKIP }, { "object", PICTURE }, { "ol", BLOCK },
	{ "p", BLOCK }, { "pre", BLOCK }, { "rp", SKIP }, { "rt", SKIP },
	{ "rtc", SKIP }, { "s", APART }, { "script", SKIP },
	{ "section", BLOCK }, { "select", SKIP }, { "strike", APART },
	{ "style", SKIP }, { "sub", APART }, { "sup", APART },
	{ "svg", PICTURE }, { "table", BLOCK }, { "tbody", BLOCK },
	{ "td", BLOCK }, { "template", SKIP }, { "textarea", SKIP },
	{ "tfoot", BLOCK }, { "th", BLOCK }, { "thead", BLOCK },
	{ "title", SKIP }, { "tr", BLOCK }, { "ul", BLOCK }, { "xml", SKIP },
};

static int
by_name(const void *key, const void *element)
{
	const char *const *name = element;

	/* NOLINTNEXTLINE: the analyzer loses the table in bsearch. */
	return strcmp(key, *name);
}

static enum kind
kind_of(const char *name)
{
	const void *found = bsearch(name, elements,
	    sizeof(elements) / sizeof(elements[0]), sizeof(elements[0]),
	    by_name);
	size_t at;

	if (found == NULL)
		return INLINE;
	at = (size_t)((const char *)found - (const char *)elements) /
	    sizeof(elements[0]);
	return elements[at].kind;
}

static const char *
attribute(const xmlChar **atts, const char *name)
{
	for (; atts != NULL && atts[0] != NULL; atts += 2)
		if (strcmp((const char *)atts[0], name) == 0)
			return atts[1] ? (const char *)atts[1] : "";
	return "";
}

static unsigned
span(const xmlChar **atts, const char *name)
{
	long n = strtol(attribute(atts, name), NULL, 10);

	return n < 1 ? 1 : n > 10000 ? 10000 : (unsigned)n;
}

/* Whether s is a word, in any case and with blanks around it. */
static bool
is_word(struct str s, const char *word)
{
	s = utf8_trim(s);
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

	s = utf8_trim(s);
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

/* What a declaration of CSS says; the last one of a property holds. */
static void
declare(struct look *look, struct str name, struct str value)
{
	if (is_word(name, "display"))
		look->undisplayed = is_word(value, "none");
	else if (is_word(name, "mso-hide"))
		look->hidden = is_word(value, "all");
	else if (is_word(name, "visibility"))
		look->unseen = is_word(value, "hidden") ||
		    is_word(value, "collapse");
	else if (is_word(name, "font-size"))
		look->small = is_zero(value);
	else if (is_word(name, "vertical-align"))
		look->apart = is_word(value, "super") || is_word(value, "sub");
	else if (is_word(name, "text-decoration") ||
	    is_word(name, "text-decoration-line"))
		look->apart |= has_word(value, "line-through");
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
look_start(struct page *p, const char *name, enum kind kind,
    const xmlChar **atts)
{
	const struct look was = p->looks[p->look];
	struct look look = was;
	const xmlChar **a;

	look.undisplayed = look.hidden = false;
	for (a = atts; a != NULL && a[0] != NULL; a += 2)
		if (strcmp((const char *)a[0], "hidden") == 0)
			return false;
	if (strcmp(attribute(atts, "role"), "navigation") == 0)
		return false;
	look.apart |= kind == APART;
	read_style(&look, str_of(attribute(atts, "style")));
	if (kind == BLOCK && strcmp(name, "td") != 0 &&
	    strcmp(name, "th") != 0)
		look.unseen &= was.unseen;
	look.depth = p->depth;
	if ((look.unseen != was.unseen || look.small != was.small ||
	    look.apart != was.apart) && p->look + 1 < MAX_LOOKS)
		p->looks[++p->look] = look;
	return !look.undisplayed && !look.hidden;
}

static bool
unseen(const struct page *p)
{
	return p->looks[p->look].unseen || p->looks[p->look].small;
}

/* A picture may show what a cell says; a spacer does not. */
static void
picture(struct page *p, const xmlChar **atts)
{
	const char *width = attribute(atts, "width"),
	    *height = attribute(atts, "height");

	if (!unseen(p) && tables_top(&p->text) != NULL &&
	    (*width == '\0' || strtol(width, NULL, 10) > SPACER) &&
	    (*height == '\0' || strtol(height, NULL, 10) > SPACER))
		grid_picture(tables_top(&p->text));
}

static void
table_start(struct page *p)
{
	if (tables_begin(&p->text))
		return;
	p->too_deep = true;
	xmlStopParser(p->ctxt);
}

static void
list_start(struct page *p, bool ordered, const xmlChar **atts)
{
	struct list *l;
	const char *start = attribute(atts, "start");

	if (p->nlists == MAX_LISTS) {
		p->too_deep = true;
		xmlStopParser(p->ctxt);
		return;
	}
	l = &p->lists[p->nlists++];
	*l = (struct list){ .ordered = ordered, .sink = tables_sink(&p->text),
	    .start = tables_sink(&p->text)->len,
	    .number = *start ? (int)strtol(start, NULL, 10) : 1 };
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
block_start(struct page *p, const char *name, const xmlChar **atts)
{
	tables_end_line(&p->text);
	if (strcmp(name, "table") == 0)
		table_start(p);
	else if (strcmp(name, "tr") == 0 && tables_top(&p->text) != NULL)
		grid_row(tables_top(&p->text));
	else if ((strcmp(name, "td") == 0 || strcmp(name, "th") == 0) &&
	    tables_top(&p->text) != NULL)
		grid_cell(tables_top(&p->text), span(atts, "colspan"),
		    span(atts, "rowspan"));
	else if (strcmp(name, "ul") == 0 || strcmp(name, "ol") == 0)
		list_start(p, name[0] == 'o', atts);
	else if (strcmp(name, "li") == 0)
		list_item(p);
	else if (strcmp(name, "pre") == 0)
		p->pre++;
}

static void
block_end(struct page *p, const char *name)
{
	tables_end_line(&p->text);
	if (strcmp(name, "table") == 0)
		tables_end(&p->text);
	else if (strcmp(name, "td") == 0 || strcmp(name, "th") == 0) {
		if (tables_top(&p->text) != NULL)
			grid_cell_end(tables_top(&p->text));
	} else if (strcmp(name, "li") == 0)
		*p->number = '\0';
	else if (strcmp(name, "ul") == 0 || strcmp(name, "ol") == 0)
		list_end(p);
	else if (strcmp(name, "pre") == 0 && p->pre > 0)
		p->pre--;
}

/* Inline elements are left open by sloppy pages, these are not. */
static bool
nests(enum kind kind)
{
	return kind != INLINE && kind != APART;
}

static void
on_start(void *ctx, const xmlChar *xname, const xmlChar **atts)
{
	struct page *p = ctx;
	const char *name = (const char *)xname;
	enum kind kind = kind_of(name);

	p->blocks += nests(kind);
	if (p->blocks > p->max_depth ||
	    ++p->depth > p->max_depth * INLINE_DEPTH) {
		p->too_deep = true;
		xmlStopParser(p->ctxt);
		return;
	}
	if (p->skip > 0 || kind == SKIP ||
	    !look_start(p, name, kind, atts)) {
		p->skip++;
		return;
	}
	if (kind == PICTURE) {
		picture(p, atts);
		p->skip++;
		return;
	}
	if (kind == BREAK)
		buf_byte(&p->text.line, '\n');
	else if (kind == BLOCK)
		block_start(p, name, atts);
	else if (strcmp(name, "a") == 0)
		p->links++;
	if (kind == BREAK && tables_sink(&p->text) == p->text.out)
		tables_end_line(&p->text);
}

static void
on_end(void *ctx, const xmlChar *xname)
{
	struct page *p = ctx;
	const char *name = (const char *)xname;
	enum kind kind = kind_of(name);

	p->depth--;
	p->blocks -= nests(kind);
	if (p->look > 0 && p->looks[p->look].depth > p->depth)
		p->look--;
	if (p->skip > 0)
		p->skip--;
	else if (kind == BLOCK)
		block_end(p, name);
	else if (strcmp(name, "a") == 0 && p->links > 0)
		p->links--;
}

static bool
blank(const xmlChar *s, int n)
{
	for (; n > 0; s++, n--)
		if (*s > ' ')
			return false;
	return true;
}

static void
on_text(void *ctx, const xmlChar *s, int n)
{
	struct page *p = ctx;
	const bool apart = p->looks[p->look].apart;
	const char *nl;
	int len;

	if (p->skip > 0 || unseen(p))
		return;
	if (p->text.line.len > 0 && p->stood_apart != apart && tables_may_fuse(
	    (struct str){ (const char *)s, (size_t)n }))
		buf_byte(&p->text.line, ' ');
	p->stood_apart = apart;
	if (*p->number != '\0' && !blank(s, n)) {
		buf_cstr(&p->text.line, p->number);
		*p->number = '\0';
	}
	if (p->nlists > 0 && p->links == 0 && !blank(s, n))
		p->lists[p->nlists - 1].plain = true;
	for (; p->pre > 0 && n > 0 &&
	    (nl = memchr(s, '\n', (size_t)n)) != NULL; s += len, n -= len) {
		len = (int)(nl - (const char *)s) + 1;
		buf_add(&p->text.line, s, (size_t)len);
		tables_end_line(&p->text);
	}
	buf_add(&p->text.line, s, (size_t)n);
}

static void
on_message(void *ctx, const char *fmt, ...)
{
	(void)ctx;
	(void)fmt;
}

/* Page text is fed in pieces so that a stopped parser stops soon. */
static void
feed(struct page *p, struct str s)
{
	size_t n;

	while (s.n > 0 && !p->too_deep) {
		n = s.n < 65536 ? s.n : 65536;
		htmlParseChunk(p->ctxt, s.s, (int)n, 0);
		s = str_from(s, n);
	}
	if (!p->too_deep)
		htmlParseChunk(p->ctxt, NULL, 0, 1);
}

/* The length of a tag that begins at s, up to behind its >. */
static size_t
tag_length(struct str s)
{
	const char *end = memchr(s.s, '>', s.n);

	return end == NULL ? s.n : (size_t)(end - s.s) + 1;
}

/* The length of a comment that begins at s. */
static size_t
comment_length(struct str s)
{
	size_t i;

	for (i = 4; i + 3 <= s.n; i++)
		if (memcmp(s.s + i, "-->", 3) == 0)
			return i + 3;
	return s.n;
}

/* Whether s begins with text, in any case. */
static bool
begins(struct str s, const char *with)
{
	for (; *with != '\0'; with++, s = str_from(s, 1))
		if (s.n == 0 || (*s.s | 0x20) != (*with | 0x20))
			return false;
	return true;
}

/*
 * What libxml2 takes more seriously than browsers do goes before: the end
 * of a page (more may follow it), end tags before any begin tag, and
 * Word's <![if ...]>.
 */
static void
scrub(struct buf *out, struct str s)
{
	size_t i, start = 0, n;
	bool begun = false;

	for (i = 0; i + 2 < s.n; i += n) {
		struct str at = str_from(s, i);

		n = 1;
		if (*at.s != '<')
			continue;
		if (begins(at, "<!--")) {
			n = comment_length(at);
			continue;
		}
		if (begins(at, "</body") || begins(at, "</html") ||
		    (!begun && at.s[1] == '/') || (begins(at, "<![") &&
		    !begins(at, "<![cdata["))) {
			n = tag_length(at);
			buf_add(out, s.s + start, i - start);
			start = i + n;
		}
		begun = begun || (at.s[1] != '/' && at.s[1] != '!' &&
		    at.s[1] != '?');
	}
	buf_add(out, s.s + start, s.n - start);
}

const char *
html_text(struct str page, unsigned max_depth, struct buf *out)
{
	htmlSAXHandler sax = { .startElement = on_start,
	    .endElement = on_end, .characters = on_text,
	    .ignorableWhitespace = on_text, .warning = on_message,
	    .error = on_message };
	struct page *p = calloc(1, sizeof(*p));
	struct buf clean = { 0 };
	const char *wrong = NULL;

	if (p == NULL)
		return "out of memory";
	p->text.out = out;
	p->max_depth = max_depth;
	xml_ready();
	p->ctxt = htmlCreatePushParserCtxt(&sax, p, NULL, 0, NULL,
	    XML_CHAR_ENCODING_UTF8);
	p->text.failed = p->ctxt == NULL;
	if (p->ctxt != NULL) {
		htmlCtxtUseOptions(p->ctxt, HTML_PARSE_NOERROR |
		    HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
		    HTML_PARSE_IGNORE_ENC);
		scrub(&clean, page);
		feed(p, buf_slice(&clean));
		htmlFreeParserCtxt(p->ctxt);
	}
	tables_finish(&p->text);
	if (p->too_deep)
		wrong = "nested too deep";
	if (p->text.failed || out->failed || clean.failed)
		wrong = "out of memory";
	buf_free(&clean);
	free(p);
	return wrong;
}
