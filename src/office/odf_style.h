/*
 * The styles of an OpenDocument file as far as its text depends on them:
 * what is hidden or stands apart, and how lists and headings are numbered (OpenDocument
 * 1.3 part 3, 16.29 to 16.35 and 19.880).
 */
#ifndef GX_OFFICE_ODF_STYLE_H
#define GX_OFFICE_ODF_STYLE_H

#include "read/numerals.h"
#include "read/xml.h"

#define ODF_LEVELS	10

/* A piece of odf_styles.text. */
struct odf_name {
	size_t	 start, n;
};

/* How a level of a list is numbered. */
struct odf_level {
	enum numeral	 way;
	struct odf_name	 prefix, suffix;
	struct odf_name	 pattern;	/* "第%1%章"; instead of both */
	long		 first;		/* number */
	unsigned	 shown;		/* levels, this one and above */
	bool		 tight;		/* no space before the text */
};

struct odf_list_style {
	struct odf_name	 name;
	struct str	 key;			/* the same, once sorted */
	bool		 outline;		/* that of headings */
	struct odf_level levels[ODF_LEVELS];
};

struct odf_style {
	struct odf_name	 name, family, parent, list;
	struct str	 key[2];		/* family and name, once sorted */
	bool		 hidden;
	bool		 apart;		/* raised, lowered or struck out */
	bool		 has_list;	/* an empty list style: none at all */
};

struct odf_styles {
	struct buf		 text;		/* all names */
	struct odf_style	*styles;
	struct odf_list_style	*lists;
	size_t			 nstyles, styles_room;
	size_t			 nlists, lists_room;
	bool			 in_style, in_list, in_level;
	unsigned		 level;			/* in_level */
	bool			 failed;		/* memory ran out */
};

/* Takes what an element within office:styles or automatic-styles says. */
void	odf_styles_take(struct odf_styles *, const struct xml_element *);

/* Once all styles were taken, before any is asked for. */
void	odf_styles_done(struct odf_styles *);

/* Whether a style ("text", "paragraph", "table"), or a parent, hides. */
bool	odf_style_hides(const struct odf_styles *, const char *family,
	    struct str name);

/* Whether a style of text, or a parent, raises it or strikes it out. */
bool	odf_style_sets_apart(const struct odf_styles *, struct str name);

/*
 * The list style a paragraph style, or its parent, asks for; false when it
 * asks for none.  An empty name turns numbering off.
 */
bool	odf_style_list(const struct odf_styles *, struct str name,
	    struct str *list);

/* The list style of a name; NULL where there is none. */
const struct odf_list_style *odf_list_style(const struct odf_styles *,
	    struct str name);

/* That of headings; NULL where they are not numbered. */
const struct odf_list_style *odf_outline(const struct odf_styles *);

/* The text of a name. */
struct str odf_text_of(const struct odf_styles *, struct odf_name);

/* Frees all. */
void	odf_styles_free(struct odf_styles *);

#endif
