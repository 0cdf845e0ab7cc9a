<?cs # group.cs - a new group, or one with its members.
 Reads:
  Base, Admin
  U.id               absent: a new one
  U.name, .org, .account, .n members, .ta, .tgo
  Key.save, .add, .remove, .drop   idempotency keys
  Stamp              of what is stored
  F.FIELD.v, .e      account, name, ticket_administrator, group_operator, user
  Row.N              members: .id, .user, .name, .off
  Offer.N            users of the account: sign-in name, .name
  Accounts.N         names to choose from
  List.first, .next  addresses of the members' pages
  F.Left             it was left when a session had ended
  Now.N.k, .v        what is stored where something else was typed
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs include!"organization/macros.cs" ?><?cs
if:U.id ?><?cs set:Page.Title = U.name ?><?cs else ?><?cs set:Page.Title = Lang.Org.NewGroup ?><?cs /if ?><?cs
if:Admin ?><?cs set:Page.Nav = "admin" ?><?cs else ?><?cs set:Page.Nav = "organization" ?><?cs /if ?><?cs
include!"layout/head.cs" ?><?cs
def:fields() ?><?cs call:atext("name", F.name, Lang.Org.Name, "1", "") ?>
<fieldset class="field"><legend><?cs var:Lang.Org.GroupRoles ?></legend><?cs
call:acheck("ticket_administrator", F.ticket_administrator, Lang.Org.TicketAdministrator, Lang.Org.TicketAdministratorHint) ?><?cs
call:acheck("group_operator", F.group_operator, Lang.Org.GroupOperator, Lang.Org.GroupOperatorHint) ?></fieldset><?cs /def ?>
<?cs call:org("groups") ?>
<div class="form-page">
<a class="back" href="<?cs var:Base ?>/groups"><?cs call:ic_back() ?> <?cs var:Lang.Org.Groups ?></a>
<?cs call:summary() ?><?cs call:left() ?><?cs call:now() ?><?cs
if:!U.id ?>
<h1><?cs var:Lang.Org.NewGroup ?></h1>
<form method="post" action="<?cs var:Base ?>/groups/new" novalidate>
<?cs call:keys(Key.save) ?><?cs
if:Admin ?><?cs call:from("account", F.account, Lang.Fact.Account, Accounts) ?><?cs /if ?><?cs call:fields() ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Org.AddGroup ?></button></div>
</form><?cs
else ?>
<h1><?cs var:U.name ?></h1><?cs
if:Admin ?><p class="muted"><?cs var:Lang.Fact.Account ?>: <a href="/admin/accounts/<?cs var:U.account ?>"><?cs var:U.org ?></a></p><?cs /if ?>
<form method="post" action="<?cs var:Base ?>/groups/<?cs var:U.id ?>" novalidate>
<?cs call:keys(Key.save) ?><input type="hidden" name="stamp" value="<?cs var:Stamp ?>"><?cs call:fields() ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Form.Save ?></button></div>
</form>
<section class="top-gap2" aria-labelledby="members"><h2 id="members"><?cs var:Lang.Org.Members ?> <span class="n"><?cs var:U.n ?></span></h2><?cs
if:Row.0.id ?>
<form method="post" action="<?cs var:Base ?>/groups/<?cs var:U.id ?>/remove">
<?cs call:keys(Key.remove) ?>
<ul class="box rows"><?cs each:r = Row ?>
<li><div><a href="<?cs var:Base ?>/users/<?cs var:r.id ?>"><?cs var:r.name ?></a><?cs if:r.off ?> <span class="tag"><?cs var:Lang.Org.Disabled ?></span><?cs /if ?></div><p class="meta"><span class="num"><?cs var:r.user ?></span></p><button class="btn s" name="user_id" value="<?cs var:r.id ?>"><?cs var:Lang.Org.Remove ?><span class="sr">: <?cs var:r.user ?></span></button></li><?cs /each ?>
</ul></form><?cs call:pages() ?><?cs
else ?><p class="muted top-gap"><?cs var:Lang.Org.NoMembers ?></p><?cs /if ?>
<form method="post" action="<?cs var:Base ?>/groups/<?cs var:U.id ?>/add" novalidate>
<?cs call:keys(Key.add) ?><?cs call:from("user", F.user, Lang.Org.AddMember, Offer) ?>
<div class="field btns"><button class="btn"><?cs var:Lang.Org.AddMemberDo ?></button></div>
</form></section>
<section class="top-gap2"><h2><?cs var:Lang.Org.Drop ?></h2><p class="hint"><?cs var:Lang.Org.DropHint ?></p>
<p class="top-gap"><button type="button" class="btn danger" commandfor="d-drop" command="show-modal"><?cs var:Lang.Org.Drop ?></button></p>
<dialog id="d-drop" closedby="any" aria-labelledby="d-drop-h"><h2 id="d-drop-h"><?cs var:Lang.Org.DropAsk ?></h2><p><?cs var:Lang.Org.DropHint ?></p>
<form method="post" action="<?cs var:Base ?>/groups/<?cs var:U.id ?>/delete"><?cs call:keys(Key.drop) ?><div class="btns top-gap2"><button class="btn danger"><?cs var:Lang.Org.Drop ?></button><button type="button" class="btn" commandfor="d-drop" command="close" autofocus><?cs var:Lang.Form.Cancel ?></button></div></form></dialog></section><?cs
/if ?></div>
<?cs call:org_end() ?><?cs include!"layout/foot.cs" ?>
