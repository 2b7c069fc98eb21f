#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "read/grid.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* More text than this is an article, not a cell of a form (bytes). */
#define LOOSE		1500
/* Spans are cut so that no table gets wider than this. */
#define MAX_WIDTH	512
/* Spans make a table this wide, and no wider than its text stands. */
#define SPAN_WIDTH	64
/* A table of more empty places than this for each row and cell is none. */
#define MAX_EMPTY	64

void
grid_row(struct grid *g)
{
	grid_cell_end(g);
	g->nrows++;
}

void
grid_cell(struct grid *g, unsigned colspan, unsigned rowspan)
{
	struct grid_cell *bigger;
	size_t room;

	grid_cell_end(g);
	if (g->nrows == 0)
		g->nrows = 1;
	if (g->ncells == g->room) {
		room = g->room ? g->room * 2 : 64;
		bigger = realloc(g->cells, room * sizeof(*bigger));
		if (bigger == NULL) {
			g->failed = true;
			return;
		}
		g->cells = bigger;
		g->room = room;
	}
	g->cells[g->ncells++] = (struct grid_cell){ .start = g->text.len,
	    .end = SIZE_MAX, .row = g->nrows - 1,
	    .colspan = colspan ? colspan : 1,
	    .rowspan = rowspan ? rowspan : 1 };
}

static struct str
cell_text(const struct grid *g, const struct grid_cell *c)
{
	size_t end = c->end < g->text.len ? c->end : g->text.len;

	if (end <= c->start)
		return (struct str){ "", 0 };
	return (struct str){ g->text.s + c->start, end - c->start };
}

void
grid_cell_end(struct grid *g)
{
	struct grid_cell *c = g->ncells > 0 ? &g->cells[g->ncells - 1] : NULL;

	if (c == NULL || c->end != SIZE_MAX)
		return;
	if (g->picture && utf8_trim(cell_text(g, c)).n == 0)
		buf_cstr(&g->text, "\xEF\xBF\xBC");
	g->picture = false;
	c->end = g->text.len;
}

void
grid_picture(struct grid *g)
{
	g->picture = g->ncells > 0 && g->cells[g->ncells - 1].end == SIZE_MAX;
}

#ifdef __SSE2__
/*
 * How many of the 16 bytes at p, from the first on, begin no white space:
 * that is ASCII, or begins with one of four bytes, as others do, too.
 */
static size_t
solid_block(const char *p)
{
	const __m128i b = _mm_loadu_si128((const __m128i *)(const void *)p);
	const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(b,
	    _mm_set1_epi8(' ')), b);
	const __m128i lead = _mm_or_si128(
	    _mm_or_si128(_mm_cmpeq_epi8(b, _mm_set1_epi8('\xC2')),
	    _mm_cmpeq_epi8(b, _mm_set1_epi8('\xE2'))),
	    _mm_or_si128(_mm_cmpeq_epi8(b, _mm_set1_epi8('\xE3')),
	    _mm_cmpeq_epi8(b, _mm_set1_epi8('\xEF'))));
	const unsigned stop = (unsigned)_mm_movemask_epi8(
	    _mm_or_si128(low, lead)) | 0x10000;

	return (size_t)__builtin_ctz(stop);
}
#else
static size_t
solid_block(const char *p)
{
	(void)p;
	return 0;
}
#endif

/* The length of text without white space at s. */
static size_t
solid(struct str s)
{
	size_t i = 0, next;

	for (; i < s.n; i = next) {
		while (s.n - i >= 16 && (next = solid_block(s.s + i)) > 0)
			i += next;
		if (i == s.n)
			break;
		next = i;
		if (utf8_space(utf8_next(s, &next)))
			break;
	}
	return i;
}

void
grid_squeeze(struct buf *out, struct str s)
{
	size_t i, n;
	bool any = false;

	for (i = 0; i < s.n; i += n) {
		n = solid(str_from(s, i));
		if (n == 0) {
			n = (unsigned char)s.s[i] <= ' ';
			if (n == 0)
				utf8_next(str_from(s, i), &n);
			continue;
		}
		if (any)
			buf_byte(out, ' ');
		buf_add(out, s.s + i, n);
		any = true;
	}
}

/* A table while it is laid out. */
struct sheet {
	const struct grid *g;
	struct buf	*out;		/* NULL: it is measured only */
	size_t		 at;		/* the next cell */
	size_t		*until;		/* the first row a place is free in */
	size_t		 widest;	/* places of the widest row so far */
	size_t		 text;		/* place behind the last text */
	size_t		 empty;		/* places without a cell */
};

