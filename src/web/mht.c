/*
 * Libraries for mail bring GLib or much besides; what a web archive needs
 * is header fields, boundaries (RFC 2046) and two encodings (RFC 2045).
 */
#include "base/ascii.h"
#include "web/mht.h"

#define LOOK	8192	/* bytes in which the headers of a message end */
#define DEPTH	8	/* parts within parts */

/* A part: its header fields that matter, and its body, all slices. */
struct part {
	struct str	 type;		/* the value of Content-Type */
	struct str	 encoding;	/* of Content-Transfer-Encoding */
	struct str	 body;
};

/* Takes a line with its end off s. */
static struct str
next_line(struct str *s)
{
	const char *nl = memchr(s->s, '\n', s->n);
	struct str line = *s;

	if (nl != NULL)
		line.n = (size_t)(nl - s->s) + 1;
	*s = str_from(*s, line.n);
	return line;
}

static bool
is_empty(struct str line)
{
	while (line.n > 0 && (line.s[line.n - 1] == '\n' ||
	    line.s[line.n - 1] == '\r'))
		line.n--;
	return line.n == 0;
}

/* A header field with the lines that continue it. */
static struct str
next_field(struct str *s)
{
	struct str field = next_line(s);

	while (s->n > 0 && (*s->s == ' ' || *s->s == '\t'))
		field.n += next_line(s).n;
	return field;
}

static size_t
name_length(struct str s)
{
	size_t i = 0;

	while (i < s.n && (ascii_lower(s.s[i]) >= 'a' || s.s[i] == '-') &&
	    (unsigned char)s.s[i] < 0x7B)
		i++;
	return i;
}

/*
 * Whether a line looks like a header field: a name and a colon, before
 * which AbiWord writes blanks.
 */
static bool
is_field(struct str s)
{
	size_t i = name_length(s), n = i;

	while (i < s.n && (s.s[i] == ' ' || s.s[i] == '\t'))
		i++;
	return n > 0 && i < s.n && s.s[i] == ':';
}

static bool
is_named(struct str field, const char *name)
{
	return is_field(field) && name_length(field) == strlen(name) &&
	    ascii_begins(field, name);
}

static struct str
value_of(struct str field)
{
	const char *colon = memchr(field.s, ':', field.n);

	if (colon == NULL)
		return (struct str){ "", 0 };
	return str_trim(str_from(field, (size_t)(colon - field.s) + 1));
}

static struct part
read_part(struct str s)
{
	struct part p = { { "", 0 }, { "", 0 }, { "", 0 } };
	struct str field;

	while (s.n > 0) {
		field = next_field(&s);
		if (is_empty(field))
			break;
		if (is_named(field, "content-type"))
			p.type = value_of(field);
		else if (is_named(field, "content-transfer-encoding"))
			p.encoding = value_of(field);
	}
	p.body = s;
	return p;
}

/* A parameter of a Content-Type, without its quotes. */
static struct str
parameter(struct str type, const char *name)
{
	struct str s = type;
	size_t i, n = strlen(name);
	bool quoted = false;

	for (; s.n > 0; s = str_from(s, 1)) {
		quoted ^= *s.s == '"';
		if (quoted || *s.s != ';')
			continue;
		for (i = 1; i < s.n && (unsigned char)s.s[i] <= ' '; i++)
			;
		if (ascii_begins(str_from(s, i), name) && i + n < s.n &&
		    s.s[i + n] == '=')
			break;
	}
	if (s.n == 0)
		return s;
	s = str_from(s, i + n + 1);
	quoted = s.n > 0 && *s.s == '"';
	s = str_from(s, quoted);
	for (i = 0; i < s.n && (quoted ? s.s[i] != '"' :
	    s.s[i] != ';' && (unsigned char)s.s[i] > ' '); i++)
		;
	return (struct str){ s.s, i };
}

