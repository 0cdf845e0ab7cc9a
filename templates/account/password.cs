<?cs # password.cs - a new password.
 Reads:
  Key              idempotency key
  Must             the present one was given by an administrator: change it
  Rule             what a password must be like, a sentence
  Me.user          sign-in name, for the browser's password store
  F.password.e, .new_password.e, .new_password_again.e; F.Say
?><?cs include!"layout/macros.cs" ?><?cs include!"account/macros.cs" ?><?cs
set:Page.Title = Lang.Nav.Password ?><?cs set:Page.Nav = "account" ?><?cs
include!"layout/head.cs" ?><?cs
def:secret(name, f, label, auto, hint) ?><div class="field<?cs if:f.e ?> bad<?cs /if ?>"><label for="<?cs var:name ?>"><?cs var:label ?></label><?cs if:hint ?><p class="hint" id="<?cs var:name ?>-h"><?cs var:hint ?></p><?cs /if ?><?cs call:err(name, f) ?><input id="<?cs var:name ?>" name="<?cs var:name ?>" type="password" autocomplete="<?cs var:auto ?>" required<?cs call:told(name, f, hint) ?>></div><?cs /def ?>
<div class="form-page">
<?cs call:summary() ?><h1><?cs var:Lang.Account.Title ?></h1><?cs call:tabs("password") ?><?cs
if:Must ?><div class="note warn"><?cs call:ic_info() ?><p><?cs var:Lang.Account.Must ?></p></div><?cs /if ?>
<form method="post" action="/account/password" novalidate data-show="<?cs var:Lang.Login.Show ?>">
<?cs call:keys(Key) ?><input type="text" name="username" value="<?cs var:Me.user ?>" autocomplete="username" hidden><?cs
call:secret("password", F.password, Lang.Account.Now, "current-password", "") ?><?cs
call:secret("new_password", F.new_password, Lang.Account.New, "new-password", Rule) ?><?cs
call:secret("new_password_again", F.new_password_again, Lang.Account.Again, "new-password", "") ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Account.Set ?></button></div>
<p class="hint top-gap"><?cs var:Lang.Account.SetHint ?></p>
</form></div>
<?cs include!"layout/foot.cs" ?>
