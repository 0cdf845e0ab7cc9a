<?cs # entry.cs - one entry of the catalogue, in its form.
 Reads:
  Kind, Nav, List.base   the kind, its key in the navigation, the list's address
  Many             the list has several kinds
  Entry.id, .name, .seen   absent: a new one; the mark of what was shown
  Action, Key      where the form goes, idempotency key
  Stale            somebody else has changed it meanwhile
  Field.N          .name, .type (id, line, text, number, time, flag, one, of),
                   .v, .e, .need, .zh, .now what is stored by now
  Field.N.O.M      choices: .id, .name or .w a key in Lang.ColumnWord, .on, .off
  Tpl.N, Ext.N     templates and extra fields of a problem type: .id, .name,
                   .off
  F.Draft          when what is shown was saved as a draft
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
if:Entry.id ?><?cs set:Page.Title = Entry.name ?><?cs else ?><?cs set:Page.Title = Lang.KindNew[Kind] ?><?cs /if ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin(Nav) ?><?cs
def:now(f) ?><?cs if:Stale && f.now ?><p class="hint"><?cs var:Lang.Entry.Now ?> <b<?cs if:f.zh ?> lang="zh-Hans"<?cs /if ?>><?cs var:f.now ?></b></p><?cs /if ?><?cs /def ?><?cs
def:lead(f) ?><label for="<?cs var:f.name ?>"><?cs var:Lang.Column[f.name] ?><?cs if:!f.need ?><?cs call:opt() ?><?cs /if ?></label><?cs
if:Lang.ColumnHint[f.name] ?><p class="hint" id="<?cs var:f.name ?>-h"><?cs var:Lang.ColumnHint[f.name] ?></p><?cs /if ?><?cs call:now(f) ?><?cs call:err(f.name, f) ?><?cs /def ?><?cs
def:field(f) ?><?cs
if:f.type == "flag" ?><div class="field"><?cs call:now(f) ?><label class="choice" for="<?cs var:f.name ?>"><input type="checkbox" id="<?cs var:f.name ?>" name="<?cs var:f.name ?>" value="1"<?cs if:f.v ?> checked<?cs /if ?>><span><?cs var:Lang.Column[f.name] ?><?cs if:Lang.ColumnHint[f.name] ?><small><?cs var:Lang.ColumnHint[f.name] ?></small><?cs /if ?></span></label></div><?cs
else ?><div class="field<?cs if:f.e ?> bad<?cs /if ?>"><?cs call:lead(f) ?><?cs
if:f.type == "text" ?><textarea id="<?cs var:f.name ?>" name="<?cs var:f.name ?>" rows="10"<?cs if:f.zh ?> lang="zh-Hans"<?cs /if ?><?cs call:told(f.name, f, Lang.ColumnHint[f.name]) ?>>
<?cs var:f.v ?></textarea><?cs
elif:f.type == "one" || f.type == "of" ?><select id="<?cs var:f.name ?>" name="<?cs var:f.name ?>"<?cs call:told(f.name, f, Lang.ColumnHint[f.name]) ?>><option value=""><?cs var:Lang.Form.Choose ?></option><?cs
each:o = f.O ?><option value="<?cs var:o.id ?>"<?cs if:o.on ?> selected<?cs /if ?>><?cs if:o.w ?><?cs var:Lang.ColumnWord[o.w] ?><?cs else ?><?cs var:o.name ?> (<?cs var:o.id ?>)<?cs /if ?><?cs if:o.off ?> – <?cs var:Lang.Entry.Off ?><?cs /if ?></option><?cs /each ?></select><?cs
else ?><input id="<?cs var:f.name ?>" name="<?cs var:f.name ?>" value="<?cs var:f.v ?>" autocomplete="off"<?cs if:f.zh ?> lang="zh-Hans"<?cs /if ?><?cs if:f.type == "number" ?> inputmode="numeric"<?cs elif:f.type == "id" ?> autocapitalize="none" spellcheck="false"<?cs /if ?><?cs call:told(f.name, f, Lang.ColumnHint[f.name]) ?>><?cs
/if ?></div><?cs
/if ?><?cs /def ?>
<div class="form-page"><?cs call:summary() ?>
<a class="back" href="<?cs var:List.base ?>"><?cs call:ic_back() ?> <?cs if:Many ?><?cs var:Lang.Entry.Catalogue ?><?cs else ?><?cs var:Lang.Kinds[Kind] ?><?cs /if ?></a>
<h1><?cs var:Page.Title ?></h1><?cs
if:Entry.id ?>
<p class="meta"><span><?cs var:Lang.Kind[Kind] ?></span> <span class="num"><?cs var:Entry.id ?></span></p><?cs
if:Kind == "problem_type" ?>
<p class="small links"><a href="/admin/catalogue/<?cs var:url_escape(Entry.id) ?>/preview"><?cs var:Lang.Entry.Preview ?></a> <?cs each:x = Tpl ?><a href="/admin/catalogue/<?cs var:url_escape(x.id) ?>?kind=template"><?cs var:Lang.Kind.template ?>: <?cs var:x.name ?></a> <?cs call:off(x) ?> <?cs /each ?><a href="/admin/catalogue/new?kind=template&amp;problem_type_id=<?cs var:url_escape(Entry.id) ?>"><?cs var:Lang.Entry.AddTemplate ?></a></p>
<p class="small links"><?cs each:x = Ext ?><a href="/admin/catalogue/<?cs var:url_escape(x.id) ?>?kind=extra_field"><?cs var:Lang.Kind.extra_field ?>: <?cs var:x.name ?></a> <?cs call:off(x) ?> <?cs /each ?><a href="/admin/catalogue/new?kind=extra_field&amp;problem_type_id=<?cs var:url_escape(Entry.id) ?>"><?cs var:Lang.Entry.AddExtra ?></a></p><?cs
/if ?><?cs
/if ?>
<form method="post" action="<?cs var:Action ?>" novalidate data-draft>
<?cs call:keys(Key) ?><?cs if:Many ?><input type="hidden" name="kind" value="<?cs var:Kind ?>"><?cs /if ?><?cs if:Entry.id ?><input type="hidden" name="seen" value="<?cs var:Entry.seen ?>"><?cs /if ?><?cs
each:f = Field ?>
<?cs call:field(f) ?><?cs /each ?>
<div class="field btns"><button class="btn primary"><?cs if:Stale ?><?cs var:Lang.Entry.SaveAnyway ?><?cs else ?><?cs var:Lang.Form.Save ?><?cs /if ?></button><a href="<?cs var:List.base ?>"><?cs var:Lang.Form.Cancel ?></a><?cs call:draft(F) ?></div>
</form></div><?cs
call:words() ?>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
