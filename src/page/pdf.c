/*
 * poppler's programs and not its library: parsers of PDF are large and
 * PDF files hostile, so parsing happens in a process of its own, with
 * limits, that can crash alone; the library has no stable interface but
 * those of GLib and Qt, which would be linked and started for every document
 * of any format; and its licence, the GPL, stays its own.
 *
 * pdftotext knows the text and where words are, pdftocairo draws the same
 * pages as vectors, hence the lines of tables and where glyphs are to be
 * seen.  Words without lines would leave the columns of figures to guesses.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "page/page.h"
#include "page/pdf.h"
#include "page/svg.h"
#include "read/xml.h"

#define BEGINS	1024		/* bytes a PDF file may begin behind */
#define DEPTH	16

struct reader {
	struct pages	*pages;
	struct box	 box;
	struct buf	 word;
	bool		 within;	/* a word */
};

bool
pdf_is(struct str s)
{
	size_t i;

	for (i = 0; i + 5 <= s.n && i < BEGINS; i++)
		if (s.s[i] == '%' && memcmp(s.s + i, "%PDF-", 5) == 0 &&
		    (i == 0 || (s.s[i - 1] & 0x80) != 0 ||
		    (unsigned char)s.s[i - 1] < ' '))
			return true;
	return false;
}

static double
real(const struct xml_element *e, const char *name)
{
	struct str s = xml_attribute(e, name);
	char digits[32];

	if (s.n == 0 || s.n >= sizeof(digits))
		return 0;
	memcpy(digits, s.s, s.n);
	digits[s.n] = '\0';
	return strtod(digits, NULL);
}

static void
on_start(void *to, const struct xml_element *e)
{
	struct reader *r = to;

	if (strcmp(e->name, "page") == 0) {
		pages_add(r->pages, real(e, "height"));
		pages_width(r->pages, real(e, "width"));
	}
	if (strcmp(e->name, "word") != 0)
		return;
	r->within = true;
	r->box = (struct box){ real(e, "xMin"), real(e, "yMin"),
	    real(e, "xMax"), real(e, "yMax") };
	buf_reset(&r->word);
}

static void
on_end(void *to, const char *name)
{
	struct reader *r = to;

	if (strcmp(name, "word") == 0 && r->within) {
		pages_word(r->pages, &r->box, buf_slice(&r->word));
		r->pages->text.failed |= r->word.failed;
		r->within = false;
	}
}

static void
on_text(void *to, struct str s)
{
	struct reader *r = to;

	if (r->within)
		buf_str(&r->word, s);
}

/* Fonts may claim to hold characters no XML file can. */
static void
clean(struct buf *out, struct str s)
{
	size_t i, at;
	uint32_t c;

	for (i = 0; i < s.n; ) {
		at = i;
		c = utf8_next(s, &i);
		if (c < ' ' && c != '\n' && c != '\t' && c != '\r')
			buf_byte(out, '?');
		else if (c == UTF8_BAD || c == 0xFFFE || c == 0xFFFF)
			buf_cstr(out, "\xEF\xBF\xBD");
		else
			buf_add(out, s.s + at, i - at);
	}
}

/* The words of all pages, from what pdftotext -bbox prints. */
static const char *
read_words(struct str printed, struct pages *pages)
{
	static const struct xml_events events = { on_start, on_end, on_text };
	struct reader r = { .pages = pages };
	struct buf sound = { 0 };
	const char *wrong = "out of memory";

	clean(&sound, printed);
	if (!sound.failed)
		wrong = xml_read(buf_slice(&sound), &events, &r, DEPTH);
	buf_free(&sound);
	buf_free(&r.word);
	return wrong;
}

static bool
says(const char *message, const char *what)
{
	return message != NULL && strstr(message, what) != NULL;
}

/* What poppler's message means to whoever has the file. */
static const char *
plainly(const char *wrong)
{
	static const struct {
		const char	*says, *means;
	} known[] = {
		{ "ncorrect password", "an encrypted PDF" },
		{ "not allowed", "a PDF that does not allow copying" },
		{ "xref", "a PDF that is damaged" },
		{ "trailer", "a PDF that is damaged" },
		{ "Couldn't", "a PDF that is damaged" },
		{ "Syntax", "a PDF that is damaged" },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (says(wrong, known[i].says))
			return known[i].means;
	return wrong;
}

static const char *
read_pages(struct str bytes, const struct convert_limits *limits,
    struct pages *pages)
{
	struct buf printed = { 0 };
	const char *wrong = convert_run(PDFTOTEXT, bytes, limits, &printed);

	if (wrong == NULL)
		wrong = read_words(buf_slice(&printed), pages);
	buf_reset(&printed);
	if (wrong == NULL && pages->words.len == 0)
		wrong = "a scan: a PDF without text";
	if (wrong == NULL)
		wrong = convert_run(PDFTOCAIRO, bytes, limits, &printed);
	if (wrong == NULL)
		wrong = svg_read(buf_slice(&printed), pages);
	buf_free(&printed);
	return wrong == NULL ? pages_settle(pages) : plainly(wrong);
}

const char *
pdf_text(struct str bytes, const struct convert_limits *limits,
    struct buf *out)
{
	struct pages pages = { 0 };
	const char *wrong = read_pages(bytes, limits, &pages);

	if (wrong == NULL && !pages_text(&pages, out))
		wrong = "out of memory";
	pages_free(&pages);
	return wrong;
}
