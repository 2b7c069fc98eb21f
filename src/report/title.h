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

/* Whether a name can be a body's: it is whole and holds nothing but words.
 * Neither white space nor traditional characters must be left in it. */
bool	title_is_body(struct str name);

/* Whether its last word is what bodies are called, too: 局, 委员会, 镇. */
bool	title_is_office(struct str name);

/* s without any white space, radicals as the ideographs they stand for, in
 * the arena. */
struct str title_squeeze(struct arena *, struct str s);

/* The same, but tabs and line ends stay. */
struct str title_squeeze_fields(struct arena *, struct str s);

#endif
