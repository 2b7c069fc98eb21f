/*
 * What one report says of its items, in about a byte an item: reports
 * list the items in the same order and most numbers are small.  A zeroed
 * struct is empty; it owns its memory.
 */
#ifndef GX_CALCULATE_PACK_H
#define GX_CALCULATE_PACK_H

#include "calculate/decimal.h"
#include "calculate/item.h"

struct pack {
	unsigned char	*log;		/* the items as they came */
	uint32_t	 len, cap;
	uint32_t	 next;		/* item expected next */
	uint32_t	 words;		/* of seen */
	uint64_t	*seen;		/* a bit an item */
};

/* An item taken out again; the number is 0 unless it is one. */
struct cell {
	enum item_state	 state;
	struct decimal	 number;
};

/*
 * Adds an item by its number; value is read for ITEM_NUMBER only and must
 * be valid.  Returns 1, 0 when the item is there already (the first
 * stays), -1 without memory.
 */
int	pack_add(struct pack *, uint32_t item, enum item_state,
	    struct str value);

/*
 * Takes out all into n cells indexed by item, n above each item added; the
 * cells must be zeroed or from here.  False without memory.
 */
bool	pack_open(const struct pack *, struct cell *, uint32_t n);

/* Frees what n cells hold and zeroes them. */
void	pack_close(struct cell *, uint32_t n);

void	pack_free(struct pack *);

#endif
