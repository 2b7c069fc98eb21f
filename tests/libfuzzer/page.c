/*
 * What poppler's programs print of a PDF, words and then, behind a form
 * feed, the drawing.
 */
#include "page/pdf.c"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct str words = fuzz_str(p, n), drawn = { "", 0 };
	const char *feed = memchr(words.s, '\f', n);
	struct pages pages = { 0 };
	struct buf out = { 0 };

	if (feed != NULL) {
		words.n = (size_t)(feed - words.s);
		drawn = str_from(fuzz_str(p, n), words.n + 1);
	}
	if (read_words(words, &pages) == NULL && pages.words.len > 0 &&
	    svg_read(drawn, &pages) == NULL && pages_settle(&pages) == NULL)
		pages_text(&pages, &out);
	pages_free(&pages);
	buf_free(&out);
	return 0;
}
