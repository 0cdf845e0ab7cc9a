TEST_EXTENSIONS = .sh .py
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
PY_LOG_DRIVER = $(LOG_DRIVER)
AM_TESTS_ENVIRONMENT = srcdir='$(abs_srcdir)'; export srcdir; \
	builddir='$(abs_builddir)'; export builddir;

# A unit test a module: t-x.c needs a line in check_PROGRAMS and its sources.
check_PROGRAMS += t-buf
t_buf_SOURCES = %D%/t-buf.c %D%/tap.h
t_buf_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-backup
t_backup_SOURCES = %D%/t-backup.c %D%/tap.h %D%/fixture.c %D%/fixture.h
t_backup_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-space
t_space_SOURCES = %D%/t-space.c %D%/tap.h %D%/fixture.c %D%/fixture.h
t_space_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-collect
t_collect_SOURCES = %D%/t-collect.c %D%/tap.h %D%/fixture.c %D%/fixture.h
t_collect_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-csv
t_csv_SOURCES = %D%/t-csv.c %D%/tap.h
t_csv_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-zip
t_zip_SOURCES = %D%/t-zip.c %D%/tap.h
t_zip_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-fcgi
t_fcgi_SOURCES = %D%/t-fcgi.c %D%/tap.h %D%/fcgi-client.c %D%/fcgi-client.h
t_fcgi_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-supervisor
t_supervisor_SOURCES = %D%/t-supervisor.c %D%/tap.h %D%/fcgi-client.c \
	%D%/fcgi-client.h
t_supervisor_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-sandbox
t_sandbox_SOURCES = %D%/t-sandbox.c %D%/helper.h %D%/tap.h %D%/fixture.c %D%/fixture.h
t_sandbox_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-helper
t_helper_SOURCES = %D%/t-helper.c %D%/tap.h %D%/helper.h %D%/judge.h %D%/files.h \
	%D%/fixture.c %D%/fixture.h
t_helper_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-picture
t_picture_SOURCES = %D%/t-picture.c %D%/tap.h %D%/helper.h %D%/files.h \
	%D%/fixture.c %D%/fixture.h
t_picture_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-authorization
t_authorization_SOURCES = %D%/t-authorization.c %D%/tap.h %D%/fixture.c \
	%D%/fixture.h
t_authorization_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-contact
t_contact_SOURCES = %D%/t-contact.c %D%/tap.h %D%/fixture.c %D%/fixture.h
t_contact_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-vault
t_vault_SOURCES = %D%/t-vault.c %D%/tap.h %D%/fixture.c %D%/fixture.h
t_vault_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-listen
t_listen_SOURCES = %D%/t-listen.c %D%/tap.h %D%/fcgi-client.c %D%/fcgi-client.h
t_listen_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-log
t_log_SOURCES = %D%/t-log.c %D%/tap.h
t_log_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-conf
t_conf_SOURCES = %D%/t-conf.c %D%/tap.h
t_conf_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-utf8
t_utf8_SOURCES = %D%/t-utf8.c
t_utf8_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-urlencoded
t_urlencoded_SOURCES = %D%/t-urlencoded.c
t_urlencoded_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-cookie
t_cookie_SOURCES = %D%/t-cookie.c
t_cookie_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-disposition
t_disposition_SOURCES = %D%/t-disposition.c
t_disposition_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-filetype
t_filetype_SOURCES = %D%/t-filetype.c %D%/judge.h %D%/files.h %D%/tap.h
t_filetype_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-sniff
t_sniff_SOURCES = %D%/t-sniff.c %D%/judge.h %D%/files.h %D%/tap.h
t_sniff_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-tz
t_tz_SOURCES = %D%/t-tz.c
t_tz_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-worktime
t_worktime_SOURCES = %D%/t-worktime.c %D%/tap.h
t_worktime_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-mime
t_mime_SOURCES = %D%/t-mime.c
t_mime_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-multipart
t_multipart_SOURCES = %D%/t-multipart.c %D%/multipart.h %D%/record.h
t_multipart_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-multipart-limits
t_multipart_limits_SOURCES = %D%/t-multipart-limits.c
t_multipart_limits_LDADD = $(GUICHET_LIBS)

# Scripts that compare a parser with another one; each drives a program.
EXTRA_PROGRAMS += utf8-dump
utf8_dump_SOURCES = %D%/utf8-dump.c
utf8_dump_LDADD = $(GUICHET_LIBS)
dist_check_SCRIPTS += %D%/utf8-oracle.py
%D%/utf8-oracle.log: utf8-dump$(EXEEXT)
CLEANFILES += utf8-dump$(EXEEXT)

