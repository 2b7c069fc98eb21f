/*
 * A sheet of an OpenDocument spreadsheet while its elements are read:
 * rows and cells that are repeated, merged, hidden, and what a cell shows.
 */
#ifndef GX_OFFICE_ODF_SHEET_H
#define GX_OFFICE_ODF_SHEET_H

#include "office/sheet.h"
#include "read/xml.h"

/* A zeroed one is no sheet yet.  It owns its buffers. */
struct odf_sheet {
	struct sheet	 sheet;
	struct buf	 name;
	size_t		 row, column;	/* of the next cell */
	size_t		 row_repeated, repeated;
	size_t		 first;		/* cell of the present row */
	bool		 in_cell, any;	/* paragraphs in it */
	bool		 number;	/* its value is one */
	struct buf	 cell, value;	/* its text and its value */
	size_t		 columns;	/* described so far */
	size_t		 max_bytes;
	const char	*wrong;		/* NULL, or what went wrong */
};

/* Begins a sheet that may become max_bytes long. */
void	odf_sheet_start(struct odf_sheet *, const struct xml_element *,
	    size_t max_bytes);

/* Parts of it begin and end. */
void	odf_sheet_column(struct odf_sheet *, const struct xml_element *);
void	odf_sheet_row_start(struct odf_sheet *, const struct xml_element *);
void	odf_sheet_row_end(struct odf_sheet *);
void	odf_sheet_cell_start(struct odf_sheet *,
	    const struct xml_element *);
void	odf_sheet_cell_end(struct odf_sheet *);

/* A cell that a merged one covers. */
void	odf_sheet_covered(struct odf_sheet *, const struct xml_element *);

/* Adds a paragraph to the open cell. */
void	odf_sheet_paragraph(struct odf_sheet *, struct str);

/*
 * Appends the sheet and frees it.  Returns NULL, or what is wrong: more
 * text than the limit, no memory.
 */
const char *odf_sheet_end(struct odf_sheet *, struct buf *out);

#endif
