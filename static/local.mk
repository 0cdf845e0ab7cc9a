# Installed as $(pkgdatadir)/static/...: nginx serves them as they are.
nobase_dist_pkgdata_DATA += \
	%D%/guichet.css \
	%D%/guichet.js \
	%D%/icon.svg
