#include <stdlib.h>

#include "calculate/decimal.h"
#include "check/settings.h"
#include "check/years.h"

struct years {
	struct buf	 lines;
	size_t		*at;		/* where each line begins */
	size_t		 n, cap;
	struct buf	 report, org;	/* of a pair, without escapes */
};

/* A kept line, in its parts. */
struct kept {
	struct str	 report, org, year, form;
	struct str	 figure[KEPT];
};

struct years *
years_new(void)
{
	return calloc(1, sizeof(struct years));
}

void
years_free(struct years *y)
{
	if (y == NULL)
		return;
	buf_free(&y->lines);
	buf_free(&y->report);
	buf_free(&y->org);
	free(y->at);
	free(y);
}

bool
years_keep(struct years *y, struct str kept)
{
	const char *end;
	size_t *at, cap;

	while (kept.n > 0) {
		if (y->n == y->cap) {
			cap = y->cap > 0 ? y->cap * 2 : 64;
			at = realloc(y->at, cap * sizeof(*at));
			if (at == NULL)
				return false;
			y->at = at;
			y->cap = cap;
		}
		end = memchr(kept.s, '\n', kept.n);
		y->at[y->n] = y->lines.len;
		buf_add(&y->lines, kept.s, (size_t)(end - kept.s) + 1);
		if (y->lines.failed)
			return false;
		y->n++;
		kept = str_from(kept, (size_t)(end - kept.s) + 1);
	}
	return true;
}

/* The next field of a line. */
static struct str
field(const char **p)
{
	size_t n = strcspn(*p, "\t\n");
	struct str s = { *p, n };

	*p += n + 1;
	return s;
}

static void
parse(const char *line, struct kept *k)
{
	size_t i;

	k->report = field(&line);
	k->org = field(&line);
	k->year = field(&line);
	k->form = field(&line);
	for (i = 0; i < KEPT; i++)
		k->figure[i] = field(&line);
}

/* By body, year, and arrival. */
static int
compare(const void *x, const void *y)
{
	const char *a = *(const char *const *)x, *b = *(const char *const *)y;
	const char *first = a, *second = b;
	size_t n;
	int i, c;

	a += strcspn(a, "\t");
	b += strcspn(b, "\t");
	for (i = 0; i < 2; i++) {
		n = strcspn(++a, "\t");
		c = strncmp(a, ++b, n);
		if (c == 0)
			c = -(b[n] != '\t');
		if (c != 0)
			return c;
		a += n;
		b += n;
	}
	return (first > second) - (first < second);
}

static bool
is_blank(struct str figure)
{
	return figure.n == 1 && *figure.s == KEPT_BLANK;
}

static bool
is_unknown(struct str figure)
{
	return figure.n == 1 && *figure.s == KEPT_UNKNOWN;
}

/* Another report of the same body and year: what differs is not known. */
static void
merge(struct kept *k, const struct kept *other)
{
	static const struct str unknown = STR("?");
	size_t i;

	for (i = 0; i < KEPT; i++)
		if (!str_eq(k->figure[i], other->figure[i]))
			k->figure[i] = unknown;
	if (!str_eq(k->form, other->form))
		k->form = unknown;
}

static bool
same_body(const struct kept *a, const struct kept *b)
{
	return str_eq(a->org, b->org);
}

/* Whether b is of the year after a. */
static bool
follows(const struct kept *a, const struct kept *b)
{
	char year[5] = "";

	memcpy(year, a->year.s, 4);
	return same_body(a, b) && atoi(year) + 1 == atoi(b->year.s);
}

static void
check_pair(struct years *y, const struct check *c,
    const struct kept *before, const struct kept *now, struct buf *out)
{
	struct look l = { .check = c, .year = now->year, .out = out,
	    .before = before, .now = now };

	buf_reset(&y->report);
	buf_reset(&y->org);
	tsv_unescape(&y->report, now->report);
	tsv_unescape(&y->org, now->org);
	out->failed |= y->report.failed || y->org.failed;
	l.report = buf_slice(&y->report);
	l.org = buf_slice(&y->org);
	check_scope(c, &l, SCOPE_YEARS);
}

/* The lines in order; NULL without memory.  The caller frees. */
static const char **
sorted(struct years *y)
{
	const char **lines = malloc((y->n + 1) * sizeof(*lines));
	const char *text = buf_z(&y->lines);
	size_t i;

	if (lines == NULL || y->lines.failed) {
		free(lines);
		return NULL;
	}
	for (i = 0; i < y->n; i++)
		lines[i] = text + y->at[i];
	qsort(lines, y->n, sizeof(*lines), compare);
	return lines;
}

int
years_check(struct years *y, const struct check *c,
    int (*write)(void *, struct str), void *to)
{
	const char **lines = sorted(y);
	struct kept k[2], more, *now, *before = NULL;
	struct buf out = { 0 };
	int stop = lines == NULL ? -1 : 0;
	size_t i = 0, slot = 0;

	while (stop == 0 && i < y->n) {
		now = &k[slot];
		parse(lines[i++], now);
		for (; i < y->n; i++) {
			parse(lines[i], &more);
			if (!same_body(now, &more) ||
			    !str_eq(now->year, more.year))
				break;
			merge(now, &more);
		}
		if (before != NULL && follows(before, now))
			check_pair(y, c, before, now, &out);
		stop = out.failed ? -1 : out.len > 0 ?
		    write(to, buf_slice(&out)) : 0;
		buf_reset(&out);
		before = now;
		slot ^= 1;
	}
	buf_free(&out);
	free(lines);
	return stop;
}

