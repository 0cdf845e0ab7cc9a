<?cs # import.cs - a table of users, to be looked at and then written.
 Reads:
  Base, Admin
  Key.save           idempotency key
  Column.N           names of the columns
  Seen               a table came: what it would do
  F.Left             it was left when a session had ended
  F.csv.v            the table; F.Say what there is to say of it
  N.new, .changed, .same, .wrong   rows of each kind
  Row.N              .line, .user, .is (new, changed, wrong), .say and .k what
                     is wrong in which column, .X.N.k .from .to
  Go                 it can be written
  Stamp              of what it would do
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs include!"organization/macros.cs" ?><?cs
set:Page.Title = Lang.Org.Import ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs
def:tile(word, n) ?><li class="card"><span class="small muted"><?cs var:word ?></span> <b><?cs alt:html_escape(n) ?>0<?cs /alt ?></b></li><?cs /def ?>
<?cs call:org("users") ?>
<a class="back" href="/admin/users"><?cs call:ic_back() ?> <?cs var:Lang.Org.Users ?></a>
<?cs call:summary() ?><?cs call:left() ?>
<div class="head"><h1><?cs var:Lang.Org.Import ?></h1><div class="btns"><a class="btn" href="/admin/users/export"><?cs var:Lang.Org.Export ?></a></div></div><?cs
if:!Seen ?>
<p><?cs var:Lang.Org.ImportHint ?></p>
<p class="top-gap"><?cs each:c = Column ?><span class="num"><?cs var:c ?></span> <?cs /each ?></p>
<p class="hint top-gap"><?cs var:Lang.Org.ImportCells ?></p>
<form class="top-gap2" method="post" action="/admin/users/import" enctype="multipart/form-data">
<?cs call:keys(Key.save) ?>
<div class="field"><label for="file"><?cs var:Lang.Org.ImportFile ?></label><p class="hint" id="file-h"><?cs var:Lang.Org.ImportFileHint ?></p><input type="file" id="file" name="file" accept=".csv,text/csv" aria-describedby="file-h"></div>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Org.ImportLook ?></button></div>
</form><?cs
else ?>
<?cs if:N.new ?><ul class="kpi"><?cs call:tile(Lang.Org.ImportNew, N.new) ?><?cs call:tile(Lang.Org.ImportChanged, N.changed) ?><?cs call:tile(Lang.Org.ImportSame, N.same) ?><?cs call:tile(Lang.Org.ImportWrong, N.wrong) ?></ul><?cs /if ?><?cs
if:Row.0.is ?>
<div class="box"><table class="list"><caption><?cs var:Lang.Org.Import ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Org.ImportLine ?></th><th scope="col"><?cs var:Lang.Login.User ?></th><th scope="col"><?cs var:Lang.Org.ImportWhat ?></th></tr></thead>
<tbody><?cs
each:r = Row ?>
<tr><td class="num" data-l="<?cs var:Lang.Org.ImportLine ?>"><?cs var:r.line ?></td><td class="num"><?cs alt:html_escape(r.user) ?>–<?cs /alt ?></td><td class="main"><?cs
if:r.is == "wrong" ?><span class="due late"><?cs call:ic_warn() ?> <?cs var:Lang.Org.ImportWrong ?></span> <?cs if:r.k ?><span class="num"><?cs var:r.k ?></span>: <?cs /if ?><?cs var:r.say ?><?cs
elif:r.is == "new" ?><span class="due good"><?cs var:Lang.Org.ImportNew ?></span><?cs
else ?><span class="due"><?cs var:Lang.Org.ImportChanged ?></span><?cs /if ?><?cs
if:r.X.0.k ?><ul class="small"><?cs each:x = r.X ?><li><span class="num"><?cs var:x.k ?></span>: <?cs if:r.is == "changed" ?><del><?cs alt:html_escape(x.from) ?><?cs var:Lang.Org.Empty ?><?cs /alt ?></del> → <?cs /if ?><ins><?cs alt:html_escape(x.to) ?><?cs var:Lang.Org.Empty ?><?cs /alt ?></ins></li><?cs /each ?></ul><?cs /if ?></td></tr><?cs
/each ?>
</tbody></table></div><?cs
/if ?>
<form class="top-gap2" method="post" action="/admin/users/import" novalidate>
<?cs call:keys(Key.save) ?><input type="hidden" name="stamp" value="<?cs var:Stamp ?>">
<p class="hint"><?cs if:Go ?><?cs var:Lang.Org.ImportGoHint ?><?cs else ?><?cs var:Lang.Org.ImportNoGo ?><?cs /if ?></p>
<div class="field btns"><?cs if:Go ?><button class="btn primary" name="confirmed" value="1"><?cs var:Lang.Org.ImportGo ?></button><?cs /if ?><button class="btn"><?cs var:Lang.Org.ImportAgain ?></button><a class="small" href="/admin/users/import"><?cs var:Lang.Org.ImportOther ?></a></div>
<div class="field"><label for="csv"><?cs var:Lang.Org.ImportTable ?></label><textarea class="num" id="csv" name="csv" rows="10" spellcheck="false" autocomplete="off">
<?cs var:F.csv.v ?></textarea></div>
</form><?cs
/if ?>
<?cs call:org_end() ?><?cs include!"layout/foot.cs" ?>
