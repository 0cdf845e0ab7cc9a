<?cs # code.cs - the second step of signing in: a code.
 Reads:
  Step             what the step carries
  Next             path to go on to, if one was asked for
  Kept             as in login.cs
  F.Say, F.totp.e  why it did not work
?><?cs include!"layout/macros.cs" ?><?cs set:Page.Title = Lang.Totp.Code ?><?cs set:Page.Nav = "login" ?><?cs include!"layout/head.cs" ?>
<div class="card sign">
<?cs call:summary() ?><h1><?cs var:Lang.Totp.Code ?></h1>
<p class="muted"><?cs if:Kept == "files" ?><?cs var:Lang.Login.KeptNoFiles ?> <?cs elif:Kept ?><?cs var:Lang.Login.Kept ?> <?cs /if ?><?cs var:Lang.Totp.Ask ?></p>
<form method="post" action="/login" novalidate>
<input type="hidden" name="step" value="<?cs var:Step ?>"><?cs
if:Next ?><input type="hidden" name="next" value="<?cs var:Next ?>"><?cs /if ?><?cs
if:Kept ?><input type="hidden" name="kept" value="<?cs var:Kept ?>"><?cs /if ?>
<div class="field<?cs if:F.totp.e ?> bad<?cs /if ?>"><label for="totp"><?cs var:Lang.Totp.Code ?></label><p class="hint" id="totp-h"><?cs var:Lang.Totp.AskHint ?></p><?cs call:err("totp", F.totp) ?>
<input id="totp" name="totp" class="code" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" enterkeyhint="go" required<?cs if:!F.Say && !F.Errors.0.to ?> autofocus<?cs /if ?><?cs call:told("totp", F.totp, "1") ?>></div>
<div class="field btns"><button class="btn primary l"><?cs var:Lang.Login.Button ?></button> <a class="btn quiet" href="/login"><?cs var:Lang.Totp.Back ?></a></div>
</form>
<p class="small muted"><?cs var:Lang.Totp.Lost ?></p>
</div>
<?cs include!"layout/foot.cs" ?>