EXTRA_PROGRAMS += multipart-dump
multipart_dump_SOURCES = %D%/multipart-dump.c
multipart_dump_LDADD = $(GUICHET_LIBS)
dist_check_SCRIPTS += %D%/multipart-oracle.py
%D%/multipart-oracle.log: multipart-dump$(EXEEXT)
CLEANFILES += multipart-dump$(EXEEXT)

EXTRA_PROGRAMS += tz-print
tz_print_SOURCES = %D%/tz-print.c
tz_print_LDADD = $(GUICHET_LIBS)
dist_check_SCRIPTS += %D%/check-tz.sh
%D%/check-tz.log: tz-print$(EXEEXT)
CLEANFILES += tz-print$(EXEEXT)
# The stages of ./check.
EXTRA_DIST += %D%/bundle-oracle.py %D%/zip-oracle.py %D%/stage.sh %D%/valgrind.supp \
	%D%/stage-10-unit.sh %D%/stage-20-clang.sh \
	%D%/stage-30-sanitizers.sh %D%/stage-40-valgrind.sh \
	%D%/stage-45-instructions.sh \
	%D%/stage-50-dist.sh %D%/stage-51-wire.sh %D%/stage-52-kill.sh \
	%D%/stage-53-browser.sh %D%/stage-54-run.sh \
	%D%/stage-55-storage.sh \
	%D%/stage-60-lint.sh %D%/stage-70-fuzz.sh \
	%D%/stage-80-mutants.sh %D%/mutants.py

# The command line, and nginx.conf on the wire.
dist_check_SCRIPTS += %D%/check-cmd.sh
dist_check_SCRIPTS += %D%/check-nginx.py

# What templates may not do, and the keys of both languages.
dist_check_SCRIPTS += %D%/check-templates.py %D%/check-lang.py %D%/check-say.py

TESTS += $(check_PROGRAMS) $(dist_check_SCRIPTS)

check_PROGRAMS += t-templates
t_templates_SOURCES = %D%/t-templates.c %D%/tap.h
t_templates_LDADD = $(GUICHET_LIBS)
include tests/samples/local.mk

check_PROGRAMS += t-blob
t_blob_SOURCES = %D%/t-blob.c %D%/tap.h
t_blob_LDADD = $(GUICHET_LIBS)
check_PROGRAMS += t-view
t_view_SOURCES = %D%/t-view.c %D%/tap.h
t_view_LDADD = $(GUICHET_LIBS)
EXTRA_DIST += \
	%D%/view/broken.cs \
	%D%/view/good.cs \
	%D%/view/include.cs \
	%D%/view/lang/en.hdf \
	%D%/view/lang/zh-cn.hdf

check_PROGRAMS += t-words
t_words_SOURCES = %D%/t-words.c %D%/tap.h
t_words_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-text
t_text_SOURCES = %D%/t-text.c %D%/tap.h
t_text_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-time-words
t_time_words_SOURCES = %D%/t-time-words.c %D%/tap.h
t_time_words_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-sql
t_sql_SOURCES = %D%/t-sql.c %D%/tap.h
t_sql_LDADD = $(GUICHET_LIBS)
check_PROGRAMS += t-form t-href t-router
t_form_SOURCES = %D%/t-form.c %D%/tap.h
t_form_LDADD = $(GUICHET_LIBS)
t_href_SOURCES = %D%/t-href.c %D%/tap.h
t_href_LDADD = $(GUICHET_LIBS)
t_router_SOURCES = %D%/t-router.c %D%/tap.h
t_router_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-demo-content t-demo-script
t_demo_content_SOURCES = %D%/t-demo-content.c %D%/tap.h
t_demo_content_LDADD = $(GUICHET_LIBS)
t_demo_script_SOURCES = %D%/t-demo-script.c %D%/tap.h
t_demo_script_LDADD = $(GUICHET_LIBS)

