/*
 * Start tags as libxml2 reads them: the name, and the attributes that
 * matter with their references decoded.
 */
#ifndef GX_WEB_TAG_H
#define GX_WEB_TAG_H

#include "web/webpage.h"

/* libxml2 cuts names at this length. */
#define TAG_NAME	100

/*
 * Reads the tag that begins at s.  Its values are slices of s or of
 * `values`, which is used anew.  Returns its length; 0 where libxml2 must
 * read it.  *closed: it ends itself.
 */
size_t	tag_read(struct str s, struct tag *, struct str *name,
	    bool *closed, struct buf *values);

/* The element of that name. */
enum element tag_named(struct str name);

#endif
