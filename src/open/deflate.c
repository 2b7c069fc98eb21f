#include "open/deflate.h"

#ifdef GX_LIBDEFLATE
LOAD_LIBRARY(libdeflate, GX_LIBDEFLATE, LIBDEFLATE)
#else
LOAD_LINKED(libdeflate, LIBDEFLATE)
#endif

#ifdef GX_ZLIB
LOAD_LIBRARY(zlib, GX_ZLIB, ZLIB)
#else
LOAD_LINKED(zlib, ZLIB)
#endif
