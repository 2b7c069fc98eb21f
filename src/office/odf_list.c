#include <stdlib.h>

#include "office/odf_list.h"

/* A list that goes on is looked for among so many lists before it. */
#define MAX_BACK	512
#define MAX_START	1000000

static struct odf_count *
present(struct odf_lists *l)
{
	return l->present < l->n ? &l->counts[l->present] : NULL;
}

static bool
has_id(const struct odf_lists *l, const struct odf_count *c, struct str id)
{
	return c->id.n > 0 && str_eq(id,
	    (struct str){ l->ids.s + c->id.start, c->id.n });
}

/* The list this one continues; NULL: none. */
static const struct odf_count *
continued(const struct odf_lists *l, const struct xml_element *e,
    const struct odf_list_style *style)
{
	struct str id = xml_attribute(e, "continue-list");
	bool on = str_is(xml_attribute(e, "continue-numbering"), "true");
	size_t i;

	for (i = l->n; i > 0 && l->n - i < MAX_BACK; i--)
		if (id.n > 0 ? has_id(l, &l->counts[i - 1], id) :
		    on && l->counts[i - 1].style == style)
			return &l->counts[i - 1];
	return NULL;
}

static void
outermost_start(struct odf_lists *l, const struct xml_element *e)
{
	struct odf_count *bigger = l->counts, c = { 0 };
	const struct odf_count *before;
	struct str id = xml_attribute(e, "id");

	c.style = odf_list_style(l->styles, xml_attribute(e, "style-name"));
	if ((before = continued(l, e, c.style)) != NULL) {
		memcpy(c.at, before->at, sizeof(c.at));
		memcpy(c.any, before->any, sizeof(c.any));
		c.style = c.style != NULL ? c.style : before->style;
	}
	c.id = (struct odf_name){ l->ids.len, id.n };
	buf_str(&l->ids, id);
	if (l->n == l->room) {
		l->room = l->room ? l->room * 2 : 64;
		bigger = realloc(bigger, l->room * sizeof(*bigger));
	}
	if (bigger == NULL || l->ids.failed) {
		l->counts = bigger != NULL ? bigger : l->counts;
		l->room = l->n;
		l->failed = true;
		return;
	}
	l->counts = bigger;
	l->present = l->n;
	l->counts[l->n++] = c;
}

void
odf_list_start(struct odf_lists *l, const struct xml_element *e)
{
	struct odf_count *c;
	const struct odf_list_style *style;

	if (l->depth++ == 0) {
		outermost_start(l, e);
	} else if ((c = present(l)) != NULL && l->depth <= ODF_LEVELS) {
		style = odf_list_style(l->styles,
		    xml_attribute(e, "style-name"));
		c->style = style != NULL ? style : c->style;
		/* An item with nothing but a list is there for its depth. */
		if (!l->fresh && !str_is(xml_attribute(e,
		    "continue-numbering"), "true"))
			c->any[l->depth - 1] = false;
	}
	l->fresh = false;
}

void
odf_list_end(struct odf_lists *l)
{
	if (l->depth > 0)
		l->depth--;
	l->fresh = false;
}

static long
start_value(const struct xml_element *e, long otherwise)
{
	long n = xml_number(e, "start-value", otherwise);

	return n < 0 || n > MAX_START ? otherwise : n;
}

void
odf_list_item(struct odf_lists *l, const struct xml_element *e, bool header)
{
	struct odf_count *c = present(l);
	struct str start = xml_attribute(e, "start-value");

	l->fresh = !header;
	if (c == NULL || header || start.n == 0 || l->depth == 0 ||
	    l->depth > ODF_LEVELS)
		return;
	c->any[l->depth - 1] = true;
	c->at[l->depth - 1] = start_value(e, 1) - 1;
}

/* The number a level shows; one that has not come counts as its first. */
static void
write_number(const struct odf_count *c, unsigned level, struct buf *out)
{
	const struct odf_level *l = &c->style->levels[level];

	if (l->way != NUMERAL_NONE)
		numeral_put(out, l->way, (unsigned long)(c->any[level] ?
		    c->at[level] : l->first));
}

