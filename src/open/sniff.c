#include <stdint.h>
#include <strings.h>

#include "open/sniff.h"

#define HEAD	512		/* a tar header, more than any other magic */
#define ZIPHEAD	4096		/* local headers an office file is known by */
#define ISOAT	32769
#define EMPTYTAR 10240		/* what tar writes for nothing, NULs only */

struct magic {
	size_t		 at;
	struct str	 bytes;
	const char	*what;
};

static const struct magic compressed[] = {
	{ 0, STR("\x1F\x8B\x08"), "gzip" },
	{ 0, STR("\xFD" "7zXZ\0"), "xz" },
	{ 0, STR("\x28\xB5\x2F\xFD"), "zstd" },
	{ 0, STR("\x04\x22\x4D\x18"), "lz4" },
	{ 0, STR("LZIP\0"), "lzip" },
	{ 0, STR("LZIP\1"), "lzip" },
	{ 0, STR("\x1F\x9D\x90"), "compress" }
};

static const struct magic streamed[] = {
	{ 257, STR("ustar\0"), "tar" },
	{ 257, STR("ustar "), "tar" },
	{ 0, STR("!<arch>\n"), "ar" },
	{ 0, STR("MSCF\0\0\0\0"), "cab" }
};

static const struct magic seeked[] = {
	{ 0, STR("PK\3\4"), "zip" },
	{ 0, STR("PK\5\6"), "zip, empty" },
	{ 0, STR("PK00PK\3\4"), "zip, once split" },
	{ 0, STR("PK\7\10PK\3\4"), "zip, split" },
	{ 0, STR("7z\xBC\xAF\x27\x1C"), "7z" },
	{ 0, STR("Rar!\x1A\7"), "rar" }
};

static const struct magic aliens[] = {
	{ 0, STR("\x89PNG\r\n\x1A\n"), "a picture (PNG)" },
	{ 0, STR("\xFF\xD8\xFF"), "a picture (JPEG)" },
	{ 0, STR("GIF87a"), "a picture (GIF)" },
	{ 0, STR("GIF89a"), "a picture (GIF)" },
	{ 0, STR("II*\0"), "a picture (TIFF)" },
	{ 0, STR("MM\0*"), "a picture (TIFF)" },
	{ 0, STR("8BPS\0"), "a picture (PSD)" },
	{ 8, STR("WEBPVP8"), "a picture (WebP)" },
	{ 0, STR("\xD7\xCD\xC6\x9A"), "a picture (WMF)" },
	{ 40, STR(" EMF\0\0\1\0"), "a picture (EMF)" },
	{ 4, STR("ftyphei"), "a picture (HEIC)" },
	{ 4, STR("ftypmif1"), "a picture (HEIC)" },
	{ 4, STR("ftypavif"), "a picture (AVIF)" },
	{ 4, STR("ftyp"), "video (MP4)" },
	{ 8, STR("AVI LIST"), "video (AVI)" },
	{ 0, STR("\x1A\x45\xDF\xA3"), "video (Matroska)" },
	{ 0, STR("FLV\1"), "video (FLV)" },
	{ 0, STR("\x30\x26\xB2\x75\x8E\x66\xCF\x11"), "video (WMV)" },
	{ 0, STR("\0\0\1\xBA"), "video (MPEG)" },
	{ 0, STR("\0\0\1\xB3"), "video (MPEG)" },
	{ 0, STR("OggS\0"), "audio (Ogg)" },
	{ 0, STR("fLaC\0"), "audio (FLAC)" },
	{ 8, STR("WAVEfmt "), "audio (WAV)" },
	{ 0, STR("MThd\0\0\0\6"), "audio (MIDI)" },
	{ 0, STR("#!AMR"), "audio (AMR)" },
	{ 0, STR("ID3\2\0"), "audio (MP3)" },
	{ 0, STR("ID3\3\0"), "audio (MP3)" },
	{ 0, STR("ID3\4\0"), "audio (MP3)" },
	{ 0, STR("\0\1\0\0\0"), "a font (TrueType)" },
	{ 0, STR("OTTO\0"), "a font (OpenType)" },
	{ 0, STR("ttcf\0"), "a font (TrueType)" },
	{ 0, STR("wOFF"), "a font (WOFF)" },
	{ 0, STR("wOF2"), "a font (WOFF)" },
	{ 0, STR("\x7F" "ELF"), "a program (ELF)" },
	{ 0, STR("\xCA\xFE\xBA\xBE"), "a program (Java)" },
	{ 0, STR("\xCF\xFA\xED\xFE"), "a program (Mach-O)" },
	{ 0, STR("\xCE\xFA\xED\xFE"), "a program (Mach-O)" },
	{ 0, STR("\0asm"), "a program (WebAssembly)" },
	{ 0, STR("L\0\0\0\1\x14\2\0"), "a shortcut (LNK)" },
	{ 0, STR("SQLite format 3\0"), "a database (SQLite)" }
};

