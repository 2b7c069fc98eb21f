#include <stdio.h>

#include "base/shown.h"
#include "main/say.h"
#include "main/words.h"

void
say(enum program program, const char *name, const char *what)
{
	struct buf said = { 0 }, line = { 0 };

	words_message(&said, what);
	buf_printf(&line, "%s: ", program_name(program));
	if (name != NULL) {
		shown(&line, str_of(name), false);
		buf_cstr(&line, ": ");
	}
	shown(&line, said.failed ? str_of(what) : buf_slice(&said), false);
	fprintf(stderr, "%s\n", line.failed ? program_name(program) :
	    buf_z(&line));
	buf_free(&said);
	buf_free(&line);
}
