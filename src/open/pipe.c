#define _GNU_SOURCE		/* F_SETPIPE_SZ is of Linux */
#include <fcntl.h>

#include "open/pipe.h"

#define ROOM	(1024 * 1024)	/* what Linux allows anybody */

void
pipe_widen(int fd)
{
#ifdef F_SETPIPE_SZ
	fcntl(fd, F_SETPIPE_SZ, ROOM);
#else
	(void)fd;
#endif
}
