#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "open/names.h"
#include "open/sniff.h"

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void
names_free(struct names *l)
{
	while (l->n > 0)
		free(l->name[--l->n]);
	free(l->name);
}

static bool
add_name(struct names *l, const char *name)
{
	char **bigger;

	if ((l->n & (l->n - 1)) == 0) {
		bigger = realloc(l->name, (l->n ? l->n * 2 : 1) *
		    sizeof(*bigger));
		if (bigger == NULL)
			return false;
		l->name = bigger;
	}
	if ((l->name[l->n] = strdup(name)) == NULL)
		return false;
	l->n++;
	return true;
}

const char *
names_read(struct names *l, const char *path)
{
	struct dirent *e;
	DIR *d;
	int wrong = 0;

	if ((d = opendir(path)) == NULL)
		return strerror(errno);
	for (;;) {
		errno = 0;
		if ((e = readdir(d)) == NULL) {
			wrong = errno;
			break;
		}
		if (strcmp(e->d_name, ".") != 0 &&
		    strcmp(e->d_name, "..") != 0 &&
		    !sniff_litter(e->d_name) && !add_name(l, e->d_name)) {
			wrong = ENOMEM;
			break;
		}
	}
	closedir(d);
	if (l->n > 0)
		qsort(l->name, l->n, sizeof(*l->name), compare_names);
	return wrong != 0 ? strerror(wrong) : NULL;
}
