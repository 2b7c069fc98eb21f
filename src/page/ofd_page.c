/*
 * A character stands where its TextCode says, within the box of its
 * object, through the matrices of the object and of the composites it is
 * in.  Text that leans is a watermark.  Text that is turned, mirrored,
 * pale, or whose codes are not its glyphs one by one shows something, but
 * not certainly which figure, so its digits are made unreadable.  Text
 * below a picture of the page is what a machine read in a scan.
 */
#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "page/ofd_page.h"
#include "page/svg.h"
#include "read/xml.h"

#define POINTS	(72 / 25.4)	/* a millimetre */
#define NESTED	4		/* composites in composites */
#define CHARS	((size_t)1000 * 1000)	/* of one page */
#define GLYPHS	256		/* of one TextCode without codes */
#define THICK	1.4		/* mm: a thicker stroke is a surface */
#define LEANS	3.0		/* degrees */
#define PALE	100		/* of 255; less covers little */
#define DEGREE	(3.14159265358979323846 / 180)

enum kind { NONE, TEXT, PATH };

/* The object that is being read. */
struct object {
	enum kind	 kind;
	double		 m[6];		/* to points of the page */
	double		 em, wide;
	unsigned	 font;
	bool		 fill, stroke;
	bool		 out;		/* it is not to be seen */
	bool		 pale;		/* hardly to be seen */
	bool		 doubt;		/* its digits are not certain */
	size_t		 glyphs;	/* said to be those of a TextCode */
};

/* Offsets of the characters of a TextCode, taken as they are needed. */
struct offsets {
	struct str	 rest;
	bool		 given;
	double		 times, value;	/* the last is to be taken again */
};

struct reader {
	struct ofd_page	*page;
	double		 base[6];
	unsigned	 level;		/* of composites */
	long		 wanted;	/* the composite looked for, or 0 */
	unsigned	 within;	/* elements, of the one looked for */
	unsigned	 skip;		/* elements, of what draws nothing */
	struct object	 o;
	double		 x, y;		/* of the TextCode */
	struct buf	 dx, dy, text;
	bool		 reads;		/* text */
	bool		 found;		/* the one looked for */
	const char	*wrong;
};

static const char too_much[] = "an OFD page with too much on it";

/* Takes n numbers of an attribute; false where they are not there. */
static bool
numbers(const struct xml_element *e, const char *name, double *out, size_t n)
{
	struct str s = xml_attribute(e, name);
	double got[6] = { 0 };
	size_t i;

	for (i = 0; i < n; i++)
		if (!svg_number(&s, &got[i]))
			return false;
	memcpy(out, got, n * sizeof(*out));
	return true;
}

static bool
truth(const struct xml_element *e, const char *name, bool otherwise)
{
	struct str s = xml_attribute(e, name);

	if (s.n == 0)
		return otherwise;
	return *s.s == 't' || *s.s == 'T' || *s.s == '1';
}

/* b, and then a. */
static void
multiply(double out[6], const double a[6], const double b[6])
{
	const double m[6] = { a[0] * b[0] + a[2] * b[1],
	    a[1] * b[0] + a[3] * b[1], a[0] * b[2] + a[2] * b[3],
	    a[1] * b[2] + a[3] * b[3], a[0] * b[4] + a[2] * b[5] + a[4],
	    a[1] * b[4] + a[3] * b[5] + a[5] };

	memcpy(out, m, sizeof(m));
}

/* Begins an object: where it is drawn, and whether. */
static void
begin(struct reader *r, const struct xml_element *e, enum kind kind)
{
	double boundary[4] = { 0, 0, 0, 0 };
	double ctm[6] = { 1, 0, 0, 1, 0, 0 }, at[6] = { 1, 0, 0, 1, 0, 0 };
	long alpha = xml_number(e, "Alpha", 255);

	r->o = (struct object){ .kind = kind };
	(void)numbers(e, "Boundary", boundary, 4);
	(void)numbers(e, "CTM", ctm, 6);
	at[4] = boundary[0];
	at[5] = boundary[1];
	multiply(r->o.m, r->base, at);
	multiply(r->o.m, r->o.m, ctm);
	r->o.out = !truth(e, "Visible", true) || alpha == 0;
	r->o.pale = alpha < PALE;
}

/* Whether the angle is near a multiple of so many degrees. */
static bool
is_near(double angle, double step)
{
	return fabs(remainder(angle, step)) < LEANS;
}

