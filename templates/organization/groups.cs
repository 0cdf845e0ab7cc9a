<?cs # groups.cs - the groups of an account, or all of them.
 Reads:
  Base, Admin
  Q.q, .on           as asked for
  Account.id, .name  what the list is narrowed to
  Row.N              .id, .name, .org account, .n members, .ta ticket
                     administrator, .tgo group operator
  List.first, .next  addresses
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs include!"organization/macros.cs" ?><?cs
set:Page.Title = Lang.Org.Groups ?><?cs if:Admin ?><?cs set:Page.Nav = "admin" ?><?cs else ?><?cs set:Page.Nav = "organization" ?><?cs /if ?><?cs
include!"layout/head.cs" ?><?cs call:org("groups") ?>
<div class="head"><div><h1><?cs var:Lang.Org.Groups ?></h1><?cs
if:Account.id ?><p class="muted"><?cs var:Lang.Fact.Account ?>: <a href="/admin/accounts/<?cs var:Account.id ?>"><?cs var:Account.name ?></a></p><?cs /if ?></div>
<div class="btns"><a class="btn primary" href="<?cs var:Base ?>/groups/new<?cs if:Account.id ?>?account=<?cs var:url_escape(Account.name) ?><?cs /if ?>"><?cs call:ic_plus() ?> <?cs var:Lang.Org.NewGroup ?></a></div></div>
<form class="filters flat" method="get" action="<?cs var:Base ?>/groups" role="search" novalidate><?cs
if:Account.id ?><input type="hidden" name="account" value="<?cs var:Account.id ?>"><?cs /if ?>
<div class="wide"><label for="q"><?cs var:Lang.Org.Name ?></label><input id="q" name="q" type="search" enterkeyhint="search" value="<?cs var:Q.q ?>"></div>
<div class="btns"><button class="btn"><?cs var:Lang.Form.Apply ?></button><?cs if:Q.on ?><a class="small" href="<?cs var:Base ?>/groups"><?cs var:Lang.Form.Clear ?></a><?cs /if ?></div>
</form><?cs
if:Row.0.id ?>
<div class="box"><table class="list"><caption><?cs var:Lang.Org.Groups ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Org.Group ?></th><?cs if:Admin ?><th scope="col"><?cs var:Lang.Fact.Account ?></th><?cs /if ?><th scope="col"><?cs var:Lang.Org.GroupRoles ?></th><th scope="col"><?cs var:Lang.Org.Members ?></th></tr></thead>
<tbody><?cs
each:r = Row ?>
<tr><td class="main"><a class="subj" href="<?cs var:Base ?>/groups/<?cs var:r.id ?>"><?cs var:r.name ?></a></td><?cs
if:Admin ?><td data-l="<?cs var:Lang.Fact.Account ?>"><?cs var:r.org ?></td><?cs /if ?><td><?cs call:roles(r) ?></td><td data-l="<?cs var:Lang.Org.Members ?>"><?cs var:r.n ?></td></tr><?cs
/each ?>
</tbody></table></div><?cs call:pages() ?><?cs
else ?>
<section class="box empty"><h2><?cs var:Lang.Org.NoGroups ?></h2><p><?cs var:Lang.Org.NoGroupsSay ?></p><?cs if:Q.on ?><a class="btn" href="<?cs var:Base ?>/groups"><?cs var:Lang.Form.Clear ?></a><?cs /if ?></section><?cs
/if ?>
<?cs call:org_end() ?><?cs include!"layout/foot.cs" ?>
