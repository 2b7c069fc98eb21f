/* Markdown, whether or not it would be taken for it. */
#include "fuzz.h"
#include "read/markdown.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf out = { 0 };

	markdown_is(fuzz_str(p, n));
	markdown_text(fuzz_str(p, n), 64, &out);
	buf_free(&out);
	return 0;
}
