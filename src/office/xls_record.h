/*
 * The records of a stream of BIFF8, the format of Excel 97 to 2003
 * ([MS-XLS] 2.1.4), and the strings in them.
 */
#ifndef GX_OFFICE_XLS_RECORD_H
#define GX_OFFICE_XLS_RECORD_H

#include "base/buf.h"
#include "read/le.h"

struct xls_records {
	struct str	 stream;
	size_t		 next;		/* where the next record is */
	size_t		 left;		/* bytes still to be read at most */
	unsigned	 type;		/* of the present record */
	struct str	 body;		/* what of it was not taken yet */
	bool		 damaged;	/* the stream is not what it says */
};

/* Begins to read a stream, which must outlive it. */
void	xls_open(struct xls_records *, struct str stream);

/*
 * Goes to the next record; false, and damaged set, where there is none or
 * where more was read than the stream holds: parts of it read again.
 */
bool	xls_next(struct xls_records *);

/*
 * Takes n bytes (up to 4) as a number; like what is below, it goes on in
 * the records that continue the present one.  0, and damaged set, where
 * there are not so many.
 */
uint32_t xls_take(struct xls_records *, unsigned n);

/*
 * Takes a string whose length is a number of so many bytes ([MS-XLS]
 * 2.5.240, 2.5.293 and 2.5.294) and appends its text.
 */
void	xls_string(struct xls_records *, unsigned length, struct buf *out);

#endif
