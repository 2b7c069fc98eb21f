#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "calculate/percent.h"
#include "write/chart.h"
#include "write/form_tables.h"
#include "write/summary_page.h"

#define LONG	4		/* groups, from which on there is a list */
#define YEARS	40		/* the most a trend is drawn for */
#define HEAD	PAPER_HEAD
#define NUMBER	PAPER_NUMBER

struct writing {
	struct paper		*paper;
	const struct summary_page *page;
	const struct keys	*keys;
	struct contributors	 bodies;
	size_t			 at;	/* bodies of groups before */
	struct figures		 figures;	/* of the present group */
	size_t			 group;		/* its number */
	struct buf		 text, svg;
	bool			 failed;
};

static const struct str title = STR("政府信息公开工作年度报告汇总");

static void
heads(struct paper *paper, const char *const *names)
{
	paper_row(paper);
	for (; *names != NULL; names++)
		paper_cell(paper, str_of(*names), HEAD);
}

static void
say(struct writing *w)
{
	paper_paragraph(w->paper, buf_slice(&w->text));
	buf_reset(&w->text);
}

/* The name of a group, in text: its keys, 2023 年, 未知 where empty. */
static struct str
name_group(struct writing *w, const struct str *key)
{
	const struct keys *k = w->keys;
	size_t i;

	buf_reset(&w->text);
	for (i = 0; i < k->n; i++) {
		if (i > 0)
			buf_cstr(&w->text, " · ");
		if (key[i].n == 0)
			buf_cstr(&w->text, k->column[i] == COL_YEAR ?
			    "年份不明" : "名称不明");
		else
			buf_str(&w->text, key[i]);
		if (key[i].n > 0 && k->column[i] == COL_YEAR)
			buf_cstr(&w->text, " 年");
		if (k->column[i] == COL_FORM)
			buf_cstr(&w->text, " 年格式");
	}
	if (k->n == 0)
		buf_cstr(&w->text, "全部");
	return buf_slice(&w->text);
}

/* How many reports a group has: each has every cell of its form. */
static uint64_t
reports(const struct figures *f)
{
	uint64_t n, most = 0;
	size_t i;

	for (i = 0; i < f->n; i++) {
		n = f->row[i].n + f->row[i].blank + f->row[i].unknown;
		most = n > most ? n : most;
	}
	return most;
}

static void
write_group_note(struct writing *w)
{
	const struct figures *f = &w->figures;
	size_t i, blank = 0, unknown = 0;

	for (i = 0; i < f->n; i++) {
		blank += f->row[i].blank > 0;
		unknown += f->row[i].unknown > 0;
	}
	buf_reset(&w->text);
	buf_printf(&w->text, "共 %" PRIu64 " 份报告。", reports(f));
	if (unknown > 0)
		buf_printf(&w->text, "%zu 项有报告未能读出，其合计只是下限，"
		    "以 ≥ 标明。", unknown);
	if (blank > 0)
		buf_printf(&w->text, "%zu 项有报告留空，留空不计入合计。",
		    blank);
	buf_cstr(&w->text, "表旁“有数”为该行各格都有数字的报告份数，"
	    "“空白”“未知”为该行最多一格的份数。");
	say(w);
}

static void
write_rates(struct writing *w)
{
	static const char *const names[] = { "指标", "算法", "百分比", NULL };
	size_t i;

	paper_heading(w->paper, 3, str_of("主要比率"));
	paper_table(w->paper, 3, "llr");
	heads(w->paper, names);
	for (i = 0; i < nrates; i++) {
		buf_reset(&w->text);
		if (rate_of(&w->figures, &rates[i], &w->text))
			buf_byte(&w->text, '%');
		else
			buf_cstr(&w->text, "—");
		paper_row(w->paper);
		paper_cell(w->paper, str_of(rates[i].name), HEAD);
		paper_cell(w->paper, str_of(rates[i].definition), 0);
		paper_cell(w->paper, buf_slice(&w->text), 0);
	}
	buf_reset(&w->text);
	buf_cstr(&w->text, "分母为零、或所需数字有报告未能读出的，不计算比率（—）。");
	say(w);
}

