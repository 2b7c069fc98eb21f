/* The records of a workbook of Excel 97, as its stream holds them. */
#include "fuzz.h"
#include "office/xls.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf out = { 0 };

	xls_text(fuzz_str(p, n), FUZZ_MOST, &out);
	buf_free(&out);
	return 0;
}
