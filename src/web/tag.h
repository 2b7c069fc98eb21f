/*
 * Start tags as libxml2 reads them: the name, and the attributes that
 * matter.
 */
#ifndef GX_WEB_TAG_H
#define GX_WEB_TAG_H

#include "web/webpage.h"

/* libxml2 cuts names at this length. */
#define TAG_NAME	100

/*
 * Reads the tag that begins at s.  Its values are slices of s.  Returns its
 * length; 0 where libxml2 must read it.  *closed: it ends itself.
 */
size_t	tag_read(struct str s, struct tag *, struct str *name,
	    bool *closed);

/*
 * Puts characters for the references in the values of a tag of that length,
 * which are slices of `values` then; false where libxml2 must read it.
 */
bool	tag_decode(struct tag *, size_t length, struct buf *values);

/* The element of that name. */
enum element tag_named(struct str name);

#endif
