/*
 * To fork a broker takes a tenth of the time a program takes to start, and
 * cells and sections in plain files, which need none, are often few.  They
 * are told by their header before anything is parsed.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "confine/confine.h"
#include "main/guard.h"
#include "main/words.h"

#define MANY	16	/* operands are not all looked at */

/* Whether it is a plain file that begins with this header. */
static bool
begins(int fd, off_t at, struct str header)
{
	char first[64];
	struct stat st;

	return at >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    pread(fd, first, header.n, at) == (ssize_t)header.n &&
	    memcmp(first, header.s, header.n) == 0;
}

static bool
is_stream(const char *operand)
{
	static const struct str header = STR("report\torg\tyear\t");
	bool is;
	int fd;

	if (strcmp(operand, "-") == 0)
		return begins(STDIN_FILENO, lseek(STDIN_FILENO, 0, SEEK_CUR),
		    header);
	if ((fd = open(operand, O_RDONLY | O_CLOEXEC | O_NOCTTY |
	    O_NONBLOCK)) < 0)
		return false;
	is = begins(fd, 0, header);
	close(fd);
	return is;
}

/* Whether there may be something to be unpacked or converted. */
static bool
needs_broker(const struct options *o)
{
	size_t i;

	if (o->noperands == 0)
		return !is_stream("-");
	for (i = 0; i < o->noperands; i++)
		if (i == MANY || !is_stream(o->operands[i]))
			return true;
	return false;
}

struct broker *
guard(const struct options *o)
{
	struct broker *b = needs_broker(o) ? broker_start() : NULL;

	confine_reader();
	return b;
}

void
guard_tell(struct buf *b)
{
	const struct confinement c = confine_reader();

	if (c.landlock > 0)
		buf_printf(b, "Landlock %d", c.landlock);
	if (c.seccomp)
		buf_printf(b, "%sseccomp", b->len > 0 ? ", " : "");
	if (c.pledge)
		buf_cstr(b, "pledge");
	if (b->len == 0)
		buf_cstr(b, words("unconfined"));
}
