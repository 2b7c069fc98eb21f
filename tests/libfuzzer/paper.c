/*
 * Streams of cells, sums and sections into the pages for people.  The
 * first byte chooses the kind and the format.
 */
#include "calculate/diff.h"
#include "calculate/summary.h"
#include "fuzz.h"
#include "report/forms.h"
#include "stream/stream.h"
#include "write/diff_page.h"
#include "write/summary_page.h"

static void
take(struct stream *s, enum stream_kind kind, struct summary *summary,
    struct diff *diff)
{
	const struct record *r;

	while (stream_next(s, &r) != 0) {
		if (stream_error(s) != NULL)
			continue;
		if (kind == STREAM_SECTIONS)
			diff_add_section(diff, r, DIFF_SERIES);
		else {
			summary_add(summary, r);
			diff_add(diff, r, DIFF_SERIES);
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct source src = { .name = "x", .more = fuzz_no_more };
	struct summary_page page = { PAPER_MARKDOWN, 3, STR("a\n<b>") };
	enum stream_kind kind;
	struct summary *summary = summary_new("org,year");
	struct diff_page *changes;
	struct diff *diff;
	struct stream *s;
	size_t bytes = 0;

	diff = diff_new(form_compare, NULL, NULL);
	if (n > 0 && *p / 3 % 2 == 1)
		page.format = PAPER_HTML;
	changes = diff_page_new(page.format, fuzz_drop, &bytes);
	kind = n > 0 ? STREAM_SECTIONS + *p % 3 : STREAM_CELLS;
	if (n > 0)
		buf_add(&src.head, p + 1, n - 1);
	s = stream_new(&src, kind);
	FUZZ_PROMISE(s != NULL && summary != NULL && diff != NULL &&
	    changes != NULL);
	take(s, kind, summary, diff);
	FUZZ_PROMISE(summary_write(summary, &page, fuzz_drop, &bytes) == 0);
	if (kind == STREAM_SECTIONS)
		diff_page_sections(changes, diff);
	else
		diff_page_cells(changes, diff, true);
	diff_page_end(changes, str_of("left"));
	diff_free(diff);
	summary_free(summary);
	stream_free(s);
	buf_free(&src.head);
	return 0;
}
