/*
 * One buffer holds what was read and not yet handed out; a line is handed
 * out as slices of it.  It grows only when a line does not fit.  The bytes
 * of a block are read where they stand and are not changed.
 *
 * A line is cut into fields in the same pass that finds its end: `marks`
 * are the dividing bytes of the block at `block` that were not yet passed.
 */
#include <stdlib.h>

#include "stream/lines.h"
#include "stream/marks.h"

#define FIRST	(256 * 1024)		/* bytes read at a time */
#define LONGEST	(64 * 1024 * 1024)	/* of a line */

bool
lines_open(struct lines *l, struct source *src)
{
	*l = (struct lines){ .src = src, .cap = FIRST };
	l->buf = l->own = malloc(FIRST);
	return l->own != NULL;
}

void
lines_close(struct lines *l)
{
	free(l->own);
}

static struct str
without_mark(struct str s)
{
	return s.n >= 3 && memcmp(s.s, "\xEF\xBB\xBF", 3) == 0 ?
	    str_from(s, 3) : s;
}

static struct str
without_return(struct str s)
{
	if (s.n != 0 && s.s[s.n - 1] == '\r')
		s.n--;
	return s;
}

struct str
lines_bare(struct str s)
{
	return without_mark(without_return(s));
}

/* Makes room behind `end`, or forgets a line that is too long. */
static bool
make_room(struct lines *l)
{
	size_t more = l->cap > 0 ? l->cap * 2 : FIRST;
	char *bigger;

	if (l->start != 0)
		memmove(l->own, l->own + l->start, l->end - l->start);
	l->end -= l->start;
	l->start = 0;
	if (l->skipping || l->end > LONGEST) {
		l->skipping = true;
		l->end = 0;
	}
	if (l->end < l->cap)
		return true;
	if ((bigger = realloc(l->own, more)) == NULL)
		return false;
	l->buf = l->own = bigger;
	l->cap = more;
	return true;
}

/* Reads on: 1, 0 at the end, -1. */
static int
read_on(struct lines *l)
{
	ssize_t n;

	if (!make_room(l))
		return -1;
	n = source_read(l->src, l->own + l->end, l->cap - l->end);
	if (n < 0)
		return -1;
	l->end += (size_t)n;
	l->eof = n == 0;
	return n > 0;
}

/* Looks for marks at an offset of the buffer. */
static void
look(struct lines *l, size_t at)
{
	size_t have = l->end - at;

	l->block = at;
	l->marks = have >= MARKS ? marks_at(l->buf + at) :
	    marks_in(l->buf + at, have);
}

/*
 * Cuts the line at `start` into fields as far as the buffer goes; whether
 * its end is there.  Behind LAYOUT_MAX fields all the rest is one.
 */
static bool
cut_line(struct lines *l)
{
	const char *from = l->buf + l->start, *p;
	struct str *f = l->field;
	uint64_t marks = l->marks;
	bool ended = false;

	l->escapes = false;
	while (!ended) {
		if (marks != 0) {
			p = l->buf + l->block +
			    (unsigned)__builtin_ctzll(marks);
			marks &= marks - 1;
			if (*p == '\\') {
				l->escapes = true;
				continue;
			}
			ended = *p == '\n';
		} else if (l->end - l->block > MARKS) {
			look(l, l->block + MARKS);
			marks = l->marks;
			continue;
		} else {
			p = l->buf + l->end;
		}
		if (f > l->field + LAYOUT_MAX)
			from = (--f)->s;
		*f++ = (struct str){ from, (size_t)(p - from) };
		from = p + 1;
		if (p == l->buf + l->end)
			break;
	}
	l->marks = marks;
	l->fields = (size_t)(f - l->field);
	return ended;
}

struct str
lines_whole(const struct lines *l)
{
	const struct str *last = &l->field[l->fields - 1];
	const char *line = l->field[0].s;

	return (struct str){ line, (size_t)(last->s + last->n - line) };
}

/* Reads on until a line's end is there: 1, 0 at the end, -1. */
static int
read_line(struct lines *l)
{
	size_t seen;
	int r;

	do {
		seen = l->end - l->start;
		if ((r = read_on(l)) <= 0)
			return r;
		if (l->skipping)
			seen = 0;
	} while (memchr(l->buf + l->start + seen, '\n',
	    l->end - l->start - seen) == NULL);
	return 1;
}

/* Takes a byte order mark and the return of CR LF off a line. */
static void
trim(struct lines *l)
{
	struct str *first = &l->field[0];
	struct str *last = &l->field[l->fields - 1];

	*last = without_return(*last);
	*first = without_mark(*first);
}

int
lines_next(struct lines *l)
{
	bool ended = cut_line(l);
	size_t n;

	if (!ended && !l->eof) {
		if (read_line(l) < 0)
			return -1;
		look(l, l->start);
		ended = cut_line(l);
	}
	n = lines_whole(l).n;
	if (!ended && n == 0 && !l->skipping)
		return 0;
	l->start += n + ended;
	l->line++;
	trim(l);
	if (n <= LONGEST && !l->skipping)
		return 1;
	l->skipping = false;
	return LINES_TOO_LONG;
}

void
lines_block(struct lines *l, struct str block)
{
	l->buf = block.s;
	l->start = 0;
	l->end = block.n;
	l->eof = true;
	look(l, 0);
}

void
lines_resume(struct lines *l)
{
	l->buf = l->own;
	l->start = l->end = l->block = 0;
	l->marks = 0;
	l->eof = false;
}
