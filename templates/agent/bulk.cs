<?cs # bulk.cs - one act on many tickets: what will happen, or what happened.
 Reads:
  Act              its name in Lang.Bulk
  Back             where to go when it is done
  Do.N             tickets that it will be done to: .id, .t, .s, .org, .own
  Skip.N           those left out: likewise, with .why
  N                how many are in Do
  Item.N           what became of each: likewise, .why if it was not done;
                   absent: it is not done yet
  Undo             the act that takes it back; absent: none does
  Key              idempotency key
  F.FIELD.v, .e    content, operate_desc, until, assignee_id, next
  Staff.N          .id, .name, .user: to whom they can go
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Bulk.Title ?><?cs set:Page.Nav = "queue" ?><?cs
include!"layout/head.cs" ?><?cs
def:item(r) ?><li><?cs if:r.t ?><a class="subj" href="/agent/tickets/<?cs var:r.id ?>"><?cs var:r.t ?></a><?cs /if ?><p class="meta"><?cs if:r.t ?><?cs call:state(r.s) ?><?cs /if ?> <span class="num"><?cs var:r.id ?></span> <?cs if:r.org ?><span><?cs var:r.org ?></span><?cs /if ?> <?cs if:r.own ?><span><?cs var:r.own ?></span><?cs /if ?><?cs if:r.why ?> <span class="due late"><?cs call:ic_warn() ?> <?cs var:r.why ?></span><?cs /if ?></p></li><?cs /def ?>
<div class="form-page"><?cs call:summary() ?>
<a class="back" href="<?cs var:Back ?>"><?cs call:ic_back() ?> <?cs var:Lang.Bulk.Back ?></a>
<h1><?cs var:Lang.Bulk.Title ?></h1><?cs
if:Act && Lang.Bulk[Act] ?><p class="lead"><?cs var:Lang.Bulk[Act] ?></p><?cs /if ?><?cs
if:Item.0.id ?>
<section class="top-gap2" aria-labelledby="came"><h2 id="came"><?cs var:Lang.Bulk.Came ?></h2><ul class="box rows"><?cs
each:r = Item ?><li><?cs if:r.t ?><a class="subj" href="/agent/tickets/<?cs var:r.id ?>"><?cs var:r.t ?></a><?cs /if ?><p class="meta"><?cs if:r.why ?><span class="due late"><?cs call:ic_warn() ?> <?cs var:Lang.Bulk.Failed ?></span><?cs else ?><span class="due good"><?cs call:ic_check() ?> <?cs var:Lang.Bulk.Done ?></span><?cs /if ?> <span class="num"><?cs var:r.id ?></span> <?cs if:r.t ?><?cs call:state(r.s) ?><?cs /if ?><?cs if:r.own ?> <span><?cs var:r.own ?></span><?cs /if ?><?cs if:r.why ?> <span><?cs var:r.why ?></span><?cs /if ?></p></li><?cs if:!r.why ?><?cs set:Some = "1" ?><?cs /if ?><?cs /each ?></ul><?cs
if:Undo && Some ?>
<form class="top-gap2" method="post" action="/agent/tickets"><?cs call:keys(Key) ?><input type="hidden" name="action" value="<?cs var:Undo ?>"><input type="hidden" name="confirmed" value="1"><input type="hidden" name="next" value="<?cs var:Back ?>"><?cs
each:r = Item ?><?cs if:!r.why ?><input type="hidden" name="ticket" value="<?cs var:r.id ?>"><?cs /if ?><?cs /each ?><p class="btns"><button class="btn"><?cs var:Lang.Bulk.Undo ?></button><span class="hint"><?cs var:Lang.Bulk[Undo] ?></span></p></form><?cs
/if ?>
<p class="top-gap2"><a class="btn primary" href="<?cs var:Back ?>"><?cs var:Lang.Bulk.Back ?></a></p></section><?cs
else ?><?cs
if:Do.0.id ?>
<section class="top-gap2" aria-labelledby="will"><h2 id="will"><?cs var:Lang.Bulk.Will ?> (<?cs var:N ?>)</h2><ul class="box rows"><?cs each:r = Do ?><?cs call:item(r) ?><?cs /each ?></ul></section><?cs
/if ?><?cs
if:Skip.0.id ?>
<section class="top-gap2" aria-labelledby="not"><h2 id="not"><?cs var:Lang.Bulk.Not ?></h2><p class="hint"><?cs var:Lang.Bulk.NotSay ?></p><ul class="box rows top-gap"><?cs each:r = Skip ?><?cs call:item(r) ?><?cs /each ?></ul></section><?cs
/if ?><?cs
if:Do.0.id ?>
<form class="card top-gap2" method="post" action="/agent/tickets" novalidate>
<?cs call:keys(Key) ?><input type="hidden" name="action" value="<?cs var:Act ?>"><input type="hidden" name="confirmed" value="1"><input type="hidden" name="next" value="<?cs var:Back ?>"><?cs
each:r = Do ?><input type="hidden" name="ticket" value="<?cs var:r.id ?>"><?cs /each ?><?cs
if:Act == "assign" ?>
<div class="field<?cs if:F.assignee_id.e ?> bad<?cs /if ?>"><label for="assignee_id"><?cs var:Lang.Desk.AssignTo ?></label><?cs call:err("assignee_id", F.assignee_id) ?><select id="assignee_id" name="assignee_id" autocomplete="off" required<?cs call:told("assignee_id", F.assignee_id, "") ?>><option value=""><?cs var:Lang.Form.Choose ?></option><?cs
each:u = Staff ?><option value="<?cs var:u.id ?>"<?cs if:u.id == F.assignee_id.v ?> selected<?cs /if ?>><?cs var:u.name ?> (<?cs var:u.user ?>)</option><?cs /each ?></select></div><?cs
call:area("operate_desc", "operate_desc", F.operate_desc, Lang.Desk.AssignNote, Lang.Desk.NoteHint, Site.Max.reason, "2") ?><?cs
elif:Act == "pause" ?>
<div class="field<?cs if:F.until.e ?> bad<?cs /if ?>"><label for="until"><?cs var:Lang.Desk.PauseUntil ?></label><?cs call:err("until", F.until) ?><input type="date" id="until" name="until" value="<?cs var:F.until.v ?>" required<?cs call:told("until", F.until, "") ?>></div><?cs
call:area("operate_desc", "operate_desc", F.operate_desc, Lang.Desk.PauseWhy, Lang.Desk.WhyHint, Site.Max.reason, "2") ?><?cs
elif:Act == "invalidate" ?><?cs
call:area("operate_desc", "operate_desc", F.operate_desc, Lang.Desk.InvalidateWhy, Lang.Desk.WhyHint, Site.Max.reason, "2") ?><?cs
elif:Act == "note" ?><?cs
call:area("content", "content", F.content, Lang.Desk.NoteText, Lang.Desk.NoteHint, Site.Max.message, "5") ?><?cs
/if ?>
<div class="field btns"><button class="btn<?cs if:Act == "invalidate" ?> danger<?cs else ?> primary<?cs /if ?>"><?cs var:Lang.Bulk.Do ?></button><a class="btn quiet" href="<?cs var:Back ?>"><?cs var:Lang.Form.Cancel ?></a></div>
</form><?cs
else ?>
<p class="top-gap2"><?cs if:Skip.0.id ?><?cs var:Lang.Bulk.None ?><?cs /if ?></p><p class="top-gap"><a class="btn" href="<?cs var:Back ?>"><?cs var:Lang.Bulk.Back ?></a></p><?cs
/if ?><?cs
/if ?></div><?cs
call:words() ?><?cs
include!"layout/foot.cs" ?>
