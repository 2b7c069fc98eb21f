/* The sections of two reports are made ready as prose and compared. */
#include <stdlib.h>

#include "calculate/diff_set.h"
#include "calculate/order.h"
#include "calculate/unified.h"
#include "write/chunk.h"
#include "write/tsv.h"

struct run {
	struct diff	*d;
	int		(*section)(void *, const struct diff_section *);
	void		*to;
	uint32_t	*order;		/* sections, as they are handed out */
	uint32_t	 n;
};

/* Sections by their numbers, that of no number behind. */
static int
compare(const void *with, uint32_t a, uint32_t b)
{
	const struct intern *sections = with;
	bool x = str_is(*intern_tuple(sections, a), "-");
	bool y = str_is(*intern_tuple(sections, b), "-");

	return x != y ? x - y : intern_compare(sections, a, b);
}

static bool
begin(struct run *r)
{
	const struct intern *sections = r->d->sections;
	uint32_t i;

	r->n = intern_count(sections);
	if ((r->order = calloc((size_t)r->n + 1, sizeof(*r->order))) == NULL)
		return false;
	for (i = 0; i < r->n; i++)
		r->order[i] = i;
	return order_sort(r->order, r->n, compare, sections);
}

/* The text of a section; empty where the report does not have it. */
static struct str
text_of(const struct report *p, uint32_t id)
{
	size_t i;

	for (i = 0; i < p->nsections; i++)
		if (p->section[i].id == id)
			return buf_slice(&p->section[i].text);
	return (struct str){ "", 0 };
}

/* Whether all sentences of one are in the other, in the same order. */
static bool
same_sentences(const struct prose *a, const struct prose *b)
{
	size_t i;

	if (a->nsentences != b->nsentences)
		return false;
	for (i = 0; i < a->nsentences; i++)
		if (!prose_same(a, i, b, i))
			return false;
	return true;
}

/* Measures and hands out a section that is ready. */
static int
hand_out(struct run *r, struct diff_section *s)
{
	size_t n = prose_repeated(s->old, s->new);

	if (n == SIZE_MAX)
		return -1;
	if (s->new->n > 0)
		s->repeated = (unsigned)(n * 1000 / s->new->n);
	if (!same_sentences(s->old, s->new))
		r->d->differs = true;
	return r->section(r->to, s);
}

static int
compare_section(struct run *r, const struct report *a, const struct report *b,
    uint32_t id, struct diff_section s)
{
	struct prose old = { 0 }, new = { 0 };
	int stop = -1;

	s.section = *intern_tuple(r->d->sections, id);
	s.old = &old;
	s.new = &new;
	if (prose_read(&old, text_of(a, id)) &&
	    prose_read(&new, text_of(b, id)))
		stop = old.n + new.n > 0 ? hand_out(r, &s) : 0;
	prose_free(&old);
	prose_free(&new);
	return stop;
}

static int
pair(void *run, uint32_t old, uint32_t new)
{
	struct run *r = run;
	const struct str *a = intern_tuple(r->d->reports, old);
	const struct str *b = intern_tuple(r->d->reports, new);
	struct diff_section s;
	uint32_t i;
	int stop = 0;

	for (i = 0; i < r->n && stop == 0; i++) {
		s = (struct diff_section){ .org = a[KEY_ORG],
		    .from = a[KEY_YEAR], .to = b[KEY_YEAR] };
		stop = compare_section(r, &r->d->report[old],
		    &r->d->report[new], r->order[i], s);
	}
	return stop;
}

int
diff_each_section(struct diff *d, int (*section)(void *,
    const struct diff_section *), void *to)
{
	struct run r = { .d = d, .section = section, .to = to };
	int stop = -1;

	if (begin(&r))
		stop = diff_pairs(d, pair, &r);
	free(r.order);
	return stop;
}

static int
write_section(void *to, const struct diff_section *s)
{
	struct chunk *w = to;

	tsv_field(&w->out, s->org, '\t');
	tsv_field(&w->out, s->section, '\t');
	tsv_field(&w->out, s->from, '\t');
	tsv_field(&w->out, s->to, '\t');
	buf_printf(&w->out, "%zu\t%zu\t", s->old->nsentences,
	    s->new->nsentences);
	if (s->new->n > 0)
		buf_printf(&w->out, "%u.%03u", s->repeated / 1000,
		    s->repeated % 1000);
	buf_byte(&w->out, '\n');
	return chunk_line(w);
}

static int
write_unified(void *to, const struct diff_section *s)
{
	struct chunk *w = to;
	struct buf hunks = { 0 };
	bool ok = unified_write(&hunks, s->old, s->new);

	if (ok && hunks.len > 0) {
		buf_cstr(&w->out, "--- ");
		tsv_field(&w->out, s->org, ' ');
		tsv_field(&w->out, s->from, ' ');
		tsv_field(&w->out, s->section, '\n');
		buf_cstr(&w->out, "+++ ");
		tsv_field(&w->out, s->org, ' ');
		tsv_field(&w->out, s->to, ' ');
		tsv_field(&w->out, s->section, '\n');
		buf_str(&w->out, buf_slice(&hunks));
	}
	buf_free(&hunks);
	return ok ? chunk_line(w) : -1;
}

/* Writes all sections by one of these. */
static int
write_all(struct diff *d, struct chunk *w,
    int (*section)(void *, const struct diff_section *))
{
	int stop = diff_each_section(d, section, w);

	if (stop == 0)
		stop = chunk_flush(w);
	buf_free(&w->out);
	return stop;
}

int
diff_write_sections(struct diff *d, bool header,
    int (*write)(void *, struct str), void *to)
{
	struct chunk w = { .write = write, .to = to };

	if (header)
		buf_cstr(&w.out,
		    "org\tsection\tfrom\tto\told\tnew\trepeated\n");
	return write_all(d, &w, write_section);
}

int
diff_write_unified(struct diff *d, int (*write)(void *, struct str),
    void *to)
{
	struct chunk w = { .write = write, .to = to };

	return write_all(d, &w, write_unified);
}
