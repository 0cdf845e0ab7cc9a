libguichet_a_SOURCES += \
	%D%/lang.c \
	%D%/model.c \
	%D%/render.c \
	%D%/template.c \
	%D%/templates.c \
	%D%/tree.h \
	%D%/view.h
