/*
 * Records of a report follow each other in the form's order, so the item
 * behind the last one is tried first.
 */
#include <stdlib.h>

#include "calculate/item.h"
#include "check/gather.h"
#include "check/settings.h"

/* A cell's texts, as offsets into the gather's text. */
struct held {
	size_t		 value, raw, end;
	enum status	 status;
};

struct gather {
	const struct form *form;	/* NULL: nothing gathered */
	size_t		 org, year, name_end;	/* in text: report org year */
	struct buf	 text;
	struct held	 held[CHECK_ITEMS];
	struct cell	 cells[CHECK_ITEMS];
	size_t		 next;		/* item expected next */
	bool		 taken;
};

struct gather *
gather_new(void)
{
	return calloc(1, sizeof(struct gather));
}

void
gather_free(struct gather *g)
{
	if (g == NULL)
		return;
	buf_free(&g->text);
	free(g);
}

/* Whether s is the word, which is short. */
static bool
is(struct str s, const char *word)
{
	size_t i;

	for (i = 0; i < s.n && word[i] != '\0' && s.s[i] == word[i]; i++)
		;
	return i == s.n && word[i] == '\0';
}

static bool
is_item(const struct item *item, const struct record *r)
{
	const struct str *table = &r->field[COL_TABLE];

	return table->n == 1 && *table->s == (char)('0' + item->table) &&
	    is(r->field[COL_ROW], item->row) &&
	    is(r->field[COL_COL], item->col);
}

/* The number of a record's item; the form's nitems when it has none. */
static size_t
item_of(const struct form *f, size_t from, const struct record *r)
{
	size_t i;

	if (from < f->nitems && is_item(&f->items[from], r))
		return from;
	for (i = 0; i < f->nitems && !is_item(&f->items[i], r); i++)
		;
	return i;
}

static struct str
part(const struct gather *g, size_t from, size_t to)
{
	return (struct str){ g->text.s + from, to - from };
}

/* Whether a record is of the report that is being gathered. */
static bool
is_same(const struct gather *g, const struct record *r)
{
	return str_eq(part(g, 0, g->org), r->field[COL_REPORT]) &&
	    str_eq(part(g, g->org, g->year), r->field[COL_ORG]) &&
	    str_eq(part(g, g->year, g->name_end), r->field[COL_YEAR]) &&
	    is(r->field[COL_FORM], g->form->name);
}

static bool
begin(struct gather *g, const struct record *r, const char **why)
{
	size_t i;

	g->form = form_named(r->field[COL_FORM]);
	if (g->form == NULL) {
		*why = r->has[COL_FORM] ? "no such form" :
		    "the records have no form";
		return false;
	}
	if (g->form->nitems > CHECK_ITEMS) {
		g->form = NULL;
		*why = "the form is too large";
		return false;
	}
	buf_reset(&g->text);
	buf_str(&g->text, r->field[COL_REPORT]);
	g->org = g->text.len;
	buf_str(&g->text, r->field[COL_ORG]);
	g->year = g->text.len;
	buf_str(&g->text, r->field[COL_YEAR]);
	g->name_end = g->text.len;
	for (i = 0; i < g->form->nitems; i++)
		g->held[i].status = STATUS_UNSEEN;
	g->next = 0;
	g->taken = false;
	return true;
}

/* Numbers that were read and those that were solved are all the same. */
static enum status
status_of(enum item_state state, struct str name)
{
	int s = STATUS_AMBIGUOUS;

	if (state == ITEM_NUMBER)
		return STATUS_OK;
	if (state == ITEM_BLANK)
		return STATUS_BLANK;
	while (s < STATUS_ABSENT && !is(name, status_name((enum status)s)))
		s++;
	return (enum status)s;
}

static void
hold(struct gather *g, struct held *h, const struct record *r)
{
	struct str value = r->field[COL_VALUE], raw = r->field[COL_RAW];
	char *p;

	/* One growth for both: this is done for every cell. */
	h->value = g->text.len;
	h->raw = h->value + value.n;
	h->end = h->raw + raw.n;
	if (!buf_room(&g->text, value.n + raw.n))
		return;
	p = g->text.s + g->text.len;
	if (value.n > 0)
		memcpy(p, value.s, value.n);
	if (raw.n > 0)
		memcpy(p + value.n, raw.s, raw.n);
	g->text.len = h->end;
}

enum gathering
gather_add(struct gather *g, const struct record *r, const char **why)
{
	enum item_state state;
	bool fresh = g->form == NULL || g->taken;
	size_t i;

	*why = "out of memory";
	if (g->text.failed || (*why = item_read(r, &state)) != NULL)
		return GATHER_BAD;
	if (!fresh && !is_same(g, r))
		return GATHER_OTHER;
	if (fresh && !begin(g, r, why))
		return GATHER_BAD;
	i = item_of(g->form, g->next, r);
	if (i == g->form->nitems) {
		*why = "the form has no such cell";
		return GATHER_BAD;
	}
	if (g->held[i].status != STATUS_UNSEEN)
		return GATHER_OTHER;
	g->held[i].status = status_of(state, r->field[COL_STATUS]);
	hold(g, &g->held[i], r);
	g->next = i + 1;
	*why = "out of memory";
	return g->text.failed ? GATHER_BAD : GATHER_MORE;
}

bool
gather_take(struct gather *g, struct report *report, struct table *table)
{
	const struct held *h;
	size_t i;

	if (g->form == NULL || g->taken || g->text.failed)
		return false;
	g->taken = true;
	*report = (struct report){ .name = part(g, 0, g->org),
	    .org = part(g, g->org, g->year),
	    .year = part(g, g->year, g->name_end) };
	for (i = 0; i < g->form->nitems; i++) {
		h = &g->held[i];
		g->cells[i] = (struct cell){ .status = h->status };
		if (h->status == STATUS_UNSEEN)
			continue;
		g->cells[i].value = part(g, h->value, h->raw);
		g->cells[i].raw = part(g, h->raw, h->end);
	}
	*table = (struct table){ .form = g->form, .cells = g->cells };
	return true;
}
