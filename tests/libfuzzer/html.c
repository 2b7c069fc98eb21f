/* Pages and pieces of pages. */
#include "fuzz.h"
#include "web/html.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf out = { 0 };

	html_text(fuzz_str(p, n), 64, &out);
	buf_free(&out);
	return 0;
}
