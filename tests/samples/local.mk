# Page trees for t-templates: a new one is a new line here.
EXTRA_DIST += \
	%D%/admin.hdf \
	%D%/admin-audit.hdf \
	%D%/agent-home.hdf \
	%D%/agent-new.hdf \
	%D%/agent-poll.hdf \
	%D%/agent-queue.hdf \
	%D%/agent-reclassify.hdf \
	%D%/agent-stale.hdf \
	%D%/agent-ticket.hdf \
	%D%/conflict-closed.hdf \
	%D%/conflict-reject.hdf \
	%D%/error-404.hdf \
	%D%/error-500.hdf \
	%D%/help-desk.hdf \
	%D%/help.hdf \
	%D%/home-empty.hdf \
	%D%/home.hdf \
	%D%/login-wrong.hdf \
	%D%/login.hdf \
	%D%/new-1.hdf \
	%D%/new-2.hdf \
	%D%/new-3-errors.hdf \
	%D%/new-3.hdf \
	%D%/password.hdf \
	%D%/profile.hdf \
	%D%/proof.hdf \
	%D%/sessions.hdf \
	%D%/site.hdf \
	%D%/ticket-closed.hdf \
	%D%/ticket-confirm.hdf \
	%D%/ticket-open.hdf \
	%D%/ticket-poll.hdf \
	%D%/tickets-none.hdf \
	%D%/tickets.hdf
