/*
 * A claim is a whole clause: nothing but who and when may lead up to a
 * phrase (我局2023年共), and the clause must end behind it.  What stands
 * before the clause in its sentence can narrow it to a part, a channel, a
 * month, another year or another body; then nothing is claimed.
 */
#include "base/utf8.h"
#include "check/claims.h"
#include "check/numeral.h"
#include "check/patterns.h"
#include "report/value.h"

const struct subject_cells subject_cells[SUBJECTS] = {
	[RECEIVED] = { "text.received", 3, "1", "total", "本年新收" },
	[CARRIED_IN] = { "text.carried", 3, "2", "total", "上年结转" },
	[CARRIED_OUT] = { "text.carried", 3, "4", "total", "结转下年度" },
	[OPENED] = { "text.disclosed", 3, "3.1", "total", "予以公开" },
	[OPENED_PART] = { "text.disclosed", 3, "3.2", "total", "部分公开" },
	[REFUSED] = { "text.disclosed", 3, "3.3", "total", "不予公开" },
	[UNABLE] = { "text.disclosed", 3, "3.4", "total", "无法提供" },
	[UNPROCESSED] = { "text.disclosed", 3, "3.5", "total", "不予处理" },
	[PERMITS] = { "text.decisions", 2, "20.5.1", "decisions",
	    "行政许可处理决定" },
	[PENALTIES] = { "text.decisions", 2, "20.6.1", "decisions",
	    "行政处罚处理决定" },
	[COERCIONS] = { "text.decisions", 2, "20.6.2", "decisions",
	    "行政强制处理决定" },
	[REVIEWS] = { "text.review", 4, "review", "total", "行政复议" },
	[SUITS] = { "text.suit", 4, "suit", "total", "行政诉讼" },
	[FEES] = { "text.fees", 2, "20.8.1", "fees", "行政事业性收费" },
};

/* A clause that is being read. */
struct reading {
	struct arena	*a;
	struct claims	*claims;
	struct wording	 p;
	struct wording	 org;
	bool		 disputes;	/* in section 4 */
	size_t		 sentence;	/* where the sentence begins */
	int		 named;		/* the year last named */
	size_t		 quoted;	/* in the name of a document up to here */
};

#define FAR	600	/* a longer sentence is not looked at */
#define CLAUSE	80	/* nor is a longer clause, in characters */

/* What leads up to a phrase. */
struct lead {
	size_t		 at;		/* where it ends */
	bool		 year;		/* names this year */
	bool		 until;		/* 截至: since when is open */
	bool		 among;		/* 其中 */
};

/* The body by the end of its name, four characters at least. */
static size_t
own_name(const struct reading *r, size_t i)
{
	size_t from, n;

	for (from = 0; from + 4 <= r->org.n; from++) {
		n = r->org.n - from;
		if (i + n <= r->p.n && memcmp(r->p.c + i, r->org.c + from,
		    n * sizeof(*r->p.c)) == 0)
			return n;
	}
	return 0;
}

/* 我局, 本机关 and the like. */
static size_t
self(const struct wording *p, size_t i)
{
	size_t n;

	if (wording_word(p, i, "我|本") == 0)
		return 0;
	n = wording_word(p, i + 1, "局|委|办|镇|乡|厅|院|部|中心|街道|街道办|"
	    "街道办事处|办事处|单位|机关|行政机关|部门|委员会|管委会|所|站|署|"
	    "处|馆|社|队|总队|支队|大队|分局");
	return n == 0 ? 0 : n + 1;
}

/* Takes one more word that may lead; false at the first that may not. */
static bool
lead_word(const struct reading *r, struct lead *l)
{
	static const char when[] = "全年|全年度|年内|年度内|本年度|本年|今年|"
	    "当年|本年度内|报告期内|本报告期内|统计期内|1月1日至12月31日|"
	    "1月1日起至12月31日|1月1日至12月31日期间|1月至12月|1-12月";
	static const char plain[] = "共|总共|一共|共计|总计|合计|实际|一是|"
	    "二是|三是|四是|五是|六是|期间|同时|另外|此外|自|从|在|底|末|"
	    "12月31日|12月底|年底|止";
	const struct wording *p = &r->p;
	size_t n;
	int year;

	if ((n = wording_year(p, l->at, &year)) > 0) {
		if (year != p->year)
			return false;
		l->year = true;
	} else if ((n = wording_word(p, l->at, when)) > 0)
		l->year = true;
	else if ((n = wording_word(p, l->at, "其中|答复|作出|依法")) > 0)
		l->among = true;
	else if ((n = wording_word(p, l->at, "截至|截止|截止到")) > 0)
		l->until = true;
	else if ((n = wording_word(p, l->at, "累计")) > 0) {
		if (!l->year || l->until)
			return false;
	} else if ((n = wording_word(p, l->at, plain)) == 0 &&
	    (n = own_name(r, l->at)) == 0)
		n = self(p, l->at);
	l->at += n;
	return n > 0;
}

