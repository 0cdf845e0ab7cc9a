libguichet_a_SOURCES += \
	%D%/lang.c \
	%D%/model.c \
	%D%/render.c \
	%D%/say.c \
	%D%/site.c \
	%D%/small.c \
	%D%/template.c \
	%D%/templates.c \
	%D%/text.c %D%/text.h \
	%D%/time.c %D%/time.h \
	%D%/tree.h \
	%D%/view.h
