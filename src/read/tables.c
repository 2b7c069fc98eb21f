#include "base/utf8.h"
#include "read/tables.h"

struct buf *
tables_sink(struct tables *t)
{
	struct grid *top = tables_top(t);

	return top != NULL && top->ncells > 0 ? &top->text : t->out;
}

bool
tables_may_fuse(struct str s)
{
	size_t i = 0;
	uint32_t c = s.n > 0 ? utf8_next(s, &i) : ' ';

	return !utf8_space(c) && (c < 0x2E80 || c >= 0xFF00);
}

void
tables_put_line(struct tables *t)
{
	struct buf *to = tables_sink(t);
	const size_t start = to->len;

	if (to != t->out)
		buf_str(to, buf_slice(&t->line));
	else
		grid_squeeze(to, buf_slice(&t->line));
	if (to != t->out || to->len > start)
		buf_byte(to, '\n');
	t->failed |= t->line.failed;
	buf_reset(&t->line);
}

/* The open tables lay out the page: an inner table begins. */
bool
tables_begin(struct tables *t)
{
	size_t i;

	tables_end_line(t);
	for (i = 0; i < t->n; i++)
		grid_loosen(&t->open[i], t->out);
	if (t->n == TABLES_MAX)
		return false;
	t->open[t->n++] = (struct grid){ 0 };
	return true;
}

void
tables_end(struct tables *t)
{
	struct grid *top = tables_top(t);

	tables_end_line(t);
	if (top == NULL)
		return;
	grid_cell_end(top);
	if (!grid_write(top, t->out))
		t->failed = true;
	grid_free(top);
	t->n--;
}

void
tables_finish(struct tables *t)
{
	tables_end_line(t);
	while (t->n > 0)
		tables_end(t);
	t->failed |= t->line.failed;
	buf_free(&t->line);
}
