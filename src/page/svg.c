/*
 * cairo draws glyphs as uses of symbols it defines before all pages, by
 * font and number (#glyph0-1), at the origin of each; paths with absolute
 * coordinates and a matrix of their own.  What is defined and not used is
 * not drawn.
 */
#include <math.h>
#include <stdlib.h>

#include "page/svg.h"
#include "read/xml.h"

#define DEPTH	256
#define EMPTY	((size_t)4096)	/* bytes of names of glyphs without ink */

struct reader {
	struct pages	*pages;
	size_t		 page;		/* from 1; 0 before a pageSet */
	unsigned	 defs;		/* depth within definitions */
	struct buf	 glyph;		/* the one being defined, "#glyph0-1\n" */
	struct buf	 empty;		/* the names of those without ink */
};

struct pen {
	const double	*m;
	bool		 stroke, curved;
	struct box	 box;		/* of the piece so far */
	double		 x, y, x0, y0;	/* where it is, and began */
	size_t		 points;
	struct pages	*pages;
	size_t		 page;
};

bool
svg_number(struct str *s, double *out)
{
	char digits[40], *end;
	size_t n = 0;

	while (s->n > 0 && strchr(" ,\t\n(", *s->s) != NULL)
		*s = str_from(*s, 1);
	while (n < s->n && n < sizeof(digits) - 1 &&
	    strchr("+-.eE0123456789", s->s[n]) != NULL && s->s[n] != '\0') {
		digits[n] = s->s[n];
		n++;
	}
	digits[n] = '\0';
	*out = strtod(digits, &end);
	*s = str_from(*s, (size_t)(end - digits));
	return end != digits && isfinite(*out);
}

static void
end_piece(struct pen *p)
{
	if (!p->stroke && !p->curved && p->points > 2)
		pages_rule(p->pages, p->page, &p->box);
	p->points = 0;
	p->curved = false;
}

/* Moves to a point, given before the matrix; along a line of a stroke. */
static void
move(struct pen *p, double ux, double uy, bool line)
{
	double x = p->m[0] * ux + p->m[2] * uy + p->m[4];
	double y = p->m[1] * ux + p->m[3] * uy + p->m[5];
	struct box side = { fmin(p->x, x), fmin(p->y, y), fmax(p->x, x),
	    fmax(p->y, y) };

	if (p->points++ == 0) {
		p->box = (struct box){ x, y, x, y };
		p->x0 = ux;
		p->y0 = uy;
	}
	p->box = (struct box){ fmin(p->box.x0, x), fmin(p->box.y0, y),
	    fmax(p->box.x1, x), fmax(p->box.y1, y) };
	if (line && p->stroke && p->points > 1)
		pages_rule(p->pages, p->page, &side);
	p->x = x;
	p->y = y;
}

/* Draws what one command says; false where numbers are missing. */
static bool
command(struct pen *p, char c, struct str *d, double *x, double *y)
{
	double skip;
	int i;

	switch (c) {
	case 'M':
		end_piece(p);
		/* FALLTHROUGH */
	case 'L':
		if (!svg_number(d, x) || !svg_number(d, y))
			return false;
		break;
	case 'H':
		if (!svg_number(d, x))
			return false;
		break;
	case 'V':
		if (!svg_number(d, y))
			return false;
		break;
	case 'C':
		for (i = 0; i < 4; i++)
			if (!svg_number(d, &skip))
				return false;
		if (!svg_number(d, x) || !svg_number(d, y))
			return false;
		p->curved = true;
		break;
	default:
		return false;
	}
	move(p, *x, *y, c != 'M' && c != 'C');
	return true;
}

void
svg_path(struct str d, const double matrix[6], bool stroke,
    struct pages *pages, size_t page)
{
	struct pen p = { .m = matrix, .stroke = stroke, .pages = pages,
	    .page = page };
	double x = 0, y = 0;
	char c = 0;

	if (stroke && d.n > 0 && memchr(d.s, 'C', d.n) != NULL)
		return;			/* outlines of glyphs, a drawing */
	while (d.n > 0) {
		if (strchr(" ,\t\n", *d.s) != NULL) {
			d = str_from(d, 1);
			continue;
		}
		if (*d.s == 'Z' || *d.s == 'z') {
			if (p.points > 0)
				move(&p, x = p.x0, y = p.y0, true);
			end_piece(&p);
			d = str_from(d, 1);
			continue;
		}
		if (strchr("MLHVC", *d.s) != NULL) {
			c = *d.s;
			d = str_from(d, 1);
		}
		if (!command(&p, c, &d, &x, &y))
			break;
		c = c == 'M' ? 'L' : c;
	}
	end_piece(&p);
}

