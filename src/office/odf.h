/*
 * OpenDocument 1.2 and 1.3 (ISO/IEC 26300): texts and spreadsheets, in a
 * package (ODT, ODS) or as one XML document (FODT, FODS).
 */
#ifndef GX_OFFICE_ODF_H
#define GX_OFFICE_ODF_H

#include "read/package.h"

/*
 * Appends the text of a package: paragraphs with the numbers of their
 * lists, tables, notes and text boxes behind the paragraph they hang on,
 * sheets in their order; nothing that is hidden or was deleted, and no
 * table of contents, as its lines would be headings.  Returns NULL, or
 * what is wrong; out then holds what could be read.
 */
const char *odf_text(struct str zip, const struct package_limits *,
	    unsigned max_depth, struct buf *out);

/* Whether XML is OpenDocument, by its first bytes. */
bool	odf_is_flat(struct str xml);

/* The same as odf_text of one XML document. */
const char *odf_flat_text(struct str xml, size_t max_bytes,
	    unsigned max_depth, struct buf *out);

#endif
