/*
 * Text to cells and findings.  A cell that is ok or solved has a value,
 * every other has none, and an ok cell shows what it was read from.
 */
#include "check/check.h"
#include "fuzz.h"

static void
look(const struct table *t)
{
	const struct cell *c;
	size_t i;

	for (i = 0; t->form != NULL && i < t->form->nitems; i++) {
		c = &t->cells[i];
		FUZZ_PROMISE((c->status == STATUS_OK ||
		    c->status == STATUS_SOLVED) == (c->value.n > 0));
		FUZZ_PROMISE(c->status != STATUS_OK || c->raw.n > 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const struct check_settings all = { NULL, SEVERITY_NOTE, true };
	struct check *check = check_new(&all);
	struct buf findings = { 0 }, kept = { 0 };
	struct arena a = { 0 };
	struct report *reports;
	struct table t;
	size_t i, many;

	if (check == NULL || setjmp(a.nomem) != 0)
		abort();
	reports = split_reports(&a, fuzz_str(p, n), str_of("x"), 1 + n % 2,
	    &many);
	for (i = 0; i < many; i++) {
		t = table_read(&a, &reports[i], NULL);
		look(&t);
		if (t.form != NULL)
			check_report(check, &a, &reports[i], &t, &findings,
			    &kept);
	}
	buf_free(&findings);
	buf_free(&kept);
	arena_free(&a);
	check_free(check);
	return 0;
}
