#include <stdlib.h>
#include <string.h>

#include "office/odf_element.h"

/* Local names, sorted; what is missing here is passed through. */
static const struct element {
	const char	*name;
	enum odf_kind	 kind;
} elements[] = {
	{ "alphabetical-index-source", ODF_SKIP }, { "annotation", ODF_SKIP },
	{ "annotation-end", ODF_SKIP }, { "automatic-styles", ODF_STYLES },
	{ "bibliography-source", ODF_SKIP }, { "binary-data", ODF_SKIP },
	{ "chart", ODF_BODY_OTHER }, { "circle", ODF_FLOW },
	{ "content-validations", ODF_SKIP },
	{ "covered-table-cell", ODF_COVERED }, { "custom-shape", ODF_FLOW },
	{ "database", ODF_BODY_OTHER }, { "desc", ODF_SKIP },
	{ "drawing", ODF_BODY_OTHER }, { "ellipse", ODF_FLOW },
	{ "event-listeners", ODF_SKIP }, { "forms", ODF_SKIP },
	{ "h", ODF_PARAGRAPH }, { "hidden-paragraph", ODF_HIDES },
	{ "hidden-text", ODF_SECTION },
	{ "illustration-index-source", ODF_SKIP }, { "image", ODF_BODY_OTHER },
	{ "line", ODF_FLOW }, { "line-break", ODF_BREAK },
	{ "list", ODF_LIST }, { "list-header", ODF_ITEM_HEADER },
	{ "list-item", ODF_ITEM }, { "master-styles", ODF_SKIP },
	{ "note-body", ODF_FLOW }, { "note-citation", ODF_SKIP },
	{ "number", ODF_SKIP }, { "object", ODF_SKIP },
	{ "object-index-source", ODF_SKIP }, { "object-ole", ODF_SKIP },
	{ "p", ODF_PARAGRAPH }, { "path", ODF_FLOW }, { "polygon", ODF_FLOW },
	{ "presentation", ODF_BODY_OTHER }, { "rect", ODF_FLOW },
	{ "regular-polygon", ODF_FLOW }, { "ruby-text", ODF_SKIP },
	{ "s", ODF_SPACE }, { "script", ODF_SKIP }, { "scripts", ODF_SKIP },
	{ "section", ODF_SECTION }, { "span", ODF_SPAN },
	{ "spreadsheet", ODF_BODY_SHEETS }, { "styles", ODF_STYLES },
	{ "tab", ODF_TAB }, { "table", ODF_TABLE }, { "table-cell", ODF_CELL },
	{ "table-column", ODF_COLUMN }, { "table-index-source", ODF_SKIP },
	{ "table-of-content", ODF_SKIP }, { "table-row", ODF_ROW },
	{ "text", ODF_BODY_TEXT }, { "text-box", ODF_FLOW },
	{ "title", ODF_SKIP }, { "tracked-changes", ODF_SKIP },
	{ "user-index-source", ODF_SKIP }
};

static int
by_name(const void *a, const void *b)
{
	const struct element *x = a, *y = b;

	return strcmp(x->name, y->name);
}

enum odf_kind
odf_kind(const char *name)
{
	struct element key = { name, ODF_PASS }, *found;

	found = bsearch(&key, elements, sizeof(elements) /
	    sizeof(elements[0]), sizeof(key), by_name);
	return found == NULL ? ODF_PASS : found->kind;
}
