/* Compound files and the Word documents in them. */
#include "fuzz.h"
#include "word/doc.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf out = { 0 };

	doc_text(fuzz_str(p, n), &fuzz_limits.convert, &out);
	buf_free(&out);
	return 0;
}
