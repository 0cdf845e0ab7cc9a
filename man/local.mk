# guichet.conf.5 is what "guichet config man" prints; a test compares them.
dist_man_MANS += \
	%D%/guichet.1 \
	%D%/guichet.conf.5
