/*
 * The identities of a form, from the form's own tables, as two lists of
 * items each: made once, then added up for every report.
 */
#include <stdlib.h>

#include "calculate/decimal.h"
#include "check/look.h"

/* How many codes, separated by blanks, a list has. */
static size_t
codes(const char *list)
{
	size_t n = 1;

	for (; *list != '\0'; list++)
		n += *list == ' ';
	return n;
}

static const struct rule *
rule_named(const char *id)
{
	size_t i;

	for (i = 0; i < nrules && strcmp(rules[i].id, id) != 0; i++)
		;
	return &rules[i];
}

/* The item of a table by its row, given up to a blank, and column. */
static unsigned short
item_at(const struct form *f, int table, const char *row, const char *col)
{
	size_t i, n = strcspn(row, " ");

	for (i = 0; i < f->nitems; i++)
		if (f->items[i].table == table &&
		    strncmp(f->items[i].row, row, n) == 0 &&
		    f->items[i].row[n] == '\0' &&
		    strcmp(f->items[i].col, col) == 0)
			break;
	return (unsigned short)i;
}

/* Appends the items of a column in the rows of a list. */
static unsigned short *
add_rows(const struct form *f, unsigned short *at, int table,
    const char *list, const char *col)
{
	for (;; list++) {
		*at++ = item_at(f, table, list, col);
		list += strcspn(list, " ");
		if (*list == '\0')
			return at;
	}
}

/* The identities along a line of the form. */
static unsigned short *
add_line(const struct form *f, const struct form_line *line,
    struct identities *is, unsigned short *at)
{
	const struct line_sum *sum;
	struct identity *id;
	size_t i, k;

	for (i = 0; i < line->nsums; i++) {
		sum = &line->sums[i];
		id = &is->all[is->n++];
		*id = (struct identity){ rule_named(line->table == 3 ?
		    "sum.row" : "sum.dispute"), at, at + sum->n, sum->n, 1,
		    &f->items[line->item + sum->total], true };
		for (k = 0; k < sum->n; k++)
			*at++ = (unsigned short)(line->item + sum->first + k);
		*at++ = (unsigned short)(line->item + sum->total);
	}
	return at;
}

/* The row that ends a list of rows: what the others add up to. */
static const char *
last_row(const char *list)
{
	const char *blank = strrchr(list, ' ');

	return blank != NULL ? blank + 1 : list;
}

static bool
is_in(const struct item *item, const struct column_sum *sum)
{
	return item->table == sum->table &&
	    strcmp(item->row, last_row(sum->right)) == 0;
}

/* The identities of a rule on columns: one a column of its last row. */
static unsigned short *
add_columns(const struct form *f, const struct column_sum *sum,
    struct identities *is, unsigned short *at)
{
	unsigned short *right;
	const char *col;
	size_t i;

	for (i = 0; i < f->nitems; i++) {
		if (!is_in(&f->items[i], sum))
			continue;
		col = f->items[i].col;
		right = add_rows(f, at, sum->table, sum->left, col);
		is->all[is->n++] = (struct identity){
		    rule_named(sum->id), at, right,
		    (size_t)(right - at), codes(sum->right), &f->items[i],
		    false };
		at = add_rows(f, right, sum->table, sum->right, col);
	}
	return at;
}

/* How many identities a form has, and how many terms these. */
static size_t
count(const struct form *f, size_t *terms)
{
	size_t i, k, n = 0;

	*terms = 0;
	for (i = 0; i < f->nlines; i++) {
		n += f->lines[i].nsums;
		*terms += f->lines[i].n;
	}
	for (i = 0; i < f->nsums; i++)
		for (k = 0; k < f->nitems; k++)
			if (is_in(&f->items[k], &f->sums[i])) {
				n++;
				*terms += codes(f->sums[i].left) +
				    codes(f->sums[i].right);
			}
	return n;
}

