/*
 * Cells are sorted by place, each is moved to where it is seen (the text
 * of a merged range whose upper left corner is hidden stands in the first
 * row and column that are not), and those that are not seen are dropped.
 * Which merged range covers a column of the present row is kept for all
 * columns, as ranges do not overlap.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "office/sheet.h"
#include "read/grid.h"

/* Columns further from the first than this count only where one has text. */
#define MAX_WIDTH	512
/* A label that was broken by hand has no line this long (bytes). */
#define LONG_LINE	120
#define TOO_MUCH	"sheets of more text than the limit"
/* Columns of all merged ranges together. */
#define MAX_MERGED	((size_t)1 << 26)

/* The array, perhaps moved, with room for one more; NULL without memory. */
static void *
grow(struct sheet *s, void *array, size_t n, size_t *room, size_t size)
{
	size_t more = *room ? *room * 2 : 64;
	void *bigger;

	if (n < *room)
		return array;
	if ((bigger = realloc(array, more * size)) == NULL)
		s->failed = true;
	else
		*room = more;
	return bigger;
}

void
sheet_cell(struct sheet *s, size_t row, size_t column, struct str text)
{
	struct sheet_cell *bigger;
	size_t start = s->text.len;

	if (utf8_trim(text).n == 0 || row >= SHEET_ROWS ||
	    column >= SHEET_COLUMNS || (bigger = grow(s, s->cells, s->ncells,
	    &s->cells_room, sizeof(*bigger))) == NULL)
		return;
	s->cells = bigger;
	buf_str(&s->text, text);
	s->cells[s->ncells++] = (struct sheet_cell){ .row = (uint32_t)row,
	    .column = (uint32_t)column, .start = start, .end = s->text.len };
}

void
sheet_width(struct sheet *s, size_t width)
{
	uint32_t *bigger;

	if (s->nwidths >= SHEET_ROWS || (bigger = grow(s, s->widths,
	    s->nwidths, &s->widths_room, sizeof(*bigger))) == NULL)
		return;
	s->widths = bigger;
	s->widths[s->nwidths++] = (uint32_t)(width < SHEET_COLUMNS ? width :
	    SHEET_COLUMNS);
}

/* The last of n places from the first on, within most. */
static uint32_t
last_of(size_t first, size_t n, size_t most)
{
	return (uint32_t)(n > most - first ? most - 1 : first + n - 1);
}

void
sheet_merge(struct sheet *s, size_t row, size_t column, size_t rows,
    size_t columns)
{
	struct sheet_range *bigger;

	if (row >= SHEET_ROWS || column >= SHEET_COLUMNS || rows == 0 ||
	    columns == 0 || (rows == 1 && columns == 1) ||
	    (bigger = grow(s, s->merged, s->nmerged, &s->merged_room,
	    sizeof(*bigger))) == NULL)
		return;
	s->merged = bigger;
	s->merged[s->nmerged++] = (struct sheet_range){ (uint32_t)row,
	    (uint32_t)column, last_of(row, rows, SHEET_ROWS),
	    last_of(column, columns, SHEET_COLUMNS) };
}

void
sheet_hide_rows(struct sheet *s, size_t first, size_t n)
{
	struct sheet_range *bigger;

	if (first >= SHEET_ROWS || n == 0 || (bigger = grow(s, s->rows,
	    s->nrows, &s->rows_room, sizeof(*bigger))) == NULL)
		return;
	s->rows = bigger;
	s->rows[s->nrows++] = (struct sheet_range){ .top = (uint32_t)first,
	    .bottom = last_of(first, n, SHEET_ROWS) };
}

void
sheet_hide_columns(struct sheet *s, size_t first, size_t n)
{
	for (; n > 0 && first < SHEET_COLUMNS; n--)
		s->hidden[first++] = true;
}

static int
by_place(const void *a, const void *b)
{
	const struct sheet_cell *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return x->start < y->start ? -1 : x->start > y->start;
}

static int
by_top(const void *a, const void *b)
{
	const struct sheet_range *x = a, *y = b;

	return x->top < y->top ? -1 : x->top > y->top;
}

