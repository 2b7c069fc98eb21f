#include <inttypes.h>

#include "report/forms.h"
#include "write/form_tables.h"

#define NUMBER	PAPER_NUMBER
#define HEAD	PAPER_HEAD
#define WIDEST	7		/* columns of a row of tables 2 and 3 */

/* A row of the form among the figures: those from `first` on. */
struct row {
	const struct sum_row	*first;
	size_t			 n;
};

struct pages {
	struct paper		*paper;
	const struct figures	*figures;
	struct buf		 text;
};

static const char *const beside[] = { "有数", "空白", "未知" };

void
form_figure(struct buf *out, const struct sum_row *r)
{
	struct buf plain = { 0 };

	if (r == NULL || r->n == 0) {
		buf_cstr(out, "—");
		return;
	}
	if (r->unknown > 0)
		buf_cstr(out, "≥");
	decimal_print(r->value, &plain);
	paper_number(out, buf_slice(&plain));
	out->failed |= plain.failed;
	buf_free(&plain);
}

/* The row that begins at figure i; n is 0 where there is none of a table. */
static struct row
row_at(const struct figures *f, size_t i, const char *table)
{
	struct row row = { f->row + i, 0 };

	while (i + row.n < f->n && str_is(f->row[i + row.n].table, table) &&
	    str_eq(f->row[i + row.n].row, row.first->row))
		row.n++;
	return row;
}

/* The figure the rows of a table begin at; f->n where there are none. */
static size_t
table_at(const struct figures *f, const char *table)
{
	size_t i = 0;

	while (i < f->n && !str_is(f->row[i].table, table))
		i++;
	return i;
}

/* How many of a row's columns a form has. */
static size_t
columns_of(const struct form *f, const struct row *row)
{
	size_t i, n = 0;

	for (i = 0; i < row->n; i++)
		n += form_item(f, row->first[i].table, row->first[i].row,
		    row->first[i].col) != NULL;
	return n;
}

/*
 * What the forms call one of a row's figures: the latest of the forms that
 * have most of its columns, then any; NULL where none knows it.
 */
static const struct item *
item(const struct row *row, const struct sum_row *r)
{
	const struct item *it, *found = NULL;
	size_t i, n, most = 0;

	for (i = nforms; i-- > 0; ) {
		it = form_item(&forms[i], r->table, r->row, r->col);
		if (it == NULL || (n = columns_of(&forms[i], row)) <= most)
			continue;
		found = it;
		most = n;
	}
	return found;
}

/* The form's label of a row, or its code. */
static struct str
row_label(const struct row *row)
{
	const struct item *it = item(row, row->first);

	return it != NULL ? str_of(it->row_label) : row->first->row;
}

static struct str
col_label(const struct row *row, size_t i)
{
	const struct item *it = item(row, &row->first[i]);

	return it != NULL ? str_of(it->col_label) : row->first[i].col;
}

/* Whether a code is in a group. */
static bool
in_group(struct str code, const struct form_group *g)
{
	size_t n = strlen(g->code);

	return code.n > n && memcmp(code.s, g->code, n) == 0 &&
	    code.s[n] == '.';
}

/* The innermost (or outermost) group of a row; NULL where it is in none. */
static const struct form_group *
group_of(const struct row *row, bool outer)
{
	const struct form_group *found = NULL;
	size_t i;

	for (i = 0; i < nform_groups; i++)
		if (row->first->table.s[0] - '0' == form_groups[i].table &&
		    in_group(row->first->row, &form_groups[i])) {
			found = &form_groups[i];
			if (outer)
				break;
		}
	return found;
}

static void
put_figure(struct pages *p, const struct sum_row *r)
{
	buf_reset(&p->text);
	form_figure(&p->text, r);
	paper_cell(p->paper, buf_slice(&p->text), 0);
}

static void
put_count(struct pages *p, uint64_t n)
{
	buf_reset(&p->text);
	buf_printf(&p->text, "%" PRIu64, n);
	paper_cell(p->paper, buf_slice(&p->text), NUMBER);
}

/* How many reports have a number in all cells, a blank or nothing in one. */
static void
count(const struct row *row, uint64_t *c)
{
	size_t i;

	c[0] = row->first->n;
	c[1] = row->first->blank;
	c[2] = row->first->unknown;
	for (i = 1; i < row->n; i++) {
		c[0] = row->first[i].n < c[0] ? row->first[i].n : c[0];
		c[1] = row->first[i].blank > c[1] ? row->first[i].blank : c[1];
		c[2] = row->first[i].unknown > c[2] ?
		    row->first[i].unknown : c[2];
	}
}

