<?cs # import.cs - users, or the catalogue, as a table, to be looked at and then
 written.
 Reads:
  Of                 users or catalogue
  Key                idempotency key
  Column.N           names of the columns
  Seen               a table came: what it would do
  F.Left             it was left when a session had ended, not looked at yet
  F.csv.v            the table; F.Say what there is to say of it
  N.new, .changed, .same, .wrong   rows of each kind
  Row.N              .line, .kind, .id, .is (new, changed, wrong), .say and .k what
                     is wrong in which column, .X.N.k .from .to
  Go                 it can be written
  Stamp              of what it would do
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
if:Of == "users" ?><?cs
 set:I.title = Lang.Org.Import ?><?cs set:I.hint = Lang.Org.ImportHint ?><?cs set:I.cells = Lang.Org.ImportCells ?><?cs set:I.file = Lang.Org.ImportFileHint ?><?cs
 set:I.all = Lang.Org.Users ?><?cs set:I.export = Lang.Org.Export ?><?cs set:I.id = Lang.Login.User ?><?cs
else ?><?cs
 set:I.title = Lang.Entry.Import ?><?cs set:I.hint = Lang.Entry.ImportHint ?><?cs set:I.cells = Lang.Entry.ImportCells ?><?cs set:I.file = Lang.Entry.ImportFileHint ?><?cs
 set:I.all = Lang.Entry.Catalogue ?><?cs set:I.export = Lang.Entry.Export ?><?cs set:I.id = Lang.Column.id ?><?cs
/if ?><?cs
set:Page.Title = I.title ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs
def:cell(v) ?><?cs if:string.length(v) ?><?cs var:v ?><?cs else ?><?cs var:Lang.Org.Empty ?><?cs /if ?><?cs /def ?><?cs
def:tile(word, n) ?><li class="card"><span class="small muted"><?cs var:word ?></span> <b><?cs alt:html_escape(n) ?>0<?cs /alt ?></b></li><?cs /def ?>
<?cs call:admin(Of) ?>
<a class="back" href="/admin/<?cs var:Of ?>"><?cs call:ic_back() ?> <?cs var:I.all ?></a>
<?cs call:summary() ?><?cs call:left() ?>
<div class="head"><h1><?cs var:I.title ?></h1><div class="btns"><a class="btn" href="/admin/<?cs var:Of ?>/export"><?cs var:I.export ?></a></div></div><?cs
if:!Seen ?>
<p><?cs var:I.hint ?></p>
<p class="top-gap"><?cs each:c = Column ?><span class="num"><?cs var:c ?></span> <?cs /each ?></p>
<p class="hint top-gap"><?cs var:I.cells ?></p>
<form class="top-gap2" method="post" action="/admin/<?cs var:Of ?>/import" enctype="multipart/form-data">
<?cs call:keys(Key) ?>
<div class="field"><label for="file"><?cs var:Lang.Org.ImportFile ?></label><p class="hint" id="file-h"><?cs var:I.file ?></p><input type="file" id="file" name="file" accept=".csv,text/csv" aria-describedby="file-h"></div>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Org.ImportLook ?></button></div>
</form><?cs
else ?>
<?cs if:?N.new ?><ul class="kpi"><?cs call:tile(Lang.Org.ImportNew, N.new) ?><?cs call:tile(Lang.Org.ImportChanged, N.changed) ?><?cs call:tile(Lang.Org.ImportSame, N.same) ?><?cs call:tile(Lang.Org.ImportWrong, N.wrong) ?></ul><?cs /if ?><?cs
if:Row.0.is ?>
<div class="box"><table class="list"><caption><?cs var:I.title ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Org.ImportLine ?></th><th scope="col"><?cs var:I.id ?></th><th scope="col"><?cs var:Lang.Org.ImportWhat ?></th></tr></thead>
<tbody><?cs
each:r = Row ?>
<tr><td class="num" data-l="<?cs var:Lang.Org.ImportLine ?>"><?cs var:r.line ?></td><td><?cs if:Lang.Kind[r.kind] ?><span class="muted"><?cs var:Lang.Kind[r.kind] ?></span> <?cs /if ?><span class="num"><?cs alt:html_escape(r.id) ?>–<?cs /alt ?></span></td><td class="main"><?cs
if:r.is == "wrong" ?><span class="due late"><?cs call:ic_warn() ?> <?cs var:Lang.Org.ImportWrong ?></span> <?cs if:r.k ?><span class="num"><?cs var:r.k ?></span>: <?cs /if ?><?cs var:r.say ?><?cs
elif:r.is == "new" ?><span class="due good"><?cs var:Lang.Org.ImportNew ?></span><?cs
else ?><span class="due"><?cs var:Lang.Org.ImportChanged ?></span><?cs /if ?><?cs
if:r.X.0.k ?><ul class="small"><?cs each:x = r.X ?><li><span class="num"><?cs var:x.k ?></span>: <?cs if:r.is == "changed" ?><del><?cs call:cell(x.from) ?></del> → <?cs /if ?><ins><?cs call:cell(x.to) ?></ins></li><?cs /each ?></ul><?cs /if ?></td></tr><?cs
/each ?>
</tbody></table></div><?cs
/if ?>
<form class="top-gap2" method="post" action="/admin/<?cs var:Of ?>/import" novalidate>
<?cs call:keys(Key) ?><input type="hidden" name="stamp" value="<?cs var:Stamp ?>">
<p class="hint"><?cs if:Go || !?N.new ?><?cs var:Lang.Org.ImportGoHint ?><?cs else ?><?cs var:Lang.Org.ImportNoGo ?><?cs /if ?></p>
<div class="field btns"><?cs if:Go ?><button class="btn primary" name="confirmed" value="1"><?cs var:Lang.Org.ImportGo ?></button><?cs /if ?><button class="btn"><?cs var:Lang.Org.ImportAgain ?></button><a class="small" href="/admin/<?cs var:Of ?>/import"><?cs var:Lang.Org.ImportOther ?></a></div>
<div class="field"><label for="csv"><?cs var:Lang.Org.ImportTable ?></label><textarea class="num" id="csv" name="csv" rows="10" spellcheck="false" autocomplete="off">
<?cs var:F.csv.v ?></textarea></div>
</form><?cs
/if ?>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