include tests/bench/local.mk
include tests/fuzz/local.mk
check_PROGRAMS += t-crypto t-login t-purge t-session t-ticket t-totp t-key
t_crypto_SOURCES = %D%/t-crypto.c %D%/tap.h
t_crypto_LDADD = $(GUICHET_LIBS)
t_key_SOURCES = %D%/t-key.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_key_LDADD = $(GUICHET_LIBS)
t_login_SOURCES = %D%/t-login.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_login_LDADD = $(GUICHET_LIBS)
t_totp_SOURCES = %D%/t-totp.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_totp_LDADD = $(GUICHET_LIBS)
t_session_SOURCES = %D%/t-session.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_session_LDADD = $(GUICHET_LIBS)
t_ticket_SOURCES = %D%/t-ticket.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_ticket_LDADD = $(GUICHET_LIBS)
t_purge_SOURCES = %D%/t-purge.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_purge_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-extra
t_extra_SOURCES = %D%/t-extra.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_extra_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-entry
t_entry_SOURCES = %D%/t-entry.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_entry_LDADD = $(GUICHET_LIBS)
check_PROGRAMS += t-label t-relation
t_label_SOURCES = %D%/t-label.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_label_LDADD = $(GUICHET_LIBS) -lm
t_relation_SOURCES = %D%/t-relation.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_relation_LDADD = $(GUICHET_LIBS)
check_PROGRAMS += t-there
t_there_SOURCES = %D%/t-there.c %D%/tap.h
t_there_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-queue t-canned t-search t-terms
t_terms_SOURCES = %D%/t-terms.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_terms_LDADD = $(GUICHET_LIBS)
t_search_SOURCES = %D%/t-search.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_search_LDADD = $(GUICHET_LIBS)
t_queue_SOURCES = %D%/t-queue.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_queue_LDADD = $(GUICHET_LIBS)
t_canned_SOURCES = %D%/t-canned.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_canned_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-feedback
t_feedback_SOURCES = %D%/t-feedback.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_feedback_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-race
t_race_SOURCES = %D%/t-race.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_race_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-clock
t_clock_SOURCES = %D%/t-clock.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_clock_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-organization
t_organization_SOURCES = %D%/t-organization.c %D%/fixture.c %D%/fixture.h \
	%D%/tap.h
t_organization_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-people
t_people_SOURCES = %D%/t-people.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_people_LDADD = $(GUICHET_LIBS)

dist_check_SCRIPTS += %D%/check-layers.sh
%D%/check-layers.log: libguichet.a
check_PROGRAMS += t-request
t_request_SOURCES = %D%/t-request.c %D%/fake-exchange.c \
	%D%/fake-exchange.h %D%/tap.h
t_request_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-answer
t_answer_SOURCES = %D%/t-answer.c %D%/fake-exchange.c \
	%D%/fake-exchange.h %D%/fixture.c %D%/fixture.h %D%/tap.h
t_answer_LDADD = $(GUICHET_LIBS)

# Pages, asked for in process by the people of fixture.h.
PAGE_TEST = %D%/browser.c %D%/browser.h %D%/fixture.c %D%/fixture.h %D%/tap.h

check_PROGRAMS += t-page-account
t_page_account_SOURCES = %D%/t-page-account.c $(PAGE_TEST)
t_page_account_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-picture
t_page_picture_SOURCES = %D%/t-page-picture.c %D%/helper.h %D%/files.h \
	$(PAGE_TEST)
