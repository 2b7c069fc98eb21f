#include "write/records.h"
#include "write/wide.h"

void
wide_header(struct buf *b, const char *only)
{
	size_t n, i;
	const struct item *const *items = form_items(&n);

	buf_cstr(b, "report\torg\tyear\tform");
	for (i = 0; i < n; i++)
		if (records_listed(only, items[i]))
			buf_printf(b, "\t%d/%s/%s", items[i]->table,
			    items[i]->row, items[i]->col);
	buf_byte(b, '\n');
}

static void
put_cell(struct buf *b, const struct table *t, const struct item *it)
{
	char table[] = { (char)('0' + it->table), '\0' };
	const struct item *own = form_item(t->form, str_of(table),
	    str_of(it->row), str_of(it->col));
	const struct cell *c = own != NULL ? &t->cells[own - t->form->items] :
	    NULL;

	if (c == NULL)
		return;
	if (c->status == STATUS_AMBIGUOUS || c->status == STATUS_BAD)
		buf_cstr(b, status_name(c->status));
	else
		buf_str(b, c->value);
}

void
wide_cells(struct buf *b, const struct report *r, const struct table *t,
    const char *only)
{
	size_t n, i;
	const struct item *const *items = form_items(&n);

	tsv_field(b, r->name, '\t');
	tsv_field(b, r->org, '\t');
	tsv_field(b, r->year, '\t');
	buf_cstr(b, t->form->name);
	for (i = 0; i < n; i++)
		if (records_listed(only, items[i])) {
			buf_byte(b, '\t');
			put_cell(b, t, items[i]);
		}
	buf_byte(b, '\n');
}
