#include "stream/keys.h"

enum column
keys_column(struct str name)
{
	static const enum column keys[] = {
		COL_REPORT, COL_DIR, COL_ORG, COL_YEAR, COL_FORM
	};
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (str_is(name, column_name(keys[i])))
			return keys[i];
	return COLUMNS;
}

bool
keys_add(struct keys *k, enum column c)
{
	size_t i;

	for (i = 0; i < k->n; i++)
		if (k->column[i] == c)
			return false;
	k->column[k->n++] = c;
	return true;
}

const char *
keys_parse(struct keys *k, const char *by)
{
	struct str name;
	enum column c;

	k->n = 0;
	if (by == NULL || *by == '\0')
		return NULL;
	for (;; by += name.n + 1) {
		name = (struct str){ by, strcspn(by, ",") };
		if ((c = keys_column(name)) == COLUMNS)
			return "keys are report, dir, org, year and form";
		if (!keys_add(k, c))
			return "a key is named twice";
		if (by[name.n] == '\0')
			return NULL;
	}
}
