libguichet_a_SOURCES += \
	%D%/account.c \
	%D%/act.c \
	%D%/admin.c \
	%D%/agreement.c \
	%D%/attachment.c \
	%D%/audit.c \
	%D%/authorization.c \
	%D%/beside.c %D%/beside.h \
	%D%/bulk.c \
	%D%/bundle.c \
	%D%/calendar.c \
	%D%/canned.c \
	%D%/create.c \
	%D%/desk.c \
	%D%/download.c %D%/download.h \
	%D%/draft.c \
	%D%/entry.c \
	%D%/feedback.c \
	%D%/files.c \
	%D%/group.c \
	%D%/health.c \
	%D%/help.c \
	%D%/home.c \
	%D%/import.c \
	%D%/job.c \
	%D%/keys.c \
	%D%/label.c \
	%D%/limit.c \
	%D%/link.c \
	%D%/list.c \
	%D%/login.c \
	%D%/manage.c %D%/manage.h \
	%D%/new.c %D%/new.h \
	%D%/organization.c \
	%D%/pack.c %D%/pack.h \
	%D%/page.c %D%/page.h \
	%D%/pages.h \
	%D%/people.c \
	%D%/person.c \
	%D%/picture.c \
	%D%/preview.c \
	%D%/query.c \
	%D%/queues.c \
	%D%/quota.c \
	%D%/reports.c \
	%D%/root.c \
	%D%/saved.c %D%/saved.h \
	%D%/search.c %D%/search.h \
	%D%/secret.c \
	%D%/sessions.c \
	%D%/show.c %D%/show.h \
	%D%/side.c %D%/side.h \
	%D%/terms.c %D%/terms.h \
	%D%/ticket.c \
	%D%/totp.c \
	%D%/transfer.c \
	%D%/upload_limit.c
