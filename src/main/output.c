#include <errno.h>
#include <unistd.h>

#include "main/output.h"

#define BLOCK	(256 * 1024)

static int
flush(struct output *o)
{
	size_t at = 0;
	ssize_t n;

	while (o->error == 0 && at < o->waiting.len) {
		n = write(STDOUT_FILENO, o->waiting.s + at,
		    o->waiting.len - at);
		if (n >= 0)
			at += (size_t)n;
		else if (errno != EINTR)
			o->error = errno;
	}
	buf_reset(&o->waiting);
	return o->error;
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
