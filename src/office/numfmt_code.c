#include <ctype.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "office/numfmt.h"
#include "office/numfmt_code.h"

#define MAX_PLACES	30

/* The length of what begins s and is literal; 0: nothing. */
static size_t
literal(struct str s)
{
	const char *end;

	if (s.n == 0)
		return 0;
	if (*s.s == '"') {
		end = memchr(s.s + 1, '"', s.n - 1);
		return end == NULL ? s.n : (size_t)(end - s.s) + 1;
	}
	if (strchr("\\!_*", *s.s) != NULL) {
		size_t i = 1;

		if (i < s.n)
			utf8_next(s, &i);
		return i;
	}
	return 0;
}

/* The next section of a code, which moves behind it. */
static struct str
next_section(struct str *code)
{
	struct str section = *code;
	size_t i = 0, n;

	while (i < code->n && code->s[i] != ';')
		i += (n = literal(str_from(*code, i))) > 0 ? n : 1;
	section.n = i;
	*code = str_from(*code, i < code->n ? i + 1 : i);
	return section;
}

/* A condition [>=100] at s: its length, and whether it holds; or 0. */
static size_t
condition(struct str s, double value, bool *holds)
{
	char number[40], *end;
	size_t i = 1, n;
	bool less, more, equal;
	double with;

	if (s.n < 3 || *s.s != '[' || strchr("<>=", s.s[1]) == NULL)
		return 0;
	less = more = equal = false;
	for (; i < s.n && strchr("<>=", s.s[i]) != NULL; i++) {
		less |= s.s[i] == '<';
		more |= s.s[i] == '>';
		equal |= s.s[i] == '=';
	}
	for (n = 0; i < s.n && s.s[i] != ']' && n + 1 < sizeof(number); i++)
		number[n++] = s.s[i];
	number[n] = '\0';
	with = strtod(number, &end);
	if (i == s.n || s.s[i] != ']' || end == number || *end != '\0')
		return 0;
	*holds = (less && value < with) || (more && value > with) ||
	    (equal && value == with);
	return i + 1;
}

/* Whether a section has a condition, and whether it holds. */
static bool
has_condition(struct str section, double value, bool *holds)
{
	size_t i = 0, n;

	for (; i < section.n && section.s[i] == '['; i += n) {
		if (condition(str_from(section, i), value, holds) > 0)
			return true;
		for (n = 1; i + n < section.n && section.s[i + n - 1] != ']';
		    n++)
			;
	}
	return false;
}

struct str
numfmt_section(struct str code, double value, bool *minus)
{
	struct str section[4] = { { NULL, 0 } };
	size_t n = 0, i;
	bool holds = false, conditions = false;

	while (n < 4) {
		section[n++] = next_section(&code);
		if (code.n == 0 &&
		    section[n - 1].s + section[n - 1].n == code.s)
			break;
	}
	*minus = value < 0;
	for (i = 0; i < n && i < 2; i++)
		if (has_condition(section[i], value, &holds)) {
			conditions = true;
			if (holds)
				return section[i];
		}
	if (conditions)
		return section[n < 3 ? n - 1 : 2];
	if (value < 0 && n > 1) {
		*minus = false;
		return section[1];
	}
	return section[value == 0 && n > 2 ? 2 : 0];
}

/* Code words that are one mark. */
static const struct {
	const char	*word;
	enum numfmt_kind kind;
} words[] = {
	{ "General", MARK_GENERAL }, { "G/通用格式", MARK_GENERAL },
	{ "AM/PM", MARK_HALF }, { "A/P", MARK_HALF },
	{ "上午/下午", MARK_HALF }
};

/* A mark in brackets: a colour, condition, locale, currency, elapsed time. */
static struct numfmt_mark
bracket(struct str s)
{
	const char *end = memchr(s.s, ']', s.n), *dash;
	struct numfmt_mark m = { MARK_LITERAL, s,
	    (char)tolower((unsigned char)s.s[1]) };

	m.text.n = end == NULL ? s.n : (size_t)(end - s.s) + 1;
	if (strchr("hms", m.c) != NULL && (m.text.n == 3 ||
	    (m.text.n == 4 && s.s[1] == s.s[2])))
		m.kind = MARK_ELAPSED;
	else if (m.c == '$') {
		m.c = '\0';
		dash = memchr(s.s, '-', m.text.n);
		m.text.s += 2;
		m.text.n = dash == NULL ? m.text.n - 3 :
		    (size_t)(dash - s.s) - 2;
	} else
		m.c = '[';
	return m;
}

