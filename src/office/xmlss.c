/*
 * Styles are sorted by name once all are known, which is before the first
 * sheet.  A cell has the style it names, or that of its row, of its column
 * or of the table.  Behind its rows a sheet says whether it is hidden and
 * shows zeros; so zeros are added, and the sheet is written, at its end.
 */
#include <stdio.h>
#include <stdlib.h>

#include "office/numfmt.h"
#include "office/sheet.h"
#include "office/xmlss.h"
#include "read/tables.h"
#include "read/xml.h"

#define MAX_STYLES	4096
#define MAX_COVERED	((size_t)1 << 26)	/* columns in all */
#define NO_STYLE	0		/* styles are counted from 1 */

/* A piece of workbook.text. */
struct piece {
	size_t	 start, n;
};

struct style {
	struct piece	 id, parent, code;
	bool		 has_code;
	struct str	 key, shows;	/* its name and its code, once sorted */
};

struct zero {
	size_t		 row, column, style;
};

struct workbook {
	struct buf	*out;
	size_t		 max_bytes;
	struct buf	 text;
	struct buf	 styles;	/* struct style */
	struct sheet	 sheet;
	struct buf	 name;		/* the sheet's */
	struct buf	 zeros;		/* struct zero */
	size_t		 columns;	/* described so far */
	size_t		 row, column;	/* of the present cell, */
	size_t		 row_after, column_after;	/* and the next */
	size_t		 style, row_style, table_style;
	uint16_t	 column_style[SHEET_COLUMNS];
	uint32_t	 free[SHEET_COLUMNS];	/* the first row that no cell
						   above covers */
	size_t		 covered;	/* columns looked at for it */
	char		 type;		/* of Data: N S D B E */
	bool		 formula;
	struct buf	 value, shown;
	unsigned	 skip;		/* open elements in a comment */
	bool		 in_styles, in_cell, in_text, hidden, no_zeros;
	bool		 apart;		/* from the text that comes next */
	const char	*wrong;
};

static bool
is(const struct xml_element *e, const char *name)
{
	return strcmp(e->name, name) == 0;
}

static bool
is_true(const struct xml_element *e, const char *name)
{
	struct str s = xml_attribute(e, name);

	return str_is(s, "1") || str_is(s, "true");
}

/* An attribute from 0 to most; 0 where there is none. */
static size_t
number(const struct xml_element *e, const char *name, long most)
{
	long n = xml_number(e, name, 0);

	return n < 0 ? 0 : n > most ? (size_t)most : (size_t)n;
}

static struct piece
keep(struct workbook *w, struct str s)
{
	struct piece p = { w->text.len, s.n };

	buf_str(&w->text, s);
	return w->text.failed ? (struct piece){ 0, 0 } : p;
}

static struct str
text_of(const struct workbook *w, struct piece p)
{
	return (struct str){ p.n > 0 ? w->text.s + p.start : NULL, p.n };
}

/* Styles. */

static int
by_name(const void *a, const void *b)
{
	const struct style *x = a, *y = b;

	return str_compare(x->key, y->key);
}

/* The number of a style by its name. */
static size_t
find_style(const struct workbook *w, struct str id)
{
	const struct style *styles = (const struct style *)w->styles.s,
	    wanted = { .key = id }, *found = NULL;

	if (id.n > 0 && styles != NULL)
		found = bsearch(&wanted, styles, w->styles.len /
		    sizeof(*styles), sizeof(*styles), by_name);
	return found != NULL ? (size_t)(found - styles) + 1 : NO_STYLE;
}

/* The style an element names, else the other one. */
static size_t
style_or(const struct workbook *w, const struct xml_element *e, size_t other)
{
	size_t style = find_style(w, xml_attribute(e, "StyleID"));

	return style != NO_STYLE ? style : other;
}

static void
style_start(struct workbook *w, const struct xml_element *e)
{
	struct style s = { keep(w, xml_attribute(e, "ID")),
	    keep(w, xml_attribute(e, "Parent")), .has_code = false };

	if (w->styles.len < MAX_STYLES * sizeof(s))
		buf_add(&w->styles, &s, sizeof(s));
}

