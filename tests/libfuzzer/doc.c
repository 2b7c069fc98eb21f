/* Compound files and the Word documents in them. */
#include "fuzz.h"
#include "word/doc.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf out = { 0 };
	struct ole o;

	if (ole_open(&o, fuzz_str(p, n)) == NULL)
		doc_text(&o, &fuzz_limits.convert, &out);
	ole_free(&o);
	buf_free(&out);
	return 0;
}
