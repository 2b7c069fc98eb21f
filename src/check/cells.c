/* Rules on single cells, and on the form they are of. */
#include "check/look.h"

/* Says what the cells are from item i on: one of them, or a whole row. */
static void
say_status(struct look *l, size_t i, bool row, const char *what)
{
	const struct item *item = &l->table->form->items[i];

	finding_begin(l, true, item->table, item->row, row ? "" : item->col);
	buf_byte(l->out, '\t');
	tsv_field(l->out, l->table->cells[i].raw, '\t');
	tsv_escape(l->out, str_of(item->row_label));
	if (!row) {
		buf_byte(l->out, ' ');
		tsv_escape(l->out, str_of(item->col_label));
	}
	buf_cstr(l->out, what);
	finding_end(l);
}

static bool
same_row(const struct item *a, const struct item *b)
{
	return a->table == b->table && strcmp(a->row, b->row) == 0;
}

/* Says of each cell with that status what it is; once of a whole row. */
static void
each_status(struct look *l, enum status status, const char *what)
{
	const struct item *item = l->table->form->items;
	const struct cell *cells = l->table->cells;
	size_t i, end, all = l->table->form->nitems;

	for (i = 0; i < all; i++) {
		if (cells[i].status != status)
			continue;
		for (end = i; end < all && cells[end].status == status &&
		    same_row(&item[i], &item[end]); end++)
			;
		if (end > i + 1 && (i == 0 ||
		    !same_row(&item[i - 1], &item[i])) && (end == all ||
		    !same_row(&item[end], &item[i]))) {
			say_status(l, i, true, what);
			i = end - 1;
		} else
			say_status(l, i, false, what);
	}
}

void
look_blank(struct look *l)
{
	each_status(l, STATUS_BLANK, "：没有填写");
}

void
look_bad(struct look *l)
{
	each_status(l, STATUS_BAD, "：不是数字");
}

void
look_lost(struct look *l)
{
	each_status(l, STATUS_AMBIGUOUS, "：无法确定");
	each_status(l, STATUS_ABSENT, "：表中没有");
}

/* Says of a cell what is wrong with its number. */
static void
say_number(struct look *l, size_t i, const char *what)
{
	const struct item *item = &l->table->form->items[i];

	finding_begin(l, true, item->table, item->row, item->col);
	buf_byte(l->out, '\t');
	tsv_field(l->out, l->table->cells[i].value, '\t');
	tsv_escape(l->out, str_of(item->row_label));
	buf_byte(l->out, ' ');
	tsv_escape(l->out, str_of(item->col_label));
	buf_printf(l->out, "：%.*s %s", (int)l->table->cells[i].value.n,
	    l->table->cells[i].value.s, what);
	finding_end(l);
}

void
look_negative(struct look *l)
{
	const struct form *f = l->table->form;
	struct str value;
	size_t i;

	for (i = 0; i < f->nitems; i++) {
		value = l->table->cells[i].value;
		if (value.n > 0 && *value.s == '-' &&
		    strcmp(f->items[i].col, "change") != 0)
			say_number(l, i, "小于 0");
	}
}

void
look_fraction(struct look *l)
{
	const struct form *f = l->table->form;
	struct str value;
	size_t i;

	for (i = 0; i < f->nitems; i++) {
		value = l->table->cells[i].value;
		if (value.n > 0 && !f->items[i].money &&
		    memchr(value.s, '.', value.n) != NULL)
			say_number(l, i, "不是整数");
	}
}

static bool
has_item(const struct form *f, const struct item *item)
{
	size_t i;

	for (i = 0; i < f->nitems; i++)
		if (f->items[i].table == item->table &&
		    strcmp(f->items[i].row, item->row) == 0 &&
		    strcmp(f->items[i].col, item->col) == 0)
			return true;
	return false;
}

/* Whether the report has a cell that a newer form has not. */
static bool
has_old_cell(const struct table *t, const struct form *newer)
{
	size_t i;

	for (i = 0; i < t->form->nitems; i++)
		if (cell_known(&t->cells[i]) &&
		    !has_item(newer, &t->form->items[i]))
			return true;
	return false;
}

/* The forms are named after the first year they are for. */
void
look_outdated(struct look *l)
{
	const char *form = l->table->form->name;
	size_t i;

	for (i = 0; i < nforms; i++)
		if (l->year.n == 4 && strcmp(forms[i].name, form) > 0 &&
		    memcmp(forms[i].name, l->year.s, 4) <= 0 &&
		    has_old_cell(l->table, &forms[i]))
			finding(l, 0, "", "", str_of(forms[i].name),
			    str_of(form), "%.4s 年的报告用了 %s 年的格式，"
			    "应当用 %s 年的格式", l->year.s, form,
			    forms[i].name);
}
