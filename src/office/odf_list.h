/*
 * The numbers of lists and headings of an OpenDocument text, counted as
 * they come (OpenDocument 1.3 part 3, 5.1.1 and 5.3).
 */
#ifndef GX_OFFICE_ODF_LIST_H
#define GX_OFFICE_ODF_LIST_H

#include "office/odf_style.h"

/* How far a list, or the headings, got. */
struct odf_count {
	const struct odf_list_style *style;
	struct odf_name	 id;		/* xml:id */
	long		 at[ODF_LEVELS];	/* last number; */
	bool		 any[ODF_LEVELS];	/* where there was one */
};

/* Lists that are open, one in the other, and those before. */
struct odf_lists {
	const struct odf_styles *styles;
	struct odf_count *counts;	/* of all outermost lists */
	size_t		 n, room;
	struct buf	 ids;
	struct odf_count outline;
	unsigned	 depth;		/* open lists */
	size_t		 present;	/* the count of the open ones */
	bool		 fresh;		/* no paragraph in this item yet */
	bool		 failed;	/* memory ran out */
};

void	odf_list_start(struct odf_lists *, const struct xml_element *);
void	odf_list_end(struct odf_lists *);

/* An item begins; a header has no number. */
void	odf_list_item(struct odf_lists *, const struct xml_element *,
	    bool header);

/*
 * Appends the number of a paragraph or heading that begins, with a space
 * behind it, or nothing.
 */
void	odf_list_label(struct odf_lists *, const struct xml_element *,
	    struct buf *out);

/* Frees all. */
void	odf_lists_free(struct odf_lists *);

#endif
