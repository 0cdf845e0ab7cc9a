libguichet_a_SOURCES += \
	%D%/act.c %D%/act.h \
	%D%/agreement.c %D%/agreement.h \
	%D%/attachment.c %D%/attachment.h \
	%D%/authorization.c %D%/authorization.h \
	%D%/catalogue.c %D%/catalogue.h \
	%D%/confidential.c %D%/confidential.h \
	%D%/draft.c %D%/draft.h \
	%D%/entry.c %D%/entry.h \
	%D%/extra.c %D%/extra.h \
	%D%/first.c %D%/first.h \
	%D%/health.c %D%/health.h \
	%D%/login.c %D%/login.h \
	%D%/message.c %D%/message.h \
	%D%/name.c %D%/name.h \
	%D%/organization.c %D%/organization.h \
	%D%/people.c %D%/people.h \
	%D%/score.c %D%/score.h \
	%D%/session.c %D%/session.h \
	%D%/state.c %D%/state.h \
	%D%/ticket.c %D%/ticket.h \
	%D%/touch.c %D%/touch.h \
	%D%/upload.h \
	%D%/totp.c %D%/totp.h \
	%D%/upkeep.c %D%/upkeep.h \
	%D%/user.c %D%/user.h \
	%D%/vault.c %D%/vault.h