/* A share in text, with its sign; a dash where it is not known. */
static void
put_share(struct writing *w, const struct buf *share)
{
	buf_reset(&w->text);
	buf_str(&w->text, buf_slice(share));
	buf_cstr(&w->text, share->len > 0 ? "%" : "—");
	paper_cell(w->paper, buf_slice(&w->text), 0);
}

/* Of how much they are asked for: share of the group's applications. */
static void
put_part(struct writing *w, const struct contributor *c)
{
	struct buf total = { 0 }, share = { 0 };

	if (figures_sum(&w->figures, "3/1/total", &total) == KNOWN_ALL)
		percent(buf_slice(&c->received), buf_slice(&total), &share);
	put_share(w, &share);
	w->failed = w->failed || total.failed || share.failed;
	buf_free(&total);
	buf_free(&share);
}

static void
write_ranking(struct writing *w, const struct contributor *c, size_t n)
{
	static const char *const names[] = { "名次", "单位", "新收申请（件）",
	    "占比", "予以公开率", NULL };
	char rank[24];
	size_t i;

	paper_table(w->paper, 5, "rlrrr");
	heads(w->paper, names);
	for (i = 0; i < n; i++) {
		snprintf(rank, sizeof(rank), "%zu", i + 1);
		paper_row(w->paper);
		paper_cell(w->paper, str_of(rank), 0);
		paper_cell(w->paper, c[i].org, 0);
		paper_cell(w->paper, buf_slice(&c[i].received), NUMBER);
		put_part(w, &c[i]);
		put_share(w, &c[i].rate);
	}
}

static void
draw_ranking(struct writing *w, const struct contributor *c, size_t n)
{
	struct chart_point *p = calloc(n, sizeof(*p));
	struct buf *text = calloc(n, sizeof(*text));
	size_t i;

	for (i = 0; p != NULL && text != NULL && i < n; i++) {
		paper_number(&text[i], buf_slice(&c[i].received));
		p[i] = (struct chart_point){ c[i].org, buf_slice(&text[i]),
		    c[i].size };
	}
	buf_reset(&w->svg);
	if (p != NULL && text != NULL)
		chart_bars(&w->svg, str_of("新收申请最多的单位"), p, n);
	else
		w->failed = true;
	paper_picture(w->paper, buf_slice(&w->svg));
	for (i = 0; text != NULL && i < n; i++) {
		w->failed |= text[i].failed;
		buf_free(&text[i]);
	}
	free(text);
	free(p);
}

/* One value of each body: by what it is asked for, or what it discloses. */
static double
value_of(const struct contributor *c, bool share)
{
	return share ? c->share : c->size;
}

/* Lists the bodies far from the others in one value. */
static void
write_far(struct writing *w, const struct contributor *c, size_t n,
    bool share)
{
	double *v = malloc((n + 1) * sizeof(*v)), low = 0, high = 0, x;
	size_t i, k = 0, left = 0;
	bool known;

	for (i = 0; v != NULL && i < n; i++)
		if (value_of(&c[i], share) >= 0)
			v[k++] = value_of(&c[i], share);
	w->failed = w->failed || v == NULL;
	known = v != NULL && summary_fences(v, k, &low, &high);
	free(v);
	for (i = 0, k = 0; known && i < n; i++) {
		x = value_of(&c[i], share);
		if (x < 0 || (x >= low && x <= high))
			continue;
		if (k++ >= w->page->top) {
			left++;
			continue;
		}
		buf_reset(&w->text);
		buf_str(&w->text, c[i].org);
		buf_cstr(&w->text, share ? "：予以公开率 " : "：新收申请 ");
		if (share)
			buf_str(&w->text, buf_slice(&c[i].rate));
		else
			paper_number(&w->text, buf_slice(&c[i].received));
		buf_cstr(&w->text, share ? "%" : " 件");
		paper_item(w->paper, buf_slice(&w->text));
	}
	if (left > 0) {
		buf_reset(&w->text);
		buf_printf(&w->text, "另有 %zu 个单位没有列出", left);
		paper_item(w->paper, buf_slice(&w->text));
	}
	if (known && k == 0)
		paper_item(w->paper, str_of(share ?
		    "予以公开率没有离群的单位" : "新收申请没有离群的单位"));
}

