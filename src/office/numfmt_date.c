#include "office/numfmt_code.h"

#define MAX_DAY		2958465		/* 9999-12-31 */

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
is_minute(const struct numfmt_marks *m, size_t i)
{
	size_t k;

	for (k = i; k-- > 0; )
		if (m->mark[k].kind == MARK_DATE ||
		    m->mark[k].kind == MARK_ELAPSED) {
			if (m->mark[k].c == 'h')
				return true;
			break;
		}
	for (k = i + 1; k < m->n; k++)
		if (m->mark[k].kind == MARK_DATE)
			return m->mark[k].c == 's';
	return false;
}

static bool
has_half(const struct numfmt_marks *m)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (m->mark[i].kind == MARK_HALF)
			return true;
	return false;
}

static void
write_date_mark(struct buf *out, const struct numfmt_marks *m, size_t i,
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
has_names(const struct numfmt_marks *m)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (m->mark[i].kind == MARK_DATE && m->mark[i].text.n > 2 &&
		    (m->mark[i].c == 'm' || m->mark[i].c == 'd'))
			return true;
	return m->unknown;
}

void
numfmt_date(struct buf *out, double value, const struct numfmt_marks *m,
    bool from_1904)
{
	struct moment t;
	size_t i;

	if (!to_moment(&t, value, from_1904)) {
		numfmt_general(out, value);
		return;
	}
	if (has_names(m)) {
		buf_printf(out, "%04d-%02d-%02d", t.year, t.month, t.day);
		return;
	}
	for (i = 0; i < m->n; i++)
		switch (m->mark[i].kind) {
		case MARK_DATE: write_date_mark(out, m, i, &t); break;
		case MARK_ELAPSED:
			write_elapsed(out, m->mark[i].c, &t);
			break;
		case MARK_HALF:
			buf_cstr(out, t.seconds < 43200 ? "AM" : "PM");
			break;
		case MARK_POINT: buf_byte(out, '.'); break;
		case MARK_COMMA: buf_byte(out, ','); break;
		case MARK_LITERAL: buf_str(out, m->mark[i].text); break;
		default: break;
		}
}