t_page_picture_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-agreement
t_page_agreement_SOURCES = %D%/t-page-agreement.c $(PAGE_TEST)
t_page_agreement_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-audit
t_page_audit_SOURCES = %D%/t-page-audit.c $(PAGE_TEST)
t_page_audit_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-feedback
t_page_feedback_SOURCES = %D%/t-page-feedback.c $(PAGE_TEST)
t_page_feedback_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-admin
t_page_admin_SOURCES = %D%/t-page-admin.c $(PAGE_TEST)
t_page_admin_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-statements
t_statements_SOURCES = %D%/t-statements.c %D%/fixture.c %D%/fixture.h %D%/tap.h
t_statements_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-doors
t_doors_SOURCES = %D%/t-doors.c $(PAGE_TEST)
t_doors_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-matrix
t_matrix_SOURCES = %D%/t-matrix.c $(PAGE_TEST)
t_matrix_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-job
t_page_job_SOURCES = %D%/t-page-job.c $(PAGE_TEST)
t_page_job_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-table
t_page_table_SOURCES = %D%/t-page-table.c $(PAGE_TEST)
t_page_table_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-limit
t_page_limit_SOURCES = %D%/t-page-limit.c $(PAGE_TEST)
t_page_limit_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-entry
t_page_entry_SOURCES = %D%/t-page-entry.c $(PAGE_TEST)
t_page_entry_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-roster
t_page_roster_SOURCES = %D%/t-page-roster.c $(PAGE_TEST)
t_page_roster_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-roles
t_page_roles_SOURCES = %D%/t-page-roles.c $(PAGE_TEST)
t_page_roles_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-organization
t_page_organization_SOURCES = %D%/t-page-organization.c $(PAGE_TEST)
t_page_organization_LDADD = $(GUICHET_LIBS)
check_PROGRAMS += t-page-bulk
t_page_bulk_SOURCES = %D%/t-page-bulk.c $(PAGE_TEST)
t_page_bulk_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-desk
t_page_desk_SOURCES = %D%/t-page-desk.c $(PAGE_TEST)
t_page_desk_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-secret
t_page_secret_SOURCES = %D%/t-page-secret.c $(PAGE_TEST)
t_page_secret_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-saved
t_saved_SOURCES = %D%/t-saved.c $(PAGE_TEST)
t_saved_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-list
t_page_list_SOURCES = %D%/t-page-list.c $(PAGE_TEST)
t_page_list_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-login
t_page_login_SOURCES = %D%/t-page-login.c $(PAGE_TEST)
t_page_login_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-visit
t_visit_SOURCES = %D%/t-visit.c $(PAGE_TEST)
t_visit_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-clamd t-page-scan
t_clamd_SOURCES = %D%/t-clamd.c %D%/clamd-double.c %D%/clamd-double.h %D%/tap.h
t_clamd_LDADD = $(GUICHET_LIBS)
t_page_scan_SOURCES = %D%/t-page-scan.c %D%/clamd-double.c \
	%D%/clamd-double.h $(PAGE_TEST)
t_page_scan_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-quota
t_quota_SOURCES = %D%/t-quota.c $(PAGE_TEST)
t_quota_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-side
t_page_side_SOURCES = %D%/t-page-side.c $(PAGE_TEST)
t_page_side_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-download
t_page_download_SOURCES = %D%/t-page-download.c $(PAGE_TEST)
t_page_download_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-ticket
t_page_ticket_SOURCES = %D%/t-page-ticket.c $(PAGE_TEST)
t_page_ticket_LDADD = $(GUICHET_LIBS)

check_PROGRAMS += t-page-upload-limit
t_page_upload_limit_SOURCES = %D%/t-page-upload-limit.c $(PAGE_TEST)
t_page_upload_limit_LDADD = $(GUICHET_LIBS)
check_PROGRAMS += t-page-transfer
t_page_transfer_SOURCES = %D%/t-page-transfer.c $(PAGE_TEST)
t_page_transfer_LDADD = $(GUICHET_LIBS)
check_PROGRAMS += t-page-totp
t_page_totp_SOURCES = %D%/t-page-totp.c $(PAGE_TEST)
t_page_totp_LDADD = $(GUICHET_LIBS)

# What they run: the portal from outside.
EXTRA_DIST += %D%/tools.sh %D%/tools.txt \
	%D%/browser/acts.js %D%/browser/journey-account.js \
	%D%/browser/journey-admin.js \
	%D%/browser/journey-customer.js %D%/browser/journey-desk.js \
	%D%/browser/journey-feedback.js \
	%D%/browser/journey-main.js %D%/browser/journey-organization.js \
	%D%/browser/journey-picture.js \
	%D%/browser/journey-day.js %D%/browser/journey-queue.js \
	%D%/browser/journey-safety.js \
	%D%/browser/journey-script.js %D%/browser/journey-side.js \
	%D%/browser/journey-tour.js %D%/browser/journey-vault.js \
	%D%/browser/portal.js \
	%D%/browser/run.js %D%/browser/tap.js %D%/browser/visitor.js \
	%D%/browser/words.js %D%/e2e/backup.py %D%/e2e/disk.py %D%/e2e/downloads.py %D%/e2e/mounts.py \
	%D%/e2e/fence.py %D%/e2e/bodies.py %D%/e2e/files.py %D%/e2e/headers.py \
	%D%/e2e/full_disk.c \
	%D%/e2e/incoming.py %D%/e2e/kept.py %D%/e2e/kill.py %D%/e2e/limits.py \
	%D%/e2e/policy.py %D%/e2e/safety.py %D%/e2e/served.py %D%/e2e/portal.py \
	%D%/e2e/uploads.py %D%/e2e/vault.py %D%/e2e/wire.py
