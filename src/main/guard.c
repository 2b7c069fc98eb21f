/*
 * To fork a broker takes longer than all else here, half a millisecond.
 * Cells, sections and pages in plain files need none; they are told by how
 * they begin, before anything is parsed.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "confine/confine.h"
#include "main/guard.h"
#include "main/words.h"
#include "page/pdf.h"

#define MANY	16	/* operands are not all looked at */

/*
 * Whether these are the first bytes of a stream, or of something with tags:
 * no archive begins so, and of documents with converters PDF alone might.
 */
static bool
is_plain(struct str first)
{
	static const struct str header = STR("report\torg\tyear\t");
	size_t i = 0;

	if (first.n >= header.n && memcmp(first.s, header.s, header.n) == 0)
		return true;
	if (first.n >= 3 && memcmp(first.s, "\xEF\xBB\xBF", 3) == 0)
		i = 3;
	while (i < first.n && (first.s[i] == '\n' || first.s[i] == '\r' ||
	    first.s[i] == ' '))
		i++;
	return i < first.n && first.s[i] == '<' && !pdf_is(first) &&
	    memchr(first.s, '\0', first.n) == NULL;
}

/* Whether the rest of a file is so. */
static bool
holds_plain(int fd)
{
	char first[2048];
	struct stat st;
	off_t at;
	ssize_t n;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    (at = lseek(fd, 0, SEEK_CUR)) < 0)
		return false;
	n = pread(fd, first, sizeof(first), at);
	return n > 0 && is_plain((struct str){ first, (size_t)n });
}

/*
 * A pipe with a name is not even opened: who writes to it would take us for
 * its reader.
 */
static bool
reads_plain(const char *operand)
{
	struct stat st;
	bool plain;
	int fd;

	if (strcmp(operand, "-") == 0)
		return holds_plain(STDIN_FILENO);
	if (stat(operand, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	fd = open(operand, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return false;
	plain = holds_plain(fd);
	close(fd);
	return plain;
}

/* Whether there may be something to be unpacked or converted. */
static bool
needs_broker(const struct options *o)
{
	size_t i;

	if (o->noperands == 0)
		return !reads_plain("-");
	for (i = 0; i < o->noperands; i++)
		if (i == MANY || !reads_plain(o->operands[i]))
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
