#include <pthread.h>

#include "base/load.h"
#include "open/libarchive.h"

#ifdef GX_LIBARCHIVE

static struct libarchive functions;
static bool loaded;

static void
load(void)
{
#define NAME(name)	"archive_" #name,
	static const char *const names[] = { LIBARCHIVE_FUNCTIONS(NAME) };
#undef NAME

	loaded = load_functions(GX_LIBARCHIVE, names,
	    sizeof(names) / sizeof(names[0]), &functions);
}

const struct libarchive *
libarchive(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, load);
	return loaded ? &functions : NULL;
}

#else

const struct libarchive *
libarchive(void)
{
#define LINKED(name)	.name = archive_##name,
	static const struct libarchive functions = {
	    LIBARCHIVE_FUNCTIONS(LINKED) };
#undef LINKED

	return &functions;
}

#endif
