#include <stdlib.h>

#include "base/cmark_heap.h"
#include "base/utf8.h"
#include "write/chunk.h"
#include "write/paper.h"

#define REPLACEMENT	"\xEF\xBF\xBD"	/* U+FFFD */

enum open { NOTHING, LIST, TABLE };

struct paper {
	enum paper_format format;
	struct chunk	 chunk;
	int		 stop;		/* not 0: no more is written */
	enum open	 open;		/* what the next block ends */
	bool		 any;		/* a block was written */
	struct buf	 text;		/* one text on its way to cmark */
	struct cmark_heap heap;		/* and from there */
	/* a table */
	size_t		 columns, column, row;
	char		 align[PAPER_COLUMNS];
	size_t		 covered[PAPER_COLUMNS];	/* rows, from above */
};

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n"
    "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
    "content=\"width=device-width, initial-scale=1\">\n<title>";
/*
 * Dark and light by the reader's setting; wide tables scroll on a narrow
 * screen; on paper (A4, landscape) rows are not cut.
 */
static const char style[] =
    "</title>\n<style>\n"
    ":root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; "
    "--rule: #bbb; --head: #f0f2f5; --mark: #2a6db0 }\n"
    "@media (prefers-color-scheme: dark) { :root { --ink: #e4e4e4; "
    "--paper: #17191c; --rule: #4a4f57; --head: #24282e; "
    "--mark: #6aa9e9 } }\n"
    "body { max-width: 76em; margin: 2em auto; padding: 0 1em; "
    "color: var(--ink); background: var(--paper); "
    "font-family: sans-serif; line-height: 1.6 }\n"
    "h2 { border-bottom: 1px solid var(--rule); margin-top: 2em }\n"
    "a { color: var(--mark) }\n"
    ".wide { overflow-x: auto; margin: 1em 0 }\n"
    "table { border-collapse: collapse; font-size: .9em }\n"
    "th, td { border: 1px solid var(--rule); padding: .2em .5em; "
    "text-align: left; vertical-align: middle }\n"
    "th { background: var(--head); font-weight: 600 }\n"
    "th.r, td.r { text-align: right; "
    "font-variant-numeric: tabular-nums }\n"
    "td.r { white-space: nowrap }\n"
    "th.c { text-align: center }\n"
    "@media (max-width: 50em) { .wide table { min-width: 44em } }\n"
    ".chart { width: 100%; max-width: 720px; height: auto; "
    "display: block; margin: 1em 0; font-size: 13px }\n"
    ".chart text { fill: var(--ink) }\n"
    ".bar, .dot { fill: var(--mark) }\n"
    ".line { fill: none; stroke: var(--mark); stroke-width: 2 }\n"
    "@page { size: A4 landscape; margin: 12mm }\n"
    "@media print { :root { --ink: #000; --paper: #fff; --rule: #888; "
    "--head: #eee; --mark: #444 } body { max-width: none; margin: 0; "
    "padding: 0; font-size: 8.5pt; line-height: 1.35 } "
    ".wide { overflow: visible } table { width: 100% } "
    "tr, .chart { break-inside: avoid } "
    "h1, h2, h3 { break-after: avoid } }\n"
    "</style>\n</head>\n<body>\n";

static void
put(struct paper *p, const char *s)
{
	buf_cstr(&p->chunk.out, s);
}

static bool
is_html(const struct paper *p)
{
	return p->format == PAPER_HTML;
}

/*
 * The text with each run of white space as one blank and with U+FFFD for
 * what does something instead of being shown, NUL-terminated.
 */
static const char *
flat(struct paper *p, struct str s)
{
	size_t i = 0, at;
	bool space = false;
	uint32_t c;

	s = utf8_trim(s);
	buf_reset(&p->text);
	while (i < s.n) {
		at = i;
		if (utf8_space(c = utf8_next(s, &i))) {
			space = true;
			continue;
		}
		if (space)
			buf_byte(&p->text, ' ');
		space = false;
		if (c == UTF8_BAD || utf8_control(c))
			buf_cstr(&p->text, REPLACEMENT);
		else
			buf_add(&p->text, s.s + at, i - at);
	}
	buf_byte(&p->text, '\0');
	p->chunk.out.failed |= p->text.failed;
	return p->text.failed ? "" : p->text.s;
}

