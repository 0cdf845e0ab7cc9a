<?cs # keys.cs - access keys, with which programs sign their requests.
 Reads:
  Key, RemoveKey   idempotency keys of the two forms
  Keys.N           .id, .name, .access its name on the wire, .at made, .used
                   last used, if ever
  Full             there are as many as one may have
  New.access, New.secret  one that was just made: the secret is shown this once
  F.name.v, .e; F.Say
?><?cs include!"layout/macros.cs" ?><?cs include!"account/macros.cs" ?><?cs
set:Page.Title = Lang.Nav.Keys ?><?cs set:Page.Nav = "account" ?><?cs
include!"layout/head.cs" ?>
<div class="form-page">
<?cs call:summary() ?><h1><?cs var:Lang.Account.Title ?></h1><?cs call:tabs("keys") ?><?cs
if:New.secret ?>
<section class="note ok" role="status"><?cs call:ic_check() ?><div><p><b><?cs var:Lang.Keys.Made ?></b></p><p><?cs var:Lang.Keys.Once ?></p>
<dl class="facts top-gap"><dt><?cs var:Lang.Keys.Access ?></dt><dd><code class="secret"><?cs var:New.access ?></code></dd><dt><?cs var:Lang.Keys.Secret ?></dt><dd><code class="secret"><?cs var:New.secret ?></code></dd></dl></div></section><?cs
/if ?>
<p><?cs var:Lang.Keys.Lead ?></p><?cs
if:Keys.0.id ?>
<form class="top-gap" method="post" action="/account/keys/remove">
<?cs call:keys(RemoveKey) ?>
<ul class="box rows"><?cs each:k = Keys ?>
<li><div><b><?cs var:k.name ?></b></div><p class="meta"><code><?cs var:k.access ?></code> <span><?cs var:Lang.Keys.At ?> <?cs call:when(k.at) ?></span> <span><?cs if:k.used ?><?cs var:Lang.Keys.Used ?> <?cs call:when(k.used) ?><?cs else ?><?cs var:Lang.Keys.Never ?><?cs /if ?></span></p><button class="btn s" name="key" value="<?cs var:k.id ?>"><?cs var:Lang.Keys.Remove ?><span class="sr">: <?cs var:k.name ?></span></button></li><?cs /each ?>
</ul></form><?cs
/if ?><?cs
if:Full ?>
<p class="hint top-gap"><?cs var:Lang.Keys.Full ?></p><?cs
else ?>
<form class="top-gap2" method="post" action="/account/keys" novalidate>
<?cs call:keys(Key) ?>
<div class="field<?cs if:F.name.e ?> bad<?cs /if ?>"><label for="name"><?cs var:Lang.Keys.Name ?></label><p class="hint" id="name-h"><?cs var:Lang.Keys.NameHint ?></p><?cs call:err("name", F.name) ?>
<input id="name" name="name" value="<?cs var:F.name.v ?>" autocomplete="off" required<?cs call:told("name", F.name, "1") ?>></div>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Keys.Add ?></button></div>
</form><?cs
/if ?>
</div>
<?cs include!"layout/foot.cs" ?>
