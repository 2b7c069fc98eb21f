/*
 * The lines of a document while it is split into reports: private to
 * lines.c, front.c and split.c.
 */
#ifndef GX_REPORT_LINES_H
#define GX_REPORT_LINES_H

#include <stdint.h>

#include "report/split.h"
#include "report/title.h"

#define NONE	((size_t)-1)

/* A document may have millions of lines, of which few are more than that. */
struct line {
	struct str	 s;
	signed char	 heading;	/* 1-6; HEADING_UNKNOWN; 0: no heading */
	bool		 weak;		/* a heading 1 only if no other is */
	uint32_t	 title;		/* the number, from 1 on, of the title
					   that begins here; 0 if none does */
};

struct titled {
	struct title	 title;
	size_t		 end;		/* the line behind its last */
	bool		 joined;	/* it is put together from lines */
};

struct text {
	struct arena	*a;
	struct line	*lines;
	size_t		 n;
	struct titled	*titles;	/* title 1 and so on */
	uint32_t	 ntitles;
};

/* The title that begins in a line where one does. */
struct titled *lines_title(const struct text *, size_t i);

/*
 * The text of lines from..to without those of skip..skip_to: a slice of the
 * document where they stand one after the other there, else in the arena.
 */
struct str lines_join(const struct text *, size_t from, size_t to,
	    size_t skip, size_t skip_to);

/* front.c: notes the title that ends in line i, if one does. */
void	front_mark(struct text *, size_t i);

/*
 * front.c: body and year of the report in lines from..to, whose name is
 * known, by its title, the text beside it and its name; the line its title
 * begins in, or NONE.
 */
size_t	front_read(const struct text *, size_t from, size_t to,
	    struct report *);

#endif