/* The beginning of the sentence that character i is in. */
static size_t
sentence_start(const struct wording *p, size_t i)
{
	while (i > 0 && !wording_sentence(p, i - 1))
		i--;
	return i;
}

/* The same; a short sentence before it without a figure, such as a
 * heading, belongs to it. */
static size_t
context_start(const struct wording *p, size_t i)
{
	size_t start = sentence_start(p, i), before, k;

	if (start == 0)
		return start;
	before = sentence_start(p, start - 1);
	if (start - before > 20)
		return start;
	for (k = before; k < start; k++)
		if (p->c[k] >= '0' && p->c[k] <= '9' &&
		    wording_find(p, k, start, "年") == start)
			return start;
	return before;
}

/* Whether a 月 at i belongs to the bounds of a year. */
static bool
is_bound(const struct wording *p, size_t i)
{
	size_t from = i;

	while (from > 0 && numeral_digit(p->c[from - 1]) >= 0)
		from--;
	return wording_word(p, from, "1月1日|01月01日|12月31日|12月底|12月末|"
	    "1月至12月|12月止|一月一日|十二月三十一日") > 0;
}

/* Whether words before a clause speak of another time. */
static bool
other_time(const struct wording *p, size_t from, size_t to)
{
	size_t i;

	if (wording_find(p, from, to, "上半年|下半年|季度|同期|前年|近年|历年|"
	    "年来|以来|去年") < to)
		return true;
	for (i = from; (i = wording_find(p, i, to, "上年|上一年")) < to; i++)
		if (wording_word(p, i, "上年结转|上年度结转|上一年结转|"
		    "上一年度结转|上年转结|上年度转结|上年遗留|上年度遗留") == 0)
			return true;
	for (i = from; (i = wording_find(p, i, to, "月")) < to; i++)
		if (i > 0 && numeral_digit(p->c[i - 1]) >= 0 &&
		    !is_bound(p, i))
			return true;
	return false;
}

/*
 * Notes the year that is named at i, unless in the name of a document, to
 * compare with, or as that from which something was carried.
 */
static void
note_year(struct reading *r, size_t i)
{
	const struct wording *p = &r->p;
	size_t n;
	int year;

	if (p->c[i] == 0x300A || p->c[i] == '<')	/* 《 */
		r->quoted = i + 60;
	else if (p->c[i] == 0x300B || p->c[i] == '>')
		r->quoted = 0;
	if (i >= r->quoted && (n = wording_year(p, i, &year)) > 0 &&
	    wording_word(p, i + n, "结转|转结") == 0 && (i == 0 ||
	    wording_word(p, i - 1, "较|比|与|同|和") == 0))
		r->named = year;
}

/* Whether a clause is a body's name, and not this one's. */
static bool
other_body(const struct reading *r, size_t from, size_t to)
{
	static const char bodies[] = "局|委|办|厅|镇|乡|街道|中心|单位|部门|"
	    "政府|委员会|处|科|所|院|站|队|公司|室|会";
	struct lead l = { .at = from };
	size_t k;

	for (k = 1; k <= 3 && from + k <= to; k++)
		if (wording_word(&r->p, to - k, bodies) == k)
			break;
	if (k > 3 || from + k > to)
		return false;
	while (l.at < to && lead_word(r, &l))
		;
	return l.at != to;
}

/* Whether a clause is some piece of the whole: 2件申请中, 农业领域. */
static bool
is_piece(const struct wording *p, size_t from, size_t to)
{
	if (to - from < 2)
		return false;
	if (wording_word(p, to - 1, "中") > 0)
		return wording_find(p, from, to, "件") < to;
	return wording_word(p, to - 2, "方面|领域|环节|窗口|平台|系统|渠道|"
	    "大厅") > 0 && wording_find(p, from, to, "公开") == to;
}

/* Whether a clause before that at i, in its sentence, narrows it. */
static bool
behind_part(const struct reading *r, size_t i)
{
	size_t k, from;

	for (k = from = r->sentence; k < i; k++)
		if (wording_clause(&r->p, k)) {
			if (other_body(r, from, k) ||
			    is_piece(&r->p, from, k))
				return true;
			from = k + 1;
		}
	return false;
}

