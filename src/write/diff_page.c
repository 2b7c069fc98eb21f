#include <stdlib.h>

#include "report/forms.h"
#include "write/diff_page.h"

struct diff_page {
	struct paper	*paper;
	struct buf	 org, from, to;	/* of the table that is open */
	bool		 any;
	struct buf	 text;
};

static const struct str title = STR("政府信息公开工作年度报告逐年比较");

struct diff_page *
diff_page_new(enum paper_format format, int (*write)(void *, struct str),
    void *to)
{
	struct diff_page *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return NULL;
	if ((p->paper = paper_new(format, title, write, to)) == NULL) {
		free(p);
		return NULL;
	}
	paper_heading(p->paper, 1, title);
	return p;
}

static bool
is_open(const struct diff_page *p, struct str org, struct str from,
    struct str to)
{
	return p->any && str_eq(buf_slice(&p->org), org) &&
	    str_eq(buf_slice(&p->from), from) &&
	    str_eq(buf_slice(&p->to), to);
}

/* Begins the table of two years of a body, unless it is open. */
static void
open_table(struct diff_page *p, struct str org, struct str from,
    struct str to, const char *const *names, const char *align)
{
	size_t n = 0;

	if (is_open(p, org, from, to))
		return;
	if (!p->any || !str_eq(buf_slice(&p->org), org))
		paper_heading(p->paper, 2, org.n > 0 ? org :
		    str_of("（名称不明）"));
	p->any = true;
	buf_reset(&p->org);
	buf_str(&p->org, org);
	buf_reset(&p->from);
	buf_str(&p->from, from);
	buf_reset(&p->to);
	buf_str(&p->to, to);
	buf_reset(&p->text);
	buf_printf(&p->text, "%s 年 → %s 年", buf_z(&p->from), buf_z(&p->to));
	paper_paragraph(p->paper, buf_slice(&p->text));
	while (names[n] != NULL)
		n++;
	paper_table(p->paper, n, align);
	paper_row(p->paper);
	for (n = 0; names[n] != NULL; n++)
		paper_cell(p->paper, str_of(names[n]), PAPER_HEAD);
}

/* A number for people, or a dash. */
static void
put_number(struct diff_page *p, struct str number, const char *unit)
{
	buf_reset(&p->text);
	if (number.n > 0) {
		paper_number(&p->text, number);
		buf_cstr(&p->text, unit);
	} else
		buf_cstr(&p->text, "—");
	paper_cell(p->paper, buf_slice(&p->text), 0);
}

/* What the latest form that has an item calls it. */
static const struct item *
item(const struct diff_row *r)
{
	const struct item *it = NULL;
	size_t i;

	for (i = nforms; it == NULL && i-- > 0; )
		it = form_item(&forms[i], r->table, r->row, r->col);
	return it;
}

static int
put_cell(void *to, const struct diff_row *r)
{
	static const char *const names[] = { "表", "项目", "栏", "原数", "新数",
	    "增减", "增减率", NULL };
	struct diff_page *p = to;
	const struct item *it = item(r);

	open_table(p, r->org, r->from, r->to, names, "lllr");
	paper_row(p->paper);
	paper_cell(p->paper, r->table, 0);
	paper_cell(p->paper, it != NULL ? str_of(it->row_label) : r->row, 0);
	paper_cell(p->paper, it != NULL ? str_of(it->col_label) : r->col, 0);
	put_number(p, r->old, "");
	put_number(p, r->new, "");
	put_number(p, r->delta, "");
	put_number(p, r->percent, "%");
	return p->org.failed || p->text.failed ? -1 : 0;
}

int
diff_page_cells(struct diff_page *p, struct diff *d, bool all)
{
	return diff_each(d, all, put_cell, p);
}

static int
put_section(void *to, const struct diff_section *s)
{
	static const char *const names[] = { "部分", "原句数", "新句数",
	    "与上年重复", NULL };
	struct diff_page *p = to;
	struct buf share = { 0 };

	open_table(p, s->org, s->from, s->to, names, "lr");
	if (s->new->n > 0)
		buf_printf(&share, "%u.%u", s->repeated / 10,
		    s->repeated % 10);
	paper_row(p->paper);
	paper_cell(p->paper, s->section, 0);
	buf_reset(&p->text);
	buf_printf(&p->text, "%zu", s->old->nsentences);
	paper_cell(p->paper, buf_slice(&p->text), PAPER_NUMBER);
	buf_reset(&p->text);
	buf_printf(&p->text, "%zu", s->new->nsentences);
	paper_cell(p->paper, buf_slice(&p->text), PAPER_NUMBER);
	put_number(p, buf_slice(&share), "%");
	buf_free(&share);
	return p->org.failed || p->text.failed ? -1 : 0;
}

int
diff_page_sections(struct diff_page *p, struct diff *d)
{
	return diff_each_section(d, put_section, p);
}

static void
put_left(struct diff_page *p, struct str left)
{
	if (left.n > 0)
		paper_heading(p->paper, 2, str_of("没有比较的"));
	while (left.n > 0)
		paper_item(p->paper, str_line(&left));
}

int
diff_page_end(struct diff_page *p, struct str left)
{
	int stop;

	if (!p->any)
		paper_paragraph(p->paper, str_of("没有差别。"));
	put_left(p, left);
	stop = paper_end(p->paper);
	buf_free(&p->org);
	buf_free(&p->from);
	buf_free(&p->to);
	buf_free(&p->text);
	free(p);
	return stop;
}
