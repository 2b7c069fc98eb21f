/* Any bytes, as a document is told and read. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf out = { 0 };

	document_text(fuzz_str(p, n), &fuzz_limits, &out);
	buf_free(&out);
	return 0;
}
