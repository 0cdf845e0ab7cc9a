libguichet_a_SOURCES += \
	%D%/agreement.c \
	%D%/attachment.c \
	%D%/audit.c \
	%D%/authorization.c \
	%D%/blob.c %D%/blob.h %D%/blob_row.c \
	%D%/calendar.c \
	%D%/canned.c \
	%D%/catalogue.c \
	%D%/chunks.c %D%/chunks.h \
	%D%/common.c \
	%D%/contact.c \
	%D%/copy.c %D%/copy.h \
	%D%/db.h %D%/db_sqlite.c \
	%D%/entry.c \
	%D%/extra.c \
	%D%/feedback.c \
	%D%/label.c \
	%D%/job.c \
	%D%/limit.c \
	%D%/key.c \
	%D%/lock.c %D%/lock.h \
	%D%/login.c \
	%D%/message.c \
	%D%/migrate.c %D%/migrate.h \
	%D%/quota.c \
	%D%/organization.c \
	%D%/relation.c \
	%D%/purge.c \
	%D%/queue.c \
	%D%/saved.c \
	%D%/search.c %D%/search.h \
	%D%/search_sqlite.c %D%/search_sqlite.h \
	%D%/scan.c %D%/scan.h \
	%D%/sql.c %D%/sql.h %D%/sql.inc \
	%D%/store.h \
	%D%/ticket.c \
	%D%/thumb.c %D%/thumb.h \
	%D%/totp.c \
	%D%/touch.c \
	%D%/transfer.c \
	%D%/upload_limit.c \
	%D%/user.c \
	%D%/vault.c \
	%D%/visit.c

SCHEMA = %D%/schema/0001_init.sql \
	%D%/schema/0002_indexes.sql \
	%D%/schema/0003_audit_head.sql \
	%D%/schema/0004_vault.sql \
	%D%/schema/0005_login.sql \
	%D%/schema/0006_lifecycle.sql \
	%D%/schema/0007_extra_fields.sql \
	%D%/schema/0008_proof.sql \
	%D%/schema/0009_authorization.sql \
	%D%/schema/0010_template_active.sql \
	%D%/schema/0011_totp.sql \
	%D%/schema/0012_labels.sql \
	%D%/schema/0013_limits.sql \
	%D%/schema/0014_desk.sql \
	%D%/schema/0015_extra_secrets.sql \
	%D%/schema/0016_jobs.sql \
	%D%/schema/0017_access_key.sql \
	%D%/schema/0018_ticket_visit.sql \
	%D%/schema/0019_contact.sql \
	%D%/schema/0020_quota.sql \
	%D%/schema/0021_lasting_ids.sql \
	%D%/schema/0022_ticket_region.sql \
	%D%/schema/0023_user_reach.sql \
	%D%/schema/0024_search.sql \
	%D%/schema/0025_audit_search.sql \
	%D%/schema/0026_transfer.sql \
	%D%/schema/0027_upload_limit.sql \
	%D%/schema/0028_blobs.sql \
	%D%/schema/0029_feedback.sql \
	%D%/schema/0030_saved_view.sql \
	%D%/schema/0031_draft_form.sql \
	%D%/schema/0032_transfer_settled.sql \
	%D%/schema/0033_scan.sql \
	%D%/schema/0034_sealed_draft.sql \
	%D%/schema/0035_partner.sql
EXTRA_DIST += $(SCHEMA)

# The migrations as C: an array of bytes each, named after the file.
BUILT_SOURCES += src/store/schema.inc
CLEANFILES += src/store/schema.inc
src/store/schema.inc: $(SCHEMA)
	@$(MKDIR_P) src/store
	$(AM_V_GEN)for f in $(SCHEMA); do \
	  case $$f in /*) ;; *) test -f $$f || f=$(srcdir)/$$f ;; esac; \
	  echo "static const char schema_`basename $$f .sql`[] = {"; \
	  od -An -v -tx1 $$f | sed 's/ \([0-9a-f][0-9a-f]\)/(char)0x\1,/g'; \
	  echo "0 };"; \
	done > $@.tmp && mv $@.tmp $@
src/store/migrate.$(OBJEXT): src/store/schema.inc
