/*
 * One buffer holds what was read and not yet handed out; a line is handed
 * out as a slice of it, its fields unescaped where they stand.  It grows
 * only when a line does not fit.
 */
#include <stdlib.h>

#include "read/layout.h"

#define FIRST	(256 * 1024)		/* bytes read at a time */
#define LONGEST	(64 * 1024 * 1024)	/* of a line */

struct stream {
	struct source	*src;
	enum stream_kind kind;		/* asked for, then the last seen */
	bool		 keyed;		/* keys are known */
	struct keys	 keys;		/* of sums without a header */
	struct layout	 layout;	/* n is 0 until a line told it */
	char		*buf;
	size_t		 cap, start, end;
	size_t		 line;		/* lines taken */
	bool		 eof, dead;
	bool		 skipping;	/* the rest of a line too long */
	struct buf	 error;
};

static const char *const kinds[] = {
	[STREAM_REPORTS] = "reports", [STREAM_SECTIONS] = "sections",
	[STREAM_CELLS] = "cells", [STREAM_SUMS] = "sums"
};

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

enum stream_kind
stream_kind(struct str head)
{
	struct str field[LAYOUT_MAX + 1];
	struct layout l;
	const char *nl;
	size_t n;

	if (head.n == 0)
		return STREAM_REPORTS;
	if ((nl = memchr(head.s, '\n', head.n)) != NULL)
		head.n = (size_t)(nl - head.s);
	n = layout_split(without_mark(without_return(head)), field);
	return layout_header(&l, field, n) ? l.kind : layout_guess(field, n);
}

struct stream *
stream_new(struct source *src, enum stream_kind kind)
{
	struct stream *st;

	if ((st = calloc(1, sizeof(*st))) == NULL)
		return NULL;
	if ((st->buf = malloc(FIRST)) == NULL) {
		free(st);
		return NULL;
	}
	st->cap = FIRST;
	st->src = src;
	st->kind = kind;
	return st;
}

void
stream_free(struct stream *st)
{
	if (st == NULL)
		return;
	buf_free(&st->error);
	free(st->buf);
	free(st);
}

void
stream_keys(struct stream *st, const char *by)
{
	st->keyed = keys_parse(&st->keys, by) == NULL;
}

const char *
stream_error(const struct stream *st)
{
	return st->error.s != NULL && !st->error.failed ? st->error.s :
	    "out of memory";
}

bool
stream_dead(const struct stream *st)
{
	return st->dead;
}

/* Says what is wrong with the line just taken; -1. */
static int
wrong(struct stream *st, const char *what)
{
	buf_reset(&st->error);
	buf_printf(&st->error, "line %zu: %s", st->line, what);
	buf_z(&st->error);
	return -1;
}

/* Ends the stream; -1. */
static int
die(struct stream *st, const char *what)
{
	st->dead = true;
	buf_reset(&st->error);
	buf_cstr(&st->error, what);
	buf_z(&st->error);
	return -1;
}

/* Makes room behind `end`, or forgets a line that is too long. */
static bool
make_room(struct stream *st)
{
	char *bigger;

	if (st->start != 0)
		memmove(st->buf, st->buf + st->start, st->end - st->start);
	st->end -= st->start;
	st->start = 0;
	if (st->skipping || st->end > LONGEST) {
		st->skipping = true;
		st->end = 0;
	}
	if (st->end < st->cap)
		return true;
	if ((bigger = realloc(st->buf, st->cap * 2)) == NULL)
		return false;
	st->buf = bigger;
	st->cap *= 2;
	return true;
}

/* Reads on: 1, 0 at the end, -1. */
static int
read_on(struct stream *st)
{
	ssize_t n;

	if (!make_room(st))
		return die(st, "out of memory");
	n = source_read(st->src, st->buf + st->end, st->cap - st->end);
	if (n < 0)
		return die(st, st->src->error != NULL ? st->src->error :
		    "cannot read");
	st->end += (size_t)n;
	st->eof = n == 0;
	return n > 0;
}

/* The bytes up to and with the next newline: 1, 0 at the end, -1. */
static int
next_line(struct stream *st, struct str *line)
{
	size_t seen = 0, have;
	const char *nl = NULL;
	int r = 1;

	for (;;) {
		have = st->end - st->start;
		if (have > seen)
			nl = memchr(st->buf + st->start + seen, '\n',
			    have - seen);
		if (nl != NULL || r == 0)
			break;
		seen = have;
		r = st->eof ? 0 : read_on(st);
		if (r < 0)
			return r;
		if (st->skipping)
			seen = 0;
	}
	*line = (struct str){ st->buf + st->start, have };
	if (nl != NULL)
		line->n = (size_t)(nl - line->s);
	st->start += line->n + (nl != NULL);
	if (nl == NULL && have == 0 && !st->skipping)
		return 0;
	st->line++;
	if (line->n <= LONGEST && !st->skipping)
		return 1;
	st->skipping = false;
	return wrong(st, "longer than 64 MiB");
}

