/*
 * The body and the year of a report as the text beside its title says them:
 * the sentences of its first part, its signature, the fields of a page.
 */
#ifndef GX_REPORT_BYLINE_H
#define GX_REPORT_BYLINE_H

#include "base/arena.h"
#include "report/title.h"

/* What the text says; each is empty where it says nothing or two things. */
struct byline {
	struct str	said;	/* the body in 现将…报告如下, 由…编制 */
	struct str	signer;	/* the body above the date at the end */
	struct str	field;	/* the body in 发布机构：…, 来源：… */
	struct str	period;	/* the year of the period stated */
	struct str	year;	/* the year in 编制…年度报告 */
};

/*
 * The year of the sentence that states the period (统计期限自 2023 年 1 月
 * 1 日起…) in s: four digits in the arena, or empty.
 */
struct str byline_period(struct arena *, struct str s);

/*
 * The body that a line names in a field: 部门：…, 信息来源：…; empty when
 * it names none.
 */
struct str byline_field(struct arena *, struct str line);

/* What the first lines of a report say, all but signer. */
struct byline byline_read(struct arena *, struct str first);

/* The body that signed the end of a report, above or beside a date. */
struct str byline_signer(struct arena *, struct str last);

/* Whether one name ends with the other. */
bool	byline_agree(struct str a, struct str b);

/*
 * What title and byline say together.  A title put together from several
 * lines counts for less than a sentence, since a line above it may be
 * anything.
 */
struct title byline_settle(const struct byline *, struct title, bool joined);

#endif
