/*
 * What a cell shows is its paragraphs; without any, or where these are too
 * wide for its column, its value.  Repeated rows are copied when the row
 * has ended, within the limit of the sheet.
 */
#include <limits.h>
#include <stdlib.h>

#include "office/numfmt.h"
#include "office/odf_sheet.h"

void
odf_sheet_start(struct odf_sheet *s, const struct xml_element *e,
    size_t max_bytes)
{
	*s = (struct odf_sheet){ .max_bytes = max_bytes };
	buf_str(&s->name, xml_attribute(e, "name"));
}

const char *
odf_sheet_end(struct odf_sheet *s, struct buf *out)
{
	const char *wrong = s->cell.failed || s->value.failed ?
	    "out of memory" : s->wrong;

	if (wrong == NULL)
		wrong = sheet_write(&s->sheet, buf_slice(&s->name),
		    s->max_bytes, out);
	sheet_free(&s->sheet);
	buf_free(&s->name);
	buf_free(&s->cell);
	buf_free(&s->value);
	*s = (struct odf_sheet){ .wrong = NULL };
	return wrong;
}

static bool
is_unseen(const struct xml_element *e)
{
	struct str seen = xml_attribute(e, "visibility");

	return str_is(seen, "collapse") || str_is(seen, "filter");
}

void
odf_sheet_column(struct odf_sheet *s, const struct xml_element *e)
{
	size_t n = xml_count(e, "number-columns-repeated", SHEET_COLUMNS);

	if (is_unseen(e))
		sheet_hide_columns(&s->sheet, s->columns, n);
	s->columns += n;
}

void
odf_sheet_row_start(struct odf_sheet *s, const struct xml_element *e)
{
	s->column = 0;
	s->first = s->sheet.ncells;
	s->row_repeated = xml_count(e, "number-rows-repeated", SHEET_ROWS);
	if (is_unseen(e))
		sheet_hide_rows(&s->sheet, s->row, s->row_repeated);
}

/* Adds a cell again, elsewhere. */
static void
copy_cell(struct sheet *s, size_t nth, size_t row)
{
	struct sheet_cell c = s->cells[nth];

	if (buf_room(&s->text, c.end - c.start))
		sheet_cell(s, row, c.column, (struct str){
		    s->text.s + c.start, c.end - c.start });
}

/* Whether a sheet stays within the limit. */
static bool
has_room(struct odf_sheet *s)
{
	if (s->sheet.text.len + s->sheet.ncells * sizeof(*s->sheet.cells) <=
	    s->max_bytes)
		return s->wrong == NULL;
	s->wrong = "a sheet of more text than the limit";
	return false;
}

void
odf_sheet_row_end(struct odf_sheet *s)
{
	size_t i, k, n = s->sheet.ncells;

	for (k = 1; k < s->row_repeated && n > s->first &&
	    s->row + k < SHEET_ROWS && has_room(s); k++)
		for (i = s->first; i < n; i++)
			copy_cell(&s->sheet, i, s->row + k);
	s->row += s->row_repeated;
}

/* A number without the last digits a binary one brings with it. */
static void
add_number(struct buf *out, struct str number)
{
	struct buf text = { 0 };
	char *end;
	double value;

	buf_str(&text, number);
	value = strtod(buf_z(&text), &end);
	if (text.len > 0 && *end == '\0')
		numfmt_write(out, value, (struct str){ NULL, 0 }, false);
	else
		buf_str(out, number);
	out->failed |= text.failed;
	buf_free(&text);
}

/* Whether a number was too wide for its column: ###, 5E+03. */
static bool
is_squeezed(struct str shown)
{
	size_t i;

	for (i = 0; i < shown.n; i++)
		if (shown.s[i] != '#' && strchr("0123456789.+-E",
		    shown.s[i]) == NULL)
			return false;
	return memchr(shown.s, '#', shown.n) != NULL ||
	    memchr(shown.s, 'E', shown.n) != NULL;
}

void
odf_sheet_cell_start(struct odf_sheet *s, const struct xml_element *e)
{
	static const char *const values[] = { "string-value", "date-value",
	    "time-value", "boolean-value", "value" };
	struct str value = { NULL, 0 };
	size_t i;

	for (i = 0; i < sizeof(values) / sizeof(values[0]) &&
	    value.n == 0; i++)
		value = xml_attribute(e, values[i]);
	buf_reset(&s->cell);
	buf_reset(&s->value);
	s->number = i == sizeof(values) / sizeof(values[0]) &&
	    xml_number(e, "value", LONG_MIN) != LONG_MIN;
	if (s->number)
		add_number(&s->value, value);
	else
		buf_str(&s->value, value);
	s->repeated = xml_count(e, "number-columns-repeated",
	    SHEET_COLUMNS);
	sheet_merge(&s->sheet, s->row, s->column,
	    xml_count(e, "number-rows-spanned", SHEET_ROWS),
	    xml_count(e, "number-columns-spanned", SHEET_COLUMNS));
	s->in_cell = true;
	s->any = false;
}

void
odf_sheet_cell_end(struct odf_sheet *s)
{
	/* A cell without paragraphs shows its value. */
	bool value = !s->any || (s->number && s->cell.len > 0 &&
	    is_squeezed(buf_slice(&s->cell)));
	struct buf *text = value ? &s->value : &s->cell;

	for (; s->repeated > 0; s->repeated--, s->column++)
		if (text->len > 0 && has_room(s))
			sheet_cell(&s->sheet, s->row, s->column,
			    buf_slice(text));
	s->in_cell = false;
}

void
odf_sheet_covered(struct odf_sheet *s, const struct xml_element *e)
{
	s->column += xml_count(e, "number-columns-repeated", SHEET_COLUMNS);
}

void
odf_sheet_paragraph(struct odf_sheet *s, struct str text)
{
	if (s->any)
		buf_byte(&s->cell, '\n');
	buf_str(&s->cell, text);
	s->any = true;
}
