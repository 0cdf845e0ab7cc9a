# Installed as $(pkgdatadir)/templates/...: the folders are kept.
nobase_dist_pkgdata_DATA += \
	%D%/error.cs \
	%D%/lang/en.hdf \
	%D%/lang/zh-cn.hdf \
	%D%/layout/foot.cs \
	%D%/layout/head.cs \
	%D%/layout/macros.cs \
	%D%/login.cs
