/*
 * Pages made at random: windows of real ones, and pieces of markup that
 * parsers stumble over, put together, cut and crossed.  The same seed
 * makes the same pages.
 */
#ifndef GX_TESTS_MUTATE_H
#define GX_TESTS_MUTATE_H

#include <stdint.h>

#include "base/buf.h"

static const char *const mutate_names[] = {
	"p", "p", "p", "div", "div", "span", "span", "table", "table", "tr",
	"tr", "td", "td", "th", "tbody", "thead", "tfoot", "caption", "col",
	"colgroup", "li", "ul", "ol", "dl", "dt", "dd", "b", "i", "u", "font",
	"a", "h1", "h3", "br", "hr", "img", "input", "form", "select",
	"option", "optgroup", "fieldset", "legend", "label", "pre", "center",
	"address", "blockquote", "html", "head", "body", "title", "meta",
	"link", "base", "style", "script", "textarea", "plaintext", "xmp",
	"listing", "frameset", "frame", "noframes", "iframe", "noscript",
	"template", "object", "embed", "svg", "sup", "sub", "s", "strike",
	"del", "ins", "ruby", "rt", "rp", "o:p", "v:shape", "section",
	"article", "nav", "main", "menu", "dir", "tt", "small", "big", "xml",
	"map", "area", "param", "isindex", "basefont", "button", "applet",
	"P", "TaBlE", "TD", "Script", "Body", "O:P", "unknown", "x-y", "a.b",
	"q", "abbr", "code", "em", "strong", "var", "dfn", "wbr", "image",
};

static const char *const mutate_atts[] = {
	" ", "\n", " class=x", " style='display:none'", " hidden",
	" HIDDEN=''", " style=\"Display : None;color:red\"", " colspan=2",
	" rowspan='3'", " colspan=\"&#50;\"", " rowspan=&#x32;",
	" colspan=2 colspan=3", " role=navigation", " start=5", " start=",
	" start", " style='visibility:hidden'", " style=\"font-size:&#48;\"",
	" style='vertical-align:super'", " width=1", " height=\"&nbsp;2\"",
	" title='a>b'", " title=\"<p>\"", " title='</p>'", " title='<!--'",
	" a=\"", " a='", " =x", " \"x\"", " /", "/", " /x", " a=/",
	" style=display:none", " style=\"a&amp;b&lt\"", " style='&#0;'",
	" style='&bogus;'", " <b", " a=b'c\"d", " a='b'c", " \xE4\xB8\xAD=1",
	" alt=\xE4\xB8\xAD", " colspan = 2", " colspan\n=\n'2'", " hidden/",
	" role=\"navig&#97;tion\"", " a-b.c:d_e=1", " 9=9", " style='&#x;'",
};

static const char *const mutate_bits[] = {
	"1", "2", " ", "\n", "\n\t ", "x", "\xE4\xB8\xAD", "&nbsp;", "&amp;",
	"&lt;", "&lt", "&nbsp", "&nbsp\xE4\xB8\xAD", "&", "&;", "&#", "&#;",
	"&#x;", "&#50;", "&#50", "&#x32;", "&#X32", "&#0;", "&#1;", "&#9;",
	"&#13;", "&#31;", "&#127;", "&#128;", "&#150;", "&#xD800;",
	"&#xDFFF;", "&#xFFFE;", "&#xFFFF;", "&#x10FFFF;", "&#x110000;",
	"&#99999999999999;", "&mdash;", "&Mdash;", "&bogus;", "&a.b;",
	"&thetasym;", "&quot;", "&apos;", "&#39;", "&_;", "&:", "<", "< ",
	"<1", "<>", "</>", "</ p>", "<<", "<<p>", "a<b", "</p ",
	"</p x>", "</p\n>", "</p <b>>", "<p/>", "<br/>", "<td/>", "<table/>",
	"<html/>", "<body/>", "<head/>", "<script/>", "<!>",
	"<!-", "<!-->", "<!--->", "<!---->", "<!-- x -->",
	"<!-- x --!>", "<!-- -- -->", "<!--x--", "-->", "--!>", "<!x>",
	"<!DOCTYPE html>", ("<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//"
	"EN\" \"x\">"), "<!DOCTYPE html PUBLIC \"a>b\">", "<!DOCTYPE>",
	"<!DOCTYPE html 'x>", "<![CDATA[x]]>", "<![cdata[<p>]]>", "<![if x]>",
	"<![endif]>", "<!--[if x]><p>1<![endif]-->", "<!--[if !x]><!-->",
	"<!--<![endif]-->", "<?xml version='1.0'?>", "<?x>", "<?", "<? x>",
	"<?x <b> ?>", "<?xml:namespace prefix = o />", "</body>", "</html>",
	"</BODY >", "</body", "</head>", "<</body>p>", "&am</body>p;",
	" </body> ", "</html>\n", "<script>", "</script>", "</scrip>",
	"<script>'</p>'</script>", "<script><!-- x\n//--></script>",
	"<script>'<!--'</script>", "<script>a<b</script>",
	"<script>'</body>'</script>", "<style>p{}</style>", "-->",
	"</style>", "<textarea><p>1</textarea>",
	"<title>1<b>2</title>", "<plaintext>", "</plaintext>", "]]>",
	"\x7F", "\xC2\x85", "\xEF\xBB\xBF", "\xF0\x90\x80\x80",
	"\xE3\x80\x80",
};

