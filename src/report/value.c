/*
 * A number in a cell: a sign or 增/减, digits with separators of
 * thousands, decimals, a unit, a remark in brackets.  Anything besides
 * makes it text; digits in an impossible arrangement make it doubtful.
 */
#include "base/utf8.h"
#include "report/value.h"

#define MAX_STROKE	4	/* characters; rules are longer */

/* A cell while it is read: folded to narrow characters, spaces as ' '. */
struct reader {
	uint32_t	*c;
	size_t		 n, at;
};

static uint32_t
narrow(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFEE0;
	switch (c) {
	case 0xA0: case 0x3000: case 0x200B: case 0xFEFF: case '\t':
	case '\n': case '\r':
		return ' ';
	case 0x2212: case 0x2013: case 0x2010: case 0x2011: case 0xFE63:
		return '-';
	case 0x842C:
		return 0x4E07;			/* 萬 万 */
	case 0x5104:
		return 0x4EBF;			/* 億 亿 */
	case 0x5713: case 0x5706:
		return 0x5143;			/* 圓 圆 元 */
	case 0x2014: case 0x2015: case 0x2500: case 0x30FC:
		return 0x2014;			/* a stroke, whatever drawn */
	}
	return c;
}

static struct reader
reader(struct arena *a, struct str s)
{
	struct reader r = { arena_array(a, s.n + 1, sizeof(uint32_t)), 0, 0 };
	size_t i = 0;

	while (i < s.n)
		r.c[r.n++] = narrow(utf8_next(s, &i));
	while (r.n > 0 && r.c[r.n - 1] == ' ')
		r.n--;
	while (r.at < r.n && r.c[r.at] == ' ')
		r.at++;
	return r;
}

