/*
 * What the elements of OpenDocument are to the text of a file.
 */
#ifndef GX_OFFICE_ODF_ELEMENT_H
#define GX_OFFICE_ODF_ELEMENT_H

enum odf_kind {
	ODF_PASS, ODF_SKIP, ODF_STYLES, ODF_BODY_TEXT, ODF_BODY_SHEETS,
	ODF_BODY_OTHER, ODF_PARAGRAPH, ODF_SPAN, ODF_SECTION, ODF_SPACE,
	ODF_TAB, ODF_BREAK, ODF_HIDES, ODF_FLOW, ODF_LIST, ODF_ITEM,
	ODF_ITEM_HEADER, ODF_TABLE, ODF_COLUMN, ODF_ROW, ODF_CELL,
	ODF_COVERED,
	ODF_APART	/* a span that stands apart, by its style */
};

/* That of a local name; ODF_PASS: it is passed through. */
enum odf_kind odf_kind(const char *name);

#endif
