-- The drafts of a ticket's forms, which go with it.
CREATE INDEX draft_form ON draft (form);
