#include "base/utf8.h"
#include "check/numeral.h"
#include "check/wording.h"
#include "report/fold.h"

#define TRIES	400		/* steps tried at one place */

/* What a character is for matching; 0 when it is dropped. */
static uint32_t
simple(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	if (utf8_space(c) || c == '*' || c == '"' || c == 0x201C ||
	    c == 0x201D || c == 0x2018 || c == 0x2019 ||
	    (c >= 0x300C && c <= 0x300F))
		return 0;
	if (c == 0xFF0E)
		return '.';
	if (c >= 0x3400 && c < 0xFB00)
		return fold_char(c);
	return c;
}

struct wording
wording_new(struct arena *a, struct str text)
{
	struct wording p = { .text = text };
	size_t i = 0, at, n = utf8_count(text) + 1;
	bool broken = true;
	uint32_t c;

	p.c = arena_array(a, n, sizeof(*p.c));
	p.at = arena_array(a, n, sizeof(*p.at));
	p.broken = arena_array(a, n, sizeof(*p.broken));
	while (i < text.n) {
		at = i;
		c = utf8_next(text, &i);
		broken = broken || c == '\n';
		if ((c = simple(c)) == 0)
			continue;
		p.c[p.n] = c;
		p.at[p.n] = at;
		p.broken[p.n++] = broken;
		broken = false;
	}
	p.at[p.n] = text.n;
	p.broken[p.n] = true;
	return p;
}

struct str
wording_slice(const struct wording *p, size_t i, size_t j)
{
	return utf8_trim((struct str){ p->text.s + p->at[i],
	    p->at[j] - p->at[i] });
}

static bool
is_digit(const struct wording *p, size_t i)
{
	return i < p->n && p->c[i] >= '0' && p->c[i] <= '9';
}

bool
wording_sentence(const struct wording *p, size_t i)
{
	return i >= p->n || p->c[i] == 0x3002 || p->c[i] == '!' ||
	    p->c[i] == '?';
}

bool
wording_clause(const struct wording *p, size_t i)
{
	if (wording_sentence(p, i))
		return true;
	switch (p->c[i]) {
	case ',': case '.':
		return !(i > 0 && is_digit(p, i - 1) && is_digit(p, i + 1));
	case ';': case ':': case '(': case ')': case 0x3001: case '[':
	case ']': case 0x3010: case 0x3011:
		return true;
	}
	return false;
}

/* How many characters the n bytes of a word take at i; 0 if they differ. */
static size_t
one_word(const struct wording *p, size_t i, struct str word)
{
	size_t k = 0, from = i;

	while (k < word.n)
		if (i >= p->n || utf8_next(word, &k) != p->c[i++])
			return 0;
	return i - from;
}

/* The next word of a list, which moves behind it; false at its end. */
static bool
next_word(const char **words, struct str *word)
{
	if (**words == '\0')
		return false;
	*word = (struct str){ *words, strcspn(*words, "|") };
	*words += word->n;
	*words += **words == '|';
	return true;
}

size_t
wording_word(const struct wording *p, size_t i, const char *words)
{
	size_t best = 0, n;
	struct str word;

	while (next_word(&words, &word))
		if ((n = one_word(p, i, word)) > best)
			best = n;
	return best;
}

size_t
wording_find(const struct wording *p, size_t i, size_t j, const char *words)
{
	for (; i < j; i++)
		if (wording_word(p, i, words) > 0)
			return i;
	return j;
}

size_t
wording_year(const struct wording *p, size_t i, int *year)
{
	size_t k;
	int y = 0, digit;

	if (i > 0 && is_digit(p, i) && is_digit(p, i - 1))
		return 0;
	for (k = i; k < i + 4; k++) {
		digit = k < p->n ? numeral_digit(p->c[k]) : -1;
		if (digit < 0)
			return 0;
		y = y * 10 + digit;
	}
	if (k >= p->n || p->c[k] != 0x5E74 || y < 1949 || y > 2100)
		return 0;
	*year = y;
	k++;
	return k - i + wording_word(p, k, "度");
}

/* A number at i, not cut by a line break; its length, 0 if none. */
static size_t
number(const struct wording *p, size_t i, char out[24])
{
	size_t n = i < p->n ? numeral_read(p->c + i, p->n - i, out) : 0, k;

	if (n > 0 && i > 0 && is_digit(p, i) && (is_digit(p, i - 1) ||
	    p->c[i - 1] == '.' || p->c[i - 1] == '-'))
		return 0;
	for (k = 1; k < n; k++)
		if (p->broken[i + k])
			return 0;
	return n;
}

/* Whether a clause ends before character i, or its line; not 件（次）. */
static bool
ends(const struct wording *p, size_t i)
{
	if (wording_word(p, i, "(次|(人次") > 0)
		return false;
	return wording_clause(p, i) || (p->broken[i] && wording_word(p, i,
	    "次|余|多|左|以|和|与|及|并|的|数") == 0);
}

struct matcher {
	const struct wording	*p;
	struct match		*m;
	unsigned		 tries;
};

static bool	match(struct matcher *, size_t, const struct step *);

/* Each of the words in turn, then the rest of the steps. */
static bool
each_word(struct matcher *m, size_t i, const struct step *s,
    const struct step *rest)
{
	const char *words = s->words;
	struct str word;
	size_t n;

	while (next_word(&words, &word))
		if ((n = one_word(m->p, i, word)) > 0 &&
		    match(m, i + n, rest))
			return true;
	return false;
}

static bool
match_number(struct matcher *m, size_t i, const struct step *s)
{
	char digits[24];
	size_t n = number(m->p, i, digits), k;

	if (n == 0)
		return false;
	k = wording_word(m->p, i + n, s->words);
	if (k == 0 || !match(m, i + n + k, s + 1))
		return false;
	memcpy(m->m->number, digits, sizeof(digits));
	m->m->unit = i + n;
	return true;
}

/* The steps from s on at i. */
static bool
match(struct matcher *m, size_t i, const struct step *s)
{
	size_t n;
	int year;

	if (m->tries == 0)
		return false;
	m->tries--;
	switch (s->how) {
	case '1':
		return each_word(m, i, s, s + 1);
	case '?':
		return each_word(m, i, s, s + 1) || match(m, i, s + 1);
	case '*':
		return each_word(m, i, s, s) || match(m, i, s + 1);
	case 'n':
		return match_number(m, i, s);
	case '<':
	case '>':
		n = wording_year(m->p, i, &year);
		return n > 0 && m->p->year != 0 &&
		    year == m->p->year + (s->how == '<' ? -1 : 1) &&
		    match(m, i + n, s + 1);
	case '.':
	case '!':
		return (s->how == '.' || i >= m->p->n ||
		    m->p->c[i] != 0x3001) && ends(m->p, i) &&
		    match(m, i, s + 1);
	}
	m->m->end = i;
	return true;
}

bool
wording_match(const struct wording *p, size_t i, const struct step *s,
    struct match *m)
{
	struct matcher state = { p, m, TRIES };

	m->number[0] = '\0';
	m->unit = i;
	return match(&state, i, s);
}
