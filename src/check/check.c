#include <fnmatch.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "check/claims.h"
#include "check/look.h"
#include "check/settings.h"

const char findings_header[] = "report\torg\tyear\trule\tseverity\ttable\t"
    "row\tcol\texpected\tfound\tmessage\n";

static const char *const severities[] = {
	[SEVERITY_ERROR] = "error", [SEVERITY_WARNING] = "warning",
	[SEVERITY_NOTE] = "note",
};
static const char undecided[] = "undecided";

bool
check_severity(const char *name, enum severity *severity)
{
	size_t i;

	for (i = 0; i < sizeof(severities) / sizeof(severities[0]); i++)
		if (strcmp(name, severities[i]) == 0) {
			*severity = (enum severity)i;
			return true;
		}
	return false;
}

void
check_list(struct buf *b)
{
	size_t i;

	for (i = 0; i < nrules; i++)
		buf_printf(b, "%s\t%s\t%s\n", rules[i].id,
		    severities[rules[i].severity], rules[i].sentence);
}

/* Turns on the rules an item of a list names; whether it names any. */
static bool
choose(bool *on, const char *item, size_t n)
{
	char glob[64];
	bool any = false;
	size_t i;

	if (n == 0 || n >= sizeof(glob))
		return false;
	memcpy(glob, item, n);
	glob[n] = '\0';
	for (i = 0; i < nrules; i++)
		if (fnmatch(glob, rules[i].id, 0) == 0)
			on[i] = any = true;
	return any;
}

/* Turns on the rules of a list; false if an item names none. */
static bool
choose_all(bool *on, const char *list)
{
	size_t n;

	for (;; list += n + 1) {
		n = strcspn(list, ",");
		if (!choose(on, list, n))
			return false;
		if (list[n] == '\0')
			return true;
	}
}

bool
check_rules(const char *list)
{
	bool on[CHECK_RULES] = { false };

	return choose_all(on, list);
}

struct check *
check_new(const struct check_settings *s)
{
	struct check *c = calloc(1, sizeof(*c));
	bool ok = c != NULL;
	size_t i;

	if (ok) {
		c->settings = *s;
		ok = choose_all(c->on, s->rules != NULL ? s->rules : "*");
		c->identities = calloc(nforms, sizeof(*c->identities));
		c->places = calloc(nforms, sizeof(*c->places));
		ok = ok && c->identities != NULL && c->places != NULL;
	}
	for (i = 0; ok && i < nforms; i++) {
		keep_places(&forms[i], c->places[i]);
		ok = identities_of(&forms[i], &c->identities[i]);
	}
	for (i = 0; ok && i < nrules; i++) {
		c->on[i] = c->on[i] && rules[i].severity <= s->least;
		c->any[rules[i].scope] |= c->on[i];
	}
	if (!ok) {
		check_free(c);
		c = NULL;
	}
	return c;
}

void
check_free(struct check *c)
{
	size_t i;

	if (c == NULL)
		return;
	for (i = 0; c->identities != NULL && i < nforms; i++) {
		free(c->identities[i].all);
		free(c->identities[i].terms);
	}
	free(c->identities);
	free(c->places);
	free(c);
}

void
check_scope(const struct check *c, struct look *l, enum scope scope)
{
	size_t i;

	for (i = 0; i < nrules; i++)
		if (rules[i].scope == scope && c->on[i]) {
			l->rule = &rules[i];
			rules[i].look(l);
		}
}

/* A whole number of at most 15 digits; false if s is none. */
static bool
small_count(struct str s, int64_t *count)
{
	bool minus = s.n > 0 && *s.s == '-';
	int64_t n = 0;
	size_t i;

	if (s.n > 15)
		return false;
	for (i = minus; i < s.n; i++) {
		if (s.s[i] < '0' || s.s[i] > '9')
			return false;
		n = n * 10 + (s.s[i] - '0');
	}
	*count = minus ? -n : n;
	return true;
}

