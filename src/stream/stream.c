/*
 * One buffer holds what was read and not yet handed out; a line is handed
 * out as slices of it, but for fields that had to be unescaped.  It grows
 * only when a line does not fit.  The bytes of stream_block are read where
 * they stand and are not changed.
 *
 * A line is cut into fields in the same pass that finds its end: `marks`
 * are the dividing bytes of the block at `block` that were not yet passed.
 */
#include <stdlib.h>

#include "stream/layout.h"
#include "stream/marks.h"

#define FIRST	(256 * 1024)		/* bytes read at a time */
#define LONGEST	(64 * 1024 * 1024)	/* of a line */

struct stream {
	struct source	*src;
	enum stream_kind kind;		/* asked for, then the last seen */
	bool		 keyed;		/* keys are known */
	struct keys	 keys;		/* of sums without a header */
	struct layout	 layout;	/* n is 0 until a line told it */
	char		*own;		/* what is read from src, */
	size_t		 cap;
	const char	*buf;		/* or a block: what is being cut */
	size_t		 start, end;
	size_t		 block;		/* where marks were looked for, */
	uint64_t	 marks;		/* and found */
	struct str	 field[LAYOUT_MAX + 1];	/* of the line, */
	size_t		 fields;
	bool		 escapes;	/* and whether any has a backslash */
	struct buf	 unescaped;	/* its fields, then */
	struct record	 record;	/* what the layout lacks stays empty */
	size_t		 mapped;	/* fields a record takes: which ones, */
	size_t		 from[COLUMNS];
	struct str	*to[COLUMNS];	/* and where to */
	size_t		 line;		/* lines taken */
	bool		 eof, dead;
	bool		 part;		/* reads blocks in a given layout, */
	bool		 turned;	/* and has met another */
	bool		 skipping;	/* the rest of a line too long */
	struct buf	 error;
	size_t		 words;		/* where its text begins */
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
	if ((st->own = malloc(FIRST)) == NULL) {
		free(st);
		return NULL;
	}
	st->buf = st->own;
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
	buf_free(&st->unescaped);
	free(st->own);
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

const char *
stream_words(const struct stream *st)
{
	return stream_error(st) + (st->error.failed ? 0 : st->words);
}

bool
stream_dead(const struct stream *st)
{
	return st->dead;
}

size_t
stream_line(const struct stream *st)
{
	return st->line;
}

/* Begins to say what is wrong with the line just taken. */
static void
blame(struct stream *st)
{
	buf_clear(&st->error);
	buf_printf(&st->error, "line %zu: ", st->line);
	st->words = st->error.len;
}

/* Says what is wrong with the line just taken; -1. */
static int
wrong(struct stream *st, const char *what)
{
	blame(st);
	buf_cstr(&st->error, what);
	buf_z(&st->error);
	return -1;
}

/* Ends the stream; -1. */
static int
die(struct stream *st, const char *what)
{
	st->dead = true;
	buf_clear(&st->error);
	st->words = 0;
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
		memmove(st->own, st->own + st->start, st->end - st->start);
	st->end -= st->start;
	st->start = 0;
	if (st->skipping || st->end > LONGEST) {
		st->skipping = true;
		st->end = 0;
	}
	if (st->end < st->cap)
		return true;
	if ((bigger = realloc(st->own, st->cap * 2)) == NULL)
		return false;
	st->buf = st->own = bigger;
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
	n = source_read(st->src, st->own + st->end, st->cap - st->end);
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
 * Cuts the line at `start` into fields as far as the buffer goes; whether
 * its end is there.  Behind LAYOUT_MAX fields all the rest is one.
 */
static bool
cut_line(struct stream *st)
{
	const char *from = st->buf + st->start, *p;
	struct str *f = st->field;
	uint64_t marks = st->marks;
	bool ended = false;

	st->escapes = false;
	while (!ended) {
		if (marks != 0) {
			p = st->buf + st->block +
			    (unsigned)__builtin_ctzll(marks);
			marks &= marks - 1;
			if (*p == '\\') {
				st->escapes = true;
				continue;
			}
			ended = *p == '\n';
		} else if (st->end - st->block > MARKS) {
			look(st, st->block + MARKS);
			marks = st->marks;
			continue;
		} else {
			p = st->buf + st->end;
		}
		if (f > st->field + LAYOUT_MAX)
			from = (--f)->s;
		*f++ = (struct str){ from, (size_t)(p - from) };
		from = p + 1;
		if (p == st->buf + st->end)
			break;
	}
	st->marks = marks;
	st->fields = (size_t)(f - st->field);
	return ended;
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

	blame(st);
	if (st->layout.n != 0)
		buf_printf(&st->error, "%zu%s fields, %s here have %zu", n,
		    n > LAYOUT_MAX ? " or more" : "", kind, st->layout.n);
	else if (st->kind == STREAM_SUMS && n > LAYOUT_FIGURES &&
	    n <= LAYOUT_FIGURES + KEYS_MAX)
		buf_printf(&st->error, "%zu keys and no header that names "
		    "them", n - LAYOUT_FIGURES);
	else
		buf_printf(&st->error, "no line of %s", kind);
	buf_z(&st->error);
	return -1;
}

/*
 * Resolves the escapes of a field into `to`, which has room for it; false
 * at a bad one.
 */
static bool
unescape(char *to, struct str *f)
{
	const char *from = f->s, *end = f->s + f->n;

	for (f->s = to; from < end; from++, to++) {
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

struct str
record_dir(const struct record *r)
{
	struct str report = r->field[COL_REPORT];
	size_t n = report.n;

	if (r->field[COL_DIR].s != NULL || report.s == NULL)
		return r->field[COL_DIR];
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

/* Takes the escapes out of the fields: 1, or -1. */
static int
unescape_all(struct stream *st)
{
	char *to;
	size_t i;

	buf_reset(&st->unescaped);
	if (!buf_room(&st->unescaped, whole(st).n))
		return die(st, "out of memory");
	to = st->unescaped.s;
	for (i = 0; i < st->fields; i++) {
		if (st->layout.column[i] == COLUMNS)
			continue;
		if (!unescape(to, &st->field[i]))
			return wrong(st, "a bad escape");
		to += st->field[i].n;
	}
	return 1;
}

/* Whether a layout is the present one. */
static bool
is_present(const struct stream *st, const struct layout *l)
{
	return l->kind == st->kind && l->n == st->layout.n &&
	    memcmp(l->column, st->layout.column,
	    l->n * sizeof(l->column[0])) == 0;
}

/* Ends a block before the line just cut. */
static int
turn(struct stream *st)
{
	st->turned = true;
	st->line--;
	return 1;
}

/* A line that is not empty: 1, 0 for a header, -1. */
static int
take(struct stream *st)
{
	struct layout header;
	size_t n = st->fields;

	if (may_be_header(st) && layout_header(&header, st->field, n)) {
		if (st->part)
			return is_present(st, &header) ? 0 : turn(st);
		if (adopt(st, &header) < 0)
			return -1;
		map(st);
		return 0;
	}
	if (n != st->layout.n) {
		if (st->part)
			return turn(st);
		if (!relayout(st, st->field, n))
			return misfit(st, n);
		map(st);
	}
	if (st->escapes && unescape_all(st) < 0)
		return -1;
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
	size_t at;
	int got;

	*r = &st->record;
	while (!st->dead && !st->turned) {
		at = st->start;
		if ((got = next_line(st)) <= 0)
			return got;
		trim(st);
		if (whole(st).n == 0 || (got = take(st)) == 0)
			continue;
		if (!st->turned)
			return got;
		st->start = at;
	}
	return 0;
}

bool
stream_settled(const struct stream *st, enum stream_kind kind)
{
	return !st->dead && st->kind == kind && st->layout.n != 0;
}

void
stream_like(struct stream *st, const struct stream *as)
{
	st->part = true;
	st->kind = as->kind;
	st->layout = as->layout;
	map(st);
}

void
stream_block(struct stream *st, struct str block)
{
	st->buf = block.s;
	st->start = 0;
	st->end = block.n;
	st->eof = true;
	st->turned = false;
	if (st->part)
		st->line = 0;
	look(st, 0);
}

struct str
stream_rest(const struct stream *st)
{
	return (struct str){ st->buf + st->start, st->end - st->start };
}

void
stream_pass(struct stream *st, size_t lines)
{
	st->line += lines;
}

void
stream_resume(struct stream *st)
{
	st->buf = st->own;
	st->start = st->end = st->block = 0;
	st->marks = 0;
	st->eof = false;
}