/* last + plus - minus; the figures of one comparison. */
struct step {
	struct str	 last, plus, minus;	/* plus, minus may be empty */
	struct str	 found;
	const char	*label;			/* of what they are */
	const char	*what;			/* of the finding's cell */
};

/* A blank is 0. */
static bool
number(struct str figure, struct decimal *d)
{
	static const struct str zero = STR("0");

	return decimal_set(d, figure.n == 0 || is_blank(figure) ? zero :
	    figure);
}

/* Appends a term behind its sign; a blank is 0. */
static void
print_term(struct buf *b, const char *sign, struct str figure)
{
	if (figure.n == 0)
		return;
	if (is_blank(figure)) {
		buf_printf(b, "%s0", sign);
		return;
	}
	if (*figure.s != '-')
		buf_cstr(b, sign);
	buf_str(b, figure);
}

/* Appends the arithmetic and the report of last year. */
static void
print_step(struct look *l, const struct step *s, const struct decimal *sum,
    const struct decimal *found)
{
	struct buf *b = l->out;

	buf_printf(b, "%s：%.*s 年的%s ", s->what, (int)l->before->year.n,
	    l->before->year.s, s->label);
	print_term(b, "", s->last);
	print_term(b, "+", s->plus);
	print_term(b, "-", s->minus);
	if (s->plus.n > 0) {
		buf_byte(b, '=');
		decimal_print(sum, b);
	}
	buf_cstr(b, "≠");
	decimal_print(found, b);
	buf_cstr(b, "（");
	buf_str(b, l->before->report);
	buf_cstr(b, "）");
}

/* Compares what was expected with what is there. */
static void
check_step(struct look *l, const struct step *s, const struct kept_item *at)
{
	struct decimal sum = { 0 }, minus = { 0 }, plus = { 0 }, found = { 0 };

	if (is_unknown(s->last) || is_unknown(s->plus) ||
	    is_unknown(s->minus) || is_unknown(s->found)) {
		if (finding_begin(l, false, at->table, at->row, at->col)) {
			buf_printf(l->out, "\t\t%s：两年的数有不明的", s->what);
			finding_end(l);
		}
		return;
	}
	if (!number(s->last, &sum) || !number(s->plus, &plus) ||
	    !number(s->minus, &minus) || !number(s->found, &found) ||
	    !decimal_add(&sum, &plus) || !decimal_subtract(&sum, &minus))
		l->out->failed = true;
	else if (decimal_compare(&sum, &found) != 0) {
		finding_begin(l, true, at->table, at->row, at->col);
		decimal_print(&sum, l->out);
		buf_byte(l->out, '\t');
		decimal_print(&found, l->out);
		buf_byte(l->out, '\t');
		print_step(l, s, &sum, &found);
		finding_end(l);
	}
	decimal_free(&sum);
	decimal_free(&plus);
	decimal_free(&minus);
	decimal_free(&found);
}

/* Figures 0 to 6 are row 4, 7 to 13 row 2. */
void
look_carry(struct look *l)
{
	static const char *const names[] = { "自然人列上年结转",
	    "商业企业列上年结转", "科研机构列上年结转", "社会公益组织列上年结转",
	    "法律服务机构列上年结转", "其他列上年结转", "总计列上年结转" };
	struct step s = { .label = "结转下年度继续办理" };
	size_t i;

	for (i = 0; i < 7; i++) {
		s.last = l->before->figure[i];
		s.found = l->now->figure[7 + i];
		s.what = names[i];
		check_step(l, &s, &kept_items[7 + i]);
	}
}

/* Figures 14 to 16 and 17 to 19: made, repealed, in force. */
void
look_stock(struct look *l)
{
	static const char *const names[] = { "规章现行有效件数",
	    "行政规范性文件现行有效件数" };
	struct step s = { .label = "现行有效件数" };
	const struct str *now;
	size_t i;

	for (i = 0; i < 2; i++) {
		now = &l->now->figure[14 + 3 * i];
		s.last = l->before->figure[16 + 3 * i];
		s.plus = now[0];
		s.minus = now[1];
		s.found = now[2];
		s.what = names[i];
		if (!is_blank(s.last) && !is_blank(s.found) &&
		    str_is(l->before->form, "2021") &&
		    str_is(l->now->form, "2021"))
			check_step(l, &s, &kept_items[16 + 3 * i]);
	}
}

/* Figures 20 to 29: number of the year before, change, row by row. */
void
look_prior(struct look *l)
{
	static const char *const names[] = { "行政许可上一年项目数量",
	    "其他对外管理服务事项上一年项目数量", "行政处罚上一年项目数量",
	    "行政强制上一年项目数量", "行政事业性收费上一年项目数量" };
	struct step s = { .label = "上一年项目数量与本年增/减" };
	size_t i;

	for (i = 0; i < 5; i++) {
		s.last = l->before->figure[20 + 2 * i];
		s.plus = l->before->figure[21 + 2 * i];
		s.found = l->now->figure[20 + 2 * i];
		s.what = names[i];
		if (!is_blank(s.last) && !is_blank(s.found) &&
		    str_is(l->before->form, "2019") &&
		    str_is(l->now->form, "2019"))
			check_step(l, &s, &kept_items[20 + 2 * i]);
	}
}
