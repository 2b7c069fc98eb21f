/*
 * What the scanner does not read is read by libxml2: its SAX events are put
 * into the page as they come.
 */
#include <stdlib.h>

#include "read/libxml.h"
#include "read/xml.h"
#include "web/html.h"
#include "web/markup.h"
#include "web/scan.h"

struct events {
	struct page	*page;
	const struct libxml *lib;
	xmlParserCtxtPtr ctxt;
};

/* Of an attribute that is there twice libxml2 gives the first one. */
static void
on_start(void *ctx, const xmlChar *name, const xmlChar **atts)
{
	struct events *e = ctx;
	struct tag t = { .element = element_named((const char *)name) };
	struct str *value;

	for (; atts != NULL && atts[0] != NULL; atts += 2) {
		value = tag_value(&t, (const char *)atts[0],
		    strlen((const char *)atts[0]));
		if (value != NULL)
			*value = str_of((const char *)atts[1]);
		t.hidden |= strcmp((const char *)atts[0], "hidden") == 0;
	}
	page_start(e->page, &t);
	if (page_stopped(e->page))
		e->lib->xmlStopParser(e->ctxt);
}

static void
on_end(void *ctx, const xmlChar *name)
{
	struct events *e = ctx;

	page_end(e->page, element_named((const char *)name));
}

static void
on_text(void *ctx, const xmlChar *s, int n)
{
	struct events *e = ctx;

	page_text(e->page, (struct str){ (const char *)s, (size_t)n });
}

static void
on_message(void *ctx, const char *fmt, ...)
{
	(void)ctx;
	(void)fmt;
}

/* All that libxml2 should not see goes before. */
static void
scrub(struct buf *out, struct str s)
{
	size_t i, start = 0, n;
	bool begun = false;
	struct str at;
	const char *lt;

	for (i = 0; i < s.n && (lt = memchr(s.s + i, '<', s.n - i)) != NULL;
	    i += n) {
		i = (size_t)(lt - s.s);
		at = str_from(s, i);
		if (at.n < 3)
			break;
		n = markup_comment(at);
		if (n > 0)
			continue;
		n = markup_ignored(at, begun);
		if (n > 0) {
			buf_add(out, s.s + start, i - start);
			start = i + n;
		} else {
			begun = begun || (at.s[1] != '/' && at.s[1] != '!' &&
			    at.s[1] != '?');
			n = 1;
		}
	}
	buf_add(out, s.s + start, s.n - start);
}

/*
 * Where its input is cut, libxml2 reads some markup in another way: it gets
 * all of it at once, but for what an int cannot count.
 */
static void
feed(struct events *e, struct str s)
{
	const size_t most = (size_t)1 << 30;
	size_t n;

	for (; s.n > 0 && !page_stopped(e->page); s = str_from(s, n)) {
		n = s.n < most ? s.n : most;
		e->lib->htmlParseChunk(e->ctxt, s.s, (int)n, 0);
	}
	if (!page_stopped(e->page))
		e->lib->htmlParseChunk(e->ctxt, NULL, 0, 1);
}

/* What it was not read for, or NULL. */
static const char *
parse(struct str s, struct page *page)
{
	htmlSAXHandler sax = { .startElement = on_start,
	    .endElement = on_end, .characters = on_text,
	    .ignorableWhitespace = on_text, .warning = on_message,
	    .error = on_message };
	struct events e = { .page = page, .lib = xml_ready() };
	struct buf clean = { 0 };
	bool failed;

	if (e.lib == NULL)
		return "libxml2 cannot be loaded";
	e.ctxt = e.lib->htmlCreatePushParserCtxt(&sax, &e, NULL, 0, NULL,
	    XML_CHAR_ENCODING_UTF8);
	if (e.ctxt == NULL)
		return "out of memory";
	e.lib->htmlCtxtUseOptions(e.ctxt, HTML_PARSE_NOERROR |
	    HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
	scrub(&clean, s);
	failed = clean.failed;
	if (!failed)
		feed(&e, buf_slice(&clean));
	failed |= !xml_had_memory();
	e.lib->htmlFreeParserCtxt(e.ctxt);
	buf_free(&clean);
	return failed ? "out of memory" : NULL;
}

const char *
html_text_parsed(struct str s, unsigned max_depth, struct buf *out)
{
	struct page *page = page_begin(out, max_depth);
	const char *unread, *wrong;

	if (page == NULL)
		return "out of memory";
	unread = parse(s, page);
	wrong = page_finish(page);
	return unread != NULL ? unread : wrong;
}

bool
html_text_scanned(struct str s, unsigned max_depth, struct buf *out,
    const char **wrong)
{
	struct page *page = page_begin(out, max_depth);
	bool read;

	*wrong = "out of memory";
	if (page == NULL)
		return true;
	read = scan_page(s, page);
	*wrong = page_finish(page);
	return read;
}

const char *
html_text(struct str s, unsigned max_depth, struct buf *out)
{
	const size_t start = out->len;
	const char *wrong;

	if (html_text_scanned(s, max_depth, out, &wrong))
		return wrong;
	out->len = start;
	return html_text_parsed(s, max_depth, out);
}
