libguichet_a_SOURCES += \
	%D%/act.c %D%/act.h \
	%D%/agreement.c %D%/agreement.h \
	%D%/audit.c %D%/audit.h %D%/audit_event.c \
	%D%/attachment.c %D%/attachment.h \
	%D%/authorization.c %D%/authorization.h %D%/authorization_check.c \
	%D%/backup.c %D%/backup.h %D%/backup_prune.c %D%/manifest.c \
	%D%/restore.c \
	%D%/catalogue.c %D%/catalogue.h \
	%D%/catch_up.c %D%/catch_up.h \
	%D%/collect.c %D%/collect.h \
	%D%/confidential.c %D%/confidential.h \
	%D%/contact.c %D%/contact.h \
	%D%/calendar.c %D%/calendar.h \
	%D%/canned.c %D%/canned.h \
	%D%/clock.c %D%/clock.h \
	%D%/draft.c %D%/draft.h \
	%D%/entry.c %D%/entry.h \
	%D%/entry_extra.c %D%/entry_extra.h \
	%D%/entry_table.c %D%/entry_table.h \
	%D%/extra.c %D%/extra.h %D%/extra_type.c \
	%D%/feedback.c %D%/feedback.h \
	%D%/first.c %D%/first.h \
	%D%/health.c %D%/health.h \
	%D%/label.c %D%/label.h \
	%D%/key.c %D%/key.h \
	%D%/link.c %D%/link.h \
	%D%/login.c %D%/login.h \
	%D%/job.c %D%/job.h \
	%D%/limit.c %D%/limit.h \
	%D%/message.c %D%/message.h \
	%D%/name.c %D%/name.h \
	%D%/organization.c %D%/organization.h \
	%D%/password.c %D%/password.h \
	%D%/people.c %D%/people.h \
	%D%/quota.c %D%/quota.h \
	%D%/relation.c %D%/relation.h \
	%D%/picture.c %D%/picture.h \
	%D%/presence.c %D%/presence.h \
	%D%/queue.c %D%/queue.h \
	%D%/reach.c %D%/reach.h \
	%D%/roster.c %D%/roster.h \
	%D%/scan.c %D%/scan.h \
	%D%/score.c %D%/score.h \
	%D%/scrub.c %D%/scrub.h \
	%D%/space.c %D%/space.h \
	%D%/saved.c %D%/saved.h \
	%D%/search.c %D%/search.h \
	%D%/session.c %D%/session.h \
	%D%/state.c %D%/state.h \
	%D%/table.c %D%/table.h \
	%D%/ticket.c %D%/ticket.h %D%/ticket_act.c \
	%D%/touch.c %D%/touch.h \
	%D%/transfer.c %D%/transfer.h \
	%D%/upload.h \
	%D%/upload_limit.c %D%/upload_limit.h \
	%D%/totp.c %D%/totp.h \
	%D%/upkeep.c %D%/upkeep.h \
	%D%/user.c %D%/user.h \
	%D%/vault.c %D%/vault.h \
	%D%/visit.c %D%/visit.h \
	%D%/worktime.c %D%/worktime.h
