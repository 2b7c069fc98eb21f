/*
 * cmark knows no tables: a pipe table reaches us as a paragraph whose
 * lines hold bars.  Such paragraphs are replaced in cmark's tree by HTML
 * tables, the tree is rendered as HTML, and the HTML reader does the rest;
 * so HTML tables within Markdown, lists and their numbers need no code.
 * An escaped bar is kept from splitting a cell by a private character.
 */
#include "base/cmark_heap.h"
#include "read/markdown.h"
#include "web/html.h"

#define BAR	"\xEE\x80\x80"		/* U+E000, stands for \| */

/* A tree takes up to a hundred times the text it is made of. */
#define PIECE	((size_t)1 << 20)	/* bytes, and on to the next block */
#define MOST	(2 * PIECE)

static struct str
trim(struct str s)
{
	while (s.n > 0 && (*s.s == ' ' || *s.s == '\t'))
		s = str_from(s, 1);
	while (s.n > 0 && (s.s[s.n - 1] == ' ' || s.s[s.n - 1] == '\t'))
		s.n--;
	return s;
}

/* |---|:-:| and the like. */
static bool
is_delimiter(struct str line)
{
	size_t i, bars = 0, dashes = 0;

	for (i = 0; i < line.n; i++) {
		if (strchr("|-: \t", line.s[i]) == NULL || !line.s[i])
			return false;
		bars += line.s[i] == '|';
		dashes += line.s[i] == '-';
	}
	return bars > 0 && dashes > 0;
}

/* A rule with corners, +---+ or |---+---|: that table was drawn. */
static bool
is_drawn(struct str line)
{
	size_t i, corners = 0, dashes = 0;

	for (i = 0; i < line.n; i++) {
		if (strchr("|+-=", line.s[i]) == NULL || !line.s[i])
			return false;
		corners += line.s[i] == '+';
		dashes += line.s[i] != '+' && line.s[i] != '|';
	}
	return corners > 0 && dashes > 2;
}

static bool
is_heading(struct str line)
{
	size_t n = 0;

	while (n < line.n && line.s[n] == '#')
		n++;
	return n >= 1 && n <= 6 && n < line.n && line.s[n] == ' ';
}

/* A point or sign that needs no escape but in Markdown: 1\. */
static bool
has_escape(struct str line)
{
	size_t i;

	for (i = 0; i + 1 < line.n; i++)
		if (line.s[i] == '\\' && (line.s[i + 1] == '.' ||
		    line.s[i + 1] == '-' || line.s[i + 1] == '('))
			return true;
	return false;
}

bool
markdown_is(struct str text)
{
	struct str line;
	size_t headings = 0, delimiters = 0, tabbed = 0, tags = 0, bold = 0,
	    escapes = 0, drawn = 0;
	bool tag = trim(text).n > 0 && *trim(text).s == '<';

	while (text.n > 0) {
		line = str_line(&text);
		tabbed += memchr(line.s, '\t', line.n) != NULL;
		line = trim(line);
		headings += is_heading(line);
		delimiters += is_delimiter(line);
		drawn += is_drawn(line);
		bold += line.n > 4 && str_begins(line, "**");
		escapes += has_escape(line);
		tags += line.n > 7 && str_begins(line, "<table ") ? 4 :
		    line.n > 3 && (str_begins(line, "<td") ||
		    str_begins(line, "<tr"));
	}
	if (tag)
		return delimiters + headings + bold > 0;
	return (delimiters > 0 && drawn == 0) || tags > 3 ||
	    ((headings > 0 || escapes > 2) && tabbed < 3);
}

/* Puts U+E000 for each escaped bar. */
static void
hide_bars(struct buf *b, struct str s)
{
	size_t i, start = 0;

	for (i = 0; i + 1 < s.n; i++) {
		if (s.s[i] != '\\')
			continue;
		if (s.s[i + 1] == '|') {
			buf_add(b, s.s + start, i - start);
			buf_cstr(b, BAR);
			start = i + 2;
		}
		i++;
	}
	buf_add(b, s.s + start, s.n - start);
}

