#include "base/utf8.h"
#include "write/chart.h"

#define WIDTH	720		/* of the drawing, in its own units */
#define LABELS	260		/* left of the bars */
#define VALUES	90		/* right of them */
#define STEP	24		/* a bar and the gap below it */
#define SHORT	20		/* characters of a label that are shown */
#define HEIGHT	200		/* of a line's drawing */
#define MARGIN	40

/* Appends text as XML has it; what is not shown comes out as a blank. */
static void
put_text(struct buf *b, struct str s)
{
	size_t i = 0, at;
	uint32_t c;

	while (i < s.n) {
		at = i;
		c = utf8_next(s, &i);
		if (c == '&')
			buf_cstr(b, "&amp;");
		else if (c == '<')
			buf_cstr(b, "&lt;");
		else if (c == '>')
			buf_cstr(b, "&gt;");
		else if (c == UTF8_BAD || utf8_control(c))
			buf_byte(b, ' ');
		else
			buf_add(b, s.s + at, i - at);
	}
}

/* A label of at most SHORT characters. */
static void
put_label(struct buf *b, struct str s)
{
	size_t i = 0, n = 0;

	while (i < s.n && n < SHORT) {
		utf8_next(s, &i);
		n++;
	}
	put_text(b, (struct str){ s.s, i });
	if (i < s.n)
		buf_cstr(b, "…");
}

static double
largest(const struct chart_point *p, size_t n)
{
	double most = 0;

	while (n-- > 0)
		most = p[n].value > most ? p[n].value : most;
	return most > 0 ? most : 1;
}

static void
begin(struct buf *b, struct str title, int height)
{
	buf_printf(b, "<svg class=\"chart\" role=\"img\" "
	    "viewBox=\"0 0 %d %d\">\n<title>", WIDTH, height);
	put_text(b, title);
	buf_cstr(b, "</title>\n");
}

/* The name and value of a point, shown where the pointer rests. */
static void
put_title(struct buf *b, const struct chart_point *p)
{
	buf_cstr(b, "<title>");
	put_text(b, p->label);
	buf_cstr(b, " ");
	put_text(b, p->text);
	buf_cstr(b, "</title>");
}

void
chart_bars(struct buf *b, struct str title, const struct chart_point *p,
    size_t n)
{
	double most = largest(p, n), width;
	int y = 0;

	begin(b, title, (int)n * STEP);
	for (; n-- > 0; p++, y += STEP) {
		width = p->value / most * (WIDTH - LABELS - VALUES);
		buf_printf(b, "<text x=\"%d\" y=\"%d\" "
		    "text-anchor=\"end\">", LABELS - 8, y + 16);
		put_label(b, p->label);
		buf_printf(b, "</text><rect class=\"bar\" x=\"%d\" y=\"%d\" "
		    "width=\"%.1f\" height=\"%d\">", LABELS, y + 3, width,
		    STEP - 6);
		put_title(b, p);
		buf_printf(b, "</rect><text x=\"%.1f\" y=\"%d\">",
		    LABELS + width + 6, y + 16);
		put_text(b, p->text);
		buf_cstr(b, "</text>\n");
	}
	buf_cstr(b, "</svg>\n");
}

/* Where a point of a line is drawn. */
static double
across(size_t i, size_t n)
{
	return MARGIN + (double)i * (WIDTH - 2 * MARGIN) /
	    (double)(n > 1 ? n - 1 : 1);
}

static double
down(const struct chart_point *p, double most)
{
	return HEIGHT - MARGIN - p->value / most * (HEIGHT - 2 * MARGIN);
}

void
chart_line(struct buf *b, struct str title, const struct chart_point *p,
    size_t n)
{
	double most = largest(p, n), x, y;
	size_t i;

	begin(b, title, HEIGHT);
	buf_cstr(b, "<polyline class=\"line\" points=\"");
	for (i = 0; i < n; i++)
		buf_printf(b, "%s%.1f,%.1f", i > 0 ? " " : "", across(i, n),
		    down(&p[i], most));
	buf_cstr(b, "\"/>\n");
	for (i = 0; i < n; i++) {
		x = across(i, n);
		y = down(&p[i], most);
		buf_printf(b, "<circle class=\"dot\" cx=\"%.1f\" "
		    "cy=\"%.1f\" r=\"4\">", x, y);
		put_title(b, &p[i]);
		buf_printf(b, "</circle><text x=\"%.1f\" y=\"%.1f\" "
		    "text-anchor=\"middle\">", x, y - 10);
		put_text(b, p[i].text);
		buf_printf(b, "</text><text x=\"%.1f\" y=\"%d\" "
		    "text-anchor=\"middle\">", x, HEIGHT - MARGIN + 20);
		put_label(b, p[i].label);
		buf_cstr(b, "</text>\n");
	}
	buf_cstr(b, "</svg>\n");
}