static void
put_counts(struct pages *p, const struct row *row)
{
	uint64_t c[3];
	size_t i;

	count(row, c);
	for (i = 0; i < 3; i++)
		put_count(p, c[i]);
}

static void
put_heads(struct pages *p, size_t rows)
{
	size_t i;

	for (i = 0; i < 3; i++)
		paper_span(p->paper, str_of(beside[i]), HEAD, 1, rows);
}

/* Whether two rows have the same columns. */
static bool
same_columns(const struct row *a, const struct row *b)
{
	size_t i;

	for (i = 0; i < a->n && a->n == b->n; i++)
		if (!str_eq(a->first[i].col, b->first[i].col))
			return false;
	return a->n == b->n;
}

/* The head of rows of table 2: their group, then their columns. */
static void
put_clause(struct pages *p, const struct row *row, bool named, size_t width)
{
	const struct form_group *g = group_of(row, false);
	size_t i;

	if (named && g != NULL) {
		paper_row(p->paper);
		paper_span(p->paper, str_of(g->label), HEAD, width + 4, 1);
	}
	paper_row(p->paper);
	paper_cell(p->paper, str_of("信息内容"), HEAD);
	for (i = 0; i < row->n; i++)
		paper_span(p->paper, col_label(row, i), HEAD,
		    i + 1 < row->n ? 1 : width - i, 1);
	put_heads(p, 1);
}

/* The most columns a row of table 2 has. */
static size_t
widest(const struct figures *f)
{
	size_t i, most = 1;
	struct row row;

	for (i = table_at(f, "2"); i < f->n; i += row.n) {
		if ((row = row_at(f, i, "2")).n == 0)
			break;
		most = row.n > most && row.n <= WIDEST ? row.n : most;
	}
	return most;
}

static void
put_table2(struct pages *p)
{
	const struct figures *f = p->figures;
	size_t i, k, width = widest(f);
	struct row row, last = { NULL, 0 };
	bool named;

	paper_table(p->paper, width + 4, "lr");
	for (i = table_at(f, "2"); i < f->n; i += row.n) {
		if ((row = row_at(f, i, "2")).n == 0)
			break;
		named = last.n == 0 ||
		    group_of(&row, false) != group_of(&last, false);
		if (named || !same_columns(&row, &last))
			put_clause(p, &row, named, width);
		last = row;
		paper_row(p->paper);
		paper_cell(p->paper, row_label(&row), HEAD);
		for (k = 0; k < row.n; k++) {
			buf_reset(&p->text);
			form_figure(&p->text, &row.first[k]);
			paper_span(p->paper, buf_slice(&p->text), 0,
			    k + 1 < row.n ? 1 : width - k, 1);
		}
		put_counts(p, &row);
	}
}

/* How many rows of table 3 from figure i on are in a group. */
static size_t
rows_in(const struct figures *f, size_t i, const struct form_group *g)
{
	struct row row;
	size_t n = 0;

	for (; i < f->n; i += row.n, n++) {
		row = row_at(f, i, "3");
		if (row.n == 0 || !in_group(row.first->row, g))
			break;
	}
	return n;
}

/* The three columns of labels of a row of table 3. */
static void
put_labels(struct pages *p, const struct row *row, size_t i,
    const struct row *last)
{
	const struct form_group *outer = group_of(row, true);
	const struct form_group *inner = group_of(row, false);

	if (outer == NULL) {
		paper_span(p->paper, row_label(row), HEAD, 3, 1);
		return;
	}
	if (last->n == 0 || group_of(last, true) != outer)
		paper_span(p->paper, str_of(outer->label), HEAD, 1,
		    rows_in(p->figures, i, outer));
	if (inner == outer) {
		paper_span(p->paper, row_label(row), HEAD, 2, 1);
		return;
	}
	if (group_of(last, false) != inner)
		paper_span(p->paper, str_of(inner->label), HEAD, 1,
		    rows_in(p->figures, i, inner));
	paper_cell(p->paper, row_label(row), HEAD);
}

