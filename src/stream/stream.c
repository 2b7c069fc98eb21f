/*
 * What the lines of a stream mean: headers name the columns, lines without
 * any are told by their number of fields.  A record's fields are those of
 * the line, but for the ones that had to be unescaped.
 */
#include <stdlib.h>

#include "stream/layout.h"
#include "stream/lines.h"

struct stream {
	struct lines	 lines;
	enum stream_kind kind;		/* asked for, then the last seen */
	bool		 keyed;		/* keys are known */
	struct keys	 keys;		/* of sums without a header */
	struct layout	 layout;	/* n is 0 until a line told it */
	struct buf	 unescaped;	/* its fields, then */
	struct record	 record;	/* what the layout lacks stays empty */
	size_t		 mapped;	/* fields a record takes: which ones, */
	size_t		 from[COLUMNS];
	struct str	*to[COLUMNS];	/* and where to */
	bool		 dead;
	bool		 part;		/* reads blocks in a given layout, */
	bool		 turned;	/* and has met another */
	struct buf	 error;
	size_t		 words;		/* where its text begins */
};

static const char *const kinds[] = {
	[STREAM_REPORTS] = "reports", [STREAM_SECTIONS] = "sections",
	[STREAM_CELLS] = "cells", [STREAM_SUMS] = "sums"
};

enum stream_kind
stream_kind(struct str head)
{
	struct str field[LAYOUT_MAX + 1];
	struct layout l;
	size_t n;

	if (head.n == 0)
		return STREAM_REPORTS;
	n = layout_split(lines_bare(str_line(&head)), field);
	return layout_header(&l, field, n) ? l.kind : layout_guess(field, n);
}

struct stream *
stream_new(struct source *src, enum stream_kind kind)
{
	struct stream *st;

	if ((st = calloc(1, sizeof(*st))) == NULL)
		return NULL;
	if (!lines_open(&st->lines, src)) {
		free(st);
		return NULL;
	}
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
	lines_close(&st->lines);
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
	return st->lines.line;
}

/* Begins to say what is wrong with the line just taken. */
static void
blame(struct stream *st)
{
	buf_clear(&st->error);
	buf_printf(&st->error, "line %zu: ", st->lines.line);
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

/* The fields of the next line: 1, 0 at the end, -1. */
static int
next_line(struct stream *st)
{
	const struct source *src = st->lines.src;
	int got = lines_next(&st->lines);

	if (got == LINES_TOO_LONG)
		return wrong(st, "longer than 64 MiB");
	if (got < 0)
		return die(st, src->error != NULL ? src->error :
		    "out of memory");
	return got;
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
		*st->to[i] = st->lines.field[st->from[i]];
	r->line = st->lines.line;
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
	return i >= st->lines.fields || st->lines.field[i].n != 1 ||
	    *st->lines.field[i].s < '0' || *st->lines.field[i].s > '9';
}

/* Takes the escapes out of the fields: 1, or -1. */
static int
unescape_all(struct stream *st)
{
	char *to;
	size_t i;

	buf_reset(&st->unescaped);
	if (!buf_room(&st->unescaped, lines_whole(&st->lines).n))
		return die(st, "out of memory");
	to = st->unescaped.s;
	for (i = 0; i < st->lines.fields; i++) {
		if (st->layout.column[i] == COLUMNS)
			continue;
		if (!unescape(to, &st->lines.field[i]))
			return wrong(st, "a bad escape");
		to += st->lines.field[i].n;
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
	st->lines.line--;
	return 1;
}

/* A line that is not empty: 1, 0 for a header, -1. */
static int
take(struct stream *st)
{
	struct layout header;
	size_t n = st->lines.fields;

	if (may_be_header(st) && layout_header(&header, st->lines.field, n)) {
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
		if (!relayout(st, st->lines.field, n))
			return misfit(st, n);
		map(st);
	}
	if (st->lines.escapes && unescape_all(st) < 0)
		return -1;
	put(st);
	return 1;
}

int
stream_next(struct stream *st, const struct record **r)
{
	size_t at;
	int got;

	*r = &st->record;
	while (!st->dead && !st->turned) {
		at = st->lines.start;
		if ((got = next_line(st)) <= 0)
			return got;
		if (lines_whole(&st->lines).n == 0 || (got = take(st)) == 0)
			continue;
		if (!st->turned)
			return got;
		st->lines.start = at;
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
	lines_block(&st->lines, block);
	st->turned = false;
	if (st->part)
		st->lines.line = 0;
}

struct str
stream_rest(const struct stream *st)
{
	const struct lines *l = &st->lines;

	return (struct str){ l->buf + l->start, l->end - l->start };
}

void
stream_pass(struct stream *st, size_t lines)
{
	st->lines.line += lines;
}

void
stream_resume(struct stream *st)
{
	lines_resume(&st->lines);
}
