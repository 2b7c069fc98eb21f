#include "write/chunk.h"

#define CHUNK	(64 * 1024)	/* bytes handed over at a time */

int
chunk_flush(struct chunk *c)
{
	int stop = c->out.failed ? -1 : 0;

	if (stop == 0 && c->out.len != 0)
		stop = c->write(c->to, buf_slice(&c->out));
	buf_reset(&c->out);
	return stop;
}

int
chunk_line(struct chunk *c)
{
	return c->out.len < CHUNK ? 0 : chunk_flush(c);
}
