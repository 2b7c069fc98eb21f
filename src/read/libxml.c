#include <pthread.h>

#include "base/load.h"
#include "read/libxml.h"

#ifdef GX_LIBXML

static struct libxml functions;
static bool loaded;

static void
load(void)
{
#define NAME(kind, name)	#kind #name,
	static const char *const names[] = { LIBXML_FUNCTIONS(NAME) };
#undef NAME

	loaded = load_functions(GX_LIBXML, names,
	    sizeof(names) / sizeof(names[0]), &functions);
}

const struct libxml *
libxml(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, load);
	return loaded ? &functions : NULL;
}

#else

const struct libxml *
libxml(void)
{
#define LINKED(kind, name)	.kind##_##name = kind##name,
	static const struct libxml functions = {
	    LIBXML_FUNCTIONS(LINKED) };
#undef LINKED

	return &functions;
}

#endif
