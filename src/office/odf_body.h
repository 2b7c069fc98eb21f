/*
 * The elements of an OpenDocument file put into text as they come, one
 * part after the other.
 */
#ifndef GX_OFFICE_ODF_BODY_H
#define GX_OFFICE_ODF_BODY_H

#include "base/buf.h"
#include "read/xml.h"

struct odf_body;

/*
 * A reader that appends to out, of tables of at most max_bytes and
 * elements nested max_depth deep; NULL without memory.
 */
struct odf_body *odf_body_new(size_t max_bytes, unsigned max_depth,
	    struct buf *out);

/*
 * Reads a part; `common` is the one whose styles the others use.  Returns
 * NULL, or what is wrong with it.
 */
const char *odf_body_read(struct odf_body *, struct str xml, bool common);

/* Frees it.  Returns NULL, or what went wrong on the way. */
const char *odf_body_free(struct odf_body *);

#endif