static uint32_t
peek(const struct reader *r)
{
	return r->at < r->n ? r->c[r->at] : 0;
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* Nothing but strokes, or a word for nothing; a longer one is a rule. */
static bool
is_stroke(const struct reader *r)
{
	size_t i;

	if (r->n - r->at == 1 && (peek(r) == 0x65E0 || peek(r) == 0x7A7A))
		return true;			/* 无 空 */
	for (i = r->at; i < r->n; i++)
		if (r->c[i] != '-' && r->c[i] != '/' && r->c[i] != 0x2014 &&
		    r->c[i] != ' ')
			return false;
	return r->n - r->at <= MAX_STROKE;
}

/* Takes a sign: -1, 1, or 0 for none. */
static int
sign(struct reader *r)
{
	uint32_t c = peek(r);
	int s = 0;

	if (c == '+' || c == 0x589E)		/* 增 */
		s = 1;
	else if (c == '-' || c == 0x51CF)	/* 减 */
		s = -1;
	if (s != 0)
		r->at++;
	if ((c == 0x589E || c == 0x51CF) &&
	    (peek(r) == 0x52A0 || peek(r) == 0x5C11))
		r->at++;			/* 增加 减少 */
	while (s != 0 && peek(r) == ' ')
		r->at++;
	return s;
}

/*
 * Takes digits, with commas before each group of three; true if they are
 * in order.  Appends them to out.
 */
static bool
digits(struct reader *r, char *out, size_t *n)
{
	size_t group = 0;
	bool commas = false, ok = true;

	for (; is_digit(peek(r)) || (peek(r) == ',' && r->at + 1 < r->n &&
	    is_digit(r->c[r->at + 1])); r->at++) {
		if (peek(r) == ',') {
			ok = ok && (commas ? group == 3 : group <= 3 &&
			    group > 0);
			commas = true;
			group = 0;
			continue;
		}
		out[(*n)++] = (char)peek(r);
		group++;
	}
	return ok && (!commas || group == 3);
}

/* Takes a bare unit; its power of ten of yuan, -1 for another or none. */
static int
bare_unit(struct reader *r)
{
	static const uint32_t others[] = { 0x4EF6, 0x9879, 0x6761, 0x4E2A,
	    0x6B21, 0x5B97, 0x4EFD, 0x8D77, 0x4EBA, 0x90E8 };
	size_t i;					/* 件项条个次宗份起人部 */
	int power = 0;

	while (peek(r) == ' ')
		r->at++;
	if ((peek(r) == 0x4E07 || peek(r) == 0x4EBF) && r->at + 1 < r->n &&
	    r->c[r->at + 1] == 0x5143) {		/* 万元 亿元 */
		power = peek(r) == 0x4E07 ? 4 : 8;
		r->at++;
	}
	if (peek(r) == 0x5143) {			/* 元 */
		r->at++;
		return power;
	}
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (peek(r) == others[i]) {
			r->at++;
			break;
		}
	return -1;
}

/* Takes a unit, which may stand in brackets; as bare_unit. */
static int
unit(struct reader *r)
{
	struct reader before;
	size_t from;
	int power;

	while (peek(r) == ' ')
		r->at++;
	before = *r;
	if (peek(r) != '(')
		return bare_unit(r);
	r->at++;
	if (peek(r) == 0x5355 && r->at + 1 < r->n &&
	    r->c[r->at + 1] == 0x4F4D)			/* 单位 */
		r->at += 2;
	if (peek(r) == ':')
		r->at++;
	from = r->at;
	power = bare_unit(r);
	if (r->at > from && peek(r) == ')') {
		r->at++;
		return power;
	}
	*r = before;			/* a remark */
	return -1;
}

/* Whether characters from..to-1 put another number in place of one: they
 * hold such a word, or nothing but a number. */
static bool
replaces(const struct reader *r, size_t from, size_t to)
{
	static const uint32_t words[][2] = {
		{ 0x66F4, 0x6B63 }, { 0x6539, 0x4E3A },		/* 更正 改为 */
		{ 0x5E94, 0x4E3A }, { 0x5B9E, 0x4E3A },		/* 应为 实为 */
		{ 0x73B0, 0x4E3A }, { 0x52D8, 0x8BEF },		/* 现为 勘误 */
		{ 0x8BA2, 0x6B63 }, { 0x6574, 0x4E3A },		/* 订正 整为 */
		{ 0x6B63, 0x4E3A }, { 0x66F4, 0x4E3A },		/* 正为 更为 */
	};
	size_t i, k, digits = 0;

	for (i = from; i < to; i++) {
		digits += is_digit(r->c[i]);
		for (k = 0; k < sizeof(words) / sizeof(words[0]); k++)
			if (i + 1 < to && r->c[i] == words[k][0] &&
			    r->c[i + 1] == words[k][1])
				return true;
	}
	return digits == to - from && digits > 0;
}

/* Skips one remark in brackets that ends the cell; false if it may name
 * another number for it. */
static bool
remark(struct reader *r)
{
	size_t i = r->at;

	while (i < r->n && r->c[i] == ' ')
		i++;
	if (i == r->n || r->c[i] != '(' || r->c[r->n - 1] != ')')
		return true;
	r->at = r->n;
	return !replaces(r, i + 1, r->n - 1);
}

static struct value
read_value(struct arena *a, struct str cell)
{
	struct reader r = reader(a, cell);
	struct value v = { .kind = VALUE_TEXT, .unit = -1 };
	char *out = arena_alloc(a, r.n + 3);
	size_t n = 0, first, k;
	bool ok, zeros = true;
	int s;

	if (is_stroke(&r)) {
		v.kind = VALUE_BLANK;
		v.stroke = r.at < r.n;
		return v;
	}
	if ((peek(&r) == ',' || peek(&r) == '.') && r.n > r.at + 1 &&
	    is_digit(r.c[r.at + 1])) {
		v.kind = VALUE_DOUBT;		/* the rest of a number */
		return v;
	}
	s = sign(&r);
	if (s < 0)
		out[n++] = '-';
	first = n;
	if (!is_digit(peek(&r)))
		return v;
	ok = digits(&r, out, &n);
	for (k = first; k < n; k++)
		zeros = zeros && out[k] == '0';
	if (n - first > 1 && out[first] == '0') {
		ok = false;
		v.zeros = zeros && r.at == r.n;
	}
	if (peek(&r) == '.' && r.at + 1 < r.n && is_digit(r.c[r.at + 1])) {
		out[n++] = '.';
		for (r.at++; is_digit(peek(&r)); r.at++)
			out[n++] = (char)peek(&r);
	}
	v.unit = unit(&r);
	ok = remark(&r) && ok;
	if (r.at < r.n) {
		for (k = r.at; k < r.n; k++)
			if (!is_digit(r.c[k]) && r.c[k] != ' ')
				return v;
		ok = false;			/* digits, a gap, digits */
	}
	v.kind = ok ? VALUE_NUMBER : VALUE_DOUBT;
	v.number = value_shift(a, (struct str){ out, n }, 0);
	return v;
}

/*
 * Whether s is a plain decimal as it stands: digits alone, without a 0 in
 * front.  It would come out as its own copy.
 */
static bool
is_plain(struct str s)
{
	size_t i;

	for (i = 0; i < s.n && is_digit((unsigned char)s.s[i]); i++)
		;
	return s.n > 0 && i == s.n && (s.n == 1 || *s.s != '0');
}

/*
 * Whether s is text by its first character: one that begins no number, is
 * no blank and no stroke, nor all of a word for nothing.
 */
static bool
is_text(struct str s)
{
	size_t i = 0;
	uint32_t c;

	if (s.n == 0)
		return false;
	c = narrow(utf8_next(s, &i));
	return !is_digit(c) && c != ' ' && c != '-' && c != '+' && c != '/' &&
	    c != ',' && c != '.' && c != 0x2014 && c != 0x589E &&
	    c != 0x51CF && c != 0x65E0 && c != 0x7A7A;
}

struct value
value_read(struct arena *a, struct str cell)
{
	if (is_plain(cell))
		return (struct value){ .kind = VALUE_NUMBER, .number = cell,
		    .unit = -1 };
	if (is_text(cell))
		return (struct value){ .kind = VALUE_TEXT, .unit = -1 };
	return read_value(a, cell);
}

struct str
value_shift(struct arena *a, struct str s, int power)
{
	size_t neg = s.n > 0 && s.s[0] == '-', i, n = 0, lead;
	long point = -1, k;
	char *digit = arena_alloc(a, s.n + 20), *out, *p;

	for (i = neg; i < s.n; i++)
		if (s.s[i] == '.')
			point = (long)n;
		else
			digit[n++] = s.s[i];
	point = (point < 0 ? (long)n : point) + power;
	while ((long)n < point)
		digit[n++] = '0';
	out = p = arena_alloc(a, n + 24);
	*p++ = '-';
	for (lead = 0; (long)lead < point - 1 && digit[lead] == '0'; lead++)
		;
	if (point <= 0)
		*p++ = '0';
	for (k = (long)lead; k < point; k++)
		*p++ = digit[k];
	while ((long)n > point && n > 0 && digit[n - 1] == '0')
		n--;
	if ((long)n > point && n > 0) {
		*p++ = '.';
		for (k = point; k < 0; k++)
			*p++ = '0';
		for (; k < (long)n; k++)
			*p++ = digit[k];
	}
	if (!neg || (p - out == 2 && out[1] == '0'))
		return (struct str){ out + 1, (size_t)(p - out) - 1 };
	return (struct str){ out, (size_t)(p - out) };
}
