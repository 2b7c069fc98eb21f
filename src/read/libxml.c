#include "read/libxml.h"

#ifdef GX_LIBXML
LOAD_LIBRARY(libxml, GX_LIBXML, LIBXML)
#else
LOAD_LINKED(libxml, LIBXML)
#endif
