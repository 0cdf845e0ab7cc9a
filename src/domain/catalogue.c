#include "domain/catalogue.h"

#include "store/store.h"

enum err
catalogue_products(struct ctx *cx, struct choices *out)
{
	return store_products(cx, out);
}

enum err
catalogue_problem_types(
    struct ctx *cx, const char *product_id, struct choices *out)
{
	return store_problem_types(cx, product_id, out);
}

enum err
catalogue_places(struct ctx *cx, const char *present, struct choices *out)
{
	return store_places(cx, present, out);
}

enum err
catalogue_severities(struct ctx *cx, struct choices *out)
{
	return store_severities(cx, out);
}

enum err
catalogue_regions(struct ctx *cx, struct choices *out)
{
	return store_regions(cx, out);
}

enum err
catalogue_dimensions(struct ctx *cx, struct choices *out)
{
	return store_dimensions(cx, out);
}

enum err
catalogue_template(
    struct ctx *cx, const char *problem_type_id, const char **content)
{
	return store_template(cx, problem_type_id, content);
}

enum err
agreement_latest(struct ctx *cx, struct agreement *out)
{
	bool signed_already;

	return store_agreement_latest(cx, out, &signed_already);
}

enum err
agreement_due(struct ctx *cx, struct agreement *out)
{
	bool signed_already;
	enum err rc;

	rc = store_agreement_latest(cx, out, &signed_already);
	if (rc == ERR_OK && signed_already)
		out->id = 0;
	return rc;
}