static void
begin_text(struct reader *r, const struct xml_element *e)
{
	struct object *o = &r->o;
	double size = 0, scale = 1, angle;

	begin(r, e, TEXT);
	r->x = r->y = 0;
	(void)numbers(e, "Size", &size, 1);
	(void)numbers(e, "HScale", &scale, 1);
	o->em = size * hypot(o->m[2], o->m[3]);
	o->wide = size * scale * hypot(o->m[0], o->m[1]);
	o->font = (unsigned)xml_number(e, "Font", 0);
	angle = atan2(o->m[1], o->m[0]) / DEGREE;
	o->doubt = !is_near(angle, 360) ||
	    xml_number(e, "CharDirection", 0) % 360 != 0 ||
	    o->m[0] * o->m[3] - o->m[1] * o->m[2] <= 0;
	o->out |= !is_near(angle, 90) || !(o->em > 0.1 && o->em < 1e4) ||
	    !(o->wide > 0.1 && o->wide < 1e4) ||
	    (!truth(e, "Fill", true) && !truth(e, "Stroke", false));
}

static void
begin_path(struct reader *r, const struct xml_element *e)
{
	double width = 0;

	begin(r, e, PATH);
	(void)numbers(e, "LineWidth", &width, 1);
	width *= fmin(hypot(r->o.m[0], r->o.m[1]),
	    hypot(r->o.m[2], r->o.m[3])) / POINTS;
	r->o.stroke = truth(e, "Stroke", true) && width <= THICK;
	r->o.fill = truth(e, "Fill", false);
}

static void
begin_code(struct reader *r, const struct xml_element *e)
{
	if (r->o.kind != TEXT)
		return;
	/* What is not given is as it was in the TextCode before. */
	(void)numbers(e, "X", &r->x, 1);
	(void)numbers(e, "Y", &r->y, 1);
	buf_reset(&r->dx);
	buf_reset(&r->dy);
	buf_str(&r->dx, xml_attribute(e, "DeltaX"));
	buf_str(&r->dy, xml_attribute(e, "DeltaY"));
	buf_reset(&r->text);
	r->reads = true;
}

/* The next of a list of offsets, in which "g n d" is n times d. */
static bool
next_offset(struct offsets *o, double *out)
{
	while (o->rest.n > 0 && strchr(" ,\t\r\n", *o->rest.s) != NULL)
		o->rest = str_from(o->rest, 1);
	while (o->times < 1) {
		if (o->rest.n > 0 && *o->rest.s == 'g') {
			o->rest = str_from(o->rest, 1);
			if (!svg_number(&o->rest, &o->times))
				return false;
		} else
			o->times = 1;
		if (!svg_number(&o->rest, &o->value))
			return false;
		while (o->rest.n > 0 && strchr(" ,\t\r\n", *o->rest.s) != NULL)
			o->rest = str_from(o->rest, 1);
	}
	o->times--;
	*out = o->value;
	return true;
}

/* Adds a character at a place of its object. */
static void
add_char(struct reader *r, double x, double y, uint32_t c)
{
	const struct object *o = &r->o;
	struct page_char pc = { .x = o->m[0] * x + o->m[2] * y + o->m[4],
	    .y = o->m[1] * x + o->m[3] * y + o->m[5], .em = o->em,
	    .wide = o->wide, .font = o->font, .c = c };

	if (o->out || !isfinite(pc.x + pc.y)) {
		r->page->hidden += !utf8_space(c);
		return;
	}
	if (r->page->shown++ >= CHARS)
		r->wrong = too_much;
	r->page->unknown += c == UTF8_BAD || (c >= 0xE000 && c <= 0xF8FF);
	if ((o->doubt || o->pale) && c >= '0' && c <= '9')
		pc.c = UTF8_BAD;
	else if (o->pale)
		return;
	buf_add(&r->page->chars->all, &pc, sizeof(pc));
}

/*
 * Moves to the place of the character behind c.  Where no offsets are
 * given at all, characters stand close; false if it is not certain where.
 */
static bool
advance(const struct reader *r, uint32_t c, struct offsets *dx,
    struct offsets *dy, double *x, double *y)
{
	double scale = hypot(r->o.m[0], r->o.m[1]), d;
	bool told = false;

