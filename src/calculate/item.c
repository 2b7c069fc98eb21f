#include "calculate/decimal.h"
#include "calculate/item.h"

static const struct {
	struct str	 name;
	enum item_state	 state;
} statuses[] = {
	{ STR("ok"), ITEM_NUMBER }, { STR("blank"), ITEM_BLANK },
	{ STR("solved"), ITEM_NUMBER }, { STR("ambiguous"), ITEM_UNKNOWN },
	{ STR("bad"), ITEM_UNKNOWN }, { STR("absent"), ITEM_UNKNOWN }
};

const char *
item_read(const struct record *r, enum item_state *state)
{
	size_t i, n = sizeof(statuses) / sizeof(statuses[0]);

	if (!r->has[COL_STATUS])
		return "no record of cells";
	if (r->field[COL_TABLE].n == 0 || r->field[COL_ROW].n == 0 ||
	    r->field[COL_COL].n == 0)
		return "no table, row or col";
	for (i = 0; i < n; i++)
		if (str_eq(r->field[COL_STATUS], statuses[i].name))
			break;
	if (i == n)
		return "unknown status";
	*state = statuses[i].state;
	if (*state != ITEM_NUMBER)
		return r->field[COL_VALUE].n == 0 ? NULL :
		    "a value whose status says there is none";
	return decimal_valid(r->field[COL_VALUE]) ? NULL :
	    "the value is no number";
}