bool
identities_of(const struct form *f, struct identities *is)
{
	size_t i, n, terms;
	unsigned short *at;

	n = count(f, &terms);
	*is = (struct identities){ calloc(n, sizeof(*is->all)), 0,
	    calloc(terms, sizeof(*is->terms)) };
	if (is->all == NULL || is->terms == NULL)
		return false;
	at = is->terms;
	for (i = 0; i < f->nlines; i++)
		at = add_line(f, &f->lines[i], is, at);
	for (i = 0; i < f->nsums; i++)
		at = add_columns(f, &f->sums[i], is, at);
	return true;
}

/* Appends "12+0": the terms, of many only those that are not 0. */
static void
print_terms(struct look *l, const unsigned short *term, size_t n)
{
	const struct cell *c;
	size_t i, printed = 0;

	for (i = 0; i < n; i++) {
		c = &l->table->cells[term[i]];
		if (n > 6 && (c->value.n == 0 || str_is(c->value, "0")))
			continue;
		if (printed++ > 0)
			buf_byte(l->out, '+');
		if (c->value.n == 0)
			buf_cstr(l->out, "空");
		else
			buf_str(l->out, c->value);
	}
	if (printed == 0)
		buf_byte(l->out, '0');
}

/* What an identity is about: 自然人列, （一）予以公开. */
static void
print_subject(struct look *l, const struct identity *id)
{
	if (id->across) {
		tsv_escape(l->out, str_of(id->at->row_label));
		buf_cstr(l->out, "：");
	} else {
		tsv_escape(l->out, str_of(id->at->col_label));
		buf_cstr(l->out, "列 ");
	}
}

/* How many of the terms are not known; all, if one was not given at all. */
static size_t
unknown(const struct look *l, const struct identity *id)
{
	const struct cell *cells = l->table->cells;
	size_t i, n = 0, all = id->nleft + id->nright;
	enum status status;

	for (i = 0; i < all; i++) {
		/* Both sides are one array. */
		status = cells[id->left[i]].status;
		if (status == STATUS_UNSEEN)
			return all;
		n += !cell_known(&cells[id->left[i]]);
	}
	return n;
}

static void
undecided(struct look *l, const struct identity *id, size_t n)
{
	if (n == id->nleft + id->nright ||
	    !finding_begin(l, false, id->at->table, id->at->row, id->at->col))
		return;
	buf_cstr(l->out, "\t\t");
	print_subject(l, id);
	buf_printf(l->out, "%zu 个数不明", n);
	finding_end(l);
}

static bool
add_up(struct look *l, const unsigned short *term, size_t n,
    struct decimal *sum)
{
	struct decimal d = { 0 };
	struct str value;
	size_t i;

	for (i = 0; i < n; i++) {
		value = l->table->cells[term[i]].value;
		if (value.n > 0 && (!decimal_set(&d, value) ||
		    !decimal_add(sum, &d)))
			l->out->failed = true;
	}
	decimal_free(&d);
	return !l->out->failed;
}

static int64_t
count_up(const struct look *l, const unsigned short *term, size_t n)
{
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < n; i++)
		sum += l->count[term[i]];
	return sum;
}

static void
check_identity(struct look *l, const struct identity *id)
{
	struct decimal left = { 0 }, right = { 0 };

	if (l->count != NULL && count_up(l, id->left, id->nleft) ==
	    count_up(l, id->right, id->nright))
		return;
	if (add_up(l, id->left, id->nleft, &left) &&
	    add_up(l, id->right, id->nright, &right) &&
	    decimal_compare(&left, &right) != 0) {
		finding_begin(l, true, id->at->table,
		    id->nright == 1 ? id->at->row : "", id->at->col);
		decimal_print(&left, l->out);
		buf_byte(l->out, '\t');
		decimal_print(&right, l->out);
		buf_byte(l->out, '\t');
		print_subject(l, id);
		print_terms(l, id->left, id->nleft);
		buf_cstr(l->out, "≠");
		print_terms(l, id->right, id->nright);
		finding_end(l);
	}
	decimal_free(&left);
	decimal_free(&right);
}

void
look_identities(struct look *l)
{
	const struct identity *id;
	size_t i, n;

	for (i = 0; i < l->identities->n; i++) {
		id = &l->identities->all[i];
		if (id->rule != l->rule)
			continue;
		n = unknown(l, id);
		if (n > 0)
			undecided(l, id, n);
		else
			check_identity(l, id);
	}
}
