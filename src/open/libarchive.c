#include "open/libarchive.h"

#ifdef GX_LIBARCHIVE
LOAD_LIBRARY(libarchive, GX_LIBARCHIVE, LIBARCHIVE)
#else
LOAD_LINKED(libarchive, LIBARCHIVE)
#endif
