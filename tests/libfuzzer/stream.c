/*
 * The suite's own streams: sections, cells and sums, into sums and
 * differences.  The first byte chooses whether the kind is found or given.
 */
#include "calculate/diff.h"
#include "calculate/sum.h"
#include "fuzz.h"
#include "report/forms.h"

static void
mute(void *to, const char *line)
{
	*(size_t *)to += strlen(line);
}

static void
take(struct stream *s, enum stream_kind kind, struct sum *sum,
    struct diff *diff)
{
	const struct record *r;

	while (stream_next(s, &r) != 0) {
		if (stream_error(s) != NULL)
			continue;
		if (kind == STREAM_SECTIONS)
			diff_add_section(diff, r, DIFF_SERIES);
		else {
			sum_add(sum, r);
			diff_add(diff, r, DIFF_SERIES);
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct source src = { .name = "x", .more = fuzz_no_more };
	enum stream_kind kind;
	struct stream *s;
	struct sum *sum;
	struct diff *diff;
	size_t bytes = 0;

	if (n == 0)
		return 0;
	kind = stream_kind(fuzz_str(p + 1, n - 1));
	if (kind == STREAM_REPORTS || (*p & 4) != 0)
		kind = STREAM_SECTIONS + *p % 3;
	buf_add(&src.head, p + 1, n - 1);
	s = stream_new(&src, kind);
	sum = sum_new("org,year", form_compare);
	diff = diff_new(form_compare, mute, &bytes);
	FUZZ_PROMISE(s != NULL && sum != NULL && diff != NULL);
	take(s, kind, sum, diff);
	sum_write(sum, true, fuzz_drop, &bytes);
	diff_write(diff, true, true, fuzz_drop, &bytes);
	diff_write_sections(diff, true, fuzz_drop, &bytes);
	diff_write_unified(diff, fuzz_drop, &bytes);
	diff_free(diff);
	sum_free(sum);
	stream_free(s);
	buf_free(&src.head);
	return 0;
}
