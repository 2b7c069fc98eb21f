/* The parts of a saved page. */
#include "fuzz.h"
#include "web/mht.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf out = { 0 };

	if (mht_is(fuzz_str(p, n)))
		mht_page(fuzz_str(p, n), &out);
	buf_free(&out);
	return 0;
}