/* Whether what precedes a clause in its sentence narrows it. */
static bool
narrowed(const struct reading *r, size_t i, const struct pattern *pattern,
    const struct lead *lead)
{
	const struct wording *p = &r->p;
	size_t from = r->sentence;

	if (i - from > FAR || other_time(p, from, i) || behind_part(r, i) ||
	    (!lead->year && r->named != p->year))
		return true;
	if (wording_find(p, from, i, "本级|分别|依次|下属|所属|直属|系统|我市|"
	    "我县|我区|我省|全市|全县|全区|全省|各县|各区|各市|区县|其余|"
	    "针对") < i)
		return true;
	if ((pattern->flags & AMONG) == 0 && (lead->among ||
	    wording_find(p, from, i, "其中|包括") < i))
		return true;
	return (pattern->flags & CHANNELS) != 0 && wording_find(p, from, i,
	    "网络|网上|在线|信函|邮寄|邮件|邮箱|当面|传真|电话|窗口|现场|"
	    "书面|网站|平台|微信|渠道") < i;
}

/* Whether an enumeration with 、 leaves it open what the number is of. */
static bool
enumerated(const struct wording *p, size_t i, size_t end)
{
	if (i > 1 && p->c[i - 1] == 0x3001 &&
	    wording_word(p, i - 2, "件|宗|份|起|例|条") == 0 &&
	    numeral_digit(p->c[i - 2]) < 0)
		return true;
	return end + 1 < p->n && p->c[end] == 0x3001 &&
	    numeral_digit(p->c[end + 1]) >= 0;
}

/* Where the sentence ends that character i is in. */
static size_t
sentence_end(const struct wording *p, size_t i)
{
	size_t far = i + FAR;

	while (i < far && !wording_sentence(p, i))
		i++;
	return i;
}

/* Whether what follows says that the number holds last year's, too. */
static bool
includes_last(const struct wording *p, size_t end)
{
	size_t to = sentence_end(p, end), in;

	if (wording_word(p, to + 1, "其中") > 0)
		to = sentence_end(p, to + 1);
	to = wording_find(p, end, to, ";");
	in = wording_word(p, end, "(") > 0 ? end : wording_find(p, end, to,
	    "含|其中|包括|均为|都为|全部为|为上年|系上年");
	return wording_find(p, in, to, "结转|转结|上年|上一年|去年|新收") < to;
}

/* Whether a sentence on disputes is about instances, or other bodies'. */
static bool
is_court(const struct reading *r, size_t i)
{
	size_t to = sentence_end(&r->p, i);

	return wording_find(&r->p, r->sentence, to, "一审|二审|再审|审理|审结|"
	    "应诉|复议机关|办理行政复议|受理行政复议|代理") < to;
}

/*
 * Whether a phrase that does not itself say of what it is may be of other
 * matters than applications.
 */
static bool
is_other_matter(const struct reading *r, size_t clause,
    const struct pattern *pattern)
{
	return (pattern->flags & CONTEXT) != 0 &&
	    subject_cells[pattern->subject].table == 3 && (r->disputes ||
	    wording_find(&r->p, r->sentence, clause, "复议|诉讼|提案|建议|信访|"
	    "热线|工单|留言|咨询|投诉|许可|处罚") < clause);
}

/* Whether somebody received something before, in the same sentence; 其中新收
 * is of what was named before. */
static bool
is_second(const struct reading *r, size_t clause,
    const struct pattern *pattern)
{
	return pattern->subject == RECEIVED &&
	    (pattern->flags & AMONG) == 0 && wording_find(&r->p,
	    r->sentence, clause, "收到|受理|接到") < clause;
}

/* Whether what stands around a match makes it less than a claim. */
static bool
is_doubtful(const struct reading *r, size_t clause, const struct lead *lead,
    const struct pattern *pattern, const struct match *m)
{
	bool dispute = pattern->subject == REVIEWS ||
	    pattern->subject == SUITS;

	if (narrowed(r, clause, pattern, lead) ||
	    is_other_matter(r, clause, pattern) ||
	    is_second(r, clause, pattern) ||
	    enumerated(&r->p, clause, m->end))
		return true;
	if ((dispute || pattern->subject == RECEIVED) &&
	    includes_last(&r->p, m->end))
		return true;
	return dispute && is_court(r, m->end);
}

static void
add(struct reading *r, enum subject subject, struct str number,
    struct str quote)
{
	struct claims *c = r->claims;
	struct claim *claim = arena_grow(r->a, &c->all, c->n, sizeof(*claim));

	c->n++;
	*claim = (struct claim){ subject, number, quote };
}