/* Formats have names besides codes; others are shown as they are. */
static struct str
code_named(struct str name)
{
	static const struct {
		const char	*name, *code;
	} named[] = {
		{ "Fixed", "0.00" }, { "Standard", "#,##0.00" },
		{ "Percent", "0.00%" }, { "Scientific", "0.00E+00" },
		{ "Short Date", "yyyy/m/d" },
		{ "General Date", "yyyy/m/d h:mm" },
		{ "Long Date", "yyyy\"年\"m\"月\"d\"日\"" },
		{ "General Number", "General" },
	};
	size_t i;

	for (i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (str_is(name, named[i].name))
			return str_of(named[i].code);
	return name;
}

static void
format_start(struct workbook *w, const struct xml_element *e)
{
	struct style *styles = (struct style *)w->styles.s;
	size_t n = w->styles.len / sizeof(*styles);
	struct piece code = keep(w, code_named(xml_attribute(e, "Format")));

	if (n == 0)
		return;
	styles[n - 1].code = code;
	styles[n - 1].has_code = true;
}

/* Finds all names and codes; that of a parent counts where there is none. */
static void
sort_styles(struct workbook *w)
{
	struct style *styles = (struct style *)w->styles.s, *s;
	size_t i, n = w->styles.len / sizeof(*styles), at;
	unsigned steps;

	for (i = 0; i < n; i++)
		styles[i].key = text_of(w, styles[i].id);
	if (n > 0)
		qsort(styles, n, sizeof(*styles), by_name);
	for (i = 0; i < n; i++) {
		s = &styles[i];
		for (steps = 8; !s->has_code && steps > 0; steps--) {
			at = find_style(w, text_of(w, s->parent));
			s = at != NO_STYLE ? &styles[at - 1] : s;
		}
		if (s->has_code)
			styles[i].shows = text_of(w, s->code);
	}
}

/* The code a style shows numbers with. */
static struct str
code_of(const struct workbook *w, size_t style)
{
	const struct style *styles = (const struct style *)w->styles.s;

	return style != NO_STYLE ? styles[style - 1].shows :
	    (struct str){ NULL, 0 };
}

/* Cells. */

static void
table_start(struct workbook *w, const struct xml_element *e)
{
	w->row_after = w->columns = 0;
	w->table_style = style_or(w, e, find_style(w,
	    (struct str)STR("Default")));
	memset(w->column_style, 0, sizeof(w->column_style));
	memset(w->free, 0, sizeof(w->free));
}

static void
column_start(struct workbook *w, const struct xml_element *e)
{
	size_t at = number(e, "Index", SHEET_COLUMNS), style, n;

	at = at > 0 ? at - 1 : w->columns;
	n = number(e, "Span", SHEET_COLUMNS) + 1;
	w->columns = at + n;
	style = style_or(w, e, NO_STYLE);
	if (is_true(e, "Hidden"))
		sheet_hide_columns(&w->sheet, at, n);
	for (; n > 0 && at < SHEET_COLUMNS; n--)
		w->column_style[at++] = (uint16_t)style;
}

static void
row_start(struct workbook *w, const struct xml_element *e)
{
	size_t at = number(e, "Index", SHEET_ROWS);
	size_t n = number(e, "Span", SHEET_ROWS) + 1;

	w->row = at > 0 ? at - 1 : w->row_after;
	w->row_after = w->row + n;
	w->column_after = 0;
	w->row_style = style_or(w, e, NO_STYLE);
	if (is_true(e, "Hidden"))
		sheet_hide_rows(&w->sheet, w->row, n);
}

/* The style of a cell that names none. */
static size_t
style_here(const struct workbook *w)
{
	if (w->row_style != NO_STYLE)
		return w->row_style;
	if (w->column < SHEET_COLUMNS && w->column_style[w->column] != 0)
		return w->column_style[w->column];
	return w->table_style;
}

/*
 * Goes to the cell's column: the one it names, or the next that no cell
 * above covers, as cells that are covered are not written.
 */
static void
go_to_column(struct workbook *w, size_t named)
{
	if (named > 0) {
		w->column = named - 1;
		return;
	}
	w->column = w->column_after;
	while (w->column < SHEET_COLUMNS && w->free[w->column] > w->row) {
		w->column++;
		w->covered++;
	}
}

/* The cell covers so many columns and rows, its own among them. */
static void
cover(struct workbook *w, size_t across, size_t down)
{
	size_t i, end = w->column + across;

	w->column_after = end;
	sheet_merge(&w->sheet, w->row, w->column, down, across);
	for (i = w->column; down > 1 && i < end && i < SHEET_COLUMNS; i++) {
		w->free[i] = (uint32_t)(w->row + down);
		w->covered++;
	}
	if (w->covered > MAX_COVERED)
		w->wrong = "a sheet that merges too much";
}

static void
cell_start(struct workbook *w, const struct xml_element *e)
{
	go_to_column(w, number(e, "Index", SHEET_COLUMNS));
	cover(w, number(e, "MergeAcross", SHEET_COLUMNS) + 1,
	    number(e, "MergeDown", SHEET_ROWS) + 1);
	w->style = style_or(w, e, style_here(w));
	w->formula = xml_attribute(e, "Formula").s != NULL;
	w->in_cell = true;
	w->type = '\0';
	buf_reset(&w->value);
}

/* Adds a cell that shows w->shown. */
static void
add(struct workbook *w)
{
	const struct sheet *s = &w->sheet;

	if (s->text.len + s->ncells * sizeof(*s->cells) + w->zeros.len >
	    w->max_bytes)
		w->wrong = "a sheet of more text than the limit";
	else
		sheet_cell(&w->sheet, w->row, w->column,
		    buf_slice(&w->shown));
	buf_reset(&w->shown);
}

static void
add_number(struct workbook *w)
{
	struct zero z = { w->row, w->column, w->style };
	char *end;
	const char *text = buf_z(&w->value);
	double value = strtod(text, &end);

	if (end == text || *end != '\0')
		buf_str(&w->shown, buf_slice(&w->value));
	else if (value != 0)
		numfmt_write(&w->shown, value, code_of(w, w->style), false);
	else
		buf_add(&w->zeros, &z, sizeof(z));
	add(w);
}

/*
 * A date and time of ISO 8601 as days since 1900, which Excel takes for a
 * leap year.
 */
static bool
to_days(const char *text, double *days)
{
	int year, month, day, hour = 0, minute = 0, n;

	n = sscanf(text, "%4d-%2d-%2dT%2d:%2d", &year, &month, &day, &hour,
	    &minute);
	if (n < 3 || year < 1900 || month < 1 || month > 12)
		return false;
	year -= month <= 2;
	month += month <= 2 ? 9 : -3;
	*days = 365 * year + year / 4 - year / 100 + year / 400 +
	    (153 * month + 2) / 5 + day - 693900 +
	    (hour * 60 + minute) / 1440.0;
	return true;
}

/* What a cell shows that holds no number. */
static void
show(struct workbook *w)
{
	struct str value = buf_slice(&w->value);
	double days;

	if (w->type == 'D' && to_days(buf_z(&w->value), &days)) {
		numfmt_write(&w->shown, days, code_of(w, w->style), false);
		return;
	}
	if (w->type == 'B')
		buf_cstr(&w->shown, str_is(value, "1") ? "TRUE" : "FALSE");
	else
		buf_str(&w->shown, value);
	if (!numfmt_shows_text(code_of(w, w->style)))
		buf_reset(&w->shown);
}

static void
cell_end(struct workbook *w)
{
	w->in_cell = false;
	if (w->value.len == 0 && w->formula && w->type != 'S')
		buf_cstr(&w->shown, SHEET_UNKNOWN);
	else if (w->value.len > 0 && w->type == 'N') {
		add_number(w);
		return;
	} else if (w->value.len > 0)
		show(w);
	add(w);
}

/* Sheets. */

static void
sheet_start(struct workbook *w, const struct xml_element *e)
{
	buf_reset(&w->name);
	buf_str(&w->name, xml_attribute(e, "Name"));
	w->hidden = w->no_zeros = false;
}

static void
sheet_end(struct workbook *w)
{
	const struct zero *z = (const struct zero *)w->zeros.s;
	size_t i, n = w->no_zeros ? 0 : w->zeros.len / sizeof(*z);

	for (i = 0; i < n && !w->hidden; i++) {
		numfmt_write(&w->shown, 0, code_of(w, z[i].style), false);
		sheet_cell(&w->sheet, z[i].row, z[i].column,
		    buf_slice(&w->shown));
		buf_reset(&w->shown);
	}
	if (!w->hidden && w->wrong == NULL)
		w->wrong = sheet_write(&w->sheet, buf_slice(&w->name),
		    w->max_bytes, w->out);
	sheet_free(&w->sheet);
	buf_reset(&w->zeros);
}

/* The document. */

/* Whether text within is raised, lowered or struck out (HTML in Data). */
static bool
stands_apart(const char *name)
{
	return strcmp(name, "S") == 0 || strcmp(name, "Sub") == 0 ||
	    strcmp(name, "Sup") == 0;
}

/* What is done as an element begins; text is taken where it says so. */
static void
element(void *to, const struct xml_element *e)
{
	struct workbook *w = to;

	if (w->skip > 0 || is(e, "Comment") || is(e, "PhoneticText"))
		w->skip++;
	else if (is(e, "Styles"))
		w->in_styles = w->styles.len == 0;
	else if (is(e, "Style") && w->in_styles)
		style_start(w, e);
	else if (is(e, "NumberFormat") && w->in_styles)
		format_start(w, e);
	else if (is(e, "Worksheet"))
		sheet_start(w, e);
	else if (is(e, "Table"))
		table_start(w, e);
	else if (is(e, "Column"))
		column_start(w, e);
	else if (is(e, "Row"))
		row_start(w, e);
	else if (is(e, "Cell") && w->wrong == NULL)
		cell_start(w, e);
	else if (is(e, "Data") && w->in_cell) {
		w->type = xml_attribute(e, "Type").n > 0 ?
		    *xml_attribute(e, "Type").s : 'S';
		w->in_text = true;
		w->apart = false;
	} else if (w->in_text && stands_apart(e->name)) {
		w->apart = true;
	} else if (is(e, "Visible")) {
		buf_reset(&w->value);
		w->in_text = true;
	} else if (is(e, "DoNotDisplayZeros"))
		w->no_zeros = true;
}

static void
element_end(void *to, const char *name)
{
	struct workbook *w = to;

	if (w->skip > 0) {
		w->skip--;
		return;
	}
	if (strcmp(name, "Styles") == 0 && w->in_styles) {
		sort_styles(w);
		w->in_styles = false;
	} else if (strcmp(name, "Worksheet") == 0)
		sheet_end(w);
	else if (strcmp(name, "Cell") == 0 && w->in_cell)
		cell_end(w);
	else if (strcmp(name, "Visible") == 0)
		w->hidden = !str_is(buf_slice(&w->value), "SheetVisible");
	w->apart |= stands_apart(name);
	if (strcmp(name, "Data") == 0 || strcmp(name, "Visible") == 0)
		w->in_text = false;
}

static void
text(void *to, struct str s)
{
	struct workbook *w = to;

	if (!w->in_text || w->skip > 0)
		return;
	if (w->apart && w->value.len > 0 && tables_may_fuse(s))
		buf_byte(&w->value, ' ');
	w->apart = false;
	buf_str(&w->value, s);
}

const char *
xmlss_text(struct str xml, size_t max_bytes, unsigned max_depth,
    struct buf *out)
{
	static const struct xml_events events = { element, element_end,
	    text };
	struct workbook *w = calloc(1, sizeof(*w));
	const char *wrong;

	if (w == NULL)
		return "out of memory";
	w->out = out;
	w->max_bytes = max_bytes;
	wrong = xml_read(xml, &events, w, max_depth);
	if (w->wrong != NULL)
		wrong = w->wrong;
	if (w->text.failed || w->styles.failed || w->name.failed ||
	    w->zeros.failed || w->value.failed || w->shown.failed)
		wrong = "out of memory";
	sheet_free(&w->sheet);
	buf_free(&w->text);
	buf_free(&w->styles);
	buf_free(&w->name);
	buf_free(&w->zeros);
	buf_free(&w->value);
	buf_free(&w->shown);
	free(w);
	return wrong;
}
