/*
 * The file is on disk, not in memory that has a descriptor: it may have
 * WALK_SPOOL bytes, and the promise is memory that does not grow.  A
 * confined process can make none, so the broker does.
 */
#include <errno.h>
#include <unistd.h>

#include "open/spool.h"

#define CHUNK	((size_t)64 * 1024)

static int
copy(struct source *src, FILE *f, char *chunk, unsigned long long limit)
{
	unsigned long long n = 0;
	ssize_t got;

	while ((got = source_read(src, chunk, CHUNK)) > 0) {
		n += (unsigned long long)got;
		if (n > limit)
			return source_fail(src,
			    "larger than the limit of %llu bytes", limit);
		errno = EIO;
		if (fwrite(chunk, 1, (size_t)got, f) != (size_t)got)
			return source_fail(src, "no room to unpack it: %s",
			    strerror(errno));
	}
	return (int)got;
}

FILE *
spool_source(struct source *src, unsigned long long limit,
    struct broker *broker)
{
	struct buf chunk = { 0 };
	int fd = broker_file(broker);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w+");

	if (f == NULL && fd >= 0)
		close(fd);
	if (f == NULL)
		source_fail(src, "no temporary file: %s", strerror(errno));
	else if (!buf_room(&chunk, CHUNK))
		source_fail(src, "out of memory");
	else if (copy(src, f, chunk.s, limit) == 0 && fflush(f) != 0)
		source_fail(src, "no room to unpack it: %s", strerror(errno));
	else
		fflush(f);
	buf_free(&chunk);
	return f;
}