/* Text as cmark writes it in a block of that type; in the heap. */
static const char *
render(struct paper *p, cmark_node_type type, int level, const char *text)
{
	cmark_mem *mem = cmark_heap_begin(&p->heap);
	cmark_node *document, *block, *inner;

	if (setjmp(p->heap.nomem) != 0) {
		p->chunk.out.failed = true;
		return "";
	}
	document = cmark_node_new_with_mem(CMARK_NODE_DOCUMENT, mem);
	block = cmark_node_new_with_mem(type, mem);
	inner = cmark_node_new_with_mem(CMARK_NODE_TEXT, mem);
	if (type == CMARK_NODE_HEADING)
		cmark_node_set_heading_level(block, level);
	cmark_node_set_literal(inner, text);
	cmark_node_append_child(block, inner);
	cmark_node_append_child(document, block);
	return is_html(p) ? cmark_render_html(document, CMARK_OPT_DEFAULT) :
	    cmark_render_commonmark(document, CMARK_OPT_DEFAULT, 0);
}

/* Appends text without the block around it; in a table, bars escaped. */
static void
put_inline(struct paper *p, struct str s)
{
	static const char open[] = "<p>", close[] = "</p>";
	struct str text = str_of(render(p, CMARK_NODE_PARAGRAPH, 0,
	    flat(p, s)));
	size_t i;

	while (text.n > 0 && text.s[text.n - 1] == '\n')
		text.n--;
	if (is_html(p) && text.n >= sizeof(open) + sizeof(close) - 2) {
		text = str_from(text, sizeof(open) - 1);
		text.n -= sizeof(close) - 1;
	}
	for (i = 0; i < text.n; i++) {
		if (text.s[i] == '|' && p->open == TABLE && !is_html(p))
			buf_byte(&p->chunk.out, '\\');
		buf_byte(&p->chunk.out, text.s[i]);
	}
	cmark_heap_end(&p->heap);
}

static void
flush(struct paper *p)
{
	if (p->stop == 0)
		p->stop = chunk_line(&p->chunk);
	else
		buf_reset(&p->chunk.out);
}

/* Ends the row of a table: what is missing of it, and its line. */
static void
end_row(struct paper *p)
{
	size_t i;

	if (p->row == 0)
		return;
	while (p->column < p->columns)
		paper_cell(p, (struct str){ "", 0 }, 0);
	put(p, is_html(p) ? "</tr>\n" : "\n");
	if (p->row == 1 && !is_html(p)) {
		for (i = 0; i < p->columns; i++)
			put(p, p->align[i] == 'r' ? "| ---: " : "| --- ");
		put(p, "|\n");
	}
	flush(p);
}

/* Ends the list or table that is open. */
static void
close_block(struct paper *p)
{
	if (p->open == TABLE)
		end_row(p);
	if (is_html(p) && p->open != NOTHING)
		put(p, p->open == LIST ? "</ul>\n" : "</table>\n</div>\n");
	p->open = NOTHING;
}

/* Ends what is open, parts blocks, and begins a list or table. */
static void
begin_block(struct paper *p, enum open open)
{
	if (p->open == LIST && open == LIST)
		return;
	close_block(p);
	if (!is_html(p) && p->any)
		put(p, "\n");
	if (is_html(p) && open != NOTHING)
		put(p, open == LIST ? "<ul>\n" :
		    "<div class=\"wide\">\n<table>\n");
	p->open = open;
	p->any = true;
}

struct paper *
paper_new(enum paper_format format, struct str title,
    int (*write)(void *, struct str), void *to)
{
	struct paper *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return NULL;
	p->format = format;
	p->chunk.write = write;
	p->chunk.to = to;
	if (is_html(p)) {
		put(p, head);
		put_inline(p, title);
		put(p, style);
	}
	return p;
}

static void
put_block(struct paper *p, cmark_node_type type, int level, struct str s)
{
	begin_block(p, NOTHING);
	put(p, render(p, type, level, flat(p, s)));
	cmark_heap_end(&p->heap);
	flush(p);
}

void
paper_heading(struct paper *p, int level, struct str s)
{
	put_block(p, CMARK_NODE_HEADING, level, s);
}

bool
paper_is_html(const struct paper *p)
{
	return is_html(p);
}

void
paper_place(struct paper *p, size_t place)
{
	if (!is_html(p))
		return;
	begin_block(p, NOTHING);
	buf_printf(&p->chunk.out, "<a id=\"s%zu\"></a>\n", place);
}

