#include <stdio.h>

#include "base/utf8.h"
#include "main/say.h"
#include "main/words.h"

/* A character that moves a terminal: C0, DEL or C1 (ECMA-48). */
static bool
is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

static void
print(struct str s)
{
	size_t i = 0, at;

	while (i < s.n) {
		at = i;
		if (is_control(utf8_next(s, &i)))
			fputc('?', stderr);
		else
			fwrite(s.s + at, 1, i - at, stderr);
	}
}

void
say(enum program program, const char *name, const char *what)
{
	struct buf said = { 0 };

	words_message(&said, what);
	fprintf(stderr, "%s: ", program_name(program));
	if (name != NULL) {
		print(str_of(name));
		fputs(": ", stderr);
	}
	print(said.failed ? str_of(what) : buf_slice(&said));
	fputc('\n', stderr);
	buf_free(&said);
}
