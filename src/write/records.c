/*
 * A cell's record begins like all others of its report: that part is
 * escaped once and copied.
 */
#include "write/records.h"

const char sections_header[] = "report\torg\tyear\tsection\ttitle\ttext\n";
const char cells_header[] =
    "report\torg\tyear\tform\ttable\trow\tcol\tvalue\tstatus\traw\n";
const char labels_header[] =
    "report\torg\tyear\tform\ttable\trow\tcol\tvalue\tstatus\traw\t"
    "row_label\tcol_label\n";
const char explain_header[] =
    "report\trow\tlines\tlikeness\thow\traw\n";

/* Whether a list, separated by commas, has an item that begins id. */
static bool
listed(const char *list, struct str id)
{
	const char *p;
	size_t n;

	if (list == NULL)
		return true;
	for (p = list; ; p += n + 1) {
		n = strcspn(p, ",");
		if (n <= id.n && memcmp(p, id.s, n) == 0 &&
		    (n == id.n || id.s[n] == '.'))
			return true;
		if (p[n] == '\0')
			return false;
	}
}

/* report, org and year, each with its tab. */
static void
begin(struct buf *b, const struct report *r)
{
	tsv_field(b, r->name, '\t');
	tsv_field(b, r->org, '\t');
	tsv_field(b, r->year, '\t');
}

void
records_sections(struct buf *b, const struct report *r, const char *only)
{
	const struct section *s;
	size_t i;

	for (i = 0; i < r->nsections; i++) {
		s = &r->sections[i];
		if (!listed(only, s->id))
			continue;
		begin(b, r);
		tsv_field(b, s->id, '\t');
		tsv_field(b, s->title, '\t');
		tsv_field(b, s->text, '\n');
	}
}

bool
records_listed(const char *list, const struct item *item)
{
	char table = (char)('0' + item->table);

	return listed(list, (struct str){ &table, 1 });
}

void
records_cells(struct buf *b, const struct report *r, const struct table *t,
    const char *only, bool labels)
{
	const struct item *item;
	const struct cell *c;
	struct buf prefix = { 0 };
	size_t i;
	char table;

	begin(&prefix, r);
	tsv_field(&prefix, str_of(t->form->name), '\t');
	for (i = 0; i < t->form->nitems; i++) {
		item = &t->form->items[i];
		c = &t->cells[i];
		table = (char)('0' + item->table);
		if (!records_listed(only, item))
			continue;
		buf_str(b, buf_slice(&prefix));
		buf_byte(b, table);
		buf_byte(b, '\t');
		buf_cstr(b, item->row);
		buf_byte(b, '\t');
		buf_cstr(b, item->col);
		buf_byte(b, '\t');
		buf_str(b, c->value);
		buf_byte(b, '\t');
		buf_cstr(b, status_name(c->status));
		buf_byte(b, '\t');
		tsv_field(b, c->raw, labels ? '\t' : '\n');
		if (labels) {
			tsv_field(b, str_of(item->row_label), '\t');
			tsv_field(b, str_of(item->col_label), '\n');
		}
	}
	b->failed |= prefix.failed;
	buf_free(&prefix);
}
