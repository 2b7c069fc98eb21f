/*
 * One buffer holds what was read and not yet handed out; a line is handed
 * out as a slice of it, its fields unescaped where they stand.  It grows
 * only when a line does not fit.
 *
 * A line is cut into fields in the same pass that finds its end: `marks`
 * are the dividing bytes of the block at `block` that were not yet passed.
 */
#include <stdlib.h>

#include "read/layout.h"
#include "read/marks.h"

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
	size_t		 block;		/* where marks were looked for, */
	uint64_t	 marks;		/* and found */
	struct str	 field[LAYOUT_MAX + 1];	/* of the line, */
	size_t		 fields;
	bool		 escapes;	/* and whether any has a backslash */
	struct record	 record;	/* what the layout lacks stays empty */
	size_t		 mapped;	/* fields a record takes: which ones, */
	size_t		 from[COLUMNS];
	struct str	*to[COLUMNS];	/* and where to */
	bool		 folds;		/* the folder is derived */
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

/* Looks for marks at an offset of the buffer. */
static void
look(struct stream *st, size_t at)
{
	size_t have = st->end - at;

	st->block = at;
	st->marks = have >= MARKS ? marks_at(st->buf + at) :
	    marks_in(st->buf + at, have);
}

/*
 * Ends a field before `until`, the next one begins behind it.  Behind
 * LAYOUT_MAX fields all the rest is one.
 */
static void
cut(struct stream *st, const char **from, const char *until)
{
	if (st->fields <= LAYOUT_MAX)
		st->field[st->fields++].s = *from;
	st->field[st->fields - 1].n =
	    (size_t)(until - st->field[st->fields - 1].s);
	*from = until + 1;
}

/*
 * Cuts the line at `start` into fields as far as the buffer goes; whether
 * its end is there.
 */
static bool
cut_line(struct stream *st)
{
	const char *from = st->buf + st->start, *p;

	st->fields = 0;
	st->escapes = false;
	for (;;) {
		for (; st->marks != 0; st->marks &= st->marks - 1) {
			p = st->buf + st->block +
			    (unsigned)__builtin_ctzll(st->marks);
			if (*p == '\\') {
				st->escapes = true;
				continue;
			}
			cut(st, &from, p);
			if (*p == '\n') {
				st->marks &= st->marks - 1;
				return true;
			}
		}
		if (st->end - st->block <= MARKS)
			break;
		look(st, st->block + MARKS);
	}
	p = st->buf + st->end;
	cut(st, &from, p);
	return false;
}

/* The line just cut, without its newline. */
static struct str
whole(const struct stream *st)
{
	const struct str *last = &st->field[st->fields - 1];
	const char *line = st->field[0].s;

	return (struct str){ line, (size_t)(last->s + last->n - line) };
}

/* Reads on until a line's end is there: 1, 0 at the end, -1. */
static int
read_line(struct stream *st)
{
	size_t seen;
	int r;

	do {
		seen = st->end - st->start;
		if ((r = read_on(st)) <= 0)
			return r;
		if (st->skipping)
			seen = 0;
	} while (memchr(st->buf + st->start + seen, '\n',
	    st->end - st->start - seen) == NULL);
	return 1;
}

/* The fields of the next line: 1, 0 at the end, -1. */
static int
next_line(struct stream *st)
{
	bool ended = cut_line(st);
	size_t n;

	if (!ended && !st->eof) {
		if (read_line(st) < 0)
			return -1;
		look(st, st->start);
		ended = cut_line(st);
	}
	n = whole(st).n;
	if (!ended && n == 0 && !st->skipping)
		return 0;
	st->start += n + ended;
	st->line++;
	if (n <= LONGEST && !st->skipping)
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

/* Notes what the layout, which is new, has of a record. */
static void
map(struct stream *st)
{
	const struct layout *l = &st->layout;
	struct record *r = &st->record;
	size_t i;

	*r = (struct record){ 0 };
	st->mapped = 0;
	for (i = 0; i < l->n; i++)
		if (l->column[i] != COLUMNS) {
			st->from[st->mapped] = i;
			st->to[st->mapped++] = &r->field[l->column[i]];
			r->has[l->column[i]] = true;
		}
	st->folds = r->has[COL_REPORT] && !r->has[COL_DIR];
	r->has[COL_DIR] = r->has[COL_REPORT] || r->has[COL_DIR];
}

/* Puts the fields of a line into the record. */
static void
put(struct stream *st)
{
	struct record *r = &st->record;
	size_t i;

	for (i = 0; i < st->mapped; i++)
		*st->to[i] = st->field[st->from[i]];
	if (st->folds)
		r->field[COL_DIR] = folder(r->field[COL_REPORT]);
	r->line = st->line;
}

/*
 * Whether a line can be a header: the first one, and each that does not
 * have the number of a table where the last had it.
 */
static bool
may_be_header(const struct stream *st)
{
	const struct str *table = &st->record.field[COL_TABLE];
	size_t i;

	if (!st->record.has[COL_TABLE])
		return true;
	for (i = 0; st->to[i] != table; i++)
		;
	i = st->from[i];
	return i >= st->fields || st->field[i].n != 1 ||
	    *st->field[i].s < '0' || *st->field[i].s > '9';
}

static bool
unescape_all(struct stream *st)
{
	size_t i;

	for (i = 0; i < st->fields; i++)
		if (st->layout.column[i] != COLUMNS &&
		    !unescape(st, &st->field[i]))
			return false;
	return true;
}

/* A line that is not empty: 1, 0 for a header, -1. */
static int
take(struct stream *st)
{
	struct layout header;
	size_t n = st->fields;

	if (may_be_header(st) && layout_header(&header, st->field, n)) {
		if (adopt(st, &header) < 0)
			return -1;
		map(st);
		return 0;
	}
	if (n != st->layout.n) {
		if (!relayout(st, st->field, n))
			return misfit(st, n);
		map(st);
	}
	if (st->escapes && !unescape_all(st))
		return wrong(st, "a bad escape");
	put(st);
	return 1;
}

/* Takes a byte order mark and the return of CR LF off a line. */
static void
trim(struct stream *st)
{
	struct str *first = &st->field[0];
	struct str *last = &st->field[st->fields - 1];

	*last = without_return(*last);
	*first = without_mark(*first);
}

int
stream_next(struct stream *st, const struct record **r)
{
	int got;

	*r = &st->record;
	while (!st->dead) {
		if ((got = next_line(st)) <= 0)
			return got;
		trim(st);
		if (whole(st).n != 0 && (got = take(st)) != 0)
			return got;
	}
	return 0;
}