static void
sort_cells(struct sheet *s)
{
	size_t i;

	for (i = 1; i < s->ncells; i++)
		if (by_place(&s->cells[i - 1], &s->cells[i]) > 0) {
			qsort(s->cells, s->ncells, sizeof(*s->cells),
			    by_place);
			return;
		}
}

/* Makes hidden rows, sorted, ranges that do not touch. */
static void
join_rows(struct sheet *s)
{
	size_t i, n = 0;

	if (s->nrows == 0)
		return;
	qsort(s->rows, s->nrows, sizeof(*s->rows), by_top);
	for (i = 1; i < s->nrows; i++) {
		if (s->rows[i].top > s->rows[n].bottom + 1)
			s->rows[++n] = s->rows[i];
		else if (s->rows[i].bottom > s->rows[n].bottom)
			s->rows[n].bottom = s->rows[i].bottom;
	}
	s->nrows = n + 1;
}

/* The first row from `row` on that is not hidden. */
static uint32_t
seen_row(const struct sheet *s, uint32_t row)
{
	size_t low = 0, high = s->nrows, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (s->rows[middle].bottom < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->nrows && s->rows[low].top <= row ?
	    s->rows[low].bottom + 1 : row;
}

/*
 * Moves a cell to where it is seen of the range it is the corner of, or of
 * itself; false when it is not seen.
 */
static bool
show(const struct sheet *s, struct sheet_cell *c,
    const struct sheet_range *over)
{
	uint32_t bottom = c->row, right = c->column;

	if (over != NULL && over->bottom >= c->row) {
		if (over->top != c->row || over->left != c->column)
			return false;
		bottom = over->bottom;
		right = over->right;
	}
	c->row = seen_row(s, c->row);
	while (c->column < right && s->hidden[c->column])
		c->column++;
	return c->row <= bottom && !s->hidden[c->column];
}

/* Drops the cells that are not seen. */
static const char *
drop_unseen(struct sheet *s)
{
	const struct sheet_range **over, *m = s->merged;
	size_t i, k, at = 0, n = 0, total = 0;

	if ((over = calloc(SHEET_COLUMNS, sizeof(*over))) == NULL)
		return "out of memory";
	for (i = 0; i < s->ncells && total < MAX_MERGED; i++) {
		for (; at < s->nmerged && m[at].top <= s->cells[i].row; at++)
			for (k = m[at].left; k <= m[at].right; k++, total++)
				over[k] = &m[at];
		if (show(s, &s->cells[i], over[s->cells[i].column]))
			s->cells[n++] = s->cells[i];
	}
	s->ncells = n;
	free(over);
	return total < MAX_MERGED ? NULL : "a sheet that merges too much";
}

/* The places of columns in a row of text: place[column]; the width. */
static size_t
lay_out(const struct sheet *s, uint32_t *place)
{
	size_t i, column, first = SHEET_COLUMNS, last = 0, width = 0;

	for (i = 0; i < s->ncells; i++) {
		column = s->cells[i].column;
		place[column] = 1;
		first = column < first ? column : first;
		last = column > last ? column : last;
	}
	for (column = first; column <= last && s->ncells > 0; column++)
		if (!s->hidden[column] &&
		    (place[column] != 0 || column - first < MAX_WIDTH))
			place[column] = (uint32_t)width++;
	return width;
}

static struct str
cell_text(const struct sheet *s, const struct sheet_cell *c)
{
	return (struct str){ s->text.s + c->start, c->end - c->start };
}

/* Whether a text is prose: a sentence, or longer than a label's lines. */
static bool
is_prose(struct str text)
{
	text = utf8_trim(text);
	if (str_ends(text, "。"))
		return true;
	while (text.n > 0)
		if (str_line(&text).n > LONG_LINE)
			return true;
	return false;
}

static void
write_paragraphs(struct str text, struct buf *out)
{
	struct str line;

	while (text.n > 0) {
		line = utf8_trim(str_line(&text));
		if (line.n == 0)
			continue;
		grid_squeeze(out, line);
		buf_byte(out, '\n');
	}
}

/* The width of the row whose last cell with text is c; 0: there it ends. */
static size_t
row_width(const struct sheet *s, const struct sheet_cell *c,
    const uint32_t *place, size_t width)
{
	size_t cells = c->row < s->nwidths ? s->widths[c->row] : 0;

	if (cells == 0)
		return width;
	if (cells <= c->column + 1)
		return 0;
	return place[cells - 1] > 0 ? place[cells - 1] + 1 : width;
}

/* Writes the n cells of a row. */
static void
write_row(const struct sheet *s, const struct sheet_cell *c, size_t n,
    const uint32_t *place, size_t width, struct buf *out)
{
	size_t i, x = 0;

	if (n == 1 && is_prose(cell_text(s, c))) {
		write_paragraphs(cell_text(s, c), out);
		return;
	}
	for (i = 0; i < n; i++) {
		if (i > 0 && c[i].column == c[i - 1].column)
			continue;
		for (; x < place[c[i].column]; x++)
			buf_byte(out, '\t');
		grid_squeeze(out, cell_text(s, &c[i]));
	}
	for (width = row_width(s, &c[n - 1], place, width); x + 1 < width; x++)
		buf_byte(out, '\t');
	buf_byte(out, '\n');
}

/* Whether a name is what programs call sheets: Sheet1, 工作表1, 表 1. */
static bool
is_given(struct str name)
{
	static const char *const given[] = { "Sheet", "sheet", "Table",
	    "工作表", "表格", "表" };
	size_t i;

	for (i = 0; i < sizeof(given) / sizeof(given[0]); i++)
		if (str_begins(name, given[i])) {
			name = str_from(name, strlen(given[i]));
			break;
		}
	while (name.n > 0 && strchr(" ()_-0123456789", *name.s) != NULL)
		name = str_from(name, 1);
	return name.n == 0;
}

/* Whether a line of the text begins with the name. */
static bool
has_line(struct str text, struct str name)
{
	struct str line;

	while (text.n > 0) {
		line = str_line(&text);
		if (str_at(line, 0, name))
			return true;
	}
	return false;
}

static const char *
write_rows(const struct sheet *s, size_t max_bytes, struct buf *out)
{
	uint32_t *place = calloc(SHEET_COLUMNS, sizeof(*place));
	size_t i, n, width;

	if (place == NULL)
		return "out of memory";
	width = lay_out(s, place);
	for (i = 0; i < s->ncells && out->len <= max_bytes; i += n) {
		for (n = 1; i + n < s->ncells &&
		    s->cells[i + n].row == s->cells[i].row; n++)
			;
		write_row(s, &s->cells[i], n, place, width, out);
	}
	free(place);
	return out->len > max_bytes ? TOO_MUCH :
	    out->failed ? "out of memory" : NULL;
}

const char *
sheet_write(struct sheet *s, struct str name, size_t max_bytes,
    struct buf *out)
{
	struct buf rows = { 0 };
	const char *wrong;

	if (s->failed || s->text.failed)
		return "out of memory";
	sort_cells(s);
	join_rows(s);
	if (s->nmerged > 0)
		qsort(s->merged, s->nmerged, sizeof(*s->merged), by_top);
	if ((wrong = drop_unseen(s)) != NULL)
		return wrong;
	sort_cells(s);
	wrong = write_rows(s, max_bytes, &rows);
	name = utf8_trim(name);
	if (rows.len > 0 && !is_given(name) &&
	    !has_line(buf_slice(&rows), name)) {
		grid_squeeze(out, name);
		buf_byte(out, '\n');
	}
	buf_str(out, buf_slice(&rows));
	buf_free(&rows);
	return wrong != NULL || out->len <= max_bytes ? wrong : TOO_MUCH;
}

void
sheet_free(struct sheet *s)
{
	buf_free(&s->text);
	free(s->cells);
	free(s->merged);
	free(s->rows);
	free(s->widths);
	*s = (struct sheet){ 0 };
}
