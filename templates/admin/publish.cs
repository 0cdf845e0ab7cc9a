<?cs # publish.cs - the next version of an agreement.
 Reads:
  Key              idempotency key
  Type             key in Lang.AgreementType
  After            the version that it comes after
  Now.version, .content_en, .content_zh   a newer one, by somebody else
  F.FIELD.v, .e    name_en, name_zh, content_en, content_zh
  F.Draft          when what is shown was saved as a draft
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Agreement.New ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("agreements") ?>
<div class="form-page"><?cs call:summary() ?>
<a class="back" href="/admin/agreements"><?cs call:ic_back() ?> <?cs var:Lang.Agreement.Title ?></a>
<h1><?cs var:Page.Title ?></h1>
<p class="meta"><span><?cs var:Lang.AgreementType[Type] ?></span></p>
<p class="hint"><?cs var:Lang.Agreement.NewHint ?></p><?cs
if:Now.version ?>
<section class="card top-gap"><h2><?cs var:Lang.Agreement.Newer ?></h2><p class="text small"><?cs var:Now.content_en ?></p><p class="text small top-gap" lang="zh-Hans"><?cs var:Now.content_zh ?></p></section><?cs
/if ?>
<form method="post" action="/admin/agreements/new" novalidate data-draft>
<?cs call:keys(Key) ?><input type="hidden" name="type" value="<?cs var:Type ?>"><input type="hidden" name="after" value="<?cs var:After ?>"><?cs
call:atext("name_en", F.name_en, Lang.Column.name_en, "1", "") ?><?cs
call:atext("name_zh", F.name_zh, Lang.Column.name_zh, "1", "") ?><?cs
call:aarea("content_en", F.content_en, Lang.Column.content_en, "1", Lang.Agreement.Plain) ?><?cs
call:aarea("content_zh", F.content_zh, Lang.Column.content_zh, "1", "") ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Agreement.Publish ?></button><a href="/admin/agreements"><?cs var:Lang.Form.Cancel ?></a><?cs call:draft(F) ?></div>
</form></div><?cs
call:words() ?>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