/* The mark that begins s; *n bytes long. */
static struct numfmt_mark
next_mark(struct str s, size_t *n)
{
	struct numfmt_mark m = { MARK_LITERAL, { s.s, 1 },
	    (char)tolower((unsigned char)*s.s) };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (ascii_begins(s, words[i].word)) {
			*n = strlen(words[i].word);
			m.kind = words[i].kind;
			return m;
		}
	if ((*n = literal(s)) > 0) {
		m.text = (struct str){ s.s + 1, *n - 1 };
		if (*s.s == '"' && m.text.n > 0 && s.s[*n - 1] == '"')
			m.text.n--;
		else if (*s.s == '_' || *s.s == '*')
			m.text.n = 0;
		return m;
	}
	*n = 1;
	if (*s.s == '[' && memchr(s.s, ']', s.n) != NULL && s.n > 2) {
		*n = (size_t)((const char *)memchr(s.s, ']', s.n) - s.s) + 1;
		m = bracket((struct str){ s.s, *n });
		if (m.c == '[')
			m = (struct numfmt_mark){ MARK_LITERAL,
			    { s.s, 0 }, '\0' };
		return m;
	}
	if (strchr("0#?", m.c) != NULL)
		m.kind = MARK_DIGIT;
	else if (m.c == '.')
		m.kind = MARK_POINT;
	else if (m.c == ',')
		m.kind = MARK_COMMA;
	else if (m.c == '%')
		m.kind = MARK_PERCENT;
	else if (m.c == 'e' && s.n > 1 && (s.s[1] == '+' || s.s[1] == '-'))
		m.kind = MARK_UNKNOWN;
	else if (strchr("ymdhse", m.c) != NULL) {
		m.kind = MARK_DATE;
		while (*n < s.n && tolower((unsigned char)s.s[*n]) == m.c)
			++*n;
	} else if (isalpha((unsigned char)m.c))
		m.kind = MARK_UNKNOWN;
	else if (*s.s != '@') {
		*n = 0;
		utf8_next(s, n);
	}
	m.text.n = *s.s == '@' ? 0 : *n;
	return m;
}

void
numfmt_marks(struct numfmt_marks *marks, struct str section)
{
	struct numfmt_mark m;
	size_t n = 0, slashes = 0;

	*marks = (struct numfmt_marks){ .point = NUMFMT_MARKS };
	for (; section.n > 0 && marks->n < NUMFMT_MARKS;
	    section = str_from(section, n)) {
		m = next_mark(section, &n);
		marks->date |= m.kind == MARK_DATE || m.kind == MARK_ELAPSED ||
		    m.kind == MARK_HALF;
		marks->unknown |= m.kind == MARK_UNKNOWN;
		marks->digits += m.kind == MARK_DIGIT;
		marks->percents += m.kind == MARK_PERCENT;
		slashes += m.kind == MARK_LITERAL && m.c == '/';
		if (m.kind == MARK_POINT && marks->point == NUMFMT_MARKS)
			marks->point = marks->n;
		marks->mark[marks->n++] = m;
	}
	if (marks->point == NUMFMT_MARKS)
		marks->point = marks->n;
	marks->unknown |= section.n > 0 || marks->digits > MAX_PLACES ||
	    (slashes > 0 && marks->digits > 0 && !marks->date);
}

bool
numfmt_shows_text(struct str code)
{
	struct str section = { NULL, 0 }, rest = code;
	size_t n;

	for (n = 0; n < 4; n++) {
		if (rest.n == 0 && (n == 0 || section.s + section.n ==
		    code.s + code.n))
			return true;
		section = next_section(&rest);
	}
	return memchr(section.s, '@', section.n) != NULL;
}
