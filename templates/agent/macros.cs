<?cs # macros.cs - what the desk's pages share, beside ticket/macros.cs.
 A due time d: words, .at the whole time, and .k soon or late.
 Who else is there, P.N: words; .w if he is writing.
 Where a ticket can go: Type.N.{id,name,group} (group: a new one begins),
 Sev.N and Region.N.{id,name}.
 The forms carry Seen, the number of the last message shown: a reply to a
 thread that has grown meanwhile comes back (agent/stale.cs).
?><?cs

def:due(d) ?><?cs if:d ?><span class="due at <?cs var:d.k ?>"<?cs if:d.at ?> title="<?cs var:d.at ?>"<?cs /if ?>><?cs var:d ?></span><?cs /if ?><?cs /def ?><?cs

def:present(list) ?><?cs each:p = list ?><span class="due there<?cs if:p.w ?> w<?cs /if ?>"><?cs var:p ?></span> <?cs /each ?><?cs /def ?><?cs

def:urged(n) ?><?cs if:n ?><span class="tag urged"><?cs call:ic_bell() ?> <?cs var:n ?></span><?cs /if ?><?cs /def ?><?cs

# A form that writes: act, its key, what was typed, words, and the look of
  its button. ?><?cs
def:f_desk(act, key, c, label, hint, button, look) ?>
<form id="f-<?cs var:act ?>" method="post" action="<?cs var:Ticket.Href ?>/<?cs var:act ?>" enctype="multipart/form-data" novalidate data-draft>
<?cs call:tkeys(key) ?><input type="hidden" name="seen" value="<?cs var:Seen ?>"><?cs
call:area(act, "content", c.content, label, hint, Site.Max.message, "5") ?><?cs
call:upload(act + "-files", c) ?>
<div class="field btns"><button class="btn <?cs var:look ?>"><?cs var:button ?></button><?cs call:draft(c) ?></div>
</form><?cs /def ?><?cs

def:f_reply(button) ?><?cs call:f_desk("reply", May.reply, C.reply, Lang.Desk.ReplyText, Lang.Desk.ReplyHint, button, "primary") ?><?cs /def ?><?cs
def:f_note() ?><?cs call:f_desk("note", May.note, C.note, Lang.Desk.NoteText, Lang.Desk.NoteHint, Lang.Desk.NoteDo, "") ?><?cs /def ?><?cs
def:f_ask(button) ?><?cs call:f_desk("ask", May.ask, C.ask, Lang.Desk.AskText, Lang.Desk.AskHint, button, "primary") ?><?cs /def ?><?cs
def:f_resolve(button) ?><?cs call:f_desk("resolve", May.resolve, C.resolve, Lang.Desk.ResolveText, Lang.Desk.ResolveHint, button, "primary") ?><?cs /def ?><?cs

# The forms that move the ticket.  operate_desc is for the customer to read,
  but on assigning, where it becomes an internal note. ?><?cs
def:f_why(act, key, c, label, hint, button, look) ?>
<form method="post" action="<?cs var:Ticket.Href ?>/<?cs var:act ?>" novalidate>
<?cs call:tkeys(key) ?><?cs
call:area(act + "-d", "operate_desc", c.operate_desc, label, hint, Site.Max.reason, "2") ?>
<div class="field btns"><button class="btn <?cs var:look ?>"><?cs var:button ?></button></div>
</form><?cs /def ?><?cs
def:f_invalidate() ?><?cs call:f_why("invalidate", May.invalidate, C.invalidate, Lang.Desk.InvalidateWhy, Lang.Desk.WhyHint, Lang.Desk.InvalidateDo, "danger") ?><?cs /def ?><?cs
def:f_reopen() ?><?cs call:f_why("reopen", May.reopen, C.reopen, Lang.Desk.ReopenWhy, Lang.Desk.WhyHint, Lang.Desk.ReopenDo, "primary") ?><?cs /def ?><?cs

def:f_pause() ?>
<form method="post" action="<?cs var:Ticket.Href ?>/pause" novalidate>
<?cs call:tkeys(May.pause) ?>
<div class="field<?cs if:C.pause.until.e ?> bad<?cs /if ?>"><label for="until"><?cs var:Lang.Desk.PauseUntil ?></label><p class="hint" id="until-h"><?cs var:Lang.Desk.PauseHint ?></p><?cs call:err("until", C.pause.until) ?><input type="date" id="until" name="until" value="<?cs var:C.pause.until.v ?>" required<?cs call:told("until", C.pause.until, "1") ?>></div><?cs
call:area("pause-d", "operate_desc", C.pause.operate_desc, Lang.Desk.PauseWhy, Lang.Desk.WhyHint, Site.Max.reason, "2") ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Desk.PauseDo ?></button></div>
</form><?cs /def ?><?cs