/* The next place of the row, empty for now. */
static void
put_place(struct sheet *s, size_t *width)
{
	if ((*width)++ > 0 && s->out != NULL)
		buf_byte(s->out, '\t');
	s->empty++;
}

static void
put_cell(struct sheet *s, const struct grid_cell *c, size_t *width)
{
	put_place(s, width);
	s->empty--;
	if (s->out != NULL)
		grid_squeeze(s->out, cell_text(s->g, c));
	else if (*width > s->text && cell_text(s->g, c).n > 0)
		s->text = *width;
}

/*
 * The places of one row, from the left: which are taken by spans from
 * above, which by cells; none by spans beyond most.  Returns how many.
 */
static size_t
put_row(struct sheet *s, size_t row, size_t most)
{
	size_t x = 0, width = 0, k;
	const struct grid_cell *c;

	for (; s->at < s->g->ncells && s->g->cells[s->at].row == row;
	    s->at++) {
		c = &s->g->cells[s->at];
		for (; x < most && s->until[x] > row; x++)
			put_place(s, &width);
		put_cell(s, c, &width);
		for (k = 0; k < c->colspan && x < most; k++, x++) {
			s->until[x] = c->rowspan > SIZE_MAX - row ?
			    SIZE_MAX : row + c->rowspan;
			if (k > 0)
				put_place(s, &width);
		}
	}
	for (; x < most && s->until[x] > row; x++)
		put_place(s, &width);
	return width;
}

/*
 * All rows.  One that has fewer cells than others stays short: which are
 * missing is not known.
 */
static void
put_rows(struct sheet *s, size_t most)
{
	size_t row, width;

	memset(s->until, 0, MAX_WIDTH * sizeof(*s->until));
	s->at = 0;
	s->empty = 0;
	s->widest = 0;
	for (row = 0; row < s->g->nrows; row++) {
		width = put_row(s, row, most);
		s->widest = width > s->widest ? width : s->widest;
		if (s->out != NULL)
			buf_byte(s->out, '\n');
	}
}

/* How wide spans may make a table; 0 where they make it none. */
static size_t
measure(struct sheet *s)
{
	size_t most;

	put_rows(s, MAX_WIDTH);
	if (s->widest <= SPAN_WIDTH)
		return MAX_WIDTH;
	most = s->text > SPAN_WIDTH ? s->text : SPAN_WIDTH;
	most = most < MAX_WIDTH ? most : MAX_WIDTH;
	put_rows(s, most);
	return s->empty / MAX_EMPTY <= s->g->nrows + s->g->ncells ? most : 0;
}

/* False where spans make it no table: nothing is written then. */
static bool
write_rows(const struct grid *g, struct buf *out, bool *failed)
{
	struct sheet s = { .g = g };
	size_t most = 0;

	s.until = malloc(MAX_WIDTH * sizeof(*s.until));
	*failed = s.until == NULL || g->failed || g->text.failed;
	if (!*failed && (most = measure(&s)) > 0) {
		s.out = out;
		put_rows(&s, most);
	}
	free(s.until);
	return most > 0;
}

static void
write_loose(const struct grid *g, struct buf *out)
{
	size_t i;
	struct str s;

	for (i = 0; i < g->ncells; i++)
		for (s = cell_text(g, &g->cells[i]); s.n > 0; ) {
			grid_squeeze(out, str_line(&s));
			buf_byte(out, '\n');
		}
}

static bool
is_loose(const struct grid *g)
{
	size_t i;

	for (i = 0; i < g->ncells; i++)
		if (cell_text(g, &g->cells[i]).n > LOOSE)
			return true;
	return g->loose;
}

bool
grid_write(const struct grid *g, struct buf *out)
{
	bool failed = g->failed || g->text.failed;

	if (is_loose(g) || !write_rows(g, out, &failed))
		write_loose(g, out);
	return !failed;
}

void
grid_loosen(struct grid *g, struct buf *out)
{
	bool failed = g->failed || g->text.failed;

	grid_cell_end(g);
	write_loose(g, out);
	grid_free(g);
	g->loose = true;
	g->failed = failed;
}

void
grid_free(struct grid *g)
{
	buf_free(&g->text);
	free(g->cells);
	*g = (struct grid){ 0 };
}
