/*
 * Archives, in a file that can seek and has no name.  Members are unpacked
 * later where they can be.  One byte behind a zip has all of it read by
 * libarchive, which must come to the same, unless the zip itself is damaged;
 * who tells of an error does not matter.
 */
#define _GNU_SOURCE	/* memfd_create */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "open/central.h"
#include "open/walk.h"

/* What was told of the members of an operand; `later`: and unpacked so. */
struct told {
	struct buf	 text;
	const char	*operand;
	bool		 later;
	bool		 broken;	/* the operand itself is named */
};

/* In letters, as digits are passed over below. */
static void
digest(struct buf *b, const char *name, unsigned long sum)
{
	buf_printf(b, "%s:", name);
	for (; sum > 0; sum /= 16)
		buf_byte(b, (char)('a' + sum % 16));
	buf_byte(b, '\n');
}

static int
visit(void *to, struct source *src)
{
	struct told *t = to;
	struct buf b = { 0 };
	struct stored *m = NULL;
	const char *wrong;
	size_t i;
	unsigned long sum = 0;

	if (t->later && src->later != NULL)
		m = src->later(src, FUZZ_MOST);
	if (m != NULL)
		wrong = stored_unpack(m, &b, FUZZ_MOST);
	else
		wrong = source_slurp(src, &b, FUZZ_MOST) == 0 ? NULL :
		    src->error;
	for (i = 0; i < b.len; i++)
		sum = sum * 31 + (unsigned char)b.s[i] + 1;
	if (wrong != NULL)
		buf_printf(&t->text, "%s: %s\n", src->name, wrong);
	else if (strcmp(src->name, t->operand) != 0)
		digest(&t->text, src->name, sum);
	stored_free(m);
	buf_free(&b);
	return 0;
}

static void
problem(void *to, const char *name, const char *what)
{
	struct told *t = to;

	buf_printf(&t->text, "%s: %s\n", name, what);
	t->broken |= strcmp(name, t->operand) == 0;
	FUZZ_PROMISE(strchr(what, '\n') == NULL);
}

static struct told
told_of(char *operand, bool later)
{
	struct told t = { .operand = operand, .later = later };
	const struct walk walk = { .visit = visit, .problem = problem,
	    .to = &t, .max_ratio = 1000, .max_nesting = 4 };

	walk_operands(&walk, &operand, 1);
	return t;
}

/* But for numbers, among which may be how long the file is. */
static bool
is_alike(struct str a, struct str b)
{
	while (a.n > 0 || b.n > 0) {
		if (a.n > 0 && a.s[0] >= '0' && a.s[0] <= '9')
			a = str_from(a, 1);
		else if (b.n > 0 && b.s[0] >= '0' && b.s[0] <= '9')
			b = str_from(b, 1);
		else if (a.n == 0 || b.n == 0 || a.s[0] != b.s[0])
			return false;
		else {
			a = str_from(a, 1);
			b = str_from(b, 1);
		}
	}
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct told a, b;
	struct central *central;
	int fd = memfd_create("walk", 0);
	char name[32];

	if (fd < 0 || write(fd, p, n) != (ssize_t)n)
		abort();
	snprintf(name, sizeof(name), "/dev/fd/%d", fd);
	a = told_of(name, true);
	central = n > 4 && memcmp(p, "PK\3\4", 4) == 0 ?
	    central_open(fd, 0) : NULL;
	if (central != NULL && write(fd, "", 1) == 1) {
		b = told_of(name, false);
		FUZZ_PROMISE(a.broken || b.broken ||
		    is_alike(buf_slice(&a.text), buf_slice(&b.text)));
		buf_free(&b.text);
	}
	central_close(central);
	buf_free(&a.text);
	close(fd);
	return 0;
}
