#include <stdlib.h>

#include "calculate/diff_set.h"

static void
set_free(struct diff *d)
{
	uint32_t i;

	for (i = 0; i < d->cap; i++)
		pack_free(&d->report[i].pack);
	free(d->report);
	free(d->renamed);
	intern_free(d->reports);
	intern_free(d->items);
	intern_free(d->names);
	intern_free(d->aliases);
	intern_free(d->told);
}

struct diff *
diff_new(item_compare compare, void (*problem)(void *, const char *),
    void *to)
{
	struct diff *d = calloc(1, sizeof(*d));

	if (d == NULL)
		return NULL;
	d->compare = compare;
	d->problem = problem;
	d->to = to;
	d->reports = intern_new(KEY_PARTS);
	d->items = intern_new(3);
	d->names = intern_new(1);
	d->aliases = intern_new(1);
	d->told = intern_new(2);
	if (d->reports == NULL || d->items == NULL || d->names == NULL ||
	    d->aliases == NULL || d->told == NULL) {
		diff_free(d);
		return NULL;
	}
	return d;
}

void
diff_free(struct diff *d)
{
	if (d == NULL)
		return;
	set_free(d);
	buf_free(&d->line);
	buf_free(&d->error);
	free(d);
}

const char *
diff_error(const struct diff *d)
{
	return d->error.s != NULL && !d->error.failed ? d->error.s :
	    "out of memory";
}

static bool
fail(struct diff *d, const char *what)
{
	buf_reset(&d->error);
	buf_cstr(&d->error, what);
	buf_z(&d->error);
	return false;
}

void
diff_tell(struct diff *d)
{
	const char *line = buf_z(&d->line);

	if (d->problem != NULL)
		d->problem(d->to, d->line.failed ? "out of memory" : line);
	buf_reset(&d->line);
}

/* The new names stand in an array beside the set of the old ones. */
bool
diff_alias(struct diff *d, struct str old, struct str new)
{
	uint32_t name = intern_id(d->names, &new);
	uint32_t n = intern_count(d->aliases), id = intern_id(d->aliases, &old);
	uint32_t *renamed;

	if (name == INTERN_NONE || id == INTERN_NONE)
		return false;
	if (id == n) {
		renamed = realloc(d->renamed, (n + 1) * sizeof(*renamed));
		if (renamed == NULL)
			return false;
		d->renamed = renamed;
	}
	d->renamed[id] = name;
	return true;
}

/* The name a body goes by now; a circle of names ends somewhere on it. */
static struct str
current(const struct diff *d, struct str name)
{
	uint32_t left = intern_count(d->aliases), id;

	for (; left != 0; left--) {
		if ((id = intern_find(d->aliases, &name)) == INTERN_NONE)
			break;
		name = *intern_tuple(d->names, d->renamed[id]);
	}
	return name;
}

static struct str
file_name(struct str report)
{
	size_t i = report.n;

	while (i != 0 && report.s[i - 1] != '/')
		i--;
	return i != 0 ? str_from(report, i) : report;
}

/* The key of the report a record belongs to. */
static void
key(const struct diff *d, const struct record *r, enum diff_side side,
    struct str *part)
{
	static const struct str sides[] = {
		[DIFF_SERIES] = STR(""), [DIFF_OLD] = STR("0"),
		[DIFF_NEW] = STR("1")
	};
	bool named = r->field[COL_ORG].n != 0;

	part[KEY_ORG] = current(d, named ? r->field[COL_ORG] :
	    file_name(r->field[COL_REPORT]));
	part[KEY_FILE] = named ? (struct str)STR("") : (struct str)STR("f");
	part[KEY_YEAR] = r->field[COL_YEAR];
	part[KEY_SIDE] = sides[side];
}

/* Makes room for the report of that number. */
static bool
grow(struct diff *d, uint32_t id)
{
	size_t cap = d->cap != 0 ? (size_t)d->cap * 2 : 64;
	struct report *p;

	if (id < d->cap)
		return true;
	if ((p = realloc(d->report, cap * sizeof(*p))) == NULL)
		return false;
	memset(p + d->cap, 0, (cap - d->cap) * sizeof(*p));
	d->report = p;
	d->cap = (uint32_t)cap;
	return true;
}

/* The report with that key, added if need be; NULL without memory. */
static struct report *
report(struct diff *d, const struct str *part, struct str name)
{
	uint32_t n = intern_count(d->reports), id, source;

	if (!grow(d, n) || (source = intern_id(d->names, &name)) ==
	    INTERN_NONE || (id = intern_id(d->reports, part)) == INTERN_NONE)
		return NULL;
	if (id == n)
		d->report[id].source = source;
	return &d->report[id];
}

/*
 * Tells, once for each pair of reports, that `name` is left out beside p.
 * With the same name it is p's own cells that come again.
 */
static bool
duplicate(struct diff *d, const struct report *p, const struct str *part,
    struct str name)
{
	struct str kept = *intern_tuple(d->names, p->source);
	struct str pair[2] = { kept, name };
	uint32_t n = intern_count(d->told), id = intern_id(d->told, pair);

	if (id == INTERN_NONE)
		return false;
	if (id != n)
		return true;
	buf_str(&d->line, name);
	if (str_eq(kept, name)) {
		buf_cstr(&d->line, ": has cells twice, the first are used");
	} else {
		buf_cstr(&d->line, ": left out, ");
		buf_str(&d->line, part[KEY_ORG]);
		buf_byte(&d->line, ' ');
		buf_str(&d->line, part[KEY_YEAR]);
		buf_cstr(&d->line, " was read from ");
		buf_str(&d->line, kept);
	}
	diff_tell(d);
	return true;
}

bool
diff_add(struct diff *d, const struct record *r, enum diff_side side)
{
	struct str part[KEY_PARTS];
	const struct str *item = &r->field[COL_TABLE];
	struct str name = r->field[COL_REPORT];
	enum item_state state;
	const char *what;
	struct report *p;
	uint32_t id;
	int added = 0;

	if ((what = item_read(r, &state)) != NULL)
		return fail(d, what);
	key(d, r, side, part);
	id = intern_id(d->items, item);
	p = report(d, part, name);
	if (id == INTERN_NONE || p == NULL)
		return fail(d, "out of memory");
	d->sides = side != DIFF_SERIES;
	if (str_eq(*intern_tuple(d->names, p->source), name))
		added = pack_add(&p->pack, id, state, r->field[COL_VALUE]);
	if (added < 0 || (added == 0 && !duplicate(d, p, part, name)))
		return fail(d, "out of memory");
	return true;
}

bool
diff_differs(const struct diff *d)
{
	return d->differs;
}
