/*
 * Text to cells.  A cell that is ok or solved has a value, every other has
 * none, and its digits stand in what the document shows.  Sections that are
 * written and read again are the same, so that the cells of a pipe are, too.
 */
#include "fuzz.h"
#include "report/table.h"
#include "stream/stream.h"
#include "write/records.h"

/* The digits of s, ASCII or full width, but zeros at both ends. */
static struct str
digits(struct arena *a, struct str s)
{
	char *d = arena_alloc(a, s.n + 1);
	size_t i, n = 0;
	struct str out;

	for (i = 0; i < s.n; i++)
		if (s.s[i] >= '0' && s.s[i] <= '9')
			d[n++] = s.s[i];
		else if (i + 2 < s.n && memcmp(s.s + i, "\xEF\xBC", 2) == 0 &&
		    (unsigned char)s.s[i + 2] >= 0x90 &&
		    (unsigned char)s.s[i + 2] <= 0x99)
			d[n++] = (char)((unsigned char)s.s[i + 2] - 0x60);
	for (out = (struct str){ d, n }; out.n > 0 && *out.s == '0'; )
		out = str_from(out, 1);
	while (out.n > 0 && out.s[out.n - 1] == '0')
		out.n--;
	return out;
}

static bool
holds(struct str s, struct str what)
{
	size_t i;

	for (i = 0; i + what.n <= s.n; i++)
		if (memcmp(s.s + i, what.s, what.n) == 0)
			return true;
	return false;
}

/* Raw without any digit is of Chinese numerals. */
static void
look_cell(struct arena *a, const struct cell *c)
{
	struct str value = digits(a, c->value), raw = digits(a, c->raw);

	FUZZ_PROMISE((c->status == STATUS_OK || c->status == STATUS_SOLVED) ==
	    (c->value.n > 0));
	FUZZ_PROMISE(c->status != STATUS_OK || c->raw.n > 0);
	FUZZ_PROMISE(raw.n == 0 || holds(raw, value));
}

/* Writes the sections of a report and reads them again. */
static void
look_again(const struct report *r)
{
	struct source src = { .name = "x", .more = fuzz_no_more };
	const struct record *record;
	struct stream *s;
	size_t i;

	records_sections(&src.head, r, NULL);
	s = stream_new(&src, STREAM_SECTIONS);
	FUZZ_PROMISE(s != NULL && !src.head.failed);
	for (i = 0; i < r->nsections; i++) {
		FUZZ_PROMISE(stream_next(s, &record) == 1);
		FUZZ_PROMISE(str_eq(record->field[COL_ORG], r->org) &&
		    str_eq(record->field[COL_YEAR], r->year) &&
		    str_eq(record->field[COL_SECTION], r->sections[i].id) &&
		    str_eq(record->field[COL_TITLE], r->sections[i].title) &&
		    str_eq(record->field[COL_TEXT], r->sections[i].text));
	}
	FUZZ_PROMISE(stream_next(s, &record) == 0);
	stream_free(s);
	buf_free(&src.head);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct arena a;
	struct report *reports;
	struct table t;
	size_t i, k, many;

	if (setjmp(a.nomem) != 0)
		abort();
	arena_free(&a);
	reports = split_reports(&a, fuzz_str(p, n), str_of("x"), 1 + n % 2,
	    &many);
	for (i = 0; i < many; i++) {
		look_again(&reports[i]);
		t = table_read(&a, &reports[i], NULL);
		for (k = 0; t.form != NULL && k < t.form->nitems; k++)
			look_cell(&a, &t.cells[k]);
	}
	return 0;
}
