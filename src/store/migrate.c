#include "store/migrate.h"

#include <inttypes.h>

#include "store/db.h"

/* Made from store/schema/NNNN_name.sql: bytes, and a NUL. */
#include "store/schema.inc"

static const struct {
	const char *name;
	const char *sql;
} steps[] = {
	{ "0001_init", schema_0001_init },
	{ "0002_indexes", schema_0002_indexes },
	{ "0003_audit_head", schema_0003_audit_head },
	{ "0004_vault", schema_0004_vault },
	{ "0005_login", schema_0005_login },
	{ "0006_lifecycle", schema_0006_lifecycle },
	{ "0007_extra_fields", schema_0007_extra_fields },
	{ "0008_proof", schema_0008_proof },
	{ "0009_authorization", schema_0009_authorization },
	{ "0010_template_active", schema_0010_template_active },
	{ "0011_totp", schema_0011_totp },
	{ "0012_labels", schema_0012_labels },
	{ "0013_limits", schema_0013_limits },
	{ "0014_desk", schema_0014_desk },
	{ "0015_extra_secrets", schema_0015_extra_secrets },
	{ "0016_jobs", schema_0016_jobs },
	{ "0017_access_key", schema_0017_access_key },
	{ "0018_ticket_visit", schema_0018_ticket_visit },
	{ "0019_contact", schema_0019_contact },
	{ "0020_quota", schema_0020_quota },
	{ "0021_lasting_ids", schema_0021_lasting_ids },
	{ "0022_ticket_region", schema_0022_ticket_region },
	{ "0023_user_reach", schema_0023_user_reach },
	{ "0024_search", schema_0024_search },
	{ "0025_audit_search", schema_0025_audit_search },
	{ "0026_transfer", schema_0026_transfer },
	{ "0027_upload_limit", schema_0027_upload_limit },
	{ "0028_blobs", schema_0028_blobs },
	{ "0029_feedback", schema_0029_feedback },
	{ "0030_saved_view", schema_0030_saved_view },
	{ "0031_draft_form", schema_0031_draft_form },
	{ "0032_transfer_settled", schema_0032_transfer_settled },
	{ "0033_scan", schema_0033_scan },
	{ "0034_sealed_draft", schema_0034_sealed_draft },
	{ "0035_partner", schema_0035_partner },
};

enum err
migrate_status(struct ctx *cx, int64_t *have, int64_t *want)
{
	struct query *q = db_query(cx, SQL_VERSION_GET);

	*have = db_next(q) ? db_int(q, 0) : 0;
	*want = (int64_t)NELEM(steps);
	return db_done(q);
}

static enum err
step(struct ctx *cx, int64_t version)
{
	size_t i = (size_t)version - 1;
	enum err rc;

	rc = db_begin_write(cx);
	if (rc != ERR_OK)
		return rc;
	rc = db_script(cx, steps[i].sql);
	if (rc == ERR_OK)
		rc = db_script(cx,
		    arena_printf(
			cx->mem, "PRAGMA user_version = %" PRId64, version));
	return db_end(cx, rc);
}

enum err
migrate(struct ctx *cx)
{
	int64_t have, want;
	enum err rc;

	rc = migrate_status(cx, &have, &want);
	if (rc == ERR_OK && have > want)
		rc = err_fail(cx, ERR_CONFLICT,
		    "the database has schema %" PRId64
		    ", this program knows %" PRId64,
		    have, want);
	while (rc == ERR_OK && have < want)
		rc = step(cx, ++have);
	return rc;
}
