#include "read/charset.h"
#include "read/document.h"
#include "read/html.h"
#include "read/markdown.h"

/* Formats that are told by their first bytes and not read. */
static const struct {
	struct str	 magic;
	const char	*wrong;
} unread[] = {
	{ STR("%PDF-"), "a PDF document, which this build does not read" },
	{ STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
	    "a Word 97 or WPS document, which this build does not read" },
	{ STR("{\\rtf"), "an RTF document, which this build does not read" },
	{ STR("PK\x03\x04"),
	    "an office document (zip), which this build does not read" },
	{ STR("\x7F" "ELF"), "a program, not a document" },
};

const char *
document_formats(void)
{
	return "text\tbuilt in\nMarkdown\tlibcmark\nHTML\tlibxml2\n"
	    "archives and compressed files\tlibarchive\n";
}

static bool
begins(struct str s, struct str with)
{
	return s.n >= with.n && memcmp(s.s, with.s, with.n) == 0;
}

/* Whether s holds word, in lower case, at i in any case. */
static bool
at_word(struct str s, size_t i, const char *word)
{
	for (; *word != '\0'; word++, i++)
		if (i >= s.n || (s.s[i] | 0x20) != (*word | 0x20))
			return false;
	return true;
}

/* A page says what it is near its beginning. */
static bool
is_page(struct str s)
{
	static const char *const tags[] = { "<html", "<!doctype html",
	    "<body", "<head", "<meta" };
	size_t i, k, most = s.n < 4096 ? s.n : 4096;

	for (i = 0; i < most; i++)
		for (k = 0; s.s[i] == '<' &&
		    k < sizeof(tags) / sizeof(tags[0]); k++)
			if (at_word(s, i, tags[k]))
				return true;
	return false;
}

/* XML says so at its very beginning. */
static bool
is_xml(struct str s)
{
	while (s.n > 0 && (unsigned char)*s.s <= ' ')
		s = str_from(s, 1);
	return at_word(s, 0, "<?xml");
}

/* A piece of a page begins with a tag. */
static bool
is_fragment(struct str s)
{
	while (s.n > 0 && (unsigned char)*s.s <= ' ')
		s = str_from(s, 1);
	return s.n > 2 && *s.s == '<' && (s.s[1] == '!' || s.s[1] == '?' ||
	    strchr("phtdsacbfou", s.s[1] | 0x20) != NULL) &&
	    memchr(s.s, '>', s.n) != NULL;
}

const char *
document_text(struct str bytes, const struct document_limits *limits,
    struct buf *out)
{
	struct buf text = { 0 };
	const char *wrong;
	size_t i;

	for (i = 0; i < sizeof(unread) / sizeof(unread[0]); i++)
		if (begins(bytes, unread[i].magic))
			return unread[i].wrong;
	wrong = charset_decode(bytes, limits->encoding, &text);
	if (wrong == NULL) {
		if (is_xml(buf_slice(&text)) && !is_page(buf_slice(&text)))
			wrong = "XML that is no page, "
			    "which this build does not read";
		else if (!is_page(buf_slice(&text)) &&
		    markdown_is(buf_slice(&text)))
			wrong = markdown_text(buf_slice(&text),
			    limits->max_depth, out);
		else if (is_page(buf_slice(&text)) ||
		    is_fragment(buf_slice(&text)))
			wrong = html_text(buf_slice(&text),
			    limits->max_depth, out);
		else
			buf_str(out, buf_slice(&text));
	}
	if (wrong == NULL && out->failed)
		wrong = "out of memory";
	buf_free(&text);
	return wrong;
}