/* Ranks the bodies of the present group. */
static void
write_bodies(struct writing *w)
{
	const struct str *key = w->figures.row[0].key;
	size_t n = contributors_rank(&w->bodies, w->at, key, w->keys->n);
	const struct contributor *c = w->bodies.of + w->at;
	size_t shown = 0;

	w->at += n;
	while (shown < n && shown < w->page->top && c[shown].size > 0)
		shown++;
	if (n < 2 || shown == 0)
		return;
	paper_heading(w->paper, 3, str_of("新收申请最多的单位"));
	draw_ranking(w, c, shown);
	write_ranking(w, c, shown);
	if (n < 8)
		return;
	paper_heading(w->paper, 3, str_of("离群的单位"));
	paper_paragraph(w->paper, str_of("超出四分位数之外 1.5 倍四分位距"
	    "（Tukey 1977）的单位；离群不等于有误。"));
	write_far(w, c, n, false);
	write_far(w, c, n, true);
}

static void
write_group(struct writing *w)
{
	paper_place(w->paper, w->group);
	paper_heading(w->paper, 2, name_group(w, w->figures.row[0].key));
	write_group_note(w);
	w->failed |= !form_tables(w->paper, &w->figures, 3);
	write_rates(w);
	write_bodies(w);
	figures_clear(&w->figures);
	w->group++;
}

static int
take(void *to, const struct sum_row *row)
{
	struct writing *w = to;

	if (w->figures.n > 0 && row->group != w->group)
		write_group(w);
	return figures_add(&w->figures, row) ? 0 : -1;
}

/* Counts groups, and lists them when they are many. */
struct listing {
	struct writing	*w;
	size_t		 n;
	bool		 list;
};

static int
take_name(void *to, const struct sum_row *row)
{
	struct listing *l = to;

	if (row->group < l->n)
		return 0;
	if (l->list)
		paper_link(l->w->paper, name_group(l->w, row->key), l->n);
	l->n++;
	return 0;
}

static bool
write_contents(struct writing *w, const struct summary *s)
{
	struct listing l = { w, 0, false };

	if (sum_each(summary_sums(s), take_name, &l) != 0)
		return false;
	if (l.n == 0)
		paper_paragraph(w->paper, str_of("没有读到任何报告的数字。"));
	if (l.n < LONG || !paper_is_html(w->paper))
		return true;
	l = (struct listing){ w, 0, true };
	return sum_each(summary_sums(s), take_name, &l) == 0;
}

/* What is drawn and listed year by year. */
static const struct {
	const char	*name;
	const char	*items;		/* as in rates.h; added up */
} trends[] = {
	{ "新收申请", "3/1/total" },
	{ "办理结果总计", "3/3.7/total" },
	{ "予以公开", "3/3.1/total" },
	{ "行政复议", "4/review/total" },
	{ "行政诉讼", "4/suit.direct/total 4/suit.review/total" },
};

#define TRENDS	(sizeof(trends) / sizeof(trends[0]))

struct trend {
	struct writing	*w;
	struct figures	 all;		/* of all years */
	struct str	 year[YEARS];
	size_t		 first[YEARS + 1];	/* figure each begins at */
	size_t		 n;
};

static int
take_year(void *to, const struct sum_row *row)
{
	struct trend *t = to;

	if (row->key[0].n == 0)
		return 0;
	if (t->n == 0 || !str_eq(t->year[t->n - 1], row->key[0])) {
		if (t->n == YEARS)
			return 1;
		t->year[t->n] = row->key[0];
		t->first[t->n++] = t->all.n;
	}
	t->first[t->n] = t->all.n + 1;
	return figures_add(&t->all, row) ? 0 : -1;
}

/* One figure of a year, as text in out. */
static enum known
put_trend(const struct trend *t, size_t year, size_t i, struct buf *out)
{
	const struct figures f = { t->all.row + t->first[year],
	    t->first[year + 1] - t->first[year], 0 };

	return figures_sum(&f, trends[i].items, out);
}

