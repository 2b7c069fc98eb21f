/*
 * Web archives (MHT, RFC 2557), as browsers and Word save them: a MIME
 * message of several parts, of which the first page is the document, or of
 * that page alone.
 */
#ifndef GX_WEB_MHT_H
#define GX_WEB_MHT_H

#include "base/buf.h"

/* Whether bytes begin with the headers of such a message. */
bool	mht_is(struct str bytes);

/*
 * Appends the bytes of the first HTML part.  Returns NULL, or what is
 * wrong in a few words.
 */
const char *mht_page(struct str bytes, struct buf *out);

#endif
