/*
 * Rules on what the prose says against what the table says.  A figure that
 * the prose states in several ways that differ decides nothing: one of
 * them may be about a part after all.
 */
#include "calculate/decimal.h"
#include "check/claims.h"
#include "check/look.h"
#include "report/value.h"

/* Whether an item is of the row, or of one of its parts. */
static bool
is_part(const struct item *item, const struct subject_cells *s)
{
	size_t n = strlen(s->row);

	return item->table == s->table && strcmp(item->col, s->col) == 0 &&
	    strncmp(item->row, s->row, n) == 0 &&
	    (item->row[n] == '\0' || item->row[n] == '.');
}

/*
 * Adds up the cells of a subject.  Returns how many there are; 0 when one
 * is not known.
 */
static size_t
sum_of(struct look *l, const struct subject_cells *s, struct decimal *sum)
{
	const struct form *f = l->table->form;
	const struct cell *c;
	struct decimal d = { 0 };
	size_t i, n = 0;

	for (i = 0; i < f->nitems; i++) {
		if (!is_part(&f->items[i], s))
			continue;
		c = &l->table->cells[i];
		if (!cell_known(c))
			return 0;
		n++;
		if (c->value.n == 0)
			continue;
		if (!decimal_set(&d, c->value) || !decimal_add(sum, &d))
			l->out->failed = true;
		decimal_free(&d);
	}
	return n;
}

/* Whether all claims on a subject say the same. */
static bool
agree(const struct claims *claims, const struct claim *first)
{
	size_t i;

	for (i = 0; i < claims->n; i++)
		if (claims->all[i].subject == first->subject &&
		    !str_eq(claims->all[i].number, first->number))
			return false;
	return true;
}

/* The first claim on a subject, or NULL. */
static const struct claim *
first_claim(const struct claims *claims, enum subject subject)
{
	size_t i;

	for (i = 0; i < claims->n; i++)
		if (claims->all[i].subject == subject)
			return &claims->all[i];
	return NULL;
}

static void
undecided(struct look *l, const struct subject_cells *s,
    const struct claim *c, const char *why)
{
	if (!finding_begin(l, false, s->table, s->row, s->col))
		return;
	buf_byte(l->out, '\t');
	tsv_field(l->out, c->number, '\t');
	finding_quote(l, c->quote);
	buf_cstr(l->out, why);
	finding_end(l);
}

/* Compares what is said with the number of the table. */
static void
compare(struct look *l, const struct subject_cells *s,
    const struct claim *c, const struct decimal *sum)
{
	struct decimal said = { 0 };

	if (!decimal_set(&said, c->number))
		l->out->failed = true;
	else if (decimal_compare(&said, sum) != 0) {
		finding_begin(l, true, s->table, s->row, s->col);
		decimal_print(sum, l->out);
		buf_byte(l->out, '\t');
		tsv_field(l->out, c->number, '\t');
		finding_quote(l, c->quote);
		buf_printf(l->out, "与表中%s不符：", s->label);
		buf_str(l->out, c->number);
		buf_cstr(l->out, "≠");
		decimal_print(sum, l->out);
		finding_end(l);
	}
	decimal_free(&said);
}

void
look_text(struct look *l)
{
	const struct subject_cells *s;
	const struct claim *c;
	struct decimal sum = { 0 };
	size_t i;

	for (i = 0; i < SUBJECTS; i++) {
		s = &subject_cells[i];
		if (strcmp(s->rule, l->rule->id) != 0 || (c =
		    first_claim(l->claims, (enum subject)i)) == NULL)
			continue;
		if (!agree(l->claims, c))
			undecided(l, s, c, "：文中还有别的数");
		else if (sum_of(l, s, &sum) == 0)
			undecided(l, s, c, "：表中的数不明");
		else
			compare(l, s, c, &sum);
		decimal_free(&sum);
	}
}

/*
 * The fee is one of the fees of the table, which are in units of ten
 * thousand yuan.  Many bodies count none of it there and print 0.
 */
static void
compare_fees(struct look *l, const struct claim *c)
{
	const struct subject_cells *s = &subject_cells[FEES];
	struct decimal all = { 0 }, said = { 0 }, none = { 0 };
	struct str number = value_shift(l->arena, c->number, -4);

	if (sum_of(l, s, &all) == 0) {
		if (!str_is(c->number, "0"))
			undecided(l, s, c, "：表中的数不明");
	} else if (!decimal_set(&said, number)) {
		l->out->failed = true;
	} else if (decimal_compare(&all, &none) > 0 &&
	    decimal_compare(&said, &all) > 0) {
		finding_begin(l, true, s->table, s->row, s->col);
		decimal_print(&all, l->out);
		buf_byte(l->out, '\t');
		tsv_field(l->out, number, '\t');
		finding_quote(l, c->quote);
		buf_printf(l->out, "多于表中%s总额：", s->label);
		buf_str(l->out, number);
		buf_cstr(l->out, ">");
		decimal_print(&all, l->out);
		buf_cstr(l->out, "（万元）");
		finding_end(l);
	}
	decimal_free(&all);
	decimal_free(&said);
}

void
look_fees(struct look *l)
{
	const struct claims *claims = l->claims;
	const struct claim *c = first_claim(claims, FEES), *other;
	size_t i;

	if (c == NULL)
		return;
	if (agree(claims, c)) {
		compare_fees(l, c);
		return;
	}
	for (i = 0; i < claims->n; i++) {
		other = &claims->all[i];
		if (other->subject != FEES ||
		    str_eq(other->number, c->number))
			continue;
		finding_begin(l, true, 0, "", "");
		tsv_field(l->out, c->number, '\t');
		tsv_field(l->out, other->number, '\t');
		finding_quote(l, c->quote);
		buf_cstr(l->out, "与");
		finding_quote(l, other->quote);
		buf_cstr(l->out, "不符：");
		buf_str(l->out, c->number);
		buf_cstr(l->out, "≠");
		buf_str(l->out, other->number);
		buf_cstr(l->out, "（元）");
		finding_end(l);
	}
}
