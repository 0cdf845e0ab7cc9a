<?cs # queue.cs - one queue, or a new one.
 Reads:
  Action, Key      address and idempotency key of the form
  Name             as it is called; absent: a new one
  F.name, .ownership, .zone, .days, .hours   .v, .e
  Zone.N           names of time zones
  Staff.N          .id, .name, .user, .on, .off who is disabled
  Product.N        .id, .name, .on, .off what is not offered any more; .group
                   where another group begins
  Id, DropKey      its number, and the key of the form that deletes it
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Name ?><?cs if:!Name ?><?cs set:Page.Title = Lang.Admin.QueueNew ?><?cs /if ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("queues") ?>
<div class="form-page"><?cs call:summary() ?>
<a class="back" href="/admin/queues"><?cs call:ic_back() ?> <?cs var:Lang.Admin.Queues ?></a>
<h1><?cs var:Page.Title ?></h1>
<form class="stack-l" method="post" action="<?cs var:Action ?>" novalidate>
<?cs call:keys(Key) ?><?cs
call:atext("name", F.name, Lang.Replies.Name, "1", "") ?>
<div class="field"><label for="ownership"><?cs var:Lang.Partner.Whose ?></label><p class="hint" id="ownership-h"><?cs var:Lang.Partner.Hint ?></p><select id="ownership" name="ownership" aria-describedby="ownership-h"><?cs
call:aoption("0", Lang.Partner.Kind["0"], F.ownership.v) ?><?cs call:aoption("1", Lang.Partner.Kind["1"], F.ownership.v) ?><?cs call:aoption("2", Lang.Partner.Kind["2"], F.ownership.v) ?></select></div>
<div class="field<?cs if:F.zone.e ?> bad<?cs /if ?>"><label for="zone"><?cs var:Lang.Admin.Zone ?></label><?cs call:err("zone", F.zone) ?><select id="zone" name="zone"<?cs call:told("zone", F.zone, "") ?>><option value=""><?cs var:Lang.Form.Choose ?></option><?cs
each:z = Zone ?><?cs call:aoption(z, z, F.zone.v) ?><?cs /each ?></select></div><?cs
call:atext("days", F.days, Lang.Partner.Days, "", "") ?><?cs call:atext("hours", F.hours, Lang.Partner.Hours, "", "") ?>
<fieldset class="field"><legend><?cs var:Lang.Admin.QueueMembers ?></legend><?cs
each:u = Staff ?><label class="choice"><input type="checkbox" name="member" value="<?cs var:u.id ?>"<?cs if:u.on ?> checked<?cs /if ?>><span><?cs var:u.name ?><small><?cs var:u.user ?></small></span><?cs if:u.off ?><span class="tag"><?cs var:Lang.Org.Disabled ?></span><?cs /if ?></label><?cs /each ?></fieldset>
<fieldset class="field"><legend><?cs var:Lang.Admin.QueueProducts ?></legend><?cs
each:p = Product ?><?cs if:p.group ?><p class="small muted top-gap"><?cs var:p.group ?></p><?cs /if ?><label class="choice"><input type="checkbox" name="product" value="<?cs var:p.id ?>"<?cs if:p.on ?> checked<?cs /if ?>><span><?cs var:p.name ?></span><?cs call:off(p) ?></label><?cs /each ?></fieldset>
<div class="btns"><button class="btn primary"><?cs var:Lang.Form.Save ?></button></div>
</form><?cs
if:Id ?>
<section class="top-gap2"><h2><?cs var:Lang.Admin.QueueDrop ?></h2><p><?cs var:Lang.Admin.QueueDropSay ?></p>
<form class="top-gap" method="post" action="/admin/queues/<?cs var:Id ?>/delete"><?cs call:keys(DropKey) ?><button class="btn danger"><?cs var:Lang.Admin.QueueDrop ?></button></form></section><?cs
/if ?></div>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