static void
on_path(struct reader *r, const struct xml_element *e)
{
	struct str d = xml_attribute(e, "d"), t, style, width;
	double m[6] = { 1, 0, 0, 1, 0, 0 };
	bool stroke;
	size_t i;

	if (r->defs > 0) {
		if (d.n == 0 && r->glyph.len > 0 &&
		    r->empty.len + r->glyph.len < EMPTY)
			buf_str(&r->empty, buf_slice(&r->glyph));
		buf_reset(&r->glyph);
		return;
	}
	t = xml_attribute(e, "transform");
	if (str_find(t, "matrix") >= 0)
		for (t = str_from(t, 6), i = 0; i < 6; i++)
			if (!svg_number(&t, &m[i]))
				return;
	style = xml_attribute(e, "style");
	width = xml_attribute(e, "stroke-width");
	stroke = str_find(style, "stroke-width") >= 0 || width.n > 0;
	svg_path(d, m, stroke, r->pages, r->page == 0 ? 0 : r->page - 1);
}

static void
on_use(struct reader *r, const struct xml_element *e)
{
	struct str href = xml_attribute(e, "href"), x, y;
	double at[2];

	if (r->defs > 0 || !str_begins(href, "#glyph"))
		return;
	buf_reset(&r->glyph);
	buf_str(&r->glyph, href);
	buf_byte(&r->glyph, '\n');
	x = xml_attribute(e, "x");
	y = xml_attribute(e, "y");
	if (!r->glyph.failed &&
	    str_find(buf_slice(&r->empty), buf_z(&r->glyph)) < 0 &&
	    svg_number(&x, &at[0]) && svg_number(&y, &at[1]))
		pages_glyph(r->pages, r->page == 0 ? 0 : r->page - 1, at[0],
		    at[1]);
	buf_reset(&r->glyph);
}

static void
on_start(void *to, const struct xml_element *e)
{
	struct reader *r = to;
	struct str id = xml_attribute(e, "id");

	if (r->defs > 0)
		r->defs++;
	if (strcmp(e->name, "defs") == 0 && r->defs == 0)
		r->defs = 1;
	else if (strcmp(e->name, "page") == 0)
		r->page++;
	else if (strcmp(e->name, "path") == 0)
		on_path(r, e);
	else if (strcmp(e->name, "use") == 0)
		on_use(r, e);
	else if (r->defs > 0 && id.n > 5 && str_begins(id, "glyph")) {
		buf_reset(&r->glyph);
		buf_byte(&r->glyph, '#');
		buf_str(&r->glyph, id);
		buf_byte(&r->glyph, '\n');
	}
}

static void
on_end(void *to, const char *name)
{
	struct reader *r = to;

	(void)name;
	if (r->defs > 0)
		r->defs--;
}

/* Appends s without the bytes of pictures, which may be most of it. */
static void
drop_pictures(struct buf *out, struct str s)
{
	static const char mark[] = "\"data:";
	const char *at, *end;
	size_t n = sizeof(mark) - 1;

	for (at = s.s; s.n > n && (at = memchr(at, '"',
	    s.n - (size_t)(at - s.s))) != NULL; ) {
		if (s.n - (size_t)(at - s.s) <= n || memcmp(at, mark, n) != 0) {
			at++;
			continue;
		}
		end = memchr(at + 1, '"', s.n - (size_t)(at - s.s) - 1);
		buf_add(out, s.s, (size_t)(at - s.s) + 1);
		if (end == NULL)
			return;
		s = str_from(s, (size_t)(end - s.s));
		at = s.s + 1;
	}
	buf_str(out, s);
}

const char *
svg_read(struct str svg, struct pages *pages)
{
	static const struct xml_events events = { on_start, on_end, NULL };
	struct reader r = { .pages = pages };
	struct buf lean = { 0 };
	const char *wrong = "out of memory";

	drop_pictures(&lean, svg);
	if (!lean.failed)
		wrong = xml_read(buf_slice(&lean), &events, &r, DEPTH);
	if (r.glyph.failed || r.empty.failed || pages->glyphs.failed)
		wrong = "out of memory";
	buf_free(&lean);
	buf_free(&r.glyph);
	buf_free(&r.empty);
	return wrong;
}
