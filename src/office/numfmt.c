/*
 * A code is up to four sections: for numbers above, below and of zero and
 * for text, or two with conditions.  The section that holds is cut into
 * marks first; whether they make a date or a number is told by the marks.
 * Digits come from the value's 15 significant ones, rounded half up as
 * decimals, which is what spreadsheets show.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "office/numfmt.h"

#define MAX_MARKS	128
#define MAX_PLACES	30
#define MAX_DAY		2958465		/* 9999-12-31 */

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

/* The length of what begins s and is literal; 0: nothing. */
static size_t
literal(struct str s)
{
	const char *end;

	if (s.n == 0)
		return 0;
	if (*s.s == '"') {
		end = memchr(s.s + 1, '"', s.n - 1);
		return end == NULL ? s.n : (size_t)(end - s.s) + 1;
	}
	if (strchr("\\!_*", *s.s) != NULL) {
		size_t i = 1;

		if (i < s.n)
			utf8_next(s, &i);
		return i;
	}
	return 0;
}

/* The next section of a code, which moves behind it. */
static struct str
next_section(struct str *code)
{
	struct str section = *code;
	size_t i = 0, n;

	while (i < code->n && code->s[i] != ';')
		i += (n = literal(str_from(*code, i))) > 0 ? n : 1;
	section.n = i;
	*code = str_from(*code, i < code->n ? i + 1 : i);
	return section;
}

/* A condition [>=100] at s: its length, and whether it holds; or 0. */
static size_t
condition(struct str s, double value, bool *holds)
{
	char number[40], *end;
	size_t i = 1, n;
	bool less, more, equal;
	double with;

	if (s.n < 3 || *s.s != '[' || strchr("<>=", s.s[1]) == NULL)
		return 0;
	less = more = equal = false;
	for (; i < s.n && strchr("<>=", s.s[i]) != NULL; i++) {
		less |= s.s[i] == '<';
		more |= s.s[i] == '>';
		equal |= s.s[i] == '=';
	}
	for (n = 0; i < s.n && s.s[i] != ']' && n + 1 < sizeof(number); i++)
		number[n++] = s.s[i];
	number[n] = '\0';
	with = strtod(number, &end);
	if (i == s.n || s.s[i] != ']' || end == number || *end != '\0')
		return 0;
	*holds = (less && value < with) || (more && value > with) ||
	    (equal && value == with);
	return i + 1;
}

/* Whether a section has a condition, and whether it holds. */
static bool
has_condition(struct str section, double value, bool *holds)
{
	size_t i = 0, n;

	for (; i < section.n && section.s[i] == '['; i += n) {
		if (condition(str_from(section, i), value, holds) > 0)
			return true;
		for (n = 1; i + n < section.n && section.s[i + n - 1] != ']';
		    n++)
			;
	}
	return false;
}

/* The section for a value; *minus: whether the sign is to be shown. */
static struct str
section_for(struct str code, double value, bool *minus)
{
	struct str section[4] = { { NULL, 0 } };
	size_t n = 0, i;
	bool holds = false, conditions = false;

	while (n < 4) {
		section[n++] = next_section(&code);
		if (code.n == 0 &&
		    section[n - 1].s + section[n - 1].n == code.s)
			break;
	}
	*minus = value < 0;
	for (i = 0; i < n && i < 2; i++)
		if (has_condition(section[i], value, &holds)) {
			conditions = true;
			if (holds)
				return section[i];
		}
	if (conditions)
		return section[n < 3 ? n - 1 : 2];
	if (value < 0 && n > 1) {
		*minus = false;
		return section[1];
	}
	return section[value == 0 && n > 2 ? 2 : 0];
}

enum mark_kind {
	LITERAL,		/* text */
	DIGIT,			/* 0 # ? */
	POINT, COMMA, PERCENT,
	GENERAL,		/* the value as it is */
	DATE,			/* y m d h s, n times */
	ELAPSED,		/* [h] and the like */
	HALF,			/* AM/PM */
	UNKNOWN
};

struct mark {
	enum mark_kind	 kind;
	struct str	 text;		/* of the code */
	char		 c;		/* of it, lower case */
};

struct marks {
	struct mark	 mark[MAX_MARKS];
	size_t		 n;
	bool		 date, unknown;
	size_t		 digits, percents;
	size_t		 point;		/* which mark; n: none */
};

