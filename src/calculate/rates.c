/*
 * Definitions: 国务院办公厅政府信息与政务公开办公室《政府信息公开工作年度报告格式》
 * (国办公开办函〔2021〕30号) counts results by kind; a share is of all results
 * of the year, row 3.7.  A dispute is lost where the result was corrected.
 */
#include <stdlib.h>

#include "calculate/percent.h"
#include "calculate/rates.h"

const struct rate rates[] = {
	{ "予以公开率", "予以公开 ÷ 本年度办理结果总计", "3/3.1/total",
	    "3/3.7/total" },
	{ "部分公开率", "部分公开 ÷ 本年度办理结果总计", "3/3.2/total",
	    "3/3.7/total" },
	{ "不予公开率", "不予公开（八类合计）÷ 本年度办理结果总计",
	    "3/3.3.1/total 3/3.3.2/total 3/3.3.3/total 3/3.3.4/total "
	    "3/3.3.5/total 3/3.3.6/total 3/3.3.7/total 3/3.3.8/total",
	    "3/3.7/total" },
	{ "无法提供率", "无法提供（三类合计）÷ 本年度办理结果总计",
	    "3/3.4.1/total 3/3.4.2/total 3/3.4.3/total", "3/3.7/total" },
	{ "不予处理率", "不予处理（五类合计）÷ 本年度办理结果总计",
	    "3/3.5.1/total 3/3.5.2/total 3/3.5.3/total 3/3.5.4/total "
	    "3/3.5.5/total", "3/3.7/total" },
	{ "结转率", "结转下年度继续办理 ÷（本年新收 + 上年结转）", "3/4/total",
	    "3/1/total 3/2/total" },
	{ "复议纠正率", "行政复议结果纠正 ÷ 行政复议总计",
	    "4/review/corrected", "4/review/total" },
	{ "诉讼败诉率", "行政诉讼结果纠正 ÷ 行政诉讼总计",
	    "4/suit.direct/corrected 4/suit.review/corrected",
	    "4/suit.direct/total 4/suit.review/total" },
};
const size_t nrates = sizeof(rates) / sizeof(rates[0]);

bool
figures_add(struct figures *f, const struct sum_row *row)
{
	struct sum_row *bigger;
	size_t room;

	if (f->n == f->room) {
		room = f->room != 0 ? 2 * f->room : 256;
		if ((bigger = realloc(f->row, room * sizeof(*bigger))) == NULL)
			return false;
		f->row = bigger;
		f->room = room;
	}
	f->row[f->n++] = *row;
	return true;
}

static const struct sum_row *
find(const struct figures *f, struct str table, struct str row,
    struct str col)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (str_eq(f->row[i].table, table) &&
		    str_eq(f->row[i].row, row) && str_eq(f->row[i].col, col))
			return &f->row[i];
	return NULL;
}

void
figures_clear(struct figures *f)
{
	f->n = 0;
}

void
figures_free(struct figures *f)
{
	free(f->row);
	*f = (struct figures){ 0 };
}

/* Takes the next of the items off a list: table/row/col. */
static struct str
next_item(const char **list, char end)
{
	struct str s = { *list, strcspn(*list, "/ ") };

	*list += s.n;
	*list += **list == end || **list == ' ';
	return s;
}

enum known
figures_sum(const struct figures *f, const char *items, struct buf *out)
{
	struct decimal sum = { .scale = 0 };
	const struct sum_row *r;
	struct str table, row, col;
	bool any = false, all = true;

	while (*items != '\0') {
		table = next_item(&items, '/');
		row = next_item(&items, '/');
		col = next_item(&items, ' ');
		r = find(f, table, row, col);
		if (r == NULL || r->n + r->blank == 0 ||
		    !decimal_add(&sum, r->value)) {
			all = false;
			continue;
		}
		any = true;
		all = all && r->unknown == 0;
	}
	if (any)
		decimal_print(&sum, out);
	decimal_free(&sum);
	return !any ? KNOWN_NOT : all ? KNOWN_ALL : KNOWN_PART;
}

bool
rate_of(const struct figures *f, const struct rate *rate, struct buf *out)
{
	struct buf a = { 0 }, b = { 0 };
	size_t before = out->len;

	if (figures_sum(f, rate->part, &a) == KNOWN_ALL &&
	    figures_sum(f, rate->whole, &b) == KNOWN_ALL)
		percent(buf_slice(&a), buf_slice(&b), out);
	out->failed |= a.failed | b.failed;
	buf_free(&a);
	buf_free(&b);
	return out->len > before;
}
