<?cs # totp.cs - the second factor: switch it on, keep the codes, off.
 Reads:
  Key              idempotency key
  Totp.on          it counts; .since
  Totp.must        the site wants it of this person: it cannot be switched off
  Totp.left        recovery codes that were not used
  Totp.secret      one that waits to be confirmed; .uri for an app on the same
                   device, .qr the same as a path of SVG, in .size units
  Code.N           recovery codes, shown this once
  F.totp.e, F.Say  what was wrong
?><?cs include!"layout/macros.cs" ?><?cs include!"account/macros.cs" ?><?cs
set:Page.Title = Lang.Nav.TwoFactor ?><?cs set:Page.Nav = "account" ?><?cs
include!"layout/head.cs" ?>
<div class="form-page">
<?cs call:summary() ?><h1><?cs var:Lang.Account.Title ?></h1><?cs call:tabs("totp") ?><?cs
if:Code.0 ?>
<section aria-labelledby="codes"><div class="note ok" role="status"><?cs call:ic_check() ?><p><?cs var:Lang.Totp.IsOn ?></p></div>
<h2 id="codes"><?cs var:Lang.Totp.Codes ?></h2><p><?cs var:Lang.Totp.CodesLead ?></p>
<ol class="box codes"><?cs each:c = Code ?><li><code><?cs var:c ?></code></li><?cs /each ?></ol>
<p class="btns"><a class="btn primary" href="/account/totp"><?cs var:Lang.Totp.CodesKept ?></a></p></section><?cs
elif:Totp.on ?>
<p><b><?cs var:Lang.Totp.IsOn ?></b> <span class="muted"><?cs var:Lang.Totp.Since ?> <?cs call:when(Totp.since) ?></span></p>
<p><?cs var:Lang.Totp.Left ?> <b class="num"><?cs var:Totp.left ?></b></p><?cs
if:Totp.left < #3 ?><div class="note warn"><?cs call:ic_warn() ?><p><?cs var:Lang.Totp.Few ?></p></div><?cs /if ?>
<form method="post" action="/account/totp">
<?cs call:keys(Key) ?>
<p class="btns"><button class="btn" name="action" value="codes"><?cs var:Lang.Totp.Renew ?></button><?cs
if:!Totp.must ?> <button class="btn danger" name="action" value="off"><?cs var:Lang.Totp.Off ?></button><?cs /if ?></p>
<p class="hint"><?cs if:Totp.must ?><?cs var:Lang.Totp.MustStay ?><?cs else ?><?cs var:Lang.Totp.OffHint ?><?cs /if ?></p>
</form><?cs
elif:Totp.secret ?>
<p><?cs var:Lang.Totp.Scan ?></p><?cs
if:Totp.qr ?>
<svg class="qr" viewBox="0 0 <?cs var:Totp.size ?> <?cs var:Totp.size ?>" role="img" aria-label="<?cs var:Lang.Totp.Qr ?>" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h<?cs var:Totp.size ?>v<?cs var:Totp.size ?>H0z"/><path fill="#000" d="<?cs var:Totp.qr ?>"/></svg><?cs
/if ?>
<dl class="facts"><dt><?cs var:Lang.Totp.Secret ?></dt><dd><code class="secret"><?cs var:Totp.secret ?></code></dd><dt><?cs var:Lang.Totp.Uri ?></dt><dd><code class="secret"><?cs var:Totp.uri ?></code></dd></dl>
<form method="post" action="/account/totp" novalidate>
<?cs call:keys(Key) ?>
<div class="field<?cs if:F.totp.e ?> bad<?cs /if ?>"><label for="totp"><?cs var:Lang.Totp.Code ?></label><p class="hint" id="totp-h"><?cs var:Lang.Totp.ConfirmHint ?></p><?cs call:err("totp", F.totp) ?>
<input id="totp" name="totp" class="code" inputmode="numeric" autocomplete="one-time-code" spellcheck="false" required<?cs call:told("totp", F.totp, "1") ?>></div>
<div class="field btns"><button class="btn primary" name="action" value="confirm"><?cs var:Lang.Totp.Confirm ?></button> <button class="btn quiet" name="action" value="start"><?cs var:Lang.Totp.Anew ?></button></div>
</form><?cs
else ?><?cs
if:Totp.must ?>
<div class="note warn"><?cs call:ic_info() ?><p><?cs var:Lang.Totp.Must ?></p></div><?cs /if ?>
<p><?cs var:Lang.Totp.Lead ?></p>
<form method="post" action="/account/totp">
<?cs call:keys(Key) ?>
<p class="btns"><button class="btn primary" name="action" value="start"><?cs var:Lang.Totp.Start ?></button></p>
</form><?cs
/if ?>
</div>
<?cs include!"layout/foot.cs" ?>
