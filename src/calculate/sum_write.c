#include "calculate/sum.h"
#include "write/tsv.h"

#define CHUNK	(64 * 1024)	/* bytes written at a time */

struct writer {
	struct buf	 out;
	int		(*write)(void *, struct str);
	void		*to;
};

static int
flush(struct writer *w)
{
	int stop = w->out.failed ? -1 : 0;

	if (stop == 0 && w->out.len != 0)
		stop = w->write(w->to, buf_slice(&w->out));
	buf_reset(&w->out);
	return stop;
}

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
	struct writer *w = to;
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
	return w->out.len < CHUNK ? 0 : flush(w);
}

int
sum_write(const struct sum *s, bool header,
    int (*write)(void *, struct str), void *to)
{
	struct writer w = { .write = write, .to = to };
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
		stop = flush(&w);
	buf_free(&w.out);
	return stop;
}
