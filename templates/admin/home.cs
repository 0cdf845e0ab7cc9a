<?cs # home.cs - the installation at a glance, for the administrator.
 Reads:
  N.accounts, .users, .staff, .tickets, .open, .reports   how many there are
  Sys.version, .since (time), .disk (words)
  Check.N          key in Lang.Check; .ok, or Lang.CheckBad says what is wrong
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Nav.Admin ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs
def:tile(word, n) ?><li class="card"><span class="small muted"><?cs var:word ?></span> <b><?cs alt:html_escape(n) ?>0<?cs /alt ?></b></li><?cs /def ?>
<?cs call:admin("home") ?>
<div class="head"><h1><?cs var:Lang.Nav.Admin ?></h1></div>
<ul class="kpi"><?cs
call:tile(Lang.Admin.Accounts, N.accounts) ?><?cs
call:tile(Lang.Admin.Users, N.users) ?><?cs
call:tile(Lang.Admin.Staff, N.staff) ?><?cs
call:tile(Lang.Admin.Tickets, N.tickets) ?><?cs
call:tile(Lang.Admin.Open, N.open) ?>
<li class="card"><span class="small muted"><?cs var:Lang.Feedback.Open ?></span> <b><a href="/admin/feedback"><?cs alt:html_escape(N.reports) ?>0<?cs /alt ?></a></b></li></ul>
<div class="pair"><section aria-labelledby="health"><h2 id="health"><?cs var:Lang.Admin.Health ?></h2><ul class="box rows"><?cs each:c = Check ?>
<li><div class="row"><b><?cs var:Lang.Check[c] ?></b><?cs if:c.ok ?><span class="due good"><?cs call:ic_check() ?> <?cs var:Lang.Admin.Good ?></span><?cs else ?><span class="due late"><?cs call:ic_warn() ?> <?cs var:Lang.Admin.Bad ?></span><?cs /if ?></div><?cs if:!c.ok ?><p class="meta"><?cs var:Lang.CheckBad[c] ?></p><?cs /if ?></li><?cs /each ?>
</ul></section>
<section aria-labelledby="sys"><h2 class="hd" id="sys"><?cs var:Lang.Admin.System ?></h2><dl class="facts"><dt><?cs var:Lang.Admin.Version ?></dt><dd class="num"><?cs var:Sys.version ?></dd><?cs
if:Sys.since.i ?><dt><?cs var:Lang.Admin.Since ?></dt><dd><?cs call:when(Sys.since) ?></dd><?cs /if ?><?cs
if:Sys.disk ?><dt><?cs var:Lang.Admin.Disk ?></dt><dd><?cs var:Sys.disk ?></dd><?cs /if ?></dl>
<p class="small muted top-gap"><?cs var:Lang.Admin.Shell ?></p></section></div>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
