/*
 * Run while building: prints the entities that libxml2 knows as data, so
 * that pages are read as it reads them without it.
 */
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST	1024

static const htmlEntityDesc *entity[MOST];

static int
by_name(const void *a, const void *b)
{
	return strcmp((*(const htmlEntityDesc *const *)a)->name,
	    (*(const htmlEntityDesc *const *)b)->name);
}

int
main(void)
{
	const htmlEntityDesc *found;
	unsigned value;
	size_t i, n = 0;

	for (value = 1; value < 0x10000 && n < MOST; value++)
		if ((found = htmlEntityValueLookup(value)) != NULL)
			entity[n++] = found;
	qsort(entity, n, sizeof(entity[0]), by_name);
	for (i = 0; i < n; i++)
		printf("{ \"%s\", 0x%X },\n", entity[i]->name,
		    entity[i]->value);
	return fflush(stdout) != 0;
}
