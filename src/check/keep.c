#include "check/keep.h"
#include "check/look.h"

#define COLUMNS(row) \
	{ 3, row, "person" }, { 3, row, "business" }, \
	{ 3, row, "research" }, { 3, row, "charity" }, { 3, row, "legal" }, \
	{ 3, row, "other" }, { 3, row, "total" }
#define DOCUMENTS(row) \
	{ 2, row, "made" }, { 2, row, "repealed" }, { 2, row, "inforce" }
#define MATTERS(row)	{ 2, row, "prior" }, { 2, row, "change" }

/* In the order of the rules: carry, stock, prior (see years.c). */
const struct kept_item kept_items[KEPT] = {
	COLUMNS("4"), COLUMNS("2"),
	DOCUMENTS("20.1.1"), DOCUMENTS("20.1.2"),
	MATTERS("20.5.1"), MATTERS("20.5.2"), MATTERS("20.6.1"),
	MATTERS("20.6.2"), MATTERS("20.8.1")
};

void
keep_places(const struct form *f, unsigned short place[KEPT])
{
	const struct kept_item *k;
	size_t i, at;

	for (i = 0; i < KEPT; i++) {
		k = &kept_items[i];
		for (at = 0; at < f->nitems; at++)
			if (f->items[at].table == k->table &&
			    strcmp(f->items[at].row, k->row) == 0 &&
			    strcmp(f->items[at].col, k->col) == 0)
				break;
		place[i] = (unsigned short)at;
	}
}

void
keep(struct buf *b, const struct report *r, const struct table *t,
    const unsigned short place[KEPT])
{
	const struct cell *c;
	size_t i;

	if (r->org.n == 0 || r->year.n != 4)
		return;
	tsv_field(b, r->name, '\t');
	tsv_field(b, r->org, '\t');
	tsv_field(b, r->year, '\t');
	buf_cstr(b, t->form->name);
	for (i = 0; i < KEPT; i++) {
		buf_byte(b, '\t');
		c = place[i] < t->form->nitems ? &t->cells[place[i]] : NULL;
		if (c == NULL || !cell_known(c))
			buf_byte(b, KEPT_UNKNOWN);
		else if (c->status == STATUS_BLANK)
			buf_byte(b, KEPT_BLANK);
		else
			buf_str(b, c->value);
	}
	buf_byte(b, '\n');
}
