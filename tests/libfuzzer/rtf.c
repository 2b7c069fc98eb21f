/* RTF behind its magic. */
#include "fuzz.h"
#include "word/rtf.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf out = { 0 };

	rtf_text(fuzz_str(p, n), NULL, 64, &out);
	buf_free(&out);
	return 0;
}