/* Whether a match is a claim; then adds it. */
static bool
claim(struct reading *r, size_t clause, const struct lead *lead,
    const struct pattern *pattern, const struct match *m)
{
	static const char disclosure[] = "信息公开|政务公开|依申请公开";
	const struct wording *p = &r->p;
	struct str number = { m->number, strlen(m->number) };

	if ((pattern->flags & NONE) != 0)
		number = (struct str){ "0", 1 };
	if ((pattern->flags & ZERO) != 0 && !str_is(number, "0"))
		return false;
	if ((pattern->flags & CONTEXT) != 0 && !r->disputes &&
	    wording_find(p, r->sentence, m->end, disclosure) == m->end)
		return false;
	if (pattern->subject != FEES && memchr(number.s, '.', number.n))
		return false;
	if (is_doubtful(r, clause, lead, pattern, m))
		return false;
	number = value_shift(r->a, number, pattern->subject == FEES &&
	    p->c[m->unit] == 0x4E07 ? 4 : 0);		/* 万 */
	add(r, pattern->subject, number, wording_slice(p, clause, m->end));
	if (pattern->also != SUBJECTS)
		add(r, pattern->also, number,
		    wording_slice(p, clause, m->end));
	return true;
}

/* Whether the clause at i can say a number: it has one, or says no. */
static bool
may_claim(const struct wording *p, size_t i)
{
	size_t k;

	/* The shortest phrase has four characters. */
	for (k = i; k < i + 4; k++)
		if (wording_clause(p, k))
			return false;
	for (k = i; k < p->n && k < i + CLAUSE; k++)
		if (numeral_digit(p->c[k]) >= 0 ||
		    wording_word(p, k, "十|未|没|无|不") > 0)
			return true;
	return false;
}

/* The claim of the clause that begins at i, if it makes one. */
static void
read_clause(struct reading *r, size_t i)
{
	struct lead lead = { .at = i };
	struct match m;
	size_t k;

	if (!may_claim(&r->p, i))
		return;
	do {
		for (k = 0; k < npatterns; k++)
			if (wording_match(&r->p, lead.at, patterns[k].steps,
			    &m) && claim(r, i, &lead, &patterns[k], &m))
				return;
	} while (lead.at - i < CLAUSE && lead_word(r, &lead));
}

/* Whether the line that ends before i is a numbered heading. */
static bool
is_behind_heading(const struct wording *p, size_t i)
{
	size_t from, k;

	if (!p->broken[i])
		return false;
	for (from = i - 1; from > 0 && !p->broken[from] && i - from < 30;
	    from--)
		;
	if (!p->broken[from] || !(p->c[from] == '(' ||
	    numeral_digit(p->c[from]) >= 0))
		return false;
	for (k = from; k < i; k++)
		if (p->c[k] == ',' || p->c[k] == ';')
			return false;
	return true;
}

static void
read_prose(struct reading *r, struct str text, int year)
{
	size_t i;

	r->p = wording_new(r->a, text);
	r->p.year = r->named = year;
	r->sentence = r->quoted = 0;
	for (i = 0; i < r->p.n; i++) {
		if (i > 0 && wording_sentence(&r->p, i - 1))
			r->sentence = context_start(&r->p, i);
		if (i == 0 || wording_clause(&r->p, i - 1) ||
		    is_behind_heading(&r->p, i))
			read_clause(r, i);
		note_year(r, i);
	}
}

/* The lines of a section that are prose and no rows of a table. */
static struct str
prose_lines(struct arena *a, struct str text, bool sentences)
{
	char *copy = arena_alloc(a, text.n + 1);
	struct str line, s;
	size_t n = 0;

	while (text.n > 0) {
		line = str_line(&text);
		line.n = (size_t)(text.s - line.s);	/* with its LF */
		s = utf8_trim(line);
		if (memchr(s.s, '\t', s.n) != NULL ||
		    (sentences && !str_ends(s, "。")))
			continue;
		memcpy(copy + n, line.s, line.n);
		n += line.n;
	}
	return (struct str){ copy, n };
}

struct claims *
claims_read(struct arena *a, const struct report *report)
{
	struct reading r = { .a = a,
	    .claims = arena_alloc(a, sizeof(*r.claims)) };
	const struct section *s;
	int year = 0;
	size_t i;

	r.org = wording_new(a, report->org);
	for (i = 0; report->year.n == 4 && i < 4; i++)
		year = year * 10 + (report->year.s[i] - '0');
	for (i = 0; i < report->nsections; i++) {
		s = &report->sections[i];
		if (s->id.n == 0 || strchr("1346", *s->id.s) == NULL)
			continue;
		r.disputes = *s->id.s == '4';
		read_prose(&r, prose_lines(a, s->text,
		    strchr("34", *s->id.s) != NULL), year);
	}
	return r.claims;
}
