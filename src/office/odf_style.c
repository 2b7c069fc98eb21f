#include <stdlib.h>

#include "office/odf_style.h"

#define MAX_PARENTS	16
#define MAX_LISTS	16384
#define MAX_START	1000000

static struct odf_name
keep(struct odf_styles *s, struct str text)
{
	struct odf_name name = { s->text.len, text.n };

	buf_str(&s->text, text);
	if (s->text.failed)
		return (struct odf_name){ 0, 0 };
	return name;
}

struct str
odf_text_of(const struct odf_styles *s, struct odf_name name)
{
	return (struct str){ name.n ? s->text.s + name.start : NULL, name.n };
}

/*
 * The ways of num-format: those of XSL, and those office programs name by
 * their first numbers, "一, 二, 三, ..." (the part before the comma here).
 */
static enum numeral
way_of(struct str format)
{
	static const struct {
		const char	*first;
		enum numeral	 way;
	} ways[] = { { "1", NUMERAL_DECIMAL },
	    { "01", NUMERAL_DECIMAL_ZERO },
	    { "a", NUMERAL_LETTER_LOWER }, { "A", NUMERAL_LETTER_UPPER },
	    { "i", NUMERAL_ROMAN_LOWER }, { "I", NUMERAL_ROMAN_UPPER },
	    { "一", NUMERAL_COUNTING }, { "壹", NUMERAL_LEGAL },
	    { "①", NUMERAL_CIRCLE }, { "甲", NUMERAL_STEMS },
	    { "子", NUMERAL_BRANCHES }, { "１", NUMERAL_FULLWIDTH } };
	const char *comma;
	size_t i;

	if (format.n == 0)
		return NUMERAL_NONE;
	if ((comma = memchr(format.s, ',', format.n)) != NULL)
		format.n = (size_t)(comma - format.s);
	for (i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		if (str_is(format, ways[i].first))
			return ways[i].way;
	return NUMERAL_DECIMAL;
}

static void
take_style(struct odf_styles *s, const struct xml_element *e)
{
	struct odf_style *bigger = s->styles;
	struct str list = xml_attribute(e, "list-style-name");

	s->in_list = s->in_level = s->in_style = false;
	if (s->nstyles == s->styles_room) {
		s->styles_room = s->styles_room ? s->styles_room * 2 : 64;
		bigger = realloc(bigger, s->styles_room * sizeof(*bigger));
	}
	if (bigger == NULL) {
		s->styles_room = s->nstyles;
		s->failed = true;
		return;
	}
	s->styles = bigger;
	s->styles[s->nstyles++] = (struct odf_style){
	    .name = keep(s, xml_attribute(e, "name")),
	    .family = keep(s, xml_attribute(e, "family")),
	    .parent = keep(s, xml_attribute(e, "parent-style-name")),
	    .list = keep(s, list), .has_list = list.s != NULL };
	s->in_style = true;
}

static void
take_list(struct odf_styles *s, const struct xml_element *e, bool outline)
{
	struct odf_list_style *bigger = s->lists;
	size_t i;

	s->in_list = s->in_level = s->in_style = false;
	if (s->nlists == MAX_LISTS)
		return;
	if (s->nlists == s->lists_room) {
		s->lists_room = s->lists_room ? s->lists_room * 2 : 16;
		bigger = realloc(bigger, s->lists_room * sizeof(*bigger));
	}
	if (bigger == NULL) {
		s->lists_room = s->nlists;
		s->failed = true;
		return;
	}
	s->lists = bigger;
	s->lists[s->nlists++] = (struct odf_list_style){
	    .name = keep(s, xml_attribute(e, "name")), .outline = outline };
	for (i = 0; i < ODF_LEVELS; i++)
		s->lists[s->nlists - 1].levels[i].way = NUMERAL_NONE;
	s->in_list = true;
}

static void
take_level(struct odf_styles *s, const struct xml_element *e)
{
	long level = xml_number(e, "level", 0);
	long shown = xml_number(e, "display-levels", 1);
	long first = xml_number(e, "start-value", 1);

	s->in_level = s->in_list && level >= 1 && level <= ODF_LEVELS;
	if (!s->in_level)
		return;
	s->level = (unsigned)level - 1;
	s->lists[s->nlists - 1].levels[s->level] = (struct odf_level){
	    .way = way_of(xml_attribute(e, "num-format")),
	    .prefix = keep(s, xml_attribute(e, "num-prefix")),
	    .suffix = keep(s, xml_attribute(e, "num-suffix")),
	    .pattern = keep(s, xml_attribute(e, "num-list-format")),
	    .first = first < 0 || first > MAX_START ? 1 : first,
	    .shown = shown < 1 ? 1 : shown > level ? (unsigned)level :
	    (unsigned)shown };
}

/* "super 58%" and "33% 58%" raise; "0% 100%" does not. */
static bool
stands_apart(const struct xml_element *e)
{
	struct str at = xml_attribute(e, "text-position"),
	    line = xml_attribute(e, "text-line-through-style"),
	    type = xml_attribute(e, "text-line-through-type");

	return (at.n > 0 && !str_begins(at, "0%")) ||
	    (line.n > 0 && !str_is(line, "none")) ||
	    (type.n > 0 && !str_is(type, "none"));
}

static void
take_properties(struct odf_styles *s, const struct xml_element *e)
{
	struct str display = xml_attribute(e, "display");

	if (s->in_style && (str_is(display, "none") ||
	    (str_is(display, "false") &&
	    strcmp(e->name, "table-properties") == 0)))
		s->styles[s->nstyles - 1].hidden = true;
	if (s->in_style)
		s->styles[s->nstyles - 1].apart |= stands_apart(e);
	if (s->in_level && str_is(xml_attribute(e, "label-followed-by"),
	    "nothing"))
		s->lists[s->nlists - 1].levels[s->level].tight = true;
}

void
odf_styles_take(struct odf_styles *s, const struct xml_element *e)
{
	if (strcmp(e->name, "style") == 0)
		take_style(s, e);
	else if (strcmp(e->name, "list-style") == 0)
		take_list(s, e, false);
	else if (strcmp(e->name, "outline-style") == 0)
		take_list(s, e, true);
	else if (strcmp(e->name, "list-level-style-number") == 0 ||
	    strcmp(e->name, "outline-level-style") == 0)
		take_level(s, e);
	else if (strcmp(e->name, "text-properties") == 0 ||
	    strcmp(e->name, "table-properties") == 0 ||
	    strcmp(e->name, "list-level-label-alignment") == 0)
		take_properties(s, e);
	else if (strcmp(e->name, "list-level-style-bullet") == 0 ||
	    strcmp(e->name, "list-level-style-image") == 0)
		s->in_level = false;
}

static int
by_key(const void *a, const void *b)
{
	const struct odf_style *x = a, *y = b;
	int by = str_compare(x->key[0], y->key[0]);

	return by != 0 ? by : str_compare(x->key[1], y->key[1]);
}

static int
by_name(const void *a, const void *b)
{
	const struct odf_list_style *x = a, *y = b;

	return str_compare(x->key, y->key);
}

void
odf_styles_done(struct odf_styles *s)
{
	size_t i;

	for (i = 0; i < s->nstyles; i++) {
		s->styles[i].key[0] = odf_text_of(s, s->styles[i].family);
		s->styles[i].key[1] = odf_text_of(s, s->styles[i].name);
	}
	for (i = 0; i < s->nlists; i++)
		s->lists[i].key = odf_text_of(s, s->lists[i].name);
	if (s->nstyles > 0)
		qsort(s->styles, s->nstyles, sizeof(*s->styles), by_key);
	if (s->nlists > 0)
		qsort(s->lists, s->nlists, sizeof(*s->lists), by_name);
}

static const struct odf_style *
find_style(const struct odf_styles *s, const char *family, struct str name)
{
	struct odf_style key = { .key = { str_of(family), name } };

	if (s->nstyles == 0 || name.n == 0)
		return NULL;
	return bsearch(&key, s->styles, s->nstyles, sizeof(key), by_key);
}

bool
odf_style_hides(const struct odf_styles *s, const char *family,
    struct str name)
{
	const struct odf_style *style;
	unsigned i;

	for (i = 0; i < MAX_PARENTS; i++) {
		if ((style = find_style(s, family, name)) == NULL)
			return false;
		if (style->hidden)
			return true;
		name = odf_text_of(s, style->parent);
	}
	return false;
}

bool
odf_style_sets_apart(const struct odf_styles *s, struct str name)
{
	const struct odf_style *style;
	unsigned i;

	for (i = 0; i < MAX_PARENTS; i++) {
		if ((style = find_style(s, "text", name)) == NULL)
			return false;
		if (style->apart)
			return true;
		name = odf_text_of(s, style->parent);
	}
	return false;
}

bool
odf_style_list(const struct odf_styles *s, struct str name, struct str *list)
{
	const struct odf_style *style;
	unsigned i;

	for (i = 0; i < MAX_PARENTS; i++) {
		if ((style = find_style(s, "paragraph", name)) == NULL)
			return false;
		*list = odf_text_of(s, style->list);
		if (style->has_list)
			return true;
		name = odf_text_of(s, style->parent);
	}
	return false;
}

const struct odf_list_style *
odf_list_style(const struct odf_styles *s, struct str name)
{
	struct odf_list_style key = { .key = name };

	if (s->nlists == 0 || name.n == 0)
		return NULL;
	return bsearch(&key, s->lists, s->nlists, sizeof(key), by_name);
}

const struct odf_list_style *
odf_outline(const struct odf_styles *s)
{
	size_t i;

	for (i = 0; i < s->nlists; i++)
		if (s->lists[i].outline)
			return &s->lists[i];
	return NULL;
}

void
odf_styles_free(struct odf_styles *s)
{
	buf_free(&s->text);
	free(s->styles);
	free(s->lists);
	*s = (struct odf_styles){ 0 };
}
