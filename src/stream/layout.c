#include "stream/layout.h"

#define SECTIONS	6
#define CELLS		10		/* 12 with labels */
#define NEEDED		9		/* of them: all but raw */
#define LABELLED	12
#define FIGURES		LAYOUT_FIGURES

static const char *const names[COLUMNS] = {
	[COL_REPORT] = "report", [COL_DIR] = "dir", [COL_ORG] = "org",
	[COL_YEAR] = "year", [COL_SECTION] = "section",
	[COL_TITLE] = "title", [COL_TEXT] = "text", [COL_FORM] = "form",
	[COL_TABLE] = "table", [COL_ROW] = "row", [COL_COL] = "col",
	[COL_VALUE] = "value", [COL_STATUS] = "status", [COL_RAW] = "raw",
	[COL_N] = "n", [COL_BLANK] = "blank", [COL_UNKNOWN] = "unknown"
};

static const enum column sections[SECTIONS] = {
	COL_REPORT, COL_ORG, COL_YEAR, COL_SECTION, COL_TITLE, COL_TEXT
};

static const enum column cells[LABELLED] = {
	COL_REPORT, COL_ORG, COL_YEAR, COL_FORM, COL_TABLE, COL_ROW,
	COL_COL, COL_VALUE, COL_STATUS, COL_RAW, COLUMNS, COLUMNS
};

static const enum column figures[FIGURES] = {
	COL_TABLE, COL_ROW, COL_COL, COL_VALUE, COL_N, COL_BLANK, COL_UNKNOWN
};

const char *
column_name(enum column c)
{
	return names[c];
}

size_t
layout_split(struct str line, struct str *field)
{
	const char *tab;
	size_t n = 0;

	while (n < LAYOUT_MAX && line.n != 0 &&
	    (tab = memchr(line.s, '\t', line.n)) != NULL) {
		field[n] = (struct str){ line.s, (size_t)(tab - line.s) };
		line = str_from(line, field[n++].n + 1);
	}
	field[n++] = line;
	return n;
}

static void
fill(struct layout *l, enum stream_kind kind, const enum column *c, size_t n)
{
	l->kind = kind;
	l->n = n;
	memcpy(l->column, c, n * sizeof(*c));
}

static void
fill_sums(struct layout *l, const struct keys *k)
{
	l->kind = STREAM_SUMS;
	l->n = k->n + FIGURES;
	memcpy(l->column, k->column, k->n * sizeof(k->column[0]));
	memcpy(l->column + k->n, figures, sizeof(figures));
}

static size_t
places(const struct layout *l, enum column c)
{
	size_t i, found = 0;

	for (i = 0; i < l->n; i++)
		found += l->column[i] == c;
	return found;
}

/*
 * Passes over all columns but these n; false when one of the first
 * `needed` is missing or any stands there twice.
 */
static bool
keep(struct layout *l, const enum column *c, size_t n, size_t needed)
{
	bool kept[COLUMNS + 1] = { false };
	size_t i, found;

	for (i = 0; i < n; i++) {
		found = places(l, c[i]);
		if (found > 1 || (found == 0 && i < needed))
			return false;
		kept[c[i]] = true;
	}
	for (i = 0; i < l->n; i++)
		if (!kept[l->column[i]])
			l->column[i] = COLUMNS;
	return true;
}

static bool
keep_sums(struct layout *l)
{
	enum column c[FIGURES + KEYS_MAX];
	struct keys k;
	size_t i;

	memcpy(c, figures, sizeof(figures));
	if (!layout_keys(l, &k))
		return false;
	for (i = 0; i < k.n; i++)
		c[FIGURES + i] = k.column[i];
	return keep(l, c, FIGURES + k.n, FIGURES);
}

/* Whether a field is a name that every header has: nearly never. */
static bool
has_name(const struct str *field, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_is(field[i], "table") || str_is(field[i], "section"))
			return true;
	return false;
}

static enum column
column_of(struct str name)
{
	int c = 0;

	while (c < COLUMNS && !str_is(name, names[c]))
		c++;
	return (enum column)c;
}

bool
layout_keys(const struct layout *l, struct keys *k)
{
	enum column c;
	size_t i;

	k->n = 0;
	for (i = 0; i < l->n; i++) {
		c = l->column[i];
		if (c != COLUMNS &&
		    keys_column(str_of(names[c])) == c && !keys_add(k, c))
			return false;
	}
	return true;
}

