<?cs # reply.cs - one canned reply, or a new one.
 Reads:
  List.base, Shared   as replies.cs
  Action, Key      address and idempotency key of the form
  Name             as it is called; absent: a new one
  F.name, .content_en, .content_zh, .active   .v, .e
  F.Left           it was left when a session had ended
  Var.N            a variable in its braces; .x an example of its value
  Preview.on, .en, .zh   the texts with examples filled in
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Name ?><?cs if:!Name ?><?cs set:Page.Title = Lang.Replies.New ?><?cs /if ?><?cs
if:Shared ?><?cs set:Page.Nav = "admin" ?><?cs else ?><?cs set:Page.Nav = "replies" ?><?cs /if ?><?cs
include!"layout/head.cs" ?><?cs if:Shared ?><?cs call:admin("replies") ?><?cs /if ?>
<div class="form-page"><?cs call:summary() ?><?cs call:left() ?>
<a class="back" href="<?cs var:List.base ?>"><?cs call:ic_back() ?> <?cs if:Shared ?><?cs var:Lang.Replies.Title ?><?cs else ?><?cs var:Lang.Replies.Own ?><?cs /if ?></a>
<h1><?cs var:Page.Title ?></h1><?cs
if:Preview.on ?>
<section class="card top-gap" aria-labelledby="pv"><h2 id="pv"><?cs var:Lang.Replies.Preview ?></h2><p class="hint"><?cs var:Lang.Replies.PreviewSay ?></p><?cs
if:Preview.en ?><h3 class="top-gap"><?cs var:Lang.Replies.En ?></h3><p class="text" lang="en"><?cs var:Preview.en ?></p><?cs /if ?><?cs
if:Preview.zh ?><h3 class="top-gap"><?cs var:Lang.Replies.Zh ?></h3><p class="text" lang="zh-Hans"><?cs var:Preview.zh ?></p><?cs /if ?></section><?cs
/if ?>
<form class="stack-l" method="post" action="<?cs var:Action ?>" novalidate>
<?cs call:keys(Key) ?><?cs
call:atext("name", F.name, Lang.Replies.Name, "1", "") ?><?cs
call:aarea("content_en", F.content_en, Lang.Replies.En, "1", Lang.Replies.TextHint) ?><?cs
call:aarea("content_zh", F.content_zh, Lang.Replies.Zh, "1", "") ?><?cs
call:acheck("active", F.active, Lang.Replies.Active, Lang.Replies.ActiveHint) ?>
<div class="btns"><button class="btn primary"><?cs var:Lang.Form.Save ?></button><button class="btn" name="preview" value="1"><?cs var:Lang.Replies.Preview ?></button></div>
</form>
<section class="top-gap2" aria-labelledby="vars"><h2 id="vars"><?cs var:Lang.Replies.Vars ?></h2><p class="hint"><?cs var:Lang.Replies.VarsSay ?></p><dl class="defs keys"><?cs
each:v = Var ?><div><dt><code><?cs var:v ?></code></dt><dd><?cs alt:html_escape(v.x) ?>–<?cs /alt ?></dd></div><?cs /each ?></dl></section></div>
<?cs if:Shared ?><?cs call:admin_end() ?><?cs /if ?><?cs include!"layout/foot.cs" ?>
