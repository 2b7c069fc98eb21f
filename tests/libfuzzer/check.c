/* Text to findings by all rules, and the pages made of them. */
#include "check/check.h"
#include "check/page.h"
#include "fuzz.h"

static void
print(struct str findings, enum paper_format format)
{
	struct page *page = page_new(format);
	size_t bytes = 0;

	FUZZ_PROMISE(page != NULL && page_add(page, findings) &&
	    page_write(page, fuzz_drop, &bytes) == 0);
	page_free(page);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const struct check_settings all = { NULL, SEVERITY_NOTE, true };
	static struct check *check;
	static struct buf findings, kept;
	static struct arena a;
	struct report *reports;
	struct table t;
	size_t i, many;

	if (check == NULL)
		check = check_new(&all);
	if (check == NULL || setjmp(a.nomem) != 0)
		abort();
	arena_free(&a);
	buf_reset(&findings);
	buf_reset(&kept);
	reports = split_reports(&a, fuzz_str(p, n), str_of("x"), 1, &many);
	for (i = 0; i < many; i++) {
		t = table_read(&a, &reports[i], NULL);
		if (t.form != NULL)
			check_report(check, &a, &reports[i], &t, &findings,
			    &kept);
	}
	print(buf_slice(&findings), n % 2 ? PAPER_HTML : PAPER_MARKDOWN);
	return 0;
}
