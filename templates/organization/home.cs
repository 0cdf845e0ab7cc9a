<?cs # home.cs - an account at a glance, for its administrator.
 Reads:
  Base, Admin
  A.name, .policy, .P.N (key in Lang.Org.Privilege, .has)
  Use.open, .users, .groups, .labels, .labelsMax, .up, .upMax   what it has used of its limits
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs include!"organization/macros.cs" ?><?cs
set:Page.Title = Lang.Org.Title ?><?cs set:Page.Nav = "organization" ?><?cs
include!"layout/head.cs" ?><?cs call:org("home") ?>
<div class="head"><div><h1><?cs var:A.name ?></h1></div><div class="btns"><a class="btn primary" href="<?cs var:Base ?>/users/new"><?cs call:ic_plus() ?> <?cs var:Lang.Org.NewUser ?></a><a class="btn" href="<?cs var:Base ?>/groups/new"><?cs call:ic_plus() ?> <?cs var:Lang.Org.NewGroup ?></a></div></div>
<div class="pair"><div class="stack-l">
<section aria-labelledby="pol"><h2 class="hd" id="pol"><?cs var:Lang.Org.Policy ?></h2><p><?cs if:A.policy ?><b><?cs var:Lang.Org.PolicyOn ?></b><br><?cs var:Lang.Org.PolicyOnHint ?><?cs else ?><b><?cs var:Lang.Org.PolicyOff ?></b><br><?cs var:Lang.Org.PolicyOffHint ?><?cs /if ?></p><p class="top-gap"><a href="/organization/policy"><?cs var:Lang.New.Change ?></a></p></section>
<section aria-labelledby="priv"><h2 class="hd" id="priv"><?cs var:Lang.Org.Privileges ?></h2><ul class="links"><?cs each:p = A.P ?>
<li><b><?cs var:Lang.Org.Privilege[p] ?></b> <?cs if:p.has ?><span class="due good"><?cs call:ic_check() ?> <?cs var:Lang.Org.Granted ?></span><?cs else ?><span class="due"><?cs var:Lang.Org.NotGranted ?></span><?cs /if ?><br><span class="small muted"><?cs var:Lang.Org.PrivilegeHint[p] ?></span></li><?cs /each ?></ul><p class="top-gap"><a href="/organization/privileges"><?cs var:Lang.New.Change ?></a></p></section></div>
<section aria-labelledby="use"><h2 class="hd" id="use"><?cs var:Lang.Home.Use ?></h2><?cs call:use() ?></section></div>
<?cs call:org_end() ?><?cs include!"layout/foot.cs" ?>
