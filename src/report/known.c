/*
 * Every report is compared with all labels of all forms.  What they fold to
 * never changes, so it is found once, in memory of the program's own:
 * nothing here can fail, and threads only read.
 */
#include <pthread.h>

#include "report/known.h"

#define MAX_FORMS	4
#define MAX_LINES	64
#define MAX_ITEMS	512
#define MAX_GROUPS	32
#define MAX_CHARACTERS	16384
#define MAX_KINDS	30	/* characters of a head that are looked at */

static struct label labels[MAX_FORMS][MAX_LINES];
static struct folded heads[MAX_FORMS][MAX_ITEMS];
static struct folded groups[MAX_GROUPS];
static uint16_t characters[MAX_CHARACTERS];
static size_t used;
static pthread_once_t made = PTHREAD_ONCE_INIT;

/* A text, folded behind those folded before. */
static struct folded
keep(struct str s)
{
	struct folded f = { characters + used, 0 };

	if (s.n <= MAX_CHARACTERS - used)
		f.n = fold_to(f.c, s);
	used += f.n;
	return f;
}

/* The first characters of a text, each once. */
static struct folded
distinct(struct folded f)
{
	struct folded out = { characters + used, 0 };
	size_t i, k;

	for (i = 0; i < f.n && i < MAX_KINDS && used < MAX_CHARACTERS; i++) {
		for (k = 0; k < out.n && out.c[k] != f.c[i]; k++)
			;
		if (k == out.n) {
			out.c[out.n++] = f.c[i];
			used++;
		}
	}
	return out;
}

/* A label of spellings separated by |. */
static void
read_label(struct label *l, const char *spellings)
{
	struct str s;
	const char *bar;

	for (; l->n < LABEL_SPELLINGS; spellings = bar + 1) {
		bar = strchr(spellings, '|');
		s = str_of(spellings);
		if (bar != NULL)
			s.n = (size_t)(bar - spellings);
		l->spelling[l->n] = keep(s);
		l->needle[l->n] = likeness_needle(l->spelling[l->n]);
		l->n++;
		if (bar == NULL)
			break;
	}
	l->kinds = distinct(l->spelling[0]);
}

static void
make(void)
{
	size_t i, k;

	for (i = 0; i < nforms && i < MAX_FORMS; i++) {
		for (k = 0; k < forms[i].nlines && k < MAX_LINES; k++)
			read_label(&labels[i][k], forms[i].lines[k].labels);
		for (k = 0; k < forms[i].nitems && k < MAX_ITEMS; k++)
			heads[i][k] = keep(str_of(
			    forms[i].items[k].col_label));
	}
	for (i = 0; i < nform_groups && i < MAX_GROUPS; i++)
		groups[i] = keep(str_of(form_groups[i].label));
}

const struct label *
known_labels(const struct form *form)
{
	pthread_once(&made, make);
	return labels[form - forms];
}

struct folded
known_head(const struct form *form, size_t item)
{
	pthread_once(&made, make);
	return heads[form - forms][item];
}

struct folded
known_group(size_t i)
{
	pthread_once(&made, make);
	return groups[i];
}