#define LENGTH(array)	(sizeof(array) / sizeof(*(array)))

static const char *
find(const struct magic *m, size_t n, struct str s)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_at(s, m[i].at, m[i].bytes))
			return m[i].what;
	return NULL;
}

static unsigned
byte(struct str s, size_t i)
{
	return i < s.n ? (unsigned char)s.s[i] : 0;
}

static uint32_t
little(struct str s, size_t at, size_t bytes)
{
	uint32_t v = 0;

	while (bytes-- > 0)
		v = v << 8 | byte(s, at + bytes);
	return v;
}

/* Aliens whose magic is so short that text could begin with it. */
static const char *
weak_alien(struct str s)
{
	uint32_t header = little(s, 14, 4), entries = little(s, 4, 2);

	if (str_begins(s, "BM") && little(s, 6, 4) == 0 &&
	    (header == 12 || header == 40 || header == 56 || header == 108 ||
	    header == 124))
		return "a picture (BMP)";
	if (str_at(s, 0, (struct str)STR("\0\0\1\0")) && entries > 0 &&
	    entries < 64 && byte(s, 9) == 0)
		return "a picture (ICO)";
	if (str_begins(s, "MZ") && s.n >= 64 &&
	    memchr(s.s, '\0', 64) != NULL)
		return "a program (Windows)";
	/* MPEG audio frames; FF FE is the mark of UTF-16 instead. */
	if (byte(s, 0) == 0xFF && ((byte(s, 1) & 0xFE) == 0xFA ||
	    (byte(s, 1) & 0xFE) == 0xF2) && byte(s, 2) >> 4 != 0xF &&
	    byte(s, 2) >> 4 != 0 && (byte(s, 2) & 0xC) != 0xC)
		return "audio (MP3)";
	return NULL;
}

static bool
is_compressed(struct str s)
{
	static const struct str block = STR("1AY&SY"),
	    last = STR("\x17" "rE8P\x90"), lzma = STR("\x5D\0\0"),
	    nosize = STR("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0");

	if (str_begins(s, "BZh"))
		return str_at(s, 4, block) || str_at(s, 4, last);
	return find(compressed, LENGTH(compressed), s) != NULL ||
	    (str_at(s, 0, lzma) && str_at(s, 5, nosize));
}

/* A tar header without magic (of 1979) is known by its sum. */
static bool
is_old_tar(struct str s)
{
	unsigned long sum = 0, want = 0;
	size_t i;

	if (s.n < HEAD || s.s[0] == '\0')
		return false;
	for (i = 0; i < HEAD; i++)
		sum += i >= 148 && i < 156 ? ' ' : byte(s, i);
	for (i = 148; i < 156 && byte(s, i) == ' '; i++)
		;
	for (; i < 156 && byte(s, i) >= '0' && byte(s, i) <= '7'; i++)
		want = want * 8 + (byte(s, i) - '0');
	return sum == want;
}

/*
 * The magic of cpio could begin a text.  Headers of digits must be digits
 * all along, those in binary (of either order) hold NUL bytes.
 */
static bool
is_cpio(struct str s)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	size_t i, n = 0, kinds = 0;

	if (str_begins(s, "\xC7\x71") || str_begins(s, "\x71\xC7"))
		return s.n > 26 && memchr(s.s, '\0', 26) != NULL;
	if (str_begins(s, "070707")) {
		n = 76;
		kinds = 8;
	} else if (str_begins(s, "070701") || str_begins(s, "070702")) {
		n = 110;
		kinds = sizeof(digits) - 1;
	}
	if (n == 0 || s.n < n)
		return false;
	for (i = 0; i < n; i++)
		if (memchr(digits, s.s[i], kinds) == NULL)
			return false;
	return true;
}

/*
 * Whether a zip that holds this name is an office file.  People do make
 * folders named word or Doc_0, so there the parts inside must fit too.
 */
static bool
is_office_part(struct str name)
{
	static const char *const folders[] = { "word/", "xl/", "ppt/",
	    "customXml/", "Doc_0/" };
	size_t i;

	if (str_is(name, "[Content_Types].xml") || str_is(name, "OFD.xml") ||
	    str_begins(name, "_rels/") || str_begins(name, "docProps/") ||
	    str_begins(name, "word/media/") || str_begins(name, "xl/media/"))
		return true;
	for (i = 0; i < LENGTH(folders); i++)
		if (str_begins(name, folders[i]) &&
		    (str_ends(name, ".xml") || str_ends(name, ".rels")))
			return true;
	return false;
}

