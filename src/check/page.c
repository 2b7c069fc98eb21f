#include <stdio.h>
#include <stdlib.h>

#include "check/look.h"
#include "check/page.h"
#include "write/paper.h"
#include "write/tsv.h"

/* The columns of a finding. */
enum { F_REPORT, F_ORG, F_YEAR, F_RULE, F_SEVERITY, F_TABLE, F_ROW, F_COL,
	F_EXPECTED, F_FOUND, F_MESSAGE, F_COLUMNS };

/* A rule has no more rows than this in the table of a report. */
#define ROWS	20

struct page {
	enum paper_format format;
	struct buf	 lines;
	size_t		*at;		/* where each line begins */
	size_t		 n, cap;
	const char	**sorted;
	struct buf	 field[F_COLUMNS];	/* a line, unescaped */
	struct buf	 text;
};

static const struct {
	const char	*name, *label;
} severities[] = {
	{ "error", "错误" }, { "warning", "警告" }, { "note", "提示" },
	{ "undecided", "未定" },
};

struct page *
page_new(enum paper_format format)
{
	struct page *p = calloc(1, sizeof(*p));

	if (p != NULL)
		p->format = format;
	return p;
}

void
page_free(struct page *p)
{
	size_t i;

	if (p == NULL)
		return;
	for (i = 0; i < F_COLUMNS; i++)
		buf_free(&p->field[i]);
	buf_free(&p->text);
	buf_free(&p->lines);
	free(p->at);
	free(p->sorted);
	free(p);
}

bool
page_add(struct page *p, struct str findings)
{
	const char *end;
	size_t *at, cap, n;

	for (; findings.n > 0; findings = str_from(findings, n)) {
		end = memchr(findings.s, '\n', findings.n);
		n = (size_t)(end - findings.s) + 1;
		if (p->n == p->cap) {
			cap = p->cap > 0 ? p->cap * 2 : 64;
			at = realloc(p->at, cap * sizeof(*at));
			if (at == NULL)
				return false;
			p->at = at;
			p->cap = cap;
		}
		p->at[p->n++] = p->lines.len;
		buf_add(&p->lines, findings.s, n);
	}
	return !p->lines.failed;
}

/* Where column i of a line begins, and its length. */
static struct str
column(const char *line, size_t i)
{
	size_t n;

	for (;; line += n + 1) {
		n = strcspn(line, "\t\n");
		if (i-- == 0)
			return (struct str){ line, n };
	}
}

/* By body, year, report, and arrival. */
static int
compare(const void *x, const void *y)
{
	static const size_t by[] = { F_ORG, F_YEAR, F_REPORT };
	const char *a = *(const char *const *)x, *b = *(const char *const *)y;
	size_t i;
	int c;

	for (i = 0; i < 3; i++) {
		c = str_compare(column(a, by[i]), column(b, by[i]));
		if (c != 0)
			return c;
	}
	return (a > b) - (a < b);
}

static bool
sort(struct page *p)
{
	const char *text = buf_z(&p->lines);
	size_t i;

	free(p->sorted);
	p->sorted = malloc((p->n + 1) * sizeof(*p->sorted));
	if (p->sorted == NULL || p->lines.failed)
		return false;
	for (i = 0; i < p->n; i++)
		p->sorted[i] = text + p->at[i];
	qsort(p->sorted, p->n, sizeof(*p->sorted), compare);
	return true;
}

/* The fields of a line, without escapes. */
static void
parse(struct page *p, const char *line)
{
	size_t i;

	for (i = 0; i < F_COLUMNS; i++) {
		buf_reset(&p->field[i]);
		tsv_unescape(&p->field[i], column(line, i));
		buf_z(&p->field[i]);
	}
}

static const char *
severity_label(struct str name)
{
	size_t i;

	for (i = 0; i < sizeof(severities) / sizeof(severities[0]); i++)
		if (str_is(name, severities[i].name))
			return severities[i].label;
	return "";
}

/* How many findings have that text in a column. */
static size_t
count(const struct page *p, size_t i, const char *text)
{
	size_t k, n = 0;

	for (k = 0; k < p->n; k++)
		n += str_is(column(p->sorted[k], i), text);
	return n;
}

static void
heads(struct paper *paper, const char *const *names)
{
	paper_row(paper);
	for (; *names != NULL; names++)
		paper_cell(paper, str_of(*names), PAPER_HEAD);
}

