/*
 * A code is up to four sections: for numbers above, below and of zero and
 * for text, or two with conditions.  The section that holds is cut into
 * marks first; whether they make a date or a number is told by the marks.
 * Digits come from the value's 15 significant ones, rounded half up as
 * decimals, which is what spreadsheets show.
 */
#include <stdio.h>
#include <stdlib.h>

#include "office/numfmt.h"
#include "office/numfmt_code.h"

static const struct {
	long		 id;
	const char	*code;
} builtin[] = {
	{ 0, "General" }, { 1, "0" }, { 2, "0.00" }, { 3, "#,##0" },
	{ 4, "#,##0.00" }, { 9, "0%" }, { 10, "0.00%" }, { 11, "0.00E+00" },
	{ 12, "# ?/?" }, { 13, "# ?/?" }, { 14, "yyyy/m/d" },
	{ 15, "d-mmm-yy" }, { 16, "d-mmm" }, { 17, "mmm-yy" },
	{ 18, "h:mm AM/PM" }, { 19, "h:mm:ss AM/PM" }, { 20, "h:mm" },
	{ 21, "h:mm:ss" }, { 22, "yyyy/m/d h:mm" },
	{ 27, "yyyy\"年\"m\"月\"" }, { 28, "m\"月\"d\"日\"" },
	{ 29, "m\"月\"d\"日\"" }, { 30, "m-d-yy" },
	{ 31, "yyyy\"年\"m\"月\"d\"日\"" }, { 32, "h\"时\"mm\"分\"" },
	{ 33, "h\"时\"mm\"分\"ss\"秒\"" }, { 36, "yyyy\"年\"m\"月\"" },
	{ 37, "#,##0;-#,##0" }, { 38, "#,##0;-#,##0" },
	{ 39, "#,##0.00;-#,##0.00" }, { 40, "#,##0.00;-#,##0.00" },
	{ 41, "#,##0;-#,##0;\"-\"" }, { 43, "#,##0.00;-#,##0.00;\"-\"" },
	{ 45, "mm:ss" }, { 46, "[h]:mm:ss" }, { 49, "@" },
	{ 50, "yyyy\"年\"m\"月\"" }, { 51, "m\"月\"d\"日\"" },
	{ 52, "yyyy\"年\"m\"月\"" }, { 53, "m\"月\"d\"日\"" },
	{ 54, "m\"月\"d\"日\"" }, { 57, "yyyy\"年\"m\"月\"" },
	{ 58, "m\"月\"d\"日\"" }
};

const char *
numfmt_builtin(long id)
{
	size_t i;

	for (i = 0; i < sizeof(builtin) / sizeof(builtin[0]); i++)
		if (builtin[i].id == id)
			return builtin[i].code;
	return NULL;
}

/* A value without its sign as decimal digits, the point behind `point`. */
struct decimal {
	char	digits[512];
	int	n, point;
};

/* Rounds to so many places; leaves exactly point + places digits. */
static void
round_to(struct decimal *d, int places)
{
	int keep = d->point + places, i;
	bool up;

	if (keep < 0) {
		*d = (struct decimal){ .n = 0, .point = -places };
		return;
	}
	up = keep < d->n && d->digits[keep] >= '5';
	for (i = d->n; i < keep; i++)
		d->digits[i] = '0';
	d->n = keep;
	for (i = keep - 1; up && i >= 0; i--) {
		up = d->digits[i] == '9';
		d->digits[i] = up ? '0' : (char)(d->digits[i] + 1);
	}
	if (up) {
		memmove(d->digits + 1, d->digits, (size_t)d->n);
		d->digits[0] = '1';
		d->n++;
		d->point++;
	}
}

/* False for what is no number of a usual size. */
static bool
to_decimal(struct decimal *d, double value, int shift)
{
	char text[40];
	int n = snprintf(text, sizeof(text), "%.14e",
	    value < 0 ? -value : value), i;
	long exponent;

	*d = (struct decimal){ .n = 0 };
	if (n < 18 || text[1] != '.')
		return false;
	exponent = strtol(text + 17, NULL, 10);
	if (exponent > 40 || exponent < -300)
		return false;
	for (i = 0; i < 16; i++)
		if (i != 1)
			d->digits[d->n++] = text[i];
	d->point = (int)exponent + 1 + shift;
	return true;
}

/* The digit of 10^place of a rounded number; 0 where it has none. */
static char
digit_at(const struct decimal *d, int place)
{
	int i = d->point - 1 - place;

	return i >= 0 && i < d->n ? d->digits[i] : '0';
}