static void
draw_trend(struct trend *t, size_t i)
{
	struct chart_point p[YEARS];
	struct buf text[YEARS] = { { 0 } }, plain = { 0 };
	size_t k;
	bool known = true;

	for (k = 0; k < t->n; k++) {
		buf_reset(&plain);
		known = put_trend(t, k, i, &plain) == KNOWN_ALL && known;
		paper_number(&text[k], buf_slice(&plain));
		p[k] = (struct chart_point){ t->year[k],
		    buf_slice(&text[k]), strtod(buf_z(&plain), NULL) };
	}
	if (known) {
		buf_reset(&t->w->svg);
		chart_line(&t->w->svg, str_of(trends[i].name), p, t->n);
		paper_picture(t->w->paper, buf_slice(&t->w->svg));
	}
	for (k = 0; k < t->n; k++) {
		t->w->failed |= text[k].failed;
		buf_free(&text[k]);
	}
	t->w->failed |= plain.failed;
	buf_free(&plain);
}

static void
write_trend_table(struct trend *t)
{
	struct paper *paper = t->w->paper;
	struct buf plain = { 0 };
	enum known known;
	size_t i, k;

	paper_table(paper, t->n + 1, "lr");
	paper_row(paper);
	paper_cell(paper, str_of("年份"), HEAD);
	for (k = 0; k < t->n; k++)
		paper_cell(paper, t->year[k], HEAD);
	for (i = 0; i < TRENDS; i++) {
		paper_row(paper);
		paper_cell(paper, str_of(trends[i].name), HEAD);
		for (k = 0; k < t->n; k++) {
			buf_reset(&plain);
			buf_reset(&t->w->text);
			known = put_trend(t, k, i, &plain);
			if (known != KNOWN_ALL)
				buf_cstr(&t->w->text,
				    known == KNOWN_PART ? "≥" : "—");
			paper_number(&t->w->text, buf_slice(&plain));
			paper_cell(paper, buf_slice(&t->w->text), 0);
		}
	}
	t->w->failed |= plain.failed;
	buf_free(&plain);
}

static bool
write_years(struct writing *w, const struct summary *s)
{
	struct trend *t = calloc(1, sizeof(*t));
	int stop = -1;

	if (t != NULL) {
		t->w = w;
		stop = sum_each(summary_years(s), take_year, t);
	}
	if (stop >= 0 && t->n > 1) {
		paper_heading(w->paper, 2, str_of("逐年变化"));
		write_trend_table(t);
		paper_heading(w->paper, 3, str_of(trends[0].name));
		draw_trend(t, 0);
	}
	if (t != NULL)
		figures_free(&t->all);
	free(t);
	return stop >= 0;
}

static void
write_unread(struct writing *w)
{
	struct str rest = w->page->unread, line;
	const char *nl;

	if (rest.n == 0)
		return;
	paper_heading(w->paper, 2, str_of("未能读取"));
	for (; rest.n > 0; rest = str_from(rest, line.n + (nl != NULL))) {
		nl = memchr(rest.s, '\n', rest.n);
		line = rest;
		if (nl != NULL)
			line.n = (size_t)(nl - rest.s);
		paper_item(w->paper, line);
	}
}

static bool
write_all(struct writing *w, const struct summary *s)
{
	if (!write_contents(w, s) || !summary_contributors(s, &w->bodies) ||
	    sum_each(summary_sums(s), take, w) != 0)
		return false;
	if (w->figures.n > 0)
		write_group(w);
	if (!write_years(w, s))
		return false;
	write_unread(w);
	return !w->failed && !w->text.failed && !w->svg.failed;
}

int
summary_write(const struct summary *s, const struct summary_page *page,
    int (*write)(void *, struct str), void *to)
{
	struct writing w = { .page = page,
	    .keys = sum_keys(summary_sums(s)) };
	bool ok;
	int stop;

	if ((w.paper = paper_new(page->format, title, write, to)) == NULL)
		return -1;
	paper_heading(w.paper, 1, title);
	ok = write_all(&w, s);
	stop = paper_end(w.paper);
	contributors_free(&w.bodies);
	figures_free(&w.figures);
	buf_free(&w.text);
	buf_free(&w.svg);
	return ok ? stop : -1;
}
