<?cs # account.cs - a new account, or one that is there, for the administrator
 of the portal.
 Reads:
  Base, Admin
  A.id               absent: a new one
  A.name, .policy, .P.N (key in Lang.Org.Privilege, .has)
  Use.open, .users, .groups, .labels, .labelsMax, .up, .upMax   what it has used of its limits
  Key.save, .policy, .privileges; Href.policy, .privileges
  F.name.v, .e; F.Left: it was left when a session had ended
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs include!"organization/macros.cs" ?><?cs
if:A.id ?><?cs set:Page.Title = A.name ?><?cs else ?><?cs set:Page.Title = Lang.Org.NewAccount ?><?cs /if ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:org("accounts") ?>
<div class="form-page">
<a class="back" href="/admin/accounts"><?cs call:ic_back() ?> <?cs var:Lang.Org.Accounts ?></a>
<?cs call:summary() ?><?cs call:left() ?><?cs
if:!A.id ?>
<h1><?cs var:Lang.Org.NewAccount ?></h1>
<form method="post" action="/admin/accounts/new" novalidate>
<?cs call:keys(Key.save) ?><?cs call:atext("name", F.name, Lang.Org.Name, "1", Lang.Org.AccountHint) ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Org.AddAccount ?></button></div>
</form><?cs
else ?>
<h1><?cs var:A.name ?></h1>
<form method="post" action="/admin/accounts/<?cs var:A.id ?>" novalidate>
<?cs call:keys(Key.save) ?><?cs call:atext("name", F.name, Lang.Org.Name, "1", "") ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Form.Save ?></button></div>
</form>
<section class="top-gap2"><div class="row hd"><h2><?cs var:Lang.Home.Use ?></h2><span class="end btns"><a class="btn s" href="/admin/users/new?account=<?cs var:url_escape(A.name) ?>"><?cs call:ic_plus() ?> <?cs var:Lang.Org.NewUser ?></a><a class="btn s" href="/admin/groups/new?account=<?cs var:url_escape(A.name) ?>"><?cs call:ic_plus() ?> <?cs var:Lang.Org.NewGroup ?></a></span></div><?cs call:use() ?><p class="top-gap"><a href="/admin/accounts/<?cs var:A.id ?>/quotas"><?cs var:Lang.Quota.Title ?></a></p></section>
<section class="top-gap2"><h2><?cs var:Lang.Org.Policy ?></h2><?cs call:policy_form() ?></section>
<section class="top-gap2"><h2><?cs var:Lang.Org.Privileges ?></h2><?cs call:privileges_form() ?></section><?cs
/if ?></div>
<?cs call:org_end() ?><?cs include!"layout/foot.cs" ?>
