<?cs # accounts.cs - all accounts, for the administrator of the portal.
 Reads:
  Base, Admin
  Q.q, .on           as asked for
  Row.N              .id, .name, .policy, .at
  List.first, .next  addresses
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs include!"organization/macros.cs" ?><?cs
set:Page.Title = Lang.Org.Accounts ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:org("accounts") ?>
<div class="head"><h1><?cs var:Lang.Org.Accounts ?></h1><div class="btns"><a class="btn primary" href="/admin/accounts/new"><?cs call:ic_plus() ?> <?cs var:Lang.Org.NewAccount ?></a></div></div>
<form class="filters flat" method="get" action="/admin/accounts" role="search" novalidate>
<div class="wide"><label for="q"><?cs var:Lang.Org.Name ?></label><input id="q" name="q" type="search" enterkeyhint="search" value="<?cs var:Q.q ?>"></div>
<div class="btns"><button class="btn"><?cs var:Lang.Form.Apply ?></button><?cs if:Q.on ?><a class="small" href="/admin/accounts"><?cs var:Lang.Form.Clear ?></a><?cs /if ?></div>
</form><?cs
if:Row.0.id ?>
<div class="box"><table class="list"><caption><?cs var:Lang.Org.Accounts ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Fact.Account ?></th><th scope="col"><?cs var:Lang.Org.PolicyWho ?></th><th scope="col"><?cs var:Lang.Org.Since ?></th></tr></thead>
<tbody><?cs
each:r = Row ?>
<tr><td class="main"><a class="subj" href="/admin/accounts/<?cs var:r.id ?>"><?cs var:r.name ?></a></td><td data-l="<?cs var:Lang.Org.PolicyWho ?>"><?cs if:r.policy ?><?cs var:Lang.Org.PolicyOn ?><?cs else ?><?cs var:Lang.Org.PolicyOff ?><?cs /if ?></td><td><?cs call:when(r.at) ?></td></tr><?cs
/each ?>
</tbody></table></div><?cs call:pages() ?><?cs
else ?>
<section class="box empty"><h2><?cs var:Lang.Org.NoAccounts ?></h2><p><?cs var:Lang.Org.NoAccountsSay ?></p><?cs if:Q.on ?><a class="btn" href="/admin/accounts"><?cs var:Lang.Form.Clear ?></a><?cs /if ?></section><?cs
/if ?>
<?cs call:org_end() ?><?cs include!"layout/foot.cs" ?>
