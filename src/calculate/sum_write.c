#include "calculate/sum.h"
#include "write/chunk.h"
#include "write/tsv.h"

static void
count(struct buf *out, uint64_t n, char end)
{
	char s[24];
	size_t i = sizeof(s);

	s[--i] = end;
	do {
		s[--i] = (char)('0' + n % 10);
	} while ((n /= 10) != 0);
	buf_add(out, s + i, sizeof(s) - i);
}

static int
write_row(void *to, const struct sum_row *r)
{
	struct chunk *w = to;
	size_t i;

	for (i = 0; i < r->nkeys; i++)
		tsv_field(&w->out, r->key[i], '\t');
	tsv_field(&w->out, r->table, '\t');
	tsv_field(&w->out, r->row, '\t');
	tsv_field(&w->out, r->col, '\t');
	if (r->n != 0)
		decimal_print(r->value, &w->out);
	buf_byte(&w->out, '\t');
	count(&w->out, r->n, '\t');
	count(&w->out, r->blank, '\t');
	count(&w->out, r->unknown, '\n');
	return chunk_line(w);
}

int
sum_write(const struct sum *s, bool header,
    int (*write)(void *, struct str), void *to)
{
	struct chunk w = { .write = write, .to = to };
	const struct keys *k = sum_keys(s);
	size_t i;
	int stop;

	for (i = 0; header && i < k->n; i++)
		buf_printf(&w.out, "%s\t", column_name(k->column[i]));
	if (header)
		buf_cstr(&w.out, "table\trow\tcol\tvalue\tn\tblank\t"
		    "unknown\n");
	stop = sum_each(s, write_row, &w);
	if (stop == 0)
		stop = chunk_flush(&w);
	buf_free(&w.out);
	return stop;
}
