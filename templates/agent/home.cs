<?cs # home.cs - where the desk starts.
 Reads:
  V.mine, .wait, .none, .late, .urged, .confirm, .open   tickets in each view
  Mine.N, New.N    rows of ticket/row.cs: the agent's own, those of nobody
  News.N, NewsId, NewsKey  as news() in layout/macros.cs
  Draft.N          drafts, as there
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"ticket/row.cs" ?><?cs
set:Page.Title = Lang.Nav.Dashboard ?><?cs set:Page.Nav = "desk" ?><?cs
include!"layout/head.cs" ?><?cs
def:tile(word, n, href) ?><li><a class="card" href="<?cs var:href ?>"><span class="small muted"><?cs var:word ?></span> <b><?cs alt:html_escape(n) ?>0<?cs /alt ?></b></a></li><?cs /def ?><?cs
def:rows(id, word, list, href) ?>
<section aria-labelledby="<?cs var:id ?>"><div class="row hd"><h2 id="<?cs var:id ?>"><?cs var:word ?></h2><a class="end small" href="<?cs var:href ?>"><?cs var:Lang.Desk.ShowAll ?><span class="sr">: <?cs var:word ?></span></a></div><?cs
if:list.0.id ?><ul class="box rows"><?cs each:r = list ?>
<?cs call:row(r, "/agent/tickets/", "", "") ?><?cs /each ?>
</ul><?cs else ?><p class="muted"><?cs var:Lang.Desk.NoneHere ?></p><?cs /if ?></section><?cs /def ?>
<div class="head"><h1><?cs var:Lang.Nav.Dashboard ?></h1></div>
<?cs call:news() ?>
<ul class="kpi"><?cs
call:tile(Lang.Desk.Mine, V.mine, "/agent/tickets?assignee=me") ?><?cs
call:tile(Lang.Desk.Unassigned, V.none, "/agent/tickets?assignee=none") ?><?cs
call:tile(Lang.Desk.Late, V.late, "/agent/tickets?due=late") ?><?cs
call:tile(Lang.Desk.Urged, V.urged, "/agent/tickets?urged=1") ?><?cs
call:tile(Lang.Desk.Waiting, V.wait, "/agent/tickets?status=17") ?><?cs
call:tile(Lang.Desk.ToConfirm, V.confirm, "/agent/tickets?status=2") ?><?cs
call:tile(Lang.Desk.AllOpen, V.open, "/agent/tickets") ?></ul>
<div class="pair"><?cs
call:rows("mine", Lang.Desk.Mine, Mine, "/agent/tickets?assignee=me") ?><?cs
call:rows("none", Lang.Desk.Unassigned, New, "/agent/tickets?assignee=none") ?><?cs
call:drafts() ?>
</div>
<?cs include!"layout/foot.cs" ?>