static void
show_bars(struct buf *b)
{
	char *p = b->s, *end = b->s + b->len, *to = b->s;

	if (b->len == 0)
		return;
	while (p < end) {
		if (end - p >= 3 && memcmp(p, BAR, 3) == 0) {
			*to++ = '|';
			p += 3;
		} else
			*to++ = *p++;
	}
	b->len = (size_t)(to - b->s);
}

/* The plain text of a paragraph: its lines as in the source. */
static void
inline_text(cmark_node *paragraph, struct buf *b)
{
	cmark_iter *it = cmark_iter_new(paragraph);
	cmark_node *node;

	while (cmark_iter_next(it) != CMARK_EVENT_DONE) {
		node = cmark_iter_get_node(it);
		switch (cmark_node_get_type(node)) {
		case CMARK_NODE_TEXT:
		case CMARK_NODE_CODE:
			buf_cstr(b, cmark_node_get_literal(node));
			break;
		case CMARK_NODE_SOFTBREAK:
		case CMARK_NODE_LINEBREAK:
			buf_byte(b, '\n');
			break;
		case CMARK_NODE_HTML_INLINE:
			buf_byte(b, ' ');
			break;
		default:
			break;
		}
	}
	cmark_iter_free(it);
}

static void
escape_html(struct buf *b, struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.s[i] == '<')
			buf_cstr(b, "&lt;");
		else if (s.s[i] == '&')
			buf_cstr(b, "&amp;");
		else
			buf_byte(b, s.s[i]);
	}
}

static void
row_html(struct buf *b, struct str line)
{
	const char *bar;
	struct str cell;

	line = trim(line);
	if (line.n > 0 && line.s[0] == '|')
		line = str_from(line, 1);
	if (line.n > 0 && line.s[line.n - 1] == '|')
		line.n--;
	buf_cstr(b, "<tr>");
	for (;;) {
		bar = memchr(line.s, '|', line.n);
		cell = line;
		if (bar != NULL)
			cell.n = (size_t)(bar - line.s);
		buf_cstr(b, "<td>");
		escape_html(b, cell);
		buf_cstr(b, "</td>");
		if (bar == NULL)
			break;
		line = str_from(line, cell.n + 1);
	}
	buf_cstr(b, "</tr>\n");
}

/* Whether a paragraph's text is (or holds) a pipe table. */
static bool
is_table(struct str text)
{
	struct str line;
	bool bars = true;

	while (text.n > 0) {
		line = trim(str_line(&text));
		if (is_delimiter(line))
			return true;
		bars = bars && line.n > 1 && line.s[0] == '|';
	}
	return bars;
}

static void
table_html(struct buf *b, struct str text)
{
	struct str line;
	bool in = false, row;

	while (text.n > 0) {
		line = trim(str_line(&text));
		if (is_delimiter(line))
			continue;
		row = memchr(line.s, '|', line.n) != NULL;
		if (row != in)
			buf_cstr(b, row ? "<table>\n" : "</table>\n");
		in = row;
		if (row) {
			row_html(b, line);
		} else {
			buf_cstr(b, "<p>");
			escape_html(b, line);
			buf_cstr(b, "</p>\n");
		}
	}
	if (in)
		buf_cstr(b, "</table>\n");
}

/* A text that is read; what is in use when memory runs out is in it. */
struct reading {
	struct cmark_heap	 heap;
	cmark_mem		*mem;		/* of it */
	struct buf		 source;	/* what cmark is given */
	struct buf		 text, html;	/* of one table */
};

/* Replaces a paragraph that is a pipe table; false without memory. */
static bool
replace_table(struct reading *r, cmark_node *paragraph)
{
	cmark_node *block;

	buf_reset(&r->text);
	buf_reset(&r->html);
	inline_text(paragraph, &r->text);
	if (is_table(buf_slice(&r->text))) {
		table_html(&r->html, buf_slice(&r->text));
		buf_byte(&r->html, '\0');
		if (r->html.failed)
			return false;
		block = cmark_node_new_with_mem(CMARK_NODE_HTML_BLOCK,
		    r->mem);
		cmark_node_set_literal(block, r->html.s);
		cmark_node_replace(paragraph, block);
		cmark_node_free(paragraph);
	}
	return !r->text.failed;
}

