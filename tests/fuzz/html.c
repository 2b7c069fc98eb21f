/*
 * Holds the two ways a page is read against each other: the files named as
 * they are, and for -t seconds pages made of them at random (-s seed).
 * Counts what the scanner left to libxml2; writes the first page that is
 * read in two ways to the file of -o, and ends with 1.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "../fuzz/mutate.h"
#include "read/charset.h"
#include "web/html.h"

static const char *wrong_file = "fuzz.html";
static unsigned long pages, left;

/* Whether both ways give the same. */
static bool
same(struct str s, unsigned depth)
{
	static struct buf one, two;
	const char *wrong, *other;
	FILE *f;
	bool equal;

	buf_reset(&one);
	buf_reset(&two);
	pages++;
	if (!html_text_scanned(s, depth, &one, &wrong)) {
		left++;
		return true;
	}
	other = html_text_parsed(s, depth, &two);
	equal = str_eq(buf_slice(&one), buf_slice(&two)) &&
	    (wrong == NULL) == (other == NULL);
	if (!equal && (f = fopen(wrong_file, "wb")) != NULL) {
		fwrite(s.s, 1, s.n, f);
		fclose(f);
	}
	return equal;
}

static bool
load(const char *path, struct buf *out)
{
	struct buf raw = { 0 };
	FILE *f = fopen(path, "rb");
	size_t n;

	if (f == NULL)
		return false;
	while (buf_room(&raw, 65536) &&
	    (n = fread(raw.s + raw.len, 1, 65536, f)) > 0)
		raw.len += n;
	fclose(f);
	charset_decode(buf_slice(&raw), NULL, out);
	buf_free(&raw);
	return !out->failed;
}

static int
compare(char **files, size_t n, struct buf *loaded)
{
	size_t i;
	unsigned long before;

	for (i = 0; i < n; i++) {
		if (!load(files[i], &loaded[i])) {
			perror(files[i]);
			return 2;
		}
		before = left;
		if (!same(buf_slice(&loaded[i]), 256)) {
			printf("read in two ways: %s\n", files[i]);
			return 1;
		}
		if (left > before)
			printf("left to libxml2: %s\n", files[i]);
	}
	printf("%lu files, %lu left to libxml2\n", pages, left);
	return 0;
}

static int
fuzz(const struct buf *loaded, size_t n, uint64_t seed, long seconds)
{
	const time_t end = time(NULL) + seconds;
	struct buf page = { 0 };
	struct str none = { "", 0 };
	int failed = 0;

	pages = left = 0;
	while (!failed && (pages % 1024 != 0 || time(NULL) < end)) {
		mutate_page(&seed, n == 0 ? none :
		    buf_slice(&loaded[mutate_below(&seed, n)]), &page);
		failed = !same(buf_slice(&page),
		    mutate_below(&seed, 50) == 0 ? 4 : 256);
	}
	printf("%lu pages, %lu left to libxml2%s%s\n", pages, left,
	    failed ? ", read in two ways: " : "", failed ? wrong_file : "");
	buf_free(&page);
	return failed;
}

int
main(int argc, char **argv)
{
	struct buf *loaded;
	uint64_t seed = 1;
	long seconds = 0;
	int c, status;
	size_t i, n;

	while ((c = getopt(argc, argv, "o:s:t:")) != -1)
		if (c == 'o')
			wrong_file = optarg;
		else if (c == 's')
			seed = strtoull(optarg, NULL, 10);
		else if (c == 't')
			seconds = strtol(optarg, NULL, 10);
		else
			return 2;
	n = (size_t)(argc - optind);
	loaded = calloc(n + 1, sizeof(*loaded));
	if (loaded == NULL)
		return 2;
	status = compare(argv + optind, n, loaded);
	if (status == 0 && seconds > 0)
		status = fuzz(loaded, n, seed * 2 + 1, seconds);
	for (i = 0; i < n; i++)
		buf_free(&loaded[i]);
	free(loaded);
	return status;
}
