#include <errno.h>
#include <unistd.h>

#include "base/shown.h"
#include "main/output.h"

#define BLOCK	(256 * 1024)

static void
write_all(struct output *o, struct str s)
{
	ssize_t n;

	while (o->error == 0 && s.n > 0) {
		n = write(STDOUT_FILENO, s.s, s.n);
		if (n >= 0)
			s = str_from(s, (size_t)n);
		else if (errno != EINTR)
			o->error = errno;
	}
}

static int
flush(struct output *o)
{
	struct buf seen = { 0 };

	if (o->terminal) {
		shown(&seen, buf_slice(&o->waiting), true);
		if (seen.failed)
			o->error = ENOMEM;
	}
	write_all(o, buf_slice(o->terminal ? &seen : &o->waiting));
	buf_free(&seen);
	buf_reset(&o->waiting);
	return o->error;
}

void
output_begin(struct output *o)
{
	*o = (struct output){ .terminal = isatty(STDOUT_FILENO) };
}

int
output_add(struct output *o, struct str s)
{
	if (o->error != 0)
		return o->error;
	buf_str(&o->waiting, s);
	if (o->waiting.failed)
		return o->error = ENOMEM;
	return o->waiting.len >= BLOCK ? flush(o) : 0;
}

int
output_finish(struct output *o)
{
	flush(o);
	buf_free(&o->waiting);
	if (close(STDOUT_FILENO) != 0 && o->error == 0 && errno != EBADF)
		o->error = errno;
	return o->error;
}
