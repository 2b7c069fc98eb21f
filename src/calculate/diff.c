#include <stdlib.h>

#include "calculate/diff_set.h"

/* What a report says is forgotten. */
static void
report_clear(struct report *p)
{
	size_t i;

	pack_free(&p->pack);
	for (i = 0; i < p->nsections; i++)
		buf_free(&p->section[i].text);
	free(p->section);
	*p = (struct report){ .source = p->source };
}

/* The reports and what is known of them. */
static void
reports_free(struct diff *d)
{
	uint32_t i;

	for (i = 0; i < d->cap; i++)
		report_clear(&d->report[i]);
	free(d->report);
	d->report = NULL;
	d->cap = 0;
	intern_free(d->reports);
	intern_free(d->names);
	intern_free(d->left);
	d->reports = d->names = d->left = NULL;
}

static bool
reports_new(struct diff *d)
{
	d->reports = intern_new(KEY_PARTS);
	d->names = intern_new(1);
	d->left = intern_new(KEY_PARTS + 1);
	return d->reports != NULL && d->names != NULL && d->left != NULL;
}

bool
diff_forget(struct diff *d)
{
	reports_free(d);
	return reports_new(d);
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
	d->items = intern_new(3);
	d->sections = intern_new(1);
	d->bodies = intern_new(1);
	if (!reports_new(d) || d->items == NULL || d->sections == NULL ||
	    d->bodies == NULL) {
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
	reports_free(d);
	intern_free(d->items);
	intern_free(d->sections);
	intern_free(d->bodies);
	free(d->renamed);
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
	buf_clear(&d->error);
	buf_cstr(&d->error, what);
	buf_z(&d->error);
	return false;
}

/* A record is lost: what was taken is not to be compared. */
static bool
lose(struct diff *d)
{
	d->lost = true;
	return fail(d, "out of memory");
}

void
diff_tell(struct diff *d)
{
	const char *line = buf_z(&d->line);

	if (d->problem != NULL)
		d->problem(d->to, d->line.failed ? "out of memory" : line);
	buf_clear(&d->line);
}

/* The number of a name, with its place in `renamed`; or NONE. */
static uint32_t
body(struct diff *d, struct str name)
{
	uint32_t n = intern_count(d->bodies), id = intern_id(d->bodies, &name);
	uint32_t *renamed;

	if (id != n)
		return id;
	renamed = realloc(d->renamed, ((size_t)n + 1) * sizeof(*renamed));
	if (renamed == NULL)
		return INTERN_NONE;
	d->renamed = renamed;
	d->renamed[id] = INTERN_NONE;
	return id;
}

bool
diff_alias(struct diff *d, struct str old, struct str new)
{
	uint32_t from = body(d, old), to = body(d, new);

	if (from == INTERN_NONE || to == INTERN_NONE)
		return false;
	d->renamed[from] = to;
	return true;
}

/* The name a body goes by now; of a circle of names, its first. */
static struct str
current(const struct diff *d, struct str name)
{
	uint32_t left = intern_count(d->bodies), i, first;
	uint32_t id = intern_find(d->bodies, &name);

	if (id == INTERN_NONE)
		return name;
	for (; left != 0 && d->renamed[id] != INTERN_NONE; left--)
		id = d->renamed[id];
	first = id;
	if (d->renamed[id] != INTERN_NONE)
		for (i = d->renamed[id]; i != id; i = d->renamed[i])
			first = i < first ? i : first;
	return *intern_tuple(d->bodies, first);
}

void
diff_latest(struct diff *d)
{
	d->latest = true;
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

/* Tells that the report of that name is left out. */
static void
tell_left(struct diff *d, const struct str *part, struct str name,
    struct str kept)
{
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
}

/* Leaves out `name`, told once, because of `kept`; false: no memory. */
static bool
leave(struct diff *d, const struct str *part, struct str name,
    struct str kept)
{
	struct str full[KEY_PARTS + 1];
	uint32_t n = intern_count(d->left), id;

	memcpy(full, part, KEY_PARTS * sizeof(*part));
	full[KEY_PARTS] = name;
	if ((id = intern_id(d->left, full)) == INTERN_NONE)
		return false;
	if (id == n)
		tell_left(d, part, name, kept);
	return true;
}

/* Whether the report of that name was left out before. */
static bool
was_left(const struct diff *d, const struct str *part, struct str name)
{
	struct str full[KEY_PARTS + 1];

	memcpy(full, part, KEY_PARTS * sizeof(*part));
	full[KEY_PARTS] = name;
	return intern_find(d->left, full) != INTERN_NONE;
}

/*
 * Whether p, found by its key, is that of the name: 1; 0, told, when it is
 * another's; -1 without memory.  A later one may take its place.
 */
static int
claim(struct diff *d, struct report *p, const struct str *part,
    struct str name)
{
	struct str kept = *intern_tuple(d->names, p->source);

	if (str_eq(kept, name))
		return 1;
	if (!d->latest || was_left(d, part, name))
		return leave(d, part, name, kept) ? 0 : -1;
	if (!leave(d, part, kept, name))
		return -1;
	report_clear(p);
	p->source = intern_id(d->names, &name);
	return p->source == INTERN_NONE ? -1 : 1;
}

bool
diff_add(struct diff *d, const struct record *r, enum diff_side side)
{
	struct str part[KEY_PARTS];
	struct str name = r->field[COL_REPORT];
	enum item_state state;
	const char *what;
	struct report *p;
	uint32_t id;
	int mine;

	if ((what = item_read(r, &state)) != NULL)
		return fail(d, what);
	key(d, r, side, part);
	id = intern_id(d->items, &r->field[COL_TABLE]);
	p = report(d, part, name);
	if (id == INTERN_NONE || p == NULL ||
	    (mine = claim(d, p, part, name)) < 0)
		return lose(d);
	d->sides = side != DIFF_SERIES;
	if (mine == 0)
		return true;
	mine = pack_add(&p->pack, id, state, r->field[COL_VALUE]);
	if (mine < 0 || (mine == 0 && !leave(d, part, name, name)))
		return lose(d);
	return true;
}

/* The text of a section of p, added if need be; NULL without memory. */
static struct buf *
section(struct report *p, uint32_t id)
{
	struct section_text *bigger;
	size_t i;

	for (i = 0; i < p->nsections; i++)
		if (p->section[i].id == id)
			return &p->section[i].text;
	bigger = realloc(p->section, (i + 1) * sizeof(*bigger));
	if (bigger == NULL)
		return NULL;
	p->section = bigger;
	bigger[i] = (struct section_text){ .id = id };
	p->nsections++;
	return &bigger[i].text;
}

bool
diff_add_section(struct diff *d, const struct record *r, enum diff_side side)
{
	struct str part[KEY_PARTS];
	struct str name = r->field[COL_REPORT];
	struct buf *text;
	struct report *p;
	uint32_t id;
	int mine;

	key(d, r, side, part);
	id = intern_id(d->sections, &r->field[COL_SECTION]);
	p = report(d, part, name);
	if (id == INTERN_NONE || p == NULL ||
	    (mine = claim(d, p, part, name)) < 0)
		return lose(d);
	d->sides = side != DIFF_SERIES;
	if (mine == 0)
		return true;
	if ((text = section(p, id)) != NULL) {
		buf_str(text, r->field[COL_TEXT]);
		buf_byte(text, '\n');
	}
	return text != NULL && !text->failed ? true :
	    lose(d);
}

bool
diff_differs(const struct diff *d)
{
	return d->differs;
}
