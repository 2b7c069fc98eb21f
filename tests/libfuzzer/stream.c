/*
 * The suite's own streams: sections, cells and sums, into sums and
 * differences.  The first byte chooses whether the kind is found or given.
 */
#include "calculate/diff.h"
#include "calculate/sum.h"
#include "fuzz.h"

static ssize_t
none(struct source *src, void *p, size_t n)
{
	(void)src;
	(void)p;
	(void)n;
	return 0;
}

static int
order(struct str t1, struct str r1, struct str c1, struct str t2,
    struct str r2, struct str c2)
{
	(void)t1, (void)r1, (void)c1, (void)t2, (void)r2, (void)c2;
	return 0;
}

static int
drop(void *to, struct str s)
{
	*(size_t *)to += s.n;
	return 0;
}

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
	struct source src = { .name = "x", .more = none };
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
	sum = sum_new("org,year", order);
	diff = diff_new(order, mute, &bytes);
	FUZZ_PROMISE(s != NULL && sum != NULL && diff != NULL);
	take(s, kind, sum, diff);
	sum_write(sum, true, drop, &bytes);
	diff_write(diff, true, true, drop, &bytes);
	diff_write_sections(diff, true, drop, &bytes);
	diff_write_unified(diff, drop, &bytes);
	diff_free(diff);
	sum_free(sum);
	stream_free(s);
	buf_free(&src.head);
	return 0;
}
