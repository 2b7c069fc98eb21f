#include <string.h>

#include "stream/marks.h"

uint64_t
marks_in(const char *p, size_t n)
{
	char rest[MARKS] = { 0 };

	memcpy(rest, p, n);
	return marks_at(rest);
}
