/* Archives, in a file that can seek and has no name. */
#define _GNU_SOURCE	/* memfd_create */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "open/walk.h"

static int
visit(void *to, struct source *src)
{
	struct buf b = { 0 };

	source_slurp(src, &b, FUZZ_MOST);
	*(size_t *)to += b.len;
	buf_free(&b);
	return 0;
}

static void
problem(void *to, const char *name, const char *what)
{
	*(size_t *)to += strlen(name) + strlen(what);
	FUZZ_PROMISE(strchr(what, '\n') == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	size_t bytes = 0;
	const struct walk walk = { .visit = visit, .problem = problem,
	    .to = &bytes, .max_ratio = 1000, .max_nesting = 4 };
	int fd = memfd_create("walk", 0);
	char name[32], *operand = name;

	if (fd < 0 || write(fd, p, n) != (ssize_t)n)
		abort();
	snprintf(name, sizeof(name), "/dev/fd/%d", fd);
	walk_operands(&walk, &operand, 1);
	close(fd);
	return 0;
}