void
paper_link(struct paper *p, struct str s, size_t place)
{
	if (!is_html(p))
		return;
	begin_block(p, LIST);
	buf_printf(&p->chunk.out, "<li><a href=\"#s%zu\">", place);
	put_inline(p, s);
	put(p, "</a></li>\n");
	flush(p);
}

void
paper_picture(struct paper *p, struct str svg)
{
	if (!is_html(p))
		return;
	begin_block(p, NOTHING);
	buf_str(&p->chunk.out, svg);
	flush(p);
}

void
paper_paragraph(struct paper *p, struct str s)
{
	put_block(p, CMARK_NODE_PARAGRAPH, 0, s);
}

void
paper_item(struct paper *p, struct str s)
{
	begin_block(p, LIST);
	put(p, is_html(p) ? "<li>" : "- ");
	put_inline(p, s);
	put(p, is_html(p) ? "</li>\n" : "\n");
	flush(p);
}

void
paper_table(struct paper *p, size_t columns, const char *align)
{
	size_t i;

	begin_block(p, TABLE);
	p->columns = columns < PAPER_COLUMNS ? columns : PAPER_COLUMNS;
	p->row = 0;
	for (i = 0; i < p->columns; i++) {
		p->align[i] = *align;
		p->covered[i] = 0;
		align += *align != '\0' && align[1] != '\0';
	}
}

void
paper_row(struct paper *p)
{
	end_row(p);
	p->row++;
	p->column = 0;
	put(p, is_html(p) ? "<tr>" : "|");
}

/* Passes the places that cells above reach into. */
static void
pass_covered(struct paper *p)
{
	while (p->column < p->columns && p->covered[p->column] > 0) {
		p->covered[p->column++]--;
		if (!is_html(p))
			put(p, "  |");
	}
}

/* Opens a cell in HTML. */
static void
put_tag(struct paper *p, int flags, size_t columns, size_t rows)
{
	struct buf *b = &p->chunk.out;

	put(p, flags & PAPER_HEAD ? "<th" : "<td");
	if (flags & PAPER_HEAD && columns > 1)
		put(p, " class=\"c\"");
	else if (p->align[p->column] == 'r')
		put(p, " class=\"r\"");
	if (columns > 1)
		buf_printf(b, " colspan=\"%zu\"", columns);
	if (rows > 1)
		buf_printf(b, " rowspan=\"%zu\"", rows);
	put(p, ">");
}

void
paper_span(struct paper *p, struct str s, int flags, size_t columns,
    size_t rows)
{
	struct buf number = { 0 };
	size_t i;

	pass_covered(p);
	if (p->column >= p->columns)
		return;
	if (columns > p->columns - p->column)
		columns = p->columns - p->column;
	if (flags & PAPER_NUMBER) {
		paper_number(&number, s);
		p->chunk.out.failed |= number.failed;
		s = buf_slice(&number);
	}
	if (is_html(p))
		put_tag(p, flags, columns, rows);
	else
		put(p, " ");
	put_inline(p, s);
	put(p, is_html(p) ? flags & PAPER_HEAD ? "</th>" : "</td>" : " |");
	for (i = 0; i < columns; i++) {
		p->covered[p->column++] = rows - 1;
		if (i > 0 && !is_html(p))
			put(p, "  |");
	}
	buf_free(&number);
}

void
paper_cell(struct paper *p, struct str s, int flags)
{
	paper_span(p, s, flags, 1, 1);
}

int
paper_end(struct paper *p)
{
	int stop;

	close_block(p);
	if (is_html(p))
		put(p, "</body>\n</html>\n");
	stop = p->stop != 0 ? p->stop : chunk_flush(&p->chunk);
	buf_free(&p->chunk.out);
	buf_free(&p->text);
	free(p);
	return stop;
}

void
paper_number(struct buf *b, struct str s)
{
	size_t i = s.n > 0 && *s.s == '-', from = i, digits = 0;

	while (i + digits < s.n && s.s[i + digits] >= '0' &&
	    s.s[i + digits] <= '9')
		digits++;
	if (digits == 0 || (i + digits < s.n && s.s[i + digits] != '.')) {
		buf_str(b, s);
		return;
	}
	if (i > 0)
		buf_cstr(b, "\xE2\x88\x92");
	for (; i < s.n; i++) {
		if (i > from && i < from + digits &&
		    (from + digits - i) % 3 == 0)
			buf_byte(b, ',');
		buf_byte(b, s.s[i]);
	}
}