/* The whole part: digits are dealt out to the marks from the right. */
static void
write_whole(struct buf *out, const struct numfmt_marks *m,
    const struct decimal *d, bool thousands)
{
	int left = 0, have = d->point, place;
	size_t i, first = m->point;

	while (have > 0 && digit_at(d, have - 1) == '0')
		have--;
	for (i = 0; i < m->point; i++)
		if (m->mark[i].kind == MARK_DIGIT) {
			first = i < first ? i : first;
			left++;
		}
	for (i = 0; i < m->point; i++) {
		if (m->mark[i].kind == MARK_LITERAL)
			buf_str(out, m->mark[i].text);
		else if (m->mark[i].kind == MARK_PERCENT)
			buf_byte(out, '%');
		if (m->mark[i].kind != MARK_DIGIT)
			continue;
		place = i == first && have > left ? have - 1 : left - 1;
		for (; place >= left - 1; place--) {
			if (place >= have && m->mark[i].c != '0')
				continue;
			buf_byte(out, digit_at(d, place));
			if (thousands && place > 0 && place % 3 == 0)
				buf_byte(out, ',');
		}
		left--;
	}
}

static void
write_fraction(struct buf *out, const struct numfmt_marks *m,
    const struct decimal *d)
{
	size_t i, last = m->point;
	int place = -1, k = -1;

	/* Signs # and ? show no zeros at the end. */
	for (i = m->point; i < m->n; i++)
		if (m->mark[i].kind == MARK_DIGIT) {
			if (m->mark[i].c == '0' || digit_at(d, k) != '0')
				last = i;
			k--;
		}
	for (i = m->point; i < m->n; i++) {
		if (m->mark[i].kind == MARK_LITERAL)
			buf_str(out, m->mark[i].text);
		else if (m->mark[i].kind == MARK_PERCENT)
			buf_byte(out, '%');
		else if (i == m->point && last > i)
			buf_byte(out, '.');
		else if (m->mark[i].kind == MARK_DIGIT) {
			if (i <= last)
				buf_byte(out, digit_at(d, place));
			place--;
		}
	}
}

void
numfmt_general(struct buf *out, double value)
{
	buf_printf(out, "%.15G", value);
}

/*
 * Commas between digits are for thousands, those behind the whole part or
 * behind all digits divide by them.
 */
static void
commas(const struct numfmt_marks *m, bool *thousands, int *thousandths)
{
	size_t i, behind = 0, seen = 0;

	*thousands = false;
	for (i = 0; i < m->point; i++) {
		if (m->mark[i].kind == MARK_DIGIT) {
			*thousands |= behind > 0;
			behind = 0;
			seen++;
		} else if (m->mark[i].kind == MARK_COMMA && seen > 0)
			behind++;
	}
	for (i = m->point; i < m->n; i++)
		if (m->mark[i].kind == MARK_DIGIT)
			seen = m->n;
		else if (m->mark[i].kind == MARK_COMMA && seen == m->n)
			behind++;
	*thousandths = (int)behind;
}

static bool
is_zero(const struct decimal *d)
{
	int i;

	for (i = 0; i < d->n; i++)
		if (d->digits[i] != '0')
			return false;
	return true;
}

static void
write_number(struct buf *out, double value, const struct numfmt_marks *m,
    bool minus)
{
	struct decimal d;
	bool thousands;
	int thousandths, places = 0;
	size_t i;

	commas(m, &thousands, &thousandths);
	for (i = m->point; i < m->n; i++)
		places += m->mark[i].kind == MARK_DIGIT;
	if (!to_decimal(&d, value,
	    2 * (int)m->percents - 3 * thousandths)) {
		numfmt_general(out, value);
		return;
	}
	round_to(&d, places);
	if (minus && !is_zero(&d))
		buf_byte(out, '-');
	write_whole(out, m, &d, thousands);
	write_fraction(out, m, &d);
}

void
numfmt_write(struct buf *out, double value, struct str code, bool from_1904)
{
	struct numfmt_marks marks;
	struct str section;
	bool minus;
	size_t i;

	if (code.s == NULL || code.n == 0) {
		numfmt_general(out, value);
		return;
	}
	section = numfmt_section(code, value, &minus);
	numfmt_marks(&marks, section);
	if (marks.date) {
		numfmt_date(out, value, &marks, from_1904);
		return;
	}
	if (marks.unknown) {
		numfmt_general(out, value);
		return;
	}
	if (marks.digits > 0) {
		write_number(out, value, &marks, minus);
		return;
	}
	for (i = 0; i < marks.n; i++)
		if (marks.mark[i].kind == MARK_GENERAL)
			numfmt_general(out, !minus && value < 0 ? -value :
			    value);
		else if (marks.mark[i].kind == MARK_LITERAL &&
		    marks.mark[i].c == '@')
			numfmt_general(out, value);
		else if (marks.mark[i].kind == MARK_LITERAL)
			buf_str(out, marks.mark[i].text);
}
