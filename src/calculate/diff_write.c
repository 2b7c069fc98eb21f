#include "calculate/diff.h"
#include "write/chunk.h"
#include "write/tsv.h"

/* Numbers need no escapes, and may be NULL. */
static int
write_row(void *to, const struct diff_row *r)
{
	struct chunk *w = to;
	const struct str *number[] = { &r->old, &r->new, &r->delta,
	    &r->percent };
	size_t i;

	tsv_field(&w->out, r->org, '\t');
	tsv_field(&w->out, r->table, '\t');
	tsv_field(&w->out, r->row, '\t');
	tsv_field(&w->out, r->col, '\t');
	tsv_field(&w->out, r->from, '\t');
	tsv_field(&w->out, r->to, '\t');
	for (i = 0; i < 4; i++) {
		buf_str(&w->out, *number[i]);
		buf_byte(&w->out, i < 3 ? '\t' : '\n');
	}
	return chunk_line(w);
}

int
diff_write(struct diff *d, bool all, bool header,
    int (*write)(void *, struct str), void *to)
{
	struct chunk w = { .write = write, .to = to };
	int stop;

	if (header)
		buf_cstr(&w.out, "org\ttable\trow\tcol\tfrom\tto\told\tnew\t"
		    "delta\tpercent\n");
	stop = diff_each(d, all, write_row, &w);
	if (stop == 0)
		stop = chunk_flush(&w);
	buf_free(&w.out);
	return stop;
}
