/*
 * The official forms as data: rows, columns, labels, units, identities.
 * A form is added by adding its tables to forms.c.  Everything here is
 * constant and lives as long as the program.
 *
 * A line is a row as it is printed on the form: its slots, from the left,
 * are the cells it holds.  Table 4 is one line of 15 slots.
 */
#ifndef GX_REPORT_FORMS_H
#define GX_REPORT_FORMS_H

#include "base/str.h"

/* A cell of the form. */
struct item {
	int		 table;		/* 2, 3 or 4 */
	const char	*row, *col;	/* the codebook's names */
	const char	*row_label, *col_label;	/* the form's own */
	bool		 money;		/* counted in 万元 (else in pieces) */
};

/* Slots first..first+n-1 of a line add up to slot total. */
struct line_sum {
	unsigned char	 first, n, total;
};

struct form_line {
	int		 table;
	const char	*labels;	/* spellings, separated by | */
	bool		 headed;	/* the labels are heads above the line */
	size_t		 item, n;	/* its slots: items item..item+n-1 */
	const struct line_sum *sums;
	size_t		 nsums;
};

/*
 * In each column of a table, the rows on the left add up to as much as
 * those on the right.  Row codes separated by blanks.
 */
struct column_sum {
	const char	*id;		/* the rule's name */
	int		 table;
	const char	*left, *right;
};

struct form {
	const char	*name;		/* "2019" */
	const struct item *items;
	size_t		 nitems;
	const struct form_line *lines;
	size_t		 nlines;
	const struct column_sum *sums;
	size_t		 nsums;
	const char	*marks;		/* words no other form has, by | */
};

extern const struct form forms[];
extern const size_t nforms;

/*
 * Rows that stand under a common label: those whose code is `code` and
 * more behind a point.  Of all forms; groups within groups come later.
 */
struct form_group {
	int		 table;
	const char	*code, *label;
};

extern const struct form_group form_groups[];
extern const size_t nform_groups;

/* The columns of table 3 under a common head: n from `col` on. */
extern const char form_legal_head[], form_legal_col[];
#define FORM_LEGAL	5

/* An item of a form, NULL where it has none of that name. */
const struct item *form_item(const struct form *, struct str table,
	    struct str row, struct str col);

/*
 * The items of all forms, each once, in the codebook's order; made when
 * first asked for, by whatever thread.
 */
const struct item *const *form_items(size_t *n);

/* The form of that name, or NULL. */
const struct form *form_named(struct str name);

/*
 * The order of cells over all forms (the codebook's): below, equal to or
 * above 0 as a comes before, with or after b.  Tables and rows sort by
 * their codes; columns a row does not have come behind those it has.
 */
int	form_compare(struct str table_a, struct str row_a, struct str col_a,
	    struct str table_b, struct str row_b, struct str col_b);

#endif