static void
write_summary(struct page *p, struct paper *paper)
{
	static const char *const names[] = { "规则", "条数", "要求", NULL };
	char number[24];
	size_t i, n;

	buf_reset(&p->text);
	buf_printf(&p->text, "共 %zu 条", p->n);
	for (i = 0; i < sizeof(severities) / sizeof(severities[0]); i++)
		if ((n = count(p, F_SEVERITY, severities[i].name)) > 0)
			buf_printf(&p->text, "，%s %zu 条",
			    severities[i].label, n);
	buf_cstr(&p->text, "。");
	paper_paragraph(paper, buf_slice(&p->text));
	if (p->n == 0)
		return;
	paper_table(paper, 3, "lrl");
	heads(paper, names);
	for (i = 0; i < nrules; i++) {
		if ((n = count(p, F_RULE, rules[i].id)) == 0)
			continue;
		snprintf(number, sizeof(number), "%zu", n);
		paper_row(paper);
		paper_cell(paper, str_of(rules[i].id), 0);
		paper_cell(paper, str_of(number), PAPER_NUMBER);
		paper_cell(paper, str_of(rules[i].norm), 0);
	}
}

/* The place of a finding: 3 / 3.1 / total. */
static struct str
place(struct page *p)
{
	size_t i;

	buf_reset(&p->text);
	for (i = F_TABLE; i <= F_COL; i++) {
		if (p->field[i].len == 0)
			continue;
		if (p->text.len > 0)
			buf_cstr(&p->text, " / ");
		buf_str(&p->text, buf_slice(&p->field[i]));
	}
	return buf_slice(&p->text);
}

/* Years and dates, which are of no table, are no numbers to group. */
static void
write_finding(struct page *p, struct paper *paper)
{
	int number = p->field[F_TABLE].len > 0 ? PAPER_NUMBER : 0;

	paper_row(paper);
	paper_cell(paper, str_of(severity_label(
	    buf_slice(&p->field[F_SEVERITY]))), 0);
	paper_cell(paper, buf_slice(&p->field[F_RULE]), 0);
	paper_cell(paper, place(p), 0);
	paper_cell(paper, buf_slice(&p->field[F_EXPECTED]), number);
	paper_cell(paper, buf_slice(&p->field[F_FOUND]), number);
	paper_cell(paper, buf_slice(&p->field[F_MESSAGE]), 0);
}

/* Whether two lines have the same text in a column. */
static bool
same(const char *a, const char *b, size_t i)
{
	return str_eq(column(a, i), column(b, i));
}

/* The findings from line i on that are of one report; where they end. */
static size_t
write_report(struct page *p, struct paper *paper, size_t i)
{
	static const char *const names[] = { "级别", "规则", "位置", "应为",
	    "实为", "说明", NULL };
	const char *first = p->sorted[i], *last = NULL;
	size_t rows = 0, left_out = 0;

	parse(p, first);
	buf_reset(&p->text);
	if (p->field[F_YEAR].len > 0)
		buf_printf(&p->text, "%s 年：", buf_z(&p->field[F_YEAR]));
	buf_str(&p->text, buf_slice(&p->field[F_REPORT]));
	paper_paragraph(paper, buf_slice(&p->text));
	paper_table(paper, 6, "lllrrl");
	heads(paper, names);
	for (; i < p->n && same(p->sorted[i], first, F_REPORT) &&
	    same(p->sorted[i], first, F_ORG) &&
	    same(p->sorted[i], first, F_YEAR); i++) {
		if (last == NULL || !same(p->sorted[i], last, F_RULE))
			rows = 0;
		last = p->sorted[i];
		if (rows++ >= ROWS) {
			left_out++;
			continue;
		}
		parse(p, last);
		write_finding(p, paper);
	}
	if (left_out > 0) {
		buf_reset(&p->text);
		buf_printf(&p->text, "另有 %zu 条没有列出。", left_out);
		paper_paragraph(paper, buf_slice(&p->text));
	}
	return i;
}

int
page_write(struct page *p, int (*write)(void *, struct str), void *to)
{
	static const struct str title = STR("政府信息公开工作年度报告检查结果");
	struct paper *paper;
	struct str org;
	size_t i;
	int stop;

	if (!sort(p) || (paper = paper_new(p->format, title, write,
	    to)) == NULL)
		return -1;
	paper_heading(paper, 1, title);
	write_summary(p, paper);
	for (i = 0; i < p->n; ) {
		if (i == 0 || !same(p->sorted[i], p->sorted[i - 1], F_ORG)) {
			parse(p, p->sorted[i]);
			org = buf_slice(&p->field[F_ORG]);
			paper_heading(paper, 2, org.n > 0 ? org :
			    str_of("（名称不明）"));
		}
		i = write_report(p, paper, i);
	}
	stop = paper_end(paper);
	for (i = 0; i < F_COLUMNS; i++)
		if (p->field[i].failed)
			return -1;
	return p->text.failed ? -1 : stop;
}