/* What is no text. */
static const char *const mutate_bad[] = {
	"\f", "\v", "\r", "\x01", "\xEF\xBF\xBE", "\xEF\xBF\xBF",
	"\xED\xA0\x80", "\xFF", "\xC0\x80", "\xE4\xB8",
	"\xF4\x90\x80\x80", "<p", "<!--", "<p a='", "</p", "<script>",
	"<!", "<style><!--", "<textarea",
};

#define MUTATE_COUNT(a)	(sizeof(a) / sizeof((a)[0]))

/* xorshift64*, by Vigna. */
static uint64_t
mutate_next(uint64_t *seed)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return *seed * UINT64_C(2685821657736338717) >> 16;
}

static size_t
mutate_below(uint64_t *seed, size_t n)
{
	return n == 0 ? 0 : (size_t)(mutate_next(seed) % n);
}

#define MUTATE_ONE(seed, a)	((a)[mutate_below(seed, MUTATE_COUNT(a))])

/* A tag, or a bit of text; now and then 1,000 bytes of it, or a NUL. */
static void
mutate_piece(uint64_t *seed, struct buf *out)
{
	size_t i, kind = mutate_below(seed, 100);

	if (kind < 50) {
		buf_byte(out, '<');
		if (kind < 20)
			buf_byte(out, '/');
		buf_cstr(out, MUTATE_ONE(seed, mutate_names));
		for (i = mutate_below(seed, 8); kind >= 20 && i > 5; i--)
			buf_cstr(out, MUTATE_ONE(seed, mutate_atts));
		buf_byte(out, '>');
	} else if (kind == 50 && mutate_below(seed, 8) == 0) {
		for (i = mutate_below(seed, 700); i < 1200; i++)
			buf_byte(out, kind % 2 ? ' ' : 'x');
		if (mutate_below(seed, 2) == 0)
			buf_cstr(out, "\xE4\xB8\xAD");
	} else if (kind == 51 && mutate_below(seed, 30) == 0)
		buf_byte(out, '\0');
	else
		buf_cstr(out, kind < 82 ? mutate_bits[mutate_below(seed, 6)] :
		    MUTATE_ONE(seed, mutate_bits));
}

/* A place in s where markup begins or ends, or any. */
static size_t
mutate_place(uint64_t *seed, struct str s)
{
	size_t i = mutate_below(seed, s.n + 1);

	if (mutate_below(seed, 8) > 0)
		while (i < s.n && s.s[i] != '<' && (i == 0 ||
		    s.s[i - 1] != '>'))
			i++;
	while (i < s.n && (s.s[i] & 0xC0) == 0x80)
		i++;
	return i;
}

/* Some of what a page has, from one place to another. */
static struct str
mutate_window(uint64_t *seed, struct str s, size_t most)
{
	size_t at = mutate_place(seed, s), n = mutate_below(seed, most);

	s = str_from(s, at);
	for (s.n = s.n < n ? s.n : n; s.n > 0 &&
	    (s.s[s.n - 1] & 0x80) != 0; )
		s.n--;
	if (mutate_below(seed, 8) > 0)
		while (s.n > 0 && s.s[s.n - 1] != '>')
			s.n--;
	return s;
}

/* A page, perhaps out of the real one. */
static void
mutate_page(uint64_t *seed, struct str real, struct buf *out)
{
	struct str from = mutate_below(seed, 4) == 0 ?
	    (struct str){ "", 0 } : mutate_window(seed, real, 3000);
	size_t changes = 1 + mutate_below(seed, from.n == 0 ? 40 : 12), at;

	buf_reset(out);
	if (mutate_below(seed, 3) == 0)
		buf_cstr(out, "<!DOCTYPE html>\n<html><head><title>1</title>"
		    "</head><body>\n");
	for (; changes > 0; changes--) {
		at = mutate_place(seed, from);
		buf_add(out, from.s, at);
		from = str_from(from, at);
		switch (mutate_below(seed, 6)) {
		case 0:		/* drop */
			from = str_from(from, mutate_window(seed, from,
			    64).n);
			break;
		case 1:		/* double */
			buf_str(out, mutate_window(seed, from, 80));
			break;
		case 2:		/* cross */
			buf_str(out, mutate_window(seed, real, 200));
			break;
		default:
			mutate_piece(seed, out);
			break;
		}
	}
	buf_str(out, from);
	if (mutate_below(seed, 3) == 0)
		buf_cstr(out, "</body></html>\n");
}

#endif
