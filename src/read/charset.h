/*
 * What encoding bytes are in, decided by the bytes: a declaration may be
 * missing or wrong and is not asked.
 *
 * UTF-8, UTF-16 (either order, with or without a byte order mark) and
 * GB18030 (hence GBK and GB2312) are told apart; GB18030 is the last
 * resort, as in the field it is what is left.
 */
#ifndef GX_READ_CHARSET_H
#define GX_READ_CHARSET_H

#include "base/buf.h"

/*
 * Appends the text of `in` to out as UTF-8, without byte order marks, with
 * LF for CR LF and CR, U+FFFD for what cannot be decoded and nothing for
 * NUL.  `encoding` is a name iconv knows, or NULL to decide by content.
 * Returns NULL, or what is wrong: an unknown encoding, no memory, or text
 * that decodes in no known encoding (more than a few bytes in a thousand).
 */
const char *charset_decode(struct str in, const char *encoding,
	    struct buf *out);

/*
 * A name from an archive as UTF-8 on one line: unchanged if it is valid
 * UTF-8, else from GB18030, else with U+FFFD.  Control characters become
 * U+FFFD.
 */
void	charset_name(const char *raw, struct buf *out);

/*
 * A path the user gave, or found in a directory of the user's, as UTF-8:
 * unchanged if it is valid, control characters included, else the same.
 */
void	charset_path(const char *raw, struct buf *out);

/* Whether charset_decode knows an encoding of that name. */
bool	charset_known(const char *encoding);

#endif