static bool
figures(enum stream_kind kind)
{
	return kind == STREAM_CELLS || kind == STREAM_SUMS;
}

/* Takes in a header: 0, or -1 when it belongs to another stream. */
static int
adopt(struct stream *st, const struct layout *l)
{
	if (l->kind != st->kind && !(figures(l->kind) && figures(st->kind))) {
		wrong(st, "the header of another stream begins here");
		st->dead = true;
		return -1;
	}
	st->layout = *l;
	st->kind = l->kind;
	if (l->kind == STREAM_SUMS)
		st->keyed = layout_keys(l, &st->keys);
	return 0;
}

/*
 * Finds a layout for a line that does not fit the last: the first of all,
 * cells with or without labels, or cells among sums and sums among cells.
 */
static bool
relayout(struct stream *st, const struct str *field, size_t n)
{
	const struct keys *keys = st->keyed ? &st->keys : NULL;
	enum stream_kind kind;

	if (st->layout.n == 0 &&
	    layout_plain(&st->layout, st->kind, n, keys))
		return true;
	kind = layout_guess(field, n);
	if (!figures(kind) || !figures(st->kind) ||
	    (kind == STREAM_SUMS && st->kind == STREAM_SUMS) ||
	    !layout_plain(&st->layout, kind, n, keys))
		return false;
	st->kind = kind;
	return true;
}

static int
misfit(struct stream *st, size_t n)
{
	const char *kind = kinds[st->kind];

	buf_reset(&st->error);
	if (st->layout.n != 0)
		buf_printf(&st->error, "line %zu: %zu%s fields, %s here have "
		    "%zu", st->line, n, n > LAYOUT_MAX ? " or more" : "",
		    kind, st->layout.n);
	else if (st->kind == STREAM_SUMS && n > LAYOUT_FIGURES &&
	    n <= LAYOUT_FIGURES + KEYS_MAX)
		buf_printf(&st->error, "line %zu: %zu keys and no header "
		    "that names them", st->line, n - LAYOUT_FIGURES);
	else
		buf_printf(&st->error, "line %zu: no line of %s", st->line,
		    kind);
	buf_z(&st->error);
	return -1;
}

/* Resolves the escapes of a field of the buffer; false at a bad one. */
static bool
unescape(struct stream *st, struct str *f)
{
	char *to = st->buf + (f->s - st->buf), *from = to;
	const char *end = f->s + f->n;

	for (; from < end; from++, to++) {
		*to = *from;
		if (*from != '\\')
			continue;
		if (++from == end)
			return false;
		switch (*from) {
		case 't':
			*to = '\t';
			break;
		case 'n':
			*to = '\n';
			break;
		case 'r':
			*to = '\r';
			break;
		case '\\':
			break;
		default:
			return false;
		}
	}
	f->n = (size_t)(to - f->s);
	return true;
}

/* The folder part of a report's name. */
static struct str
folder(struct str report)
{
	size_t n = report.n;

	while (n != 0 && report.s[n - 1] != '/')
		n--;
	if (n == 0)
		return (struct str)STR(".");
	return (struct str){ report.s, n == 1 ? 1 : n - 1 };
}

static void
put(struct record *r, const struct layout *l, const struct str *field)
{
	size_t i;

	for (i = 0; i < l->n; i++) {
		if (l->column[i] == COLUMNS)
			continue;
		r->field[l->column[i]] = field[i];
		r->has[l->column[i]] = true;
	}
	if (r->has[COL_REPORT] && !r->has[COL_DIR]) {
		r->field[COL_DIR] = folder(r->field[COL_REPORT]);
		r->has[COL_DIR] = true;
	}
}

/* A line that is not empty: 1, 0 for a header, -1. */
static int
take(struct stream *st, struct str line, struct record *r)
{
	struct str field[LAYOUT_MAX + 1];
	struct layout header;
	size_t n = layout_split(line, field), i;

	if (layout_header(&header, field, n))
		return adopt(st, &header);
	if (n != st->layout.n && !relayout(st, field, n))
		return misfit(st, n);
	if (memchr(line.s, '\\', line.n) != NULL)
		for (i = 0; i < n; i++)
			if (st->layout.column[i] != COLUMNS &&
			    !unescape(st, &field[i]))
				return wrong(st, "a bad escape");
	*r = (struct record){ .line = st->line };
	put(r, &st->layout, field);
	return 1;
}

int
stream_next(struct stream *st, struct record *r)
{
	struct str line;
	int got;

	while (!st->dead) {
		if ((got = next_line(st, &line)) <= 0)
			return got;
		line = without_mark(without_return(line));
		if (line.n != 0 && (got = take(st, line, r)) != 0)
			return got;
	}
	return 0;
}
