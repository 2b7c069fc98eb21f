#include "word/word_cells.h"

static bool
bit(const unsigned char *bits, size_t x)
{
	return x < WORD_MAX_COLUMNS && (bits[x / 8] & 1u << x % 8) != 0;
}

void
word_row_begin(struct word_row *r)
{
	r->deleted = r->begun = false;
	r->before = r->after = 0;
	r->x = 0;
}

/* Puts the row on the grid; its properties are known by now. */
static void
begin(struct word_row *r, struct grid *g)
{
	if (r->begun)
		return;
	r->begun = true;
	grid_row(g);
	if (r->before > 0) {
		grid_cell(g, r->before, 1);
		grid_cell_end(g);
		r->x = r->before;
	}
}

void
word_row_end(struct word_row *r, struct grid *g)
{
	if (r->deleted)
		return;
	begin(r, g);
	if (r->after > 0) {
		grid_cell(g, r->after, 1);
		grid_cell_end(g);
	}
	memcpy(r->above, r->here, sizeof(r->above));
	memset(r->here, 0, sizeof(r->here));
}

void
word_cell_begin(struct word_row *r)
{
	r->cell = r->gone = r->joined = r->merged = r->goes_on = false;
	r->picture = false;
	r->span = 1;
}

static unsigned
columns(const struct xml_element *e, long least)
{
	long n = xml_number(e, "val", least);

	return n < least ? (unsigned)least : n > WORD_MAX_COLUMNS ?
	    WORD_MAX_COLUMNS : (unsigned)n;
}

/* Whether a merged cell goes on: it does unless it says it begins. */
static bool
goes_on(const struct xml_element *e)
{
	return !str_is(xml_attribute(e, "val"), "restart");
}

void
word_cell_property(struct word_row *r, const struct xml_element *e,
    enum word_kind kind)
{
	switch (kind) {
	case WORD_HIDDEN:
		r->deleted |= word_on(e);
		break;
	case WORD_GRIDBEFORE:
		r->before = columns(e, 0);
		break;
	case WORD_GRIDAFTER:
		r->after = columns(e, 0);
		break;
	case WORD_GRIDSPAN:
		r->span = columns(e, 1);
		break;
	case WORD_HMERGE:
		r->joined = goes_on(e);
		break;
	case WORD_VMERGE:
		r->merged = true;
		r->goes_on = goes_on(e);
		break;
	case WORD_CELLDEL:
		r->gone = true;
		break;
	default:
		break;
	}
}

bool
word_cell_open(struct word_row *r, struct grid *g)
{
	if (r->cell)
		return r->shown;
	r->cell = true;
	if (r->deleted || r->gone)
		return r->shown = false;
	begin(r, g);
	grid_cell(g, r->span, 1);
	r->shown = !(r->goes_on && bit(r->above, r->x)) &&
	    !(r->joined && r->x > 0);
	if (r->merged && r->x < WORD_MAX_COLUMNS)
		r->here[r->x / 8] |= (unsigned char)(1u << r->x % 8);
	r->x += r->span;
	return r->shown;
}

void
word_cell_end(struct word_row *r, struct grid *g)
{
	if (word_cell_open(r, g) && r->picture && g->ncells > 0 &&
	    g->cells[g->ncells - 1].start == g->text.len)
		buf_cstr(&g->text, "\xEF\xBF\xBC");
	grid_cell_end(g);
}
