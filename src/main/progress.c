#include <stdio.h>
#include <unistd.h>

#include "base/utf8.h"
#include "main/progress.h"
#include "main/words.h"

/* Prints how much of the operands was read, and when all will be. */
static void
print_part(char *s, size_t n, const struct walk_progress *w, double seconds)
{
	double part = (double)w->done / (double)w->total, left;

	if (part > 1)
		part = 1;
	left = part > 0 ? seconds / part - seconds : 0;
	if (left < 1)
		snprintf(s, n, words(", %d %%"), (int)(part * 100));
	else if (left < 120)
		snprintf(s, n, words(", %d %%, %.0f s left"),
		    (int)(part * 100), left);
	else
		snprintf(s, n, words(", %d %%, %.0f min left"),
		    (int)(part * 100), left / 60);
}

/* How wide a line is on a terminal. */
static int
columns(struct str line)
{
	size_t i = 0;
	int n = 0;

	while (i < line.n)
		n += utf8_width(utf8_next(line, &i));
	return n;
}

/* Writes the line anew; blanks cover what the last one was longer by. */
static void
show(struct progress *p, double seconds, bool last)
{
	char line[256];
	int n = snprintf(line, sizeof(line), p->documents == 1 ?
	    words("%s: %zu document, %.1f MB, %.0f a second") :
	    words("%s: %zu documents, %.1f MB, %.0f a second"),
	    program_name(p->program), p->documents, (double)p->bytes / 1e6,
	    (double)p->documents / (seconds > 0 ? seconds : 1));

	if (p->walked.total > 0)
		print_part(line + n, sizeof(line) - (size_t)n, &p->walked,
		    last ? 0 : seconds);
	n = columns(str_of(line));
	fprintf(stderr, "\r%s%*s%s", line, p->width > n ? p->width - n : 0,
	    "", last ? "\n" : " ");
	p->width = n;
}

void
progress_begin(struct progress *p, enum program program, bool wanted)
{
	*p = (struct progress){ .program = program,
	    .shown = wanted && isatty(STDERR_FILENO),
	    .started = time(NULL) };
	p->last = p->started;
}

void
progress_add(struct progress *p, size_t bytes)
{
	p->documents++;
	p->bytes += bytes;
	progress_step(p);
}

void
progress_step(struct progress *p)
{
	time_t now;

	if (!p->shown || (now = time(NULL)) == p->last)
		return;
	p->last = now;
	show(p, difftime(now, p->started), false);
}

void
progress_clear(struct progress *p)
{
	if (p->width > 0)
		fprintf(stderr, "\r%*s\r", p->width + 1, "");
	p->width = 0;
}

void
progress_end(struct progress *p)
{
	if (p->shown)
		show(p, difftime(time(NULL), p->started), true);
}
