#include <stdio.h>

#include "base/shown.h"
#include "main/say.h"
#include "main/words.h"

/* Needs no memory, the want of which may be what is to be said. */
static void
print(struct str s)
{
	size_t i = 0, at;

	while (i < s.n) {
		at = i;
		if (shown_next(s, &i))
			fwrite(s.s + at, 1, i - at, stderr);
		else
			fputc(SHOWN_AS, stderr);
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