/* Code words that are one mark. */
static const struct {
	const char	*word;
	enum mark_kind	 kind;
} words[] = {
	{ "General", GENERAL }, { "G/通用格式", GENERAL },
	{ "AM/PM", HALF }, { "A/P", HALF }, { "上午/下午", HALF }
};

/* A mark in brackets: a colour, condition, locale, currency, elapsed time. */
static struct mark
bracket(struct str s)
{
	const char *end = memchr(s.s, ']', s.n), *dash;
	struct mark m = { LITERAL, s, (char)tolower((unsigned char)s.s[1]) };

	m.text.n = end == NULL ? s.n : (size_t)(end - s.s) + 1;
	if (strchr("hms", m.c) != NULL && (m.text.n == 3 ||
	    (m.text.n == 4 && s.s[1] == s.s[2])))
		m.kind = ELAPSED;
	else if (m.c == '$') {
		m.c = '\0';
		dash = memchr(s.s, '-', m.text.n);
		m.text.s += 2;
		m.text.n = dash == NULL ? m.text.n - 3 :
		    (size_t)(dash - s.s) - 2;
	} else
		m.c = '[';
	return m;
}

/* The mark that begins s; *n bytes long. */
static struct mark
next_mark(struct str s, size_t *n)
{
	struct mark m = { LITERAL, { s.s, 1 },
	    (char)tolower((unsigned char)*s.s) };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (ascii_begins(s, words[i].word)) {
			*n = strlen(words[i].word);
			m.kind = words[i].kind;
			return m;
		}
	if ((*n = literal(s)) > 0) {
		m.text = (struct str){ s.s + 1, *n - 1 };
		if (*s.s == '"' && m.text.n > 0 && s.s[*n - 1] == '"')
			m.text.n--;
		else if (*s.s == '_' || *s.s == '*')
			m.text.n = 0;
		return m;
	}
	*n = 1;
	if (*s.s == '[' && memchr(s.s, ']', s.n) != NULL && s.n > 2) {
		*n = (size_t)((const char *)memchr(s.s, ']', s.n) - s.s) + 1;
		m = bracket((struct str){ s.s, *n });
		if (m.c == '[')
			m = (struct mark){ LITERAL, { s.s, 0 }, '\0' };
		return m;
	}
	if (strchr("0#?", m.c) != NULL)
		m.kind = DIGIT;
	else if (m.c == '.')
		m.kind = POINT;
	else if (m.c == ',')
		m.kind = COMMA;
	else if (m.c == '%')
		m.kind = PERCENT;
	else if (m.c == 'e' && s.n > 1 && (s.s[1] == '+' || s.s[1] == '-'))
		m.kind = UNKNOWN;
	else if (strchr("ymdhse", m.c) != NULL) {
		m.kind = DATE;
		while (*n < s.n && tolower((unsigned char)s.s[*n]) == m.c)
			++*n;
	} else if (isalpha((unsigned char)m.c))
		m.kind = UNKNOWN;
	else if (*s.s != '@') {
		*n = 0;
		utf8_next(s, n);
	}
	m.text.n = *s.s == '@' ? 0 : *n;
	return m;
}