def:f_assign() ?>
<form method="post" action="<?cs var:Ticket.Href ?>/assign" novalidate>
<?cs call:tkeys(May.assign) ?>
<div class="field<?cs if:C.assign.assignee_id.e ?> bad<?cs /if ?>"><label for="assignee_id"><?cs var:Lang.Desk.AssignTo ?></label><?cs call:err("assignee_id", C.assign.assignee_id) ?><select id="assignee_id" name="assignee_id" autocomplete="off" required<?cs call:told("assignee_id", C.assign.assignee_id, "") ?>><option value=""><?cs var:Lang.Form.Choose ?></option><?cs
each:u = Staff ?><option value="<?cs var:u.id ?>"<?cs if:u.id == C.assign.assignee_id.v ?> selected<?cs /if ?>><?cs var:u.name ?> (<?cs var:u.user ?>)</option><?cs /each ?></select></div><?cs
call:area("assign-d", "operate_desc", C.assign.operate_desc, Lang.Desk.AssignNote, Lang.Desk.NoteHint, Site.Max.reason, "2") ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Desk.AssignDo ?></button></div>
</form><?cs /def ?><?cs

def:chosen(list, v) ?><?cs each:x = list ?><option value="<?cs var:x.id ?>"<?cs if:x.id == v ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?><?cs /def ?><?cs
def:f_reclassify() ?>
<form method="post" action="<?cs var:Ticket.Href ?>/reclassify" novalidate>
<?cs call:tkeys(May.reclassify) ?>
<div class="field<?cs if:C.reclassify.business_type_id.e ?> bad<?cs /if ?>"><label for="business_type_id"><?cs var:Lang.Desk.Place ?></label><?cs call:err("business_type_id", C.reclassify.business_type_id) ?><select id="business_type_id" name="business_type_id" required<?cs call:told("business_type_id", C.reclassify.business_type_id, "") ?>><option value=""><?cs var:Lang.Form.Choose ?></option><?cs
each:x = Type ?><?cs if:x.group ?><?cs if:name(x) != "0" ?></optgroup><?cs /if ?><optgroup label="<?cs var:x.group ?>"><?cs /if ?><option value="<?cs var:x.id ?>"<?cs if:x.id == C.reclassify.business_type_id.v ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?></optgroup></select></div>
<div class="field<?cs if:C.reclassify.severity_id.e ?> bad<?cs /if ?>"><label for="severity_id"><?cs var:Lang.Fact.Severity ?></label><?cs call:err("severity_id", C.reclassify.severity_id) ?><select id="severity_id" name="severity_id" required<?cs call:told("severity_id", C.reclassify.severity_id, "") ?>><option value=""><?cs var:Lang.Form.Choose ?></option><?cs call:chosen(Sev, C.reclassify.severity_id.v) ?></select></div>
<div class="field<?cs if:C.reclassify.region_id.e ?> bad<?cs /if ?>"><label for="region_id"><?cs var:Lang.Fact.Region ?></label><?cs call:err("region_id", C.reclassify.region_id) ?><select id="region_id" name="region_id"<?cs call:told("region_id", C.reclassify.region_id, "") ?>><option value=""><?cs var:Lang.Desk.NoRegion ?></option><?cs call:chosen(Region, C.reclassify.region_id.v) ?></select></div><?cs
call:area("reclassify-d", "operate_desc", C.reclassify.operate_desc, Lang.Desk.ReclassifyWhy, Lang.Desk.WhyHint, Site.Max.reason, "2") ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Desk.ReclassifyDo ?></button></div>
</form><?cs /def ?><?cs

def:f_release() ?><form method="post" action="<?cs var:Ticket.Href ?>/release"><?cs call:tkeys(May.release) ?><button class="btn"><?cs var:Lang.Desk.Release ?></button></form><?cs /def ?><?cs
def:f_resume() ?><form method="post" action="<?cs var:Ticket.Href ?>/resume"><?cs call:tkeys(May.resume) ?><button class="btn primary"><?cs var:Lang.Desk.Resume ?></button></form><?cs /def ?><?cs
def:f_restore() ?><form method="post" action="<?cs var:Ticket.Href ?>/restore"><?cs call:tkeys(May.restore) ?><button class="btn"><?cs var:Lang.Desk.Restore ?></button></form><?cs /def ?><?cs

def:f_take() ?><form method="post" action="<?cs var:Ticket.Href ?>/take"><?cs call:tkeys(May.take) ?><button class="btn primary"><?cs var:Lang.Desk.Take ?></button></form><?cs /def ?>