static bool
replace_tables(struct reading *r, cmark_node *document)
{
	cmark_iter *it = cmark_iter_new(document);
	cmark_event_type event;
	cmark_node *node;
	bool ok = true;

	while (ok && (event = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		node = cmark_iter_get_node(it);
		if (event == CMARK_EVENT_EXIT &&
		    cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH)
			ok = replace_table(r, node);
	}
	cmark_iter_free(it);
	return ok;
}

/* The source as HTML, which is in the heap; NULL without memory. */
static const char *
render(struct reading *r)
{
	cmark_parser *parser;
	cmark_node *document;

	r->mem = cmark_heap_begin(&r->heap);
	if (r->source.failed || r->source.len == 0 ||
	    setjmp(r->heap.nomem) != 0)
		return NULL;
	parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, r->mem);
	cmark_parser_feed(parser, r->source.s, r->source.len);
	document = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return replace_tables(r, document) ? cmark_render_html(document,
	    CMARK_OPT_UNSAFE | CMARK_OPT_HARDBREAKS) : NULL;
}

/*
 * Whether quotes are nested too deep at the head of a line; libcmark takes
 * a hundred bytes and more for each level.
 */
static bool
quoted_too_deep(struct str text, unsigned max_depth)
{
	size_t i, depth = 0;
	bool head = true;

	for (i = 0; i < text.n && depth <= max_depth; i++) {
		if (text.s[i] == '\n' || text.s[i] == '\r') {
			head = true;
			depth = 0;
		} else if (text.s[i] != ' ' && text.s[i] != '\t' &&
		    text.s[i] != '>')
			head = false;
		depth += head && text.s[i] == '>';
	}
	return depth > max_depth;
}

/* Appends the text of a piece, which begins and ends outside all blocks. */
static const char *
piece_text(struct str text, unsigned max_depth, struct buf *out)
{
	struct reading r = { .mem = NULL };
	const char *html, *wrong = "out of memory";

	if (quoted_too_deep(text, max_depth))
		return "nested too deep";
	hide_bars(&r.source, text);
	if ((html = render(&r)) != NULL) {
		wrong = html_text(str_of(html), max_depth, out);
		show_bars(out);
	}
	cmark_heap_end(&r.heap);
	buf_free(&r.source);
	buf_free(&r.text);
	buf_free(&r.html);
	return wrong;
}

/* A line that begins or ends what goes on over blank lines. */
static bool
is_fence(struct str line)
{
	line = trim(line);
	return (line.n > 2 && (memcmp(line.s, "```", 3) == 0 ||
	    memcmp(line.s, "~~~", 3) == 0)) ||
	    (line.n > 7 && (memcmp(line.s, "<table", 6) == 0) !=
	    (memcmp(line.s + line.n - 8, "</table>", 8) == 0));
}

/* Whether a line behind a blank one begins a block that is no list's. */
static bool
begins_block(struct str line)
{
	return is_heading(line) || (line.n > 1 && ((line.s[0] & 0x80) != 0 ||
	    memcmp(line.s, "**", 2) == 0));
}

/*
 * How much of text cmark is given at a time: up to the first block behind
 * PIECE bytes that follows a blank line, in no fence; 0: it is too much.
 */
static size_t
piece_end(struct str text)
{
	struct str rest = text, line;
	bool blank = false, fenced = false;
	size_t at = 0;

	while (text.n > PIECE && rest.n > 0 && at <= MOST) {
		line = str_line(&rest);
		fenced ^= is_fence(line);
		if (at > PIECE && blank && !fenced && begins_block(line))
			return at;
		blank = trim(line).n == 0;
		at = text.n - rest.n;
	}
	return text.n <= MOST ? text.n : 0;
}

const char *
markdown_text(struct str text, unsigned max_depth, struct buf *out)
{
	const char *wrong = NULL;
	size_t n;

	do {
		if ((n = piece_end(text)) == 0 && text.n > 0)
			return "Markdown with a block of more than 2 MiB";
		wrong = piece_text((struct str){ text.s, n }, max_depth, out);
		text = str_from(text, n);
	} while (wrong == NULL && text.n > 0);
	return wrong;
}
