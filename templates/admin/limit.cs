<?cs # limit.cs - one limit, to be set.
 Reads:
  L                as a row of limits.cs
  Action, Key      where the form goes, idempotency key
  Seen             the value that counts, as a number
  Unit             size or time; absent: a plain number
  F.value.v, .e
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.LimitName[L.key] ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("limits") ?>
<div class="form-page"><?cs call:summary() ?>
<a class="back" href="/admin/limits"><?cs call:ic_back() ?> <?cs var:Lang.Limit.Title ?></a>
<h1><?cs var:Page.Title ?></h1>
<dl class="facts"><dt><?cs var:Lang.Limit.Setting ?></dt><dd class="num"><?cs var:L.id ?></dd>
<dt><?cs var:Lang.Limit.Value ?></dt><dd><?cs var:L.value ?></dd>
<dt><?cs var:Lang.Limit.File ?></dt><dd><?cs var:L.given ?></dd>
<dt><?cs var:Lang.Limit.Bounds ?></dt><dd><?cs var:L.least ?> – <?cs var:L.most ?></dd><?cs
if:L.counted ?><dt><?cs var:Lang.Limit.Used ?></dt><dd><?cs alt:html_escape(L.used) ?>0<?cs /alt ?> <?cs var:Lang.LimitUse[L.key] ?></dd><?cs /if ?><?cs
if:L.set ?><dt><?cs var:Lang.Limit.Changed ?></dt><dd><?cs call:when(L.at) ?>, <?cs var:L.by ?></dd><?cs /if ?></dl>
<form method="post" action="<?cs var:Action ?>" novalidate>
<?cs call:keys(Key) ?><input type="hidden" name="seen" value="<?cs var:Seen ?>"><?cs
if:Unit == "size" ?><?cs call:atext("value", F.value, Lang.Limit.New, "", Lang.Limit.HintSize) ?><?cs
elif:Unit == "time" ?><?cs call:atext("value", F.value, Lang.Limit.New, "", Lang.Limit.HintTime) ?><?cs
else ?><?cs call:atext("value", F.value, Lang.Limit.New, "", Lang.Limit.HintNumber) ?><?cs /if ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Form.Save ?></button><a href="/admin/limits"><?cs var:Lang.Form.Cancel ?></a></div>
</form></div>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
