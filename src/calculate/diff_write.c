#include "calculate/diff.h"
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

/* Numbers need no escapes, and may be NULL. */
static int
write_row(void *to, const struct diff_row *r)
{
	struct writer *w = to;
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
	return w->out.len < CHUNK ? 0 : flush(w);
}

int
diff_write(struct diff *d, bool all, bool header,
    int (*write)(void *, struct str), void *to)
{
	struct writer w = { .write = write, .to = to };
	int stop;

	if (header)
		buf_cstr(&w.out, "org\ttable\trow\tcol\tfrom\tto\told\tnew\t"
		    "delta\tpercent\n");
	stop = diff_each(d, all, write_row, &w);
	if (stop == 0)
		stop = flush(&w);
	buf_free(&w.out);
	return stop;
}
