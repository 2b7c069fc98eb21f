/*
 * Titles: the body a report is about and its year.
 */
#ifndef GX_REPORT_TITLE_H
#define GX_REPORT_TITLE_H

#include "base/arena.h"

struct title {
	struct str	org;	/* the body, without white space; may be empty */
	struct str	year;	/* four digits; may be empty */
};

/*
 * Whether s, one or several lines of text, is a title of an annual report
 * (…政府信息公开工作年度报告 and its variants), and what it says.  The parts
 * live in the arena.
 */
bool	title_parse(struct arena *, struct str s, struct title *);

/*
 * The year of the sentence that states the period (统计期限自 2023 年 1 月
 * 1 日起…) in s: four digits in the arena, or empty.
 */
struct str title_period(struct arena *, struct str s);

/*
 * The body that a line names beside a title: 部门：…, 信息来源：…; empty when
 * it names none.
 */
struct str title_body(struct arena *, struct str line);

/* s without any white space, in the arena. */
struct str title_squeeze(struct arena *, struct str s);

#endif
