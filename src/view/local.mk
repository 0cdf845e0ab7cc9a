libguichet_a_SOURCES += \
	%D%/agent.c %D%/agent.h \
	%D%/authorization.c %D%/authorization.h \
	%D%/draft.c %D%/draft.h \
	%D%/entry.c %D%/entry.h \
	%D%/feedback.c %D%/feedback.h \
	%D%/frame.c %D%/frame.h \
	%D%/lang.c \
	%D%/model.c \
	%D%/render.c \
	%D%/say.c \
	%D%/side.c %D%/side.h \
	%D%/site.c \
	%D%/small.c \
	%D%/template.c \
	%D%/templates.c \
	%D%/text.c %D%/text.h \
	%D%/thread.c \
	%D%/ticket.c %D%/ticket.h \
	%D%/time.c %D%/time.h \
	%D%/tree.h \
	%D%/view.h
