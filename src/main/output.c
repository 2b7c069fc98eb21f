/*
 * A signal that ends the program, and arrives while a block is written, ends
 * it at the end of a record; a second one ends it at once, as nobody may
 * ever read the rest of the record.
 *
 * Where a write fails because a disk is full or a file may not grow, part
 * of a record may be in the file before it: it is cut off again.
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/shown.h"
#include "main/output.h"

#define BLOCK	(256 * 1024)

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const int ends[] = { SIGHUP, SIGINT, SIGTERM };
static volatile sig_atomic_t writing, ending;

/* The default action is already that of the next one. */
static void
on_ending(int number)
{
	bool again = ending != 0;

	ending = number;
	if (again || !writing)
		raise(number);
}

/* What was ignored from the beginning, as by nohup(1), stays so. */
static void
await_signals(void)
{
	struct sigaction action = { .sa_handler = on_ending,
	    .sa_flags = (int)SA_RESETHAND }, before;
	size_t i;

	sigemptyset(&action.sa_mask);
	for (i = 0; i < COUNT(ends); i++)
		if (sigaction(ends[i], NULL, &before) == 0 &&
		    before.sa_handler == SIG_DFL)
			sigaction(ends[i], &action, NULL);
}

void
output_signals(sigset_t *set)
{
	size_t i;

	sigemptyset(set);
	for (i = 0; i < COUNT(ends); i++)
		sigaddset(set, ends[i]);
}

/* What is left to write of a block of records after n bytes of it. */
static struct str
rest(struct str block, size_t n)
{
	struct str left = str_from(block, n);
	const char *end = left.n > 0 ? memchr(left.s, '\n', left.n) : NULL;

	if (ending && (n == 0 || left.s[-1] == '\n'))
		left.n = 0;
	else if (ending && end != NULL)
		left.n = (size_t)(end + 1 - left.s);
	return left;
}

/*
 * Takes the beginning of a record, the end of what was written, out of a
 * regular file that ends there; nobody else has added to it.
 */
static void
cut_off(struct str written)
{
	struct stat st;
	off_t n = 0;

	while (written.n > 0 && written.s[written.n - 1] != '\n') {
		written.n--;
		n++;
	}
	if (n > 0 && fstat(STDOUT_FILENO, &st) == 0 && S_ISREG(st.st_mode) &&
	    lseek(STDOUT_FILENO, 0, SEEK_CUR) == st.st_size &&
	    ftruncate(STDOUT_FILENO, st.st_size - n) == 0)
		lseek(STDOUT_FILENO, -n, SEEK_CUR);
}

static void
write_all(struct output *o, struct str block)
{
	struct str left;
	ssize_t n;

	writing = 1;
	left = rest(block, 0);
	while (o->error == 0 && left.n > 0) {
		n = write(STDOUT_FILENO, left.s, left.n);
		if (n < 0 && errno != EINTR)
			o->error = errno;
		left = rest(block, (size_t)(left.s - block.s) +
		    (n > 0 ? (size_t)n : 0));
	}
	if (o->error != 0)
		cut_off((struct str){ block.s,
		    (size_t)(left.s - block.s) });
	writing = 0;
	if (ending)
		raise(ending);
}

static int
flush(struct output *o)
{
	struct buf seen = { 0 };

	if (o->terminal) {
		shown(&seen, buf_slice(&o->waiting), true);
		if (seen.failed)
			o->error = ENOMEM;
	}
	write_all(o, buf_slice(o->terminal ? &seen : &o->waiting));
	buf_free(&seen);
	buf_reset(&o->waiting);
	return o->error;
}

void
output_begin(struct output *o)
{
	await_signals();
	signal(SIGXFSZ, SIG_IGN);	/* write() fails instead */
	*o = (struct output){ .terminal = isatty(STDOUT_FILENO) };
}

int
output_add(struct output *o, struct str s)
{
	if (o->error != 0)
		return o->error;
	buf_str(&o->waiting, s);
	if (o->waiting.failed)
		return o->error = ENOMEM;
	return o->waiting.len >= BLOCK ? flush(o) : 0;
}

int
output_finish(struct output *o)
{
	flush(o);
	buf_free(&o->waiting);
	if (close(STDOUT_FILENO) != 0 && o->error == 0 && errno != EBADF)
		o->error = errno;
	return o->error;
}
