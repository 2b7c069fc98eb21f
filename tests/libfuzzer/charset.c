/*
 * Bytes in whatever encoding, and names of members.  What comes out is
 * UTF-8, text without NUL and CR, a name without control characters.
 */
#include "base/utf8.h"
#include "fuzz.h"
#include "read/charset.h"

static void
look(const struct buf *b, bool name)
{
	size_t i = 0, at;
	uint32_t c;

	while (i < b->len) {
		at = i;
		c = utf8_next(buf_slice(b), &i);
		FUZZ_PROMISE(c != UTF8_BAD || i - at == 3);
		FUZZ_PROMISE(c != 0 && c != '\r');
		FUZZ_PROMISE(!name || (c >= ' ' && c != 0x7F));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const char *const names[] = { NULL, "GB18030", "UTF-16LE",
	    "UTF-16", "BIG5", "UTF-8", "ISO-2022-CN", "no such" };
	static struct buf raw, out;

	if (n == 0)
		return 0;
	buf_reset(&out);
	charset_decode(fuzz_str(p + 1, n - 1), names[*p % 8], &out);
	look(&out, false);
	buf_reset(&out);
	buf_reset(&raw);
	buf_add(&raw, p + 1, n - 1);
	charset_name(buf_z(&raw), &out);
	look(&out, true);
	return 0;
}
