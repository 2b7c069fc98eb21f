/*
 * Numbers of persons left in the text.  What is printed of them is masked,
 * so that findings do not spread them.
 */
#include "base/ascii.h"
#include "base/utf8.h"
#include "check/look.h"
#include "check/numeral.h"

/* The ASCII character that begins at i of s, full width made narrow; 0 for
 * others.  *next moves behind it. */
static int
narrow(struct str s, size_t i, size_t *next)
{
	uint32_t c;

	*next = i;
	if (i >= s.n)
		return 0;
	c = utf8_next(s, next);
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	return c < 0x80 ? (int)c : 0;
}

/* Whether c may be part of a longer number, code or address. */
static bool
goes_on(int c)
{
	return ascii_digit(c) || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') ||
	    (c != 0 && strchr("_-=/&?#@.%*", c) != NULL);
}

/* A run of ASCII characters that belong together. */
struct run {
	char	 c[32];
	size_t	 n;		/* at most 32; longer ones are cut */
	bool	 cut;
};

/* The next run from *i on; false at the end. */
static bool
next_run(struct str s, size_t *i, struct run *r)
{
	size_t next;
	int c;

	r->n = 0;
	r->cut = false;
	while (*i < s.n && !goes_on(narrow(s, *i, &next)))
		*i = next;
	for (; *i < s.n && goes_on(c = narrow(s, *i, &next)); *i = next)
		if (r->n < sizeof(r->c))
			r->c[r->n++] = (char)c;
		else
			r->cut = true;
	while (r->n > 0 && strchr(".-_", r->c[r->n - 1]) != NULL)
		r->n--;
	return r->n > 0 || *i < s.n;
}

/* The two digits at p as a number. */
static int
two(const char *p)
{
	return (p[0] - '0') * 10 + (p[1] - '0');
}

/* Whether 8 digits are a day someone alive may have been born on. */
static bool
is_birthday(const char *p)
{
	static const int days[] = { 0, 31, 29, 31, 30, 31, 30, 31, 31, 30,
	    31, 30, 31 };
	int year = two(p) * 100 + two(p + 2), month = two(p + 4);

	return year >= 1900 && year < 2100 && month >= 1 && month <= 12 &&
	    two(p + 6) >= 1 && two(p + 6) <= days[month];
}

/* GB 11643: 17 digits, the 7th to 14th a birthday, and a check digit of
 * ISO 7064 MOD 11-2. */
static bool
is_identity(const struct run *r)
{
	static const int weight[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9,
	    10, 5, 8, 4, 2 };
	static const char check[] = "10X98765432";
	int sum = 0;
	size_t i;

	if (r->cut || r->n != 18)
		return false;
	for (i = 0; i < 17; i++) {
		if (!ascii_digit(r->c[i]))
			return false;
		sum += weight[i] * (r->c[i] - '0');
	}
	return r->c[0] >= '1' && r->c[0] <= '9' && is_birthday(r->c + 6) &&
	    (r->c[17] == check[sum % 11] ||
	    (r->c[17] == 'x' && sum % 11 == 2));
}

/* 11 digits from 13 to 19, maybe as 138-1234-5678, maybe with 86. */
static bool
is_mobile(struct run *r)
{
	char digits[16];
	size_t i, n = 0;

	if (r->cut || r->n > 17)
		return false;
	for (i = 0; i < r->n; i++)
		if (ascii_digit(r->c[i]) && n < sizeof(digits))
			digits[n++] = r->c[i];
		else if (r->c[i] != '-')
			return false;
	if (n == 13 && memcmp(digits, "86", 2) == 0) {
		memmove(digits, digits + 2, 11);
		n = 11;
	} else if (r->n != n && !(r->n == 13 && n == 11 &&
	    r->c[3] == '-' && r->c[8] == '-'))
		return false;
	if (n != 11 || digits[0] != '1' || digits[1] < '3')
		return false;
	memcpy(r->c, digits, 11);
	r->n = 11;
	return true;
}

/* Says what was found, with all but the ends of the number masked. */
static void
say(struct look *l, const struct section *s, struct run *r, size_t head,
    size_t tail, const char *what)
{
	size_t i;

	for (i = head; i + tail < r->n; i++)
		r->c[i] = '*';
	finding_begin(l, true, 0, "", "");
	buf_byte(l->out, '\t');
	tsv_field(l->out, (struct str){ r->c, r->n }, '\t');
	buf_cstr(l->out, what);
	buf_byte(l->out, ' ');
	tsv_escape(l->out, (struct str){ r->c, r->n });
	if (s->title.n > 0) {
		buf_cstr(l->out, "，在");
		finding_quote(l, s->title);
	}
	finding_end(l);
}

void
look_id(struct look *l)
{
	const struct section *s;
	struct run r;
	size_t i, k;

	for (i = 0; i < l->document->nsections; i++) {
		s = &l->document->sections[i];
		for (k = 0; next_run(s->text, &k, &r); )
			if (is_identity(&r))
				say(l, s, &r, 4, 1, "文中有身份证号码");
	}
}

/* Rows of tables may hold figures that a converter fused, not numbers. */
void
look_phone(struct look *l)
{
	const struct section *s;
	struct run r;
	size_t i, k;

	for (i = 0; i < l->document->nsections; i++) {
		s = &l->document->sections[i];
		if (s->id.n > 0 && strchr("234", *s->id.s) != NULL)
			continue;
		for (k = 0; next_run(s->text, &k, &r); )
			if (is_mobile(&r))
				say(l, s, &r, 3, 2, "文中有手机号码");
	}
}
