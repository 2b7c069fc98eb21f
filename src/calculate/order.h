/* Sorting numbers by what they stand for. */
#ifndef GX_CALCULATE_ORDER_H
#define GX_CALCULATE_ORDER_H

#include "calculate/intern.h"
#include "calculate/item.h"

/* Below, equal to or above 0 as a stands before, with or after b. */
typedef int (*order_compare)(const void *with, uint32_t a, uint32_t b);

/* Sorts n numbers in place, keeping equals in order; false: no memory. */
bool	order_sort(uint32_t *, size_t n, order_compare, const void *with);

/*
 * The numbers of a set in the byte order of its tuples; if compare is
 * given the tuples are items (table, row, col).  The caller frees; NULL
 * without memory.
 */
uint32_t *order_intern(const struct intern *, item_compare);

#endif