/* Where the header after the one at `at` is, or s.n: not to be known. */
static size_t
next_header(struct str s, size_t at)
{
	static const struct str descriptor = STR("PK\7\10"),
	    header = STR("PK\3\4");
	uint32_t packed = little(s, at + 18, 4);
	bool described = (byte(s, at + 6) & 8) != 0;

	if (packed > s.n || (packed == 0 && described))
		return s.n;
	at += 30 + little(s, at + 26, 2) + little(s, at + 28, 2) + packed;
	if (described && str_at(s, at, descriptor))
		at += str_at(s, at + 16, header) ? 16 : 24;
	return at < s.n ? at : s.n;
}

/*
 * Whether the local headers at the beginning of a zip are those of DOCX,
 * XLSX, ODT, EPUB, OFD and their like.  The header that gives it away need
 * not be the first, so one header is followed after the other, as long as
 * they are within s and each tells the size of its member: one that leaves
 * it to the descriptor behind (flag 8, size 0) does not, and to search for
 * the next header would find those of a DOCX packed in this very zip.
 * OpenDocument is known by a first member named mimetype or, where it was
 * packed anew, by its content.xml beside a META-INF.
 */
static bool
is_office(struct str s)
{
	static const struct str header = STR("PK\3\4");
	size_t at = 0, name_n;
	struct str name;
	bool content = false, meta = false;

	for (; str_at(s, at, header) && s.n - at > 30;
	    at = next_header(s, at)) {
		name_n = little(s, at + 26, 2);
		name = str_from(s, at + 30);
		if (name.n > name_n)
			name.n = name_n;
		if (is_office_part(name) ||
		    (at == 0 && str_is(name, "mimetype")))
			return true;
		content = content || str_is(name, "content.xml");
		meta = meta || str_begins(name, "META-INF/");
		if (content && meta)
			return true;
	}
	return false;
}

static bool
all_nul(struct str s)
{
	return s.n > 0 && s.s[0] == '\0' &&
	    memcmp(s.s, s.s + 1, s.n - 1) == 0;
}

/* Archives that begin with NUL bytes, or with anything and a NUL. */
static enum sniff_kind
sniff_deep(struct source *src)
{
	struct str s = source_peek(src, ISOAT + 5);

	if (str_at(s, ISOAT, (struct str)STR("CD001")))
		return SNIFF_SEEKED;
	if ((s.n == 1024 || s.n == EMPTYTAR) && all_nul(s))
		return SNIFF_STREAMED;
	return SNIFF_DOCUMENT;
}

struct sniff
sniff_source(struct source *src)
{
	struct str s = source_peek(src, HEAD);
	struct sniff is = { SNIFF_DOCUMENT, NULL };

	if (is_compressed(s))
		is.kind = SNIFF_COMPRESSED;
	else if (find(streamed, LENGTH(streamed), s) != NULL ||
	    is_cpio(s) || is_old_tar(s))
		is.kind = SNIFF_STREAMED;
	else if (find(seeked, LENGTH(seeked), s) != NULL) {
		if (!is_office(source_peek(src, ZIPHEAD)))
			is.kind = SNIFF_SEEKED;
	} else if ((is.what = find(aliens, LENGTH(aliens), s)) != NULL ||
	    (is.what = weak_alien(s)) != NULL)
		is.kind = SNIFF_ALIEN;
	else if (s.n == HEAD && memchr(s.s, '\0', s.n) != NULL)
		is.kind = sniff_deep(src);
	return is;
}

/* Whether one name, without '/', is that of litter. */
static bool
is_litter(struct str name)
{
	static const char *const exact[] = { "__MACOSX", ".DS_Store",
	    ".localized", ".git", ".svn", ".hg", "CVS", "@eaDir",
	    "$RECYCLE.BIN", "System Volume Information",
	    ".Spotlight-V100", ".Trashes", ".fseventsd" };
	static const char *const any_case[] = { "thumbs.db", "ehthumbs.db",
	    "desktop.ini" };
	size_t i;

	if (str_begins(name, "._") || str_begins(name, "~$") ||
	    str_begins(name, ".~lock."))
		return true;
	for (i = 0; i < LENGTH(exact); i++)
		if (str_is(name, exact[i]))
			return true;
	for (i = 0; i < LENGTH(any_case); i++)
		if (name.n == strlen(any_case[i]) &&
		    strncasecmp(name.s, any_case[i], name.n) == 0)
			return true;
	return false;
}

bool
sniff_litter(const char *path)
{
	struct str name;

	for (;;) {
		name = (struct str){ path, strcspn(path, "/") };
		if (is_litter(name))
			return true;
		if (path[name.n] == '\0')
			return false;
		path += name.n + 1;
	}
}
