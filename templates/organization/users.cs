<?cs # users.cs - the users of an account, or all of them.
 Reads:
  Base, Admin
  Q.q, .state (active, disabled), .role, .group, .account   as asked for
  Q.on               anything of it
  Account.id, .name; Group.id, .name   what the list is narrowed to
  Gone               there is no such group or account (any more)
  Row.N              .id, .user, .name, .mail, .org account, .role, .boss
                     administers the account, .off disabled
  List.first, .next, .kept   addresses; the last without the group
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs include!"organization/macros.cs" ?><?cs
set:Page.Title = Lang.Org.Users ?><?cs if:Admin ?><?cs set:Page.Nav = "admin" ?><?cs else ?><?cs set:Page.Nav = "organization" ?><?cs /if ?><?cs
include!"layout/head.cs" ?><?cs call:org("users") ?>
<div class="head"><div><h1><?cs var:Lang.Org.Users ?></h1><?cs
if:Account.id ?><p class="muted"><?cs var:Lang.Fact.Account ?>: <a href="/admin/accounts/<?cs var:Account.id ?>"><?cs var:Account.name ?></a></p><?cs /if ?><?cs
if:Group.id ?><p class="muted"><?cs var:Lang.Org.Group ?>: <a href="<?cs var:Base ?>/groups/<?cs var:Group.id ?>"><?cs var:Group.name ?></a></p><?cs /if ?></div>
<div class="btns"><?cs if:Admin ?><a class="btn" href="/admin/users/import"><?cs var:Lang.Org.Import ?></a><a class="btn" href="/admin/users/export"><?cs var:Lang.Org.Export ?></a><?cs /if ?><a class="btn primary" href="<?cs var:Base ?>/users/new<?cs if:Account.id ?>?account=<?cs var:url_escape(Account.name) ?><?cs /if ?>"><?cs call:ic_plus() ?> <?cs var:Lang.Org.NewUser ?></a></div></div><?cs
if:!Gone ?>
<form class="filters flat" method="get" action="<?cs var:Base ?>/users" role="search" novalidate><?cs
if:Q.group ?><input type="hidden" name="group" value="<?cs var:Q.group ?>"><?cs /if ?><?cs
if:Q.account ?><input type="hidden" name="account" value="<?cs var:Q.account ?>"><?cs /if ?>
<div class="wide"><label for="q"><?cs var:Lang.Org.Q ?></label><input id="q" name="q" type="search" enterkeyhint="search" value="<?cs var:Q.q ?>"></div><?cs
if:Admin ?>
<div><label for="role"><?cs var:Lang.Org.Role ?></label><select id="role" name="role"><option value=""><?cs var:Lang.Form.Any ?></option><?cs
call:aoption("customer", Lang.Org.Roles.customer, Q.role) ?><?cs call:aoption("agent", Lang.Org.Roles.agent, Q.role) ?><?cs call:aoption("lead", Lang.Org.Roles.lead, Q.role) ?><?cs call:aoption("admin", Lang.Org.Roles.admin, Q.role) ?></select></div><?cs
/if ?>
<div><label for="state"><?cs var:Lang.List.State ?></label><select id="state" name="state"><option value=""><?cs var:Lang.Form.Any ?></option><?cs
call:aoption("active", Lang.Org.Active, Q.state) ?><?cs call:aoption("disabled", Lang.Org.Disabled, Q.state) ?></select></div>
<div class="btns"><button class="btn"><?cs var:Lang.Form.Apply ?></button><?cs if:Q.on ?><a class="small" href="<?cs var:Base ?>/users"><?cs var:Lang.Form.Clear ?></a><?cs /if ?></div>
</form><?cs /if ?><?cs
if:Gone ?>
<section class="box empty"><h2><?cs var:Lang.Org.Gone ?></h2><p><?cs var:Lang.Org.GoneSay ?></p><a class="btn" href="<?cs var:List.kept ?>"><?cs var:Lang.Org.GoneKept ?></a></section><?cs
elif:Row.0.id ?>
<div class="box"><table class="list"><caption><?cs var:Lang.Org.Users ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Org.User ?></th><?cs if:Admin ?><th scope="col"><?cs var:Lang.Fact.Account ?></th><?cs /if ?><th scope="col"><?cs var:Lang.Org.Role ?></th><th scope="col"><?cs var:Lang.List.State ?></th></tr></thead>
<tbody><?cs
each:r = Row ?>
<tr><td class="main"><a class="subj" href="<?cs var:Base ?>/users/<?cs var:r.id ?>"><?cs var:r.name ?></a><div class="meta"><span class="num"><?cs var:r.user ?></span><?cs if:r.mail ?><span><?cs var:r.mail ?></span><?cs /if ?></div></td><?cs
if:Admin ?><td data-l="<?cs var:Lang.Fact.Account ?>"><?cs alt:html_escape(r.org) ?><span class="muted"><?cs var:Lang.Org.Staff ?></span><?cs /alt ?></td><?cs /if ?><td data-l="<?cs var:Lang.Org.Role ?>"><?cs if:r.boss ?><?cs var:Lang.Org.Boss ?><?cs elif:Admin ?><?cs var:Lang.Org.Roles[r.role] ?><?cs else ?><?cs var:Lang.Org.User ?><?cs /if ?></td><td data-l="<?cs var:Lang.List.State ?>"><?cs if:r.off ?><span class="due late"><?cs var:Lang.Org.Disabled ?></span><?cs else ?><span class="due good"><?cs var:Lang.Org.Active ?></span><?cs /if ?></td></tr><?cs
/each ?>
</tbody></table></div><?cs call:pages() ?><?cs
else ?>
<section class="box empty"><h2><?cs var:Lang.Org.NoUsers ?></h2><p><?cs var:Lang.Org.NoUsersSay ?></p><?cs if:Q.on ?><a class="btn" href="<?cs var:Base ?>/users"><?cs var:Lang.Form.Clear ?></a><?cs /if ?></section><?cs
/if ?>
<?cs call:org_end() ?><?cs include!"layout/foot.cs" ?>
