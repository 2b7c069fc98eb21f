#include <stdlib.h>

#include "word/word_styles.h"
#include "word/wordml.h"

#define MAX_BASES	64	/* styles based on each other */

/* What is known while the part is read. */
struct reader {
	struct word_styles	*to;
	struct word_style	*style;	/* being read; NULL between them */
	unsigned		 skip;	/* open elements that do not count */
};

static const struct word_style none = { .num = WORD_UNSET,
    .level = WORD_UNSET, .vanish = -1, .apart = -1 };

static size_t
keep(struct word_styles *s, struct str name)
{
	size_t at = s->names.len;

	buf_str(&s->names, name);
	return at;
}

static void
begin_style(struct reader *r, const struct xml_element *e)
{
	struct word_styles *s = r->to;
	struct word_style *bigger;
	struct str id = xml_attribute(e, "styleId");
	struct str standard = xml_attribute(e, "default");

	if (s->n == s->room) {
		s->room = s->room ? s->room * 2 : 64;
		bigger = realloc(s->all, s->room * sizeof(*bigger));
		if (bigger == NULL) {
			s->failed = true;
			s->room = s->n;
			return;
		}
		s->all = bigger;
	}
	r->style = &s->all[s->n++];
	*r->style = none;
	r->style->id_at = keep(s, id);
	r->style->id.n = id.n;
	r->style->standard = str_is(xml_attribute(e, "type"), "paragraph") &&
	    standard.n > 0 && !str_is(standard, "0") &&
	    !str_is(standard, "false") && !str_is(standard, "off");
}

static void
property(struct reader *r, const struct xml_element *e, enum word_kind kind)
{
	struct word_style *s = r->style;
	struct str val = xml_attribute(e, "val");

	if (kind == WORD_BASEDON) {
		s->base_at = keep(r->to, val);
		s->base.n = val.n;
	} else if (kind == WORD_NUMID)
		s->num = xml_number(e, "val", 0);
	else if (kind == WORD_ILVL)
		s->level = xml_number(e, "val", 0);
	else if (kind == WORD_VANISH)
		s->vanish = word_on(e);
	else if (kind == WORD_RAISED || kind == WORD_STRUCK)
		s->apart = s->apart > 0 || word_stands_apart(e, kind);
}

static void
on_start(void *to, const struct xml_element *e)
{
	struct reader *r = to;
	enum word_kind kind;

	if (r->skip > 0) {
		r->skip++;
		return;
	}
	kind = word_definition(e);
	if (kind == WORD_SKIP)
		r->skip++;
	else if (kind == WORD_STYLE)
		begin_style(r, e);
	else if (r->style != NULL)
		property(r, e, kind);
}

static void
on_end(void *to, const char *name)
{
	struct reader *r = to;

	if (r->skip > 0)
		r->skip--;
	else if (strcmp(name, "style") == 0)
		r->style = NULL;
}

static int
by_id(const void *pa, const void *pb)
{
	const struct word_style *a = pa, *b = pb;
	size_t n = a->id.n < b->id.n ? a->id.n : b->id.n;
	int c = n > 0 ? memcmp(a->id.s, b->id.s, n) : 0;

	return c != 0 ? c : a->id.n < b->id.n ? -1 : a->id.n > b->id.n;
}

/* Gives all styles their names, now that these stay where they are. */
static void
sort(struct word_styles *s)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		s->all[i].id.s = s->names.s + s->all[i].id_at;
		s->all[i].base.s = s->names.s + s->all[i].base_at;
		s->all[i].numbered = s->all[i].id;
	}
	if (s->n > 0)
		qsort(s->all, s->n, sizeof(*s->all), by_id);
}

/* Takes over what a style does not say itself. */
static void
inherit(const struct word_styles *s, struct word_style *to)
{
	const struct word_style *base = to;
	int i;

	for (i = 0; i < MAX_BASES && base->base.n > 0; i++) {
		if ((base = word_style(s, base->base)) == NULL)
			return;
		if (to->num == WORD_UNSET && base->num != WORD_UNSET) {
			to->num = base->num;
			to->numbered = base->numbered;
		}
		if (to->level == WORD_UNSET)
			to->level = base->level;
		if (to->vanish < 0)
			to->vanish = base->vanish;
		if (to->apart < 0)
			to->apart = base->apart;
	}
}

/*
 * Whether the bytes of a part hold one of the words it would be read for.
 * One in two bytes a character is taken to.
 */
static bool
worth_reading(struct str s)
{
	static const char *const words[] = { "numPr", "listPr", "vanish",
	    "vertAlign", "position", "strike" };
	const char *p;
	size_t i, n;

	if (s.n < 2)
		return false;
	if (*s.s == '\0' || s.s[1] == '\0' || (unsigned char)*s.s >= 0xFE)
		return true;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (n = strlen(words[i]), p = s.s; s.n >= n &&
		    (p = memchr(p, *words[i], s.n - n + 1 -
		    (size_t)(p - s.s))) != NULL; p++)
			if (memcmp(p, words[i], n) == 0)
				return true;
	return false;
}

const char *
word_styles_read(struct word_styles *s, struct str xml, unsigned max_depth)
{
	static const struct xml_events events = {
		.start = on_start, .end = on_end
	};
	struct reader r = { .to = s };
	const char *wrong;
	size_t i;

	*s = (struct word_styles){ 0 };
	if (!worth_reading(xml))
		return NULL;
	wrong = xml_read(xml, &events, &r, max_depth);
	if (s->failed || s->names.failed)
		return "out of memory";
	sort(s);
	for (i = 0; i < s->n; i++)
		inherit(s, &s->all[i]);
	return wrong;
}

const struct word_style *
word_style(const struct word_styles *s, struct str id)
{
	struct word_style key = { .id = id };

	return s->n == 0 ? NULL :
	    bsearch(&key, s->all, s->n, sizeof(*s->all), by_id);
}

const struct word_style *
word_style_standard(const struct word_styles *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (s->all[i].standard)
			return &s->all[i];
	return NULL;
}

void
word_styles_free(struct word_styles *s)
{
	free(s->all);
	buf_free(&s->names);
	*s = (struct word_styles){ 0 };
}