/* "第%1%章": %n% is the number of level n. */
static void
write_pattern(const struct odf_count *c, struct str s, struct buf *out)
{
	size_t i, end;
	unsigned level;

	for (i = 0; i < s.n; i++) {
		level = 0;
		for (end = i + 1; s.s[i] == '%' && end < s.n && end < i + 3 &&
		    s.s[end] >= '0' && s.s[end] <= '9'; end++)
			level = level * 10 + (unsigned)(s.s[end] - '0');
		if (level >= 1 && level <= ODF_LEVELS && end < s.n &&
		    s.s[end] == '%') {
			write_number(c, level - 1, out);
			i = end;
		} else
			buf_byte(out, s.s[i]);
	}
}

static void
write_label(const struct odf_styles *styles, const struct odf_count *c,
    unsigned level, struct buf *out)
{
	const struct odf_level *l = &c->style->levels[level];
	size_t start = out->len;
	unsigned k;

	if (l->pattern.n > 0)
		write_pattern(c, odf_text_of(styles, l->pattern), out);
	else {
		buf_str(out, odf_text_of(styles, l->prefix));
		for (k = level + 1 - l->shown; l->way != NUMERAL_NONE &&
		    l->shown > 0 && k <= level; k++) {
			if (c->style->levels[k].way == NUMERAL_NONE)
				continue;
			write_number(c, k, out);
			if (k < level)
				buf_byte(out, '.');
		}
		buf_str(out, odf_text_of(styles, l->suffix));
	}
	if (out->len > start && !l->tight)
		buf_byte(out, ' ');
}

/* The next number of a level; those of the levels below begin anew. */
static void
count(struct odf_count *c, unsigned level)
{
	unsigned k;

	c->at[level] = c->any[level] ? c->at[level] + 1 :
	    c->style->levels[level].first;
	c->any[level] = true;
	for (k = level + 1; k < ODF_LEVELS; k++)
		c->any[k] = false;
}

static void
heading_label(struct odf_lists *l, const struct xml_element *e,
    struct buf *out)
{
	long level = xml_number(e, "outline-level", 1);
	struct odf_count *c = &l->outline;
	struct str list;

	c->style = odf_outline(l->styles);
	if (c->style == NULL || level < 1 || level > ODF_LEVELS ||
	    str_is(xml_attribute(e, "is-list-header"), "true") ||
	    (odf_style_list(l->styles, xml_attribute(e, "style-name"),
	    &list) && list.n == 0))
		return;
	if (str_is(xml_attribute(e, "restart-numbering"), "true")) {
		c->any[level - 1] = true;
		c->at[level - 1] = start_value(e,
		    c->style->levels[level - 1].first) - 1;
	}
	count(c, (unsigned)level - 1);
	write_label(l->styles, c, (unsigned)level - 1, out);
}

void
odf_list_label(struct odf_lists *l, const struct xml_element *e,
    struct buf *out)
{
	struct odf_count *c = present(l);
	struct str list;

	if (l->depth == 0) {
		if (strcmp(e->name, "h") == 0)
			heading_label(l, e, out);
		return;
	}
	if (!l->fresh || c == NULL || l->depth > ODF_LEVELS)
		return;
	l->fresh = false;
	if (c->style == NULL && odf_style_list(l->styles,
	    xml_attribute(e, "style-name"), &list))
		c->style = odf_list_style(l->styles, list);
	if (c->style == NULL)
		return;
	if (c->style->outline) {
		l->outline.style = c->style;
		c = &l->outline;
	}
	count(c, l->depth - 1);
	write_label(l->styles, c, l->depth - 1, out);
}

void
odf_lists_free(struct odf_lists *l)
{
	free(l->counts);
	buf_free(&l->ids);
	*l = (struct odf_lists){ 0 };
}