bool
layout_header(struct layout *l, const struct str *field, size_t n)
{
	if (n > LAYOUT_MAX || !has_name(field, n))
		return false;
	for (l->n = 0; l->n < n; l->n++)
		l->column[l->n] = column_of(field[l->n]);
	l->kind = STREAM_SECTIONS;
	if (keep(l, sections, SECTIONS, SECTIONS))
		return true;
	l->kind = STREAM_CELLS;
	if (keep(l, cells, CELLS, NEEDED))
		return true;
	l->kind = STREAM_SUMS;
	return keep_sums(l);
}

bool
layout_plain(struct layout *l, enum stream_kind kind, size_t n,
    const struct keys *keys)
{
	static const struct keys year = { 1, { COL_YEAR } }, none = { .n = 0 };

	if (kind == STREAM_SECTIONS && n == SECTIONS) {
		fill(l, kind, sections, n);
		return true;
	}
	if (kind == STREAM_CELLS && (n == CELLS || n == LABELLED)) {
		fill(l, kind, cells, n);
		return true;
	}
	if (keys == NULL)
		keys = n == FIGURES ? &none : &year;
	if (kind != STREAM_SUMS || n != keys->n + FIGURES)
		return false;
	fill_sums(l, keys);
	return true;
}

/* Whether s has bytes, all of them in the set. */
static bool
all(struct str s, const char *set)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.s[i] == '\0' || strchr(set, s.s[i]) == NULL)
			return false;
	return s.n != 0;
}

static bool
count(struct str s)
{
	return all(s, "0123456789");
}

static bool
year(struct str s)
{
	return s.n == 0 || (s.n == 4 && count(s));
}

/* A letter of any script. */
static bool
wordy(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.s[i] >= 0x80 ||
		    (s.s[i] >= 'A' && s.s[i] <= 'Z') ||
		    (s.s[i] >= 'a' && s.s[i] <= 'z'))
			return true;
	return false;
}

/* 0 to 6, -, or a part like 1.2. */
static bool
section(struct str s)
{
	if (s.n == 1)
		return s.s[0] == '-' || (s.s[0] >= '0' && s.s[0] <= '6');
	return s.n > 2 && s.s[0] >= '1' && s.s[0] <= '6' && s.s[1] == '.' &&
	    count(str_from(s, 2));
}

/* A heading stands in front of every section but the one before them. */
static bool
sections_shape(const struct str *f)
{
	bool before = f[3].n == 1 && f[3].s[0] == '0' && f[4].n == 0;

	return f[0].n != 0 && year(f[2]) && section(f[3]) &&
	    (f[1].n == 0 || (wordy(f[1]) && memchr(f[1].s, ' ', f[1].n) ==
	    NULL)) && wordy(before ? f[5] : f[4]);
}

static bool
figure(const struct str *table, struct str value)
{
	return table[0].n == 1 && all(table[0], "234") &&
	    all(table[1], "abcdefghijklmnopqrstuvwxyz.0123456789") &&
	    all(table[2], "abcdefghijklmnopqrstuvwxyz_") &&
	    (value.n == 0 || all(value, "-.0123456789"));
}

static bool
cells_shape(const struct str *f)
{
	static const char *const known[] = {
		"ok", "blank", "solved", "ambiguous", "bad", "absent"
	};
	size_t i;

	if (f[0].n == 0 || !year(f[2]) || !year(f[3]) || !figure(f + 4, f[7]))
		return false;
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (str_is(f[8], known[i]))
			return true;
	return false;
}

static bool
sums_shape(const struct str *f, size_t n)
{
	const struct str *last = f + n - FIGURES;

	return figure(last, last[3]) && count(last[4]) && count(last[5]) &&
	    count(last[6]);
}

enum stream_kind
layout_guess(const struct str *field, size_t n)
{
	if (n == SECTIONS && sections_shape(field))
		return STREAM_SECTIONS;
	if ((n == CELLS || n == LABELLED) && cells_shape(field))
		return STREAM_CELLS;
	if (n >= FIGURES && n <= FIGURES + KEYS_MAX && sums_shape(field, n))
		return STREAM_SUMS;
	return STREAM_REPORTS;
}