static void
read_marks(struct marks *marks, struct str section)
{
	struct mark m;
	size_t n = 0, slashes = 0;

	*marks = (struct marks){ .point = MAX_MARKS };
	for (; section.n > 0 && marks->n < MAX_MARKS;
	    section = str_from(section, n)) {
		m = next_mark(section, &n);
		marks->date |= m.kind == DATE || m.kind == ELAPSED ||
		    m.kind == HALF;
		marks->unknown |= m.kind == UNKNOWN;
		marks->digits += m.kind == DIGIT;
		marks->percents += m.kind == PERCENT;
		slashes += m.kind == LITERAL && m.c == '/';
		if (m.kind == POINT && marks->point == MAX_MARKS)
			marks->point = marks->n;
		marks->mark[marks->n++] = m;
	}
	if (marks->point == MAX_MARKS)
		marks->point = marks->n;
	marks->unknown |= section.n > 0 || marks->digits > MAX_PLACES ||
	    (slashes > 0 && marks->digits > 0 && !marks->date);
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
write_whole(struct buf *out, const struct marks *m, const struct decimal *d,
    bool thousands)
{
	int left = 0, have = d->point, place;
	size_t i, first = m->point;

	while (have > 0 && digit_at(d, have - 1) == '0')
		have--;
	for (i = 0; i < m->point; i++)
		if (m->mark[i].kind == DIGIT) {
			first = i < first ? i : first;
			left++;
		}
	for (i = 0; i < m->point; i++) {
		if (m->mark[i].kind == LITERAL)
			buf_str(out, m->mark[i].text);
		else if (m->mark[i].kind == PERCENT)
			buf_byte(out, '%');
		if (m->mark[i].kind != DIGIT)
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
write_fraction(struct buf *out, const struct marks *m,
    const struct decimal *d)
{
	size_t i, last = m->point;
	int place = -1, k = -1;

	/* Signs # and ? show no zeros at the end. */
	for (i = m->point; i < m->n; i++)
		if (m->mark[i].kind == DIGIT) {
			if (m->mark[i].c == '0' || digit_at(d, k) != '0')
				last = i;
			k--;
		}
	for (i = m->point; i < m->n; i++) {
		if (m->mark[i].kind == LITERAL)
			buf_str(out, m->mark[i].text);
		else if (m->mark[i].kind == PERCENT)
			buf_byte(out, '%');
		else if (i == m->point && last > i)
			buf_byte(out, '.');
		else if (m->mark[i].kind == DIGIT) {
			if (i <= last)
				buf_byte(out, digit_at(d, place));
			place--;
		}
	}
}

static void
write_general(struct buf *out, double value)
{
	buf_printf(out, "%.15G", value);
}

/*
 * Commas between digits are for thousands, those behind the whole part or
 * behind all digits divide by them.
 */
static void
commas(const struct marks *m, bool *thousands, int *thousandths)
{
	size_t i, behind = 0, seen = 0;

	*thousands = false;
	for (i = 0; i < m->point; i++) {
		if (m->mark[i].kind == DIGIT) {
			*thousands |= behind > 0;
			behind = 0;
			seen++;
		} else if (m->mark[i].kind == COMMA && seen > 0)
			behind++;
	}
	for (i = m->point; i < m->n; i++)
		if (m->mark[i].kind == DIGIT)
			seen = m->n;
		else if (m->mark[i].kind == COMMA && seen == m->n)
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
write_number(struct buf *out, double value, const struct marks *m,
    bool minus)
{
	struct decimal d;
	bool thousands;
	int thousandths, places = 0;
	size_t i;

	commas(m, &thousands, &thousandths);
	for (i = m->point; i < m->n; i++)
		places += m->mark[i].kind == DIGIT;
	if (!to_decimal(&d, value,
	    2 * (int)m->percents - 3 * thousandths)) {
		write_general(out, value);
		return;
	}
	round_to(&d, places);
	if (minus && !is_zero(&d))
		buf_byte(out, '-');
	write_whole(out, m, &d, thousands);
	write_fraction(out, m, &d);
}

/* A moment: days and seconds apart, and the date. */
struct moment {
	long	days, seconds;
	int	year, month, day;
};

/* False for what is no date of a spreadsheet. */
static bool
to_moment(struct moment *t, double value, bool from_1904)
{
	long n, era, of_era, year, of_year, month;

	if (!(value >= 0) || value > MAX_DAY)
		return false;
	t->days = (long)value;
	t->seconds = (long)((value - (double)t->days) * 86400 + 0.5);
	t->days += t->seconds / 86400;
	t->seconds %= 86400;
	/* Days since 0000-03-01; 1900 was no leap year, but day 60 is. */
	n = t->days + (from_1904 ? 695361 : t->days < 60 ? 693900 : 693899);
	era = n / 146097;
	of_era = n % 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
	    365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	t->day = (int)(of_year - (153 * month + 2) / 5 + 1);
	t->month = (int)(month < 10 ? month + 3 : month - 9);
	t->year = (int)(year + era * 400 + (t->month <= 2));
	return true;
}

/* Whether the month sign at i stands for minutes: behind h, before s. */
static bool
is_minute(const struct marks *m, size_t i)
{
	size_t k;

	for (k = i; k-- > 0; )
		if (m->mark[k].kind == DATE || m->mark[k].kind == ELAPSED) {
			if (m->mark[k].c == 'h')
				return true;
			break;
		}
	for (k = i + 1; k < m->n; k++)
		if (m->mark[k].kind == DATE)
			return m->mark[k].c == 's';
	return false;
}

static bool
has_half(const struct marks *m)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (m->mark[i].kind == HALF)
			return true;
	return false;
}

static void
write_date_mark(struct buf *out, const struct marks *m, size_t i,
    const struct moment *t)
{
	int n = m->mark[i].text.n > 1 ? 2 : 1;
	long hour = t->seconds / 3600;

	switch (m->mark[i].c) {
	case 'y':
	case 'e':
		if (n == 2 && m->mark[i].text.n == 2)
			buf_printf(out, "%02d", t->year % 100);
		else
			buf_printf(out, "%04d", t->year);
		break;
	case 'm':
		buf_printf(out, "%0*ld", n, is_minute(m, i) ?
		    t->seconds / 60 % 60 : (long)t->month);
		break;
	case 'd': buf_printf(out, "%0*d", n, t->day); break;
	case 'h':
		if (has_half(m))
			hour = (hour + 11) % 12 + 1;
		buf_printf(out, "%0*ld", n, hour);
		break;
	default: buf_printf(out, "%0*ld", n, t->seconds % 60); break;
	}
}

static void
write_elapsed(struct buf *out, char unit, const struct moment *t)
{
	long seconds = t->days * 86400 + t->seconds;

	buf_printf(out, "%ld", unit == 'h' ? seconds / 3600 :
	    unit == 'm' ? seconds / 60 : seconds);
}

/* Names of months and days differ by language: those give 2021-03-01. */
static bool
has_names(const struct marks *m)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (m->mark[i].kind == DATE && m->mark[i].text.n > 2 &&
		    (m->mark[i].c == 'm' || m->mark[i].c == 'd'))
			return true;
	return m->unknown;
}

static void
write_date(struct buf *out, double value, const struct marks *m,
    bool from_1904)
{
	struct moment t;
	size_t i;

	if (!to_moment(&t, value, from_1904)) {
		write_general(out, value);
		return;
	}
	if (has_names(m)) {
		buf_printf(out, "%04d-%02d-%02d", t.year, t.month, t.day);
		return;
	}
	for (i = 0; i < m->n; i++)
		switch (m->mark[i].kind) {
		case DATE: write_date_mark(out, m, i, &t); break;
		case ELAPSED:
			write_elapsed(out, m->mark[i].c, &t);
			break;
		case HALF:
			buf_cstr(out, t.seconds < 43200 ? "AM" : "PM");
			break;
		case POINT: buf_byte(out, '.'); break;
		case COMMA: buf_byte(out, ','); break;
		case LITERAL: buf_str(out, m->mark[i].text); break;
		default: break;
		}
}

void
numfmt_write(struct buf *out, double value, struct str code, bool from_1904)
{
	struct marks marks;
	struct str section;
	bool minus;
	size_t i;

	if (code.s == NULL || code.n == 0) {
		write_general(out, value);
		return;
	}
	section = section_for(code, value, &minus);
	read_marks(&marks, section);
	if (marks.date) {
		write_date(out, value, &marks, from_1904);
		return;
	}
	if (marks.unknown) {
		write_general(out, value);
		return;
	}
	if (marks.digits > 0) {
		write_number(out, value, &marks, minus);
		return;
	}
	for (i = 0; i < marks.n; i++)
		if (marks.mark[i].kind == GENERAL)
			write_general(out, !minus && value < 0 ? -value :
			    value);
		else if (marks.mark[i].kind == LITERAL &&
		    marks.mark[i].c == '@')
			write_general(out, value);
		else if (marks.mark[i].kind == LITERAL)
			buf_str(out, marks.mark[i].text);
}

bool
numfmt_shows_text(struct str code)
{
	struct str section = { NULL, 0 }, rest = code;
	size_t n;

	for (n = 0; n < 4; n++) {
		if (rest.n == 0 && (n == 0 || section.s + section.n ==
		    code.s + code.n))
			return true;
		section = next_section(&rest);
	}
	return memchr(section.s, '@', section.n) != NULL;
}