/* The rules on cells. */
static void
check_cells(const struct check *c, struct look *l)
{
	const struct table *t = l->table;
	int64_t count[CHECK_ITEMS];
	size_t i = 0;

	/* Tables 3 and 4 have the identities, table 2 has the money. */
	for (; i < t->form->nitems && (small_count(t->cells[i].value,
	    &count[i]) || t->form->items[i].table == 2); i++)
		;
	l->count = i == t->form->nitems ? count : NULL;
	check_scope(c, l, SCOPE_CELLS);
	l->count = NULL;
}

void
check_report(const struct check *c, struct arena *a,
    const struct report *report, const struct table *table,
    struct buf *findings, struct buf *kept)
{
	struct look l = { .check = c, .report = report->name,
	    .org = report->org, .year = report->year, .out = findings,
	    .table = table, .arena = a, .document = report,
	    .identities = &c->identities[table->form - forms] };

	if (table->form->nitems > CHECK_ITEMS) {
		findings->failed = true;
		return;
	}
	if (c->any[SCOPE_CELLS])
		check_cells(c, &l);
	if (c->any[SCOPE_TEXT] && report->nsections > 0) {
		l.claims = claims_read(a, report);
		check_scope(c, &l, SCOPE_TEXT);
	}
	if (c->any[SCOPE_YEARS])
		keep(kept, report, table, c->places[table->form - forms]);
}

bool
check_found(struct str findings)
{
	const char *p = findings.s, *end = p + findings.n;
	size_t tab;

	while (p < end) {
		for (tab = 0; p < end && tab < 4; p++)
			tab += *p == '\t';
		if ((size_t)(end - p) < sizeof(undecided) ||
		    memcmp(p, undecided, sizeof(undecided) - 1) != 0)
			return true;
		p = memchr(p, '\n', (size_t)(end - p));
		p = p == NULL ? end : p + 1;
	}
	return false;
}

bool
cell_known(const struct cell *c)
{
	return c->status == STATUS_OK || c->status == STATUS_SOLVED ||
	    c->status == STATUS_BLANK;
}

bool
finding_begin(struct look *l, bool decided, int table, const char *row,
    const char *col)
{
	struct buf *b = l->out;

	if (!decided && !l->check->settings.undecided)
		return false;
	tsv_field(b, l->report, '\t');
	tsv_field(b, l->org, '\t');
	tsv_field(b, l->year, '\t');
	buf_cstr(b, l->rule->id);
	buf_byte(b, '\t');
	buf_cstr(b, decided ? severities[l->rule->severity] : undecided);
	buf_byte(b, '\t');
	if (table != 0)
		buf_byte(b, (char)('0' + table));
	buf_byte(b, '\t');
	buf_cstr(b, row);
	buf_byte(b, '\t');
	buf_cstr(b, col);
	buf_byte(b, '\t');
	return true;
}

void
finding_end(struct look *l)
{
	buf_byte(l->out, '\n');
}

void
finding(struct look *l, int table, const char *row, const char *col,
    struct str expected, struct str found, const char *message, ...)
{
	char text[512];
	va_list ap;

	finding_begin(l, true, table, row, col);
	tsv_field(l->out, expected, '\t');
	tsv_field(l->out, found, '\t');
	va_start(ap, message);
	vsnprintf(text, sizeof(text), message, ap);
	va_end(ap);
	tsv_escape(l->out, str_of(text));
	finding_end(l);
}

#define LONGEST	180		/* bytes of a quotation */

void
finding_quote(struct look *l, struct str s)
{
	size_t i = 0, at;

	buf_cstr(l->out, "“");
	while (i < s.n && i < LONGEST) {
		at = i;
		if (!utf8_space(utf8_next(s, &i)))
			tsv_escape(l->out, (struct str){ s.s + at, i - at });
	}
	buf_cstr(l->out, i < s.n ? "…”" : "”");
}