/* What a line is to parts: 1 the next begins, 2 they end, else 0. */
static int
delimits(struct str line, struct str boundary)
{
	if (line.n < boundary.n + 2 || line.s[0] != '-' || line.s[1] != '-' ||
	    memcmp(line.s + 2, boundary.s, boundary.n) != 0)
		return 0;
	line = str_from(line, boundary.n + 2);
	return line.n >= 2 && line.s[0] == '-' && line.s[1] == '-' ? 2 :
	    is_empty(line);
}

/* The next part between boundaries; false where none is whole. */
static bool
next_part(struct str *s, struct str boundary, struct part *part)
{
	struct str body, before;

	while (s->n > 0 && delimits(next_line(s), boundary) == 0)
		;
	body = *s;
	while (s->n > 0) {
		before = *s;
		if (delimits(next_line(s), boundary) == 0)
			continue;
		body.n -= before.n;
		*part = read_part(body);
		*s = before;
		return true;
	}
	return false;
}

/* Appends quoted-printable text, decoded. */
static void
from_quoted(struct str s, struct buf *out)
{
	size_t i, end;
	int high, low;

	for (i = 0; i < s.n; i++) {
		if (s.s[i] != '=') {
			buf_byte(out, s.s[i]);
			continue;
		}
		high = i + 2 < s.n ? ascii_hex(s.s[i + 1]) : -1;
		low = i + 2 < s.n ? ascii_hex(s.s[i + 2]) : -1;
		for (end = i + 1; end < s.n && (s.s[end] == ' ' ||
		    s.s[end] == '\t' || s.s[end] == '\r'); end++)
			;
		if (end == s.n || s.s[end] == '\n')
			i = end;
		else if (high >= 0 && low >= 0) {
			buf_byte(out, (char)(high << 4 | low));
			i += 2;
		} else
			buf_byte(out, '=');
	}
}

static int
sextet(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ?
	    c - 'a' + 26 : c >= '0' && c <= '9' ? c - '0' + 52 :
	    c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Appends base64, decoded. */
static void
from_base64(struct str s, struct buf *out)
{
	unsigned bits = 0;
	int n = 0, six;
	size_t i;

	for (i = 0; i < s.n; i++) {
		if ((six = sextet(s.s[i])) < 0)
			continue;
		bits = bits << 6 | (unsigned)six;
		if (++n % 4 != 1)
			buf_byte(out, (char)(bits >> (6 - 2 * ((n - 1) % 4))));
	}
}

bool
mht_is(struct str bytes)
{
	struct str s = bytes, field;
	bool page = false, version = false;

	if (s.n > LOOK)
		s.n = LOOK;
	while (s.n > 0) {
		field = next_field(&s);
		if (is_empty(field))
			return page && version;
		if (!is_field(field))
			return false;
		version |= is_named(field, "mime-version");
		page |= is_named(field, "content-type") &&
		    (ascii_begins(value_of(field), "multipart/") ||
		    ascii_begins(value_of(field), "text/html"));
	}
	return false;
}

/* Finds the first page; false if there is none that is whole. */
static bool
find_page(struct part *p, int depth)
{
	struct str rest = p->body, boundary = parameter(p->type, "boundary");
	struct part inner;

	while (boundary.n > 0 && next_part(&rest, boundary, &inner)) {
		if (ascii_begins(inner.type, "text/html") ||
		    (depth < DEPTH && ascii_begins(inner.type, "multipart/") &&
		    find_page(&inner, depth + 1))) {
			*p = inner;
			return true;
		}
	}
	return false;
}

const char *
mht_page(struct str bytes, struct buf *out)
{
	struct part p = read_part(bytes);

	if (!ascii_begins(p.type, "text/html") && !find_page(&p, 0))
		return "a web archive (MHT) without a whole page";
	if (ascii_begins(p.encoding, "quoted-printable"))
		from_quoted(p.body, out);
	else if (ascii_begins(p.encoding, "base64"))
		from_base64(p.body, out);
	else
		buf_str(out, p.body);
	return out->failed ? "out of memory" : NULL;
}