/* The heads of table 3, in two rows. */
static void
put_applicants(struct pages *p, const struct row *row)
{
	size_t i;
	bool legal;

	paper_row(p->paper);
	paper_span(p->paper, str_of("申请人情况"), HEAD, 3, 2);
	for (i = 0; i < row->n; i++) {
		legal = str_is(row->first[i].col, form_legal_col) &&
		    i + FORM_LEGAL <= row->n;
		paper_span(p->paper, legal ? str_of(form_legal_head) :
		    col_label(row, i), HEAD, legal ? FORM_LEGAL : 1,
		    legal ? 1 : 2);
		i += legal ? FORM_LEGAL - 1 : 0;
	}
	put_heads(p, 2);
	paper_row(p->paper);
	for (i = 0; i < row->n; i++)
		if (str_is(row->first[i].col, form_legal_col))
			break;
	for (legal = i + FORM_LEGAL <= row->n; legal && i < row->n - 1; i++)
		paper_cell(p->paper, col_label(row, i), HEAD);
}

static void
put_table3(struct pages *p)
{
	const struct figures *f = p->figures;
	struct row row, last = { f->row, 0 };
	size_t i = table_at(f, "3"), k;

	row = row_at(f, i, "3");
	paper_table(p->paper, 3 + row.n + 3, "lllr");
	put_applicants(p, &row);
	for (; i < f->n; i += row.n) {
		if ((row = row_at(f, i, "3")).n == 0)
			break;
		paper_row(p->paper);
		put_labels(p, &row, i, &last);
		for (k = 0; k < row.n; k++)
			put_figure(p, &row.first[k]);
		put_counts(p, &row);
		last = row;
	}
}

/* The last part of a label that a group's begins: 未经复议直接起诉. */
static struct str
rest_of_label(struct str label)
{
	const char *blank = memchr(label.s, ' ', label.n);

	return blank == NULL ? label :
	    str_from(label, (size_t)(blank - label.s) + 1);
}

/* The heads of table 4, in three rows. */
static void
put_disputes(struct pages *p, size_t start)
{
	const struct figures *f = p->figures;
	const struct form_group *g;
	struct row row;
	size_t i, k, columns;

	paper_row(p->paper);
	paper_span(p->paper, str_of(""), HEAD, 1, 3);
	for (i = start; i < f->n && (row = row_at(f, i, "4")).n > 0; ) {
		g = group_of(&row, true);
		for (columns = 0; i < f->n &&
		    (row = row_at(f, i, "4")).n > 0 &&
		    group_of(&row, true) == g; i += row.n) {
			columns += row.n;
			if (g == NULL)
				paper_span(p->paper, row_label(&row), HEAD,
				    row.n, 2);
		}
		if (g != NULL)
			paper_span(p->paper, str_of(g->label), HEAD, columns,
			    1);
	}
	paper_row(p->paper);
	for (i = start; i < f->n && (row = row_at(f, i, "4")).n > 0;
	    i += row.n)
		if (group_of(&row, true) != NULL)
			paper_span(p->paper, rest_of_label(row_label(&row)),
			    HEAD, row.n, 1);
	paper_row(p->paper);
	for (i = start; i < f->n && (row = row_at(f, i, "4")).n > 0;
	    i += row.n)
		for (k = 0; k < row.n; k++)
			paper_cell(p->paper, col_label(&row, k), HEAD);
}

static void
put_table4(struct pages *p)
{
	const struct figures *f = p->figures;
	size_t start = table_at(f, "4"), i, k, n = 0;
	const struct sum_row *r = f->row + start;

	while (start + n < f->n && str_is(r[n].table, "4"))
		n++;
	paper_table(p->paper, n + 1, "lr");
	put_disputes(p, start);
	paper_row(p->paper);
	paper_cell(p->paper, str_of("件数"), HEAD);
	for (i = 0; i < n; i++)
		put_figure(p, &r[i]);
	for (k = 0; k < 3; k++) {
		paper_row(p->paper);
		paper_cell(p->paper, str_of(beside[k]), HEAD);
		for (i = 0; i < n; i++)
			put_count(p, k == 0 ? r[i].n : k == 1 ? r[i].blank :
			    r[i].unknown);
	}
}

bool
form_tables(struct paper *paper, const struct figures *f, int level)
{
	static const struct {
		const char	*table, *title;
		void		(*put)(struct pages *);
	} all[] = {
		{ "2", "主动公开政府信息情况", put_table2 },
		{ "3", "收到和处理政府信息公开申请情况", put_table3 },
		{ "4", "政府信息公开行政复议、行政诉讼情况", put_table4 },
	};
	struct pages p = { .paper = paper, .figures = f };
	size_t i;
	bool failed;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (table_at(f, all[i].table) < f->n) {
			paper_heading(paper, level, str_of(all[i].title));
			all[i].put(&p);
		}
	failed = p.text.failed;
	buf_free(&p.text);
	return !failed;
}
