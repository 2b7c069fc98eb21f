/* Text that may be CSV. */
#include "fuzz.h"
#include "office/csv.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf out = { 0 };

	if (csv_is(fuzz_str(p, n)))
		csv_text(fuzz_str(p, n), FUZZ_MOST, &out);
	buf_free(&out);
	return 0;
}
