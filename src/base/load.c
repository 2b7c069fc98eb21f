#include <dlfcn.h>
#include <string.h>

#include "base/load.h"

bool
load_functions(const char *file, const char *const *names, size_t n,
    void *functions)
{
	void *handle = dlopen(file, RTLD_LAZY | RTLD_LOCAL), *found;
	size_t i;

	for (i = 0; handle != NULL && i < n; i++) {
		if ((found = dlsym(handle, names[i])) == NULL)
			return false;
		memcpy((char *)functions + i * sizeof(found), &found,
		    sizeof(found));
	}
	return handle != NULL;
}