	if (dx->given && next_offset(dx, &d)) {
		*x += d;
		told = true;
	}
	if (dy->given && next_offset(dy, &d)) {
		*y += d;
		told = true;
	}
	if (!told && scale > 0)
		*x += (utf8_width(c) > 1 ? 1 : 0.5) * r->o.wide / scale;
	return told || (!dx->given && !dy->given && !utf8_space(c));
}

static void
end_code(struct reader *r)
{
	struct str s = buf_slice(&r->text);
	struct offsets dx = { buf_slice(&r->dx), r->dx.len > 0, 0, 0 };
	struct offsets dy = { buf_slice(&r->dy), r->dy.len > 0, 0, 0 };
	double x = r->x, y = r->y;
	bool doubt = r->o.doubt;
	uint32_t c;
	size_t i, n = 0;

	r->reads = false;
	for (i = 0; (i < s.n || (s.n == 0 && n++ < r->o.glyphs)) &&
	    r->wrong == NULL; ) {
		c = s.n > 0 ? utf8_next(s, &i) : UTF8_BAD;
		if (c < ' ')
			continue;
		add_char(r, x, y, c);
		r->o.doubt |= !advance(r, c, &dx, &dy, &x, &y);
	}
	r->o.doubt = doubt;
	r->o.glyphs = 0;
	if (r->text.failed || r->dx.failed || r->dy.failed)
		r->wrong = "out of memory";
}

/*
 * Codes that are not one glyph each leave the offsets uncertain.  Glyphs
 * of a TextCode without codes are there to be seen, but not to be read.
 */
static void
on_glyphs(struct reader *r, const struct xml_element *e)
{
	long glyphs = xml_number(e, "GlyphCount", 1);

	if (xml_number(e, "CodeCount", 1) != glyphs)
		r->o.doubt = true;
	if (glyphs > 0)
		r->o.glyphs = glyphs > GLYPHS ? GLYPHS : (size_t)glyphs;
}

/* Turns a path of OFD (S M L Q B A C) into one of SVG. */
static void
svg_of(struct str s, struct buf *out)
{
	static const struct {
		char	ofd, svg;
		size_t	numbers;
	} commands[] = { { 'S', 'M', 2 }, { 'M', 'M', 2 }, { 'L', 'L', 2 },
	    { 'Q', 'C', 4 }, { 'B', 'C', 6 }, { 'A', 'C', 7 },
	    { 'C', 'Z', 0 } };
	const size_t ncommands = sizeof(commands) / sizeof(commands[0]);
	double v[7];
	size_t i, k, n;

	while (s.n > 0) {
		for (i = 0; i < ncommands && commands[i].ofd != *s.s; )
			i++;
		s = str_from(s, 1);
		if (i == ncommands)
			continue;
		n = commands[i].numbers;
		for (k = 0; k < n; k++)
			if (!svg_number(&s, &v[k]))
				return;
		buf_byte(out, commands[i].svg);
		/* What bends is no rule; only where it ends matters. */
		for (k = commands[i].svg == 'C' ? 3 : n > 0; k > 0; k--)
			buf_printf(out, " %.4f %.4f", v[n - 2], v[n - 1]);
	}
}

static void
end_path(struct reader *r)
{
	struct pages *p = r->page->pages;
	struct buf d = { 0 };

	r->reads = false;
	if (r->o.kind != PATH || r->o.out || (!r->o.stroke && !r->o.fill))
		return;
	svg_of(buf_slice(&r->text), &d);
	svg_path(buf_slice(&d), r->o.m, r->o.stroke, p, p->n - 1);
	if (d.failed || p->rules.failed)
		r->wrong = "out of memory";
	buf_free(&d);
}

/* A picture of the page hides what was drawn before. */
static void
on_image(struct reader *r, const struct xml_element *e)
{
	struct page_chars *chars = r->page->chars;
	double boundary[4] = { 0, 0, 0, 0 }, area;
	long alpha = xml_number(e, "Alpha", 255);

	if (!truth(e, "Visible", true) || alpha == 0)
		return;
	r->page->pictures++;
	if (!numbers(e, "Boundary", boundary, 4) || alpha < 255 ||
	    xml_attribute(e, "ImageMask").n > 0)
		return;
	area = fabs(boundary[2] * boundary[3] * (r->base[0] * r->base[3] -
	    r->base[1] * r->base[2])) / POINTS / POINTS;
	if (area < 0.5 * r->page->area)
		return;
	r->page->hidden += r->page->shown;
	r->page->shown = 0;
	chars->all.len = 0;
}

