#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "open/source.h"

#define CHUNK	((size_t)64 * 1024)

int
source_fail(struct source *s, const char *fmt, ...)
{
	va_list ap;
	size_t n;
	char *p;

	va_start(ap, fmt);
	vsnprintf(s->words, sizeof(s->words), fmt, ap);
	va_end(ap);
	for (n = strlen(s->words); n > 0 && s->words[n - 1] == '\n'; n--)
		s->words[n - 1] = '\0';
	for (p = s->words; *p != '\0'; p++)
		if ((unsigned char)*p < ' ')
			*p = ' ';
	s->error = s->words;
	return -1;
}

/* Reads behind the head; end and error stay once they were met. */
static ssize_t
pull(struct source *s, void *p, size_t n)
{
	ssize_t got;

	if (s->error != NULL)
		return -1;
	if (s->end || n == 0)
		return 0;
	got = s->more(s, p, n);
	if (got == 0)
		s->end = true;
	if (got < 0 && s->error == NULL)
		s->error = "read error";
	return got;
}

struct str
source_peek(struct source *s, size_t n)
{
	struct buf *h = &s->head;
	ssize_t got;

	if (s->taken > 0) {
		h->len -= s->taken;
		memmove(h->s, h->s + s->taken, h->len);
		s->taken = 0;
	}
	while (h->len < n) {
		if (!buf_room(h, n - h->len)) {
			source_fail(s, "out of memory");
			break;
		}
		if ((got = pull(s, h->s + h->len, n - h->len)) <= 0)
			break;
		h->len += (size_t)got;
	}
	return (struct str){ h->s, n < h->len ? n : h->len };
}

ssize_t
source_read(struct source *s, void *p, size_t n)
{
	size_t left = s->head.len - s->taken;

	if (left == 0)
		return pull(s, p, n);
	if (n > left)
		n = left;
	memcpy(p, s->head.s + s->taken, n);
	s->taken += n;
	return (ssize_t)n;
}

bool
source_return(struct source *s, struct str bytes)
{
	struct buf head = { 0 };

	buf_str(&head, bytes);
	if (s->taken < s->head.len)
		buf_str(&head, str_from(buf_slice(&s->head), s->taken));
	if (head.failed) {
		buf_free(&head);
		return false;
	}
	buf_free(&s->head);
	s->head = head;
	s->taken = 0;
	return true;
}

int
source_slurp(struct source *s, struct buf *b, size_t limit)
{
	size_t left = limit, n;
	ssize_t got;

	while (left > 0) {
		n = left < CHUNK ? left : CHUNK;
		if (!buf_room(b, n))
			return source_fail(s, "out of memory");
		if ((got = source_read(s, b->s + b->len, n)) <= 0)
			return (int)got;
		b->len += (size_t)got;
		left -= (size_t)got;
	}
	if (source_peek(s, 1).n > 0)
		return source_fail(s, "larger than the limit of %zu bytes",
		    limit);
	return s->error == NULL ? 0 : -1;
}

static ssize_t
file_more(struct source *s, void *p, size_t n)
{
	ssize_t got;

	do
		got = read((int)(intptr_t)s->from, p, n);
	while (got < 0 && errno == EINTR);
	return got < 0 ? source_fail(s, "%s", strerror(errno)) : got;
}

void
source_file(struct source *s, int fd)
{
	s->more = file_more;
	s->from = (void *)(intptr_t)fd;
}
