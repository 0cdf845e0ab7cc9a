<?cs # proof.cs - the password once more, before something sensitive; the
 form that asked for it goes on from here.
 Reads:
  Action           address that the form posts to
  Back             page to go back to instead
  Key              its idempotency key
  Keep.N.{k,v}     its fields, name and value, as they were sent
  Lost             a password that was typed there has to be typed again
  Me.user          sign-in name, for the browser's password store
  F.Say            why the password did not do
?><?cs include!"layout/macros.cs" ?><?cs set:Page.Title = Lang.Proof.Title ?><?cs set:Page.Nav = "account" ?><?cs include!"layout/head.cs" ?>
<div class="card sign">
<?cs call:summary() ?><h1><?cs var:Lang.Proof.Title ?></h1>
<p class="muted"><?cs var:Lang.Proof.Lead ?><?cs if:Lost ?> <?cs var:Lang.Proof.Lost ?><?cs /if ?></p>
<form method="post" action="<?cs var:Action ?>" novalidate data-show="<?cs var:Lang.Login.Show ?>">
<?cs call:keys(Key) ?><?cs each:k = Keep ?><input type="hidden" name="<?cs var:k.k ?>" value="<?cs var:k.v ?>"><?cs /each ?>
<input type="text" value="<?cs var:Me.user ?>" autocomplete="username" hidden>
<div class="field"><label for="proof"><?cs var:Lang.Account.Now ?></label>
<input id="proof" name="proof" type="password" autocomplete="current-password" enterkeyhint="go" required<?cs if:!F.Say ?> autofocus<?cs /if ?>></div>
<div class="field btns"><button class="btn primary l"><?cs var:Lang.Proof.Button ?></button> <a class="btn quiet" href="<?cs var:Back ?>"><?cs var:Lang.Form.Cancel ?></a></div>
</form>
</div>
<?cs include!"layout/foot.cs" ?>