static const char *read_part(struct reader *, struct str);

/* Draws a composite object, which a part of resources defines. */
static void
on_composite(struct reader *r, const struct xml_element *e)
{
	const struct ofd_resource *of = PAGE_ARRAY(const struct ofd_resource,
	    &r->page->resources);
	struct reader inner = { .page = r->page, .level = r->level + 1,
	    .wanted = xml_number(e, "ResourceID", 0) };
	size_t i, n = PAGE_COUNT(struct ofd_resource, &r->page->resources);

	begin(r, e, NONE);
	if (r->o.out || inner.wanted == 0)
		return;
	if (inner.level > NESTED) {
		r->wrong = "nested too deep";
		return;
	}
	memcpy(inner.base, r->o.m, sizeof(inner.base));
	for (i = 0; i < n && r->wrong == NULL; i++)
		r->wrong = read_part(&inner, of[i].xml);
	if (r->wrong == NULL && !inner.found)
		r->wrong = "an OFD document without a part it names";
}

static bool
is_one_of(const char *name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

static void
on_object(struct reader *r, const struct xml_element *e)
{
	/* Elements that hold what is not drawn as it stands there. */
	static const char *const others[] = { "Clips", "Pattern", "Border",
	    "AxialShd", "RadialShd", "GouraudShd", "LaGourandShd", "Actions",
	    "StrokeColor", "FillColor", NULL };

	if (strcmp(e->name, "TextObject") == 0)
		begin_text(r, e);
	else if (strcmp(e->name, "TextCode") == 0)
		begin_code(r, e);
	else if (strcmp(e->name, "CGTransform") == 0)
		on_glyphs(r, e);
	else if (strcmp(e->name, "PathObject") == 0)
		begin_path(r, e);
	else if (strcmp(e->name, "ImageObject") == 0)
		on_image(r, e);
	else if (strcmp(e->name, "CompositeObject") == 0)
		on_composite(r, e);
	else if (strcmp(e->name, "AbbreviatedData") == 0) {
		buf_reset(&r->text);
		r->reads = true;
	}
	if (strcmp(e->name, "FillColor") == 0 && r->o.kind == TEXT &&
	    xml_number(e, "Alpha", 255) < PALE) {
		r->o.pale = true;
		r->o.out |= xml_number(e, "Alpha", 255) == 0;
	}
	if (is_one_of(e->name, others))
		r->skip = 1;
}

static void
on_start(void *to, const struct xml_element *e)
{
	struct reader *r = to;

	if (r->wrong != NULL)
		return;
	if (r->wanted != 0 && r->within == 0) {
		if (strcmp(e->name, "CompositeGraphicUnit") == 0 &&
		    xml_number(e, "ID", 0) == r->wanted)
			r->within = r->found = 1;
		return;
	}
	r->within += r->within > 0;
	if (r->skip > 0)
		r->skip++;
	else
		on_object(r, e);
}

static void
on_end(void *to, const char *name)
{
	struct reader *r = to;

	if (r->wrong != NULL || (r->wanted != 0 && r->within == 0))
		return;
	r->within -= r->within > 0;
	if (r->skip > 0)
		r->skip--;
	else if (strcmp(name, "TextCode") == 0 && r->reads)
		end_code(r);
	else if (strcmp(name, "AbbreviatedData") == 0 && r->reads)
		end_path(r);
}

static void
on_text(void *to, struct str s)
{
	struct reader *r = to;

	if (r->reads && r->skip == 0 && r->wrong == NULL)
		buf_str(&r->text, s);
}

/* Reads a part with a reader that knows where it is drawn. */
static const char *
read_part(struct reader *r, struct str xml)
{
	static const struct xml_events events = { on_start, on_end, on_text };
	const char *wrong;

	if (xml.n > *r->page->left)
		return too_much;
	*r->page->left -= xml.n;
	wrong = xml_read(xml, &events, r, r->page->max_depth);
	buf_free(&r->dx);
	buf_free(&r->dy);
	buf_free(&r->text);
	if (wrong == NULL && r->page->chars->all.failed)
		wrong = "out of memory";
	return r->wrong != NULL ? r->wrong : wrong;
}

const char *
ofd_page_read(struct ofd_page *page, struct str xml)
{
	struct reader r = { .page = page,
	    .base = { POINTS, 0, 0, POINTS, 0, 0 } };

	return read_part(&r, xml);
}
