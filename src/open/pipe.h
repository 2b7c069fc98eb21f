/* What is particular about pipes. */
#ifndef GX_OPEN_PIPE_H
#define GX_OPEN_PIPE_H

/*
 * Has a pipe hold as much as the system allows, which saves switches
 * between its two ends; of no effect on anything else.
 */
void	pipe_widen(int fd);

#endif
