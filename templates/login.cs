<?cs # login.cs - sign in.
 Reads:
  Next             path to go on to, if one was asked for
  Kept             a text waits to be offered after sign-in: 1, or files if
                   these do not
  F.Say            why it did not work
  F.username.v     as typed; F.username.e, F.password.e complaints
?><?cs include!"layout/macros.cs" ?><?cs set:Page.Title = Lang.Login.Title ?><?cs set:Page.Nav = "login" ?><?cs include!"layout/head.cs" ?>
<div class="card sign">
<?cs call:summary() ?><h1><?cs var:Lang.Login.Title ?></h1>
<p class="muted"><?cs if:Kept == "files" ?><?cs var:Lang.Login.KeptNoFiles ?><?cs elif:Kept ?><?cs var:Lang.Login.Kept ?><?cs elif:Next ?><?cs var:Lang.Login.GoesOn ?><?cs else ?><?cs var:Lang.Login.Lead ?><?cs /if ?></p>
<form method="post" action="/login" novalidate data-show="<?cs var:Lang.Login.Show ?>">
<?cs if:Next ?><input type="hidden" name="next" value="<?cs var:Next ?>"><?cs /if ?><?cs if:Kept ?><input type="hidden" name="kept" value="<?cs var:Kept ?>"><?cs /if ?>
<div class="field<?cs if:F.username.e ?> bad<?cs /if ?>"><label for="username"><?cs var:Lang.Login.User ?></label><?cs call:err("username", F.username) ?>
<input id="username" name="username" value="<?cs var:F.username.v ?>" autocomplete="username" autocapitalize="none" spellcheck="false" required<?cs call:told("username", F.username, "") ?>></div>
<div class="field<?cs if:F.password.e ?> bad<?cs /if ?>"><label for="password"><?cs var:Lang.Login.Password ?></label><?cs call:err("password", F.password) ?>
<input id="password" name="password" type="password" autocomplete="current-password" enterkeyhint="go" required<?cs call:told("password", F.password, "") ?>></div>
<div class="field btns"><button class="btn primary l"><?cs var:Lang.Login.Button ?></button></div>
</form>
<p class="small muted"><?cs var:Lang.Login.Forgotten ?></p>
</div>
<?cs include!"layout/foot.cs" ?>
