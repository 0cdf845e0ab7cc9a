# Installed as $(pkgdatadir)/templates/...: the folders are kept.
nobase_dist_pkgdata_DATA += \
	%D%/account/macros.cs \
	%D%/account/password.cs \
	%D%/account/profile.cs \
	%D%/account/proof.cs \
	%D%/account/sessions.cs \
	%D%/admin/audit.cs \
	%D%/admin/home.cs \
	%D%/admin/macros.cs \
	%D%/agent/home.cs \
	%D%/agent/macros.cs \
	%D%/agent/parts.cs \
	%D%/agent/poll.cs \
	%D%/agent/queue.cs \
	%D%/agent/reclassify.cs \
	%D%/agent/stale.cs \
	%D%/agent/ticket.cs \
	%D%/error.cs \
	%D%/help.cs \
	%D%/home.cs \
	%D%/lang/en.hdf \
	%D%/lang/zh-cn.hdf \
	%D%/layout/foot.cs \
	%D%/layout/head.cs \
	%D%/layout/macros.cs \
	%D%/login.cs \
	%D%/ticket/conflict.cs \
	%D%/ticket/macros.cs \
	%D%/ticket/parts.cs \
	%D%/ticket/poll.cs \
	%D%/ticket/row.cs \
	%D%/ticket/show.cs \
	%D%/tickets/list.cs \
	%D%/tickets/new1.cs \
	%D%/tickets/new2.cs \
	%D%/tickets/new3.cs \
	%D%/tickets/steps.cs
