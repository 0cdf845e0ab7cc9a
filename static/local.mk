# Installed as $(pkgdatadir)/static/...: nginx serves them as they are; the
# numbers are its own answers.
nobase_dist_pkgdata_DATA += \
	%D%/400.html \
	%D%/404.html \
	%D%/405.html \
	%D%/413.html \
	%D%/429.html \
	%D%/429-stream.html \
	%D%/502.html \
	%D%/503.html \
	%D%/guichet.css \
	%D%/guichet.js \
	%D%/icon.svg
