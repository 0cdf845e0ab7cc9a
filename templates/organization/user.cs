<?cs # user.cs - a new user, or one that is there.
 Reads:
  Base, Admin
  U.id               absent: a new one
  U.user, .name, .org, .account, .role, .boss, .off, .at; .me: the reader;
                     .totp: has a second factor
  G.N                groups that he is in: .id, .name, .ta, .tgo
  Key.save, .reset, .totp, .switch   idempotency keys
  Stamp              of what is stored
  F.FIELD.v, .e      username, password, account, role, name, email,
                     area_code, mobile, language, time_zone, account_admin
  Draw               a password that nobody has thought of
  Rule               what a password must be like
  Reset              the form for another password came back
  Accounts.N         names to choose from; Zone.N names of time zones
  F.Left             it was left when a session had ended
  Now.N.k, .v        what is stored where something else was typed
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs include!"organization/macros.cs" ?><?cs
if:U.id ?><?cs set:Page.Title = U.name ?><?cs else ?><?cs set:Page.Title = Lang.Org.NewUser ?><?cs /if ?><?cs
if:Admin ?><?cs set:Page.Nav = "admin" ?><?cs else ?><?cs set:Page.Nav = "organization" ?><?cs /if ?><?cs
include!"layout/head.cs" ?><?cs
def:secret(f, label) ?><div class="field<?cs if:f.e ?> bad<?cs /if ?>"><label for="password"><?cs var:label ?></label><p class="hint" id="password-h"><?cs var:Lang.Org.FirstHint ?> <?cs var:Rule ?></p><?cs call:err("password", f) ?><input class="num" id="password" name="password" value="<?cs var:Draw ?>" autocomplete="off" autocapitalize="none" spellcheck="false"<?cs call:told("password", f, "1") ?>></div><?cs /def ?><?cs
def:role(now) ?><div class="field<?cs if:F.role.e ?> bad<?cs /if ?>"><?cs call:afield("role", F.role, Lang.Org.Role, "1", "") ?><select id="role" name="role"<?cs call:told("role", F.role, "") ?>><?cs
if:!U.id ?><?cs call:aoption("customer", Lang.Org.Roles.customer, now) ?><?cs /if ?><?cs
call:aoption("agent", Lang.Org.Roles.agent, now) ?><?cs call:aoption("lead", Lang.Org.Roles.lead, now) ?><?cs call:aoption("admin", Lang.Org.Roles.admin, now) ?></select></div><?cs /def ?><?cs
def:fields() ?><?cs
call:atext("name", F.name, Lang.Account.Name, "", "") ?><?cs
call:atext("email", F.email, Lang.Fact.Mail, "", "") ?>
<div class="two"><?cs call:atext("area_code", F.area_code, Lang.New.Area, "", "") ?><?cs
call:atext("mobile", F.mobile, Lang.Fact.Mobile, "", "") ?></div>
<div class="two"><div class="field<?cs if:F.language.e ?> bad<?cs /if ?>"><?cs call:afield("language", F.language, Lang.Foot.Language, "1", "") ?><select id="language" name="language" autocomplete="off"<?cs call:told("language", F.language, "") ?>><option value=""><?cs var:Lang.Org.AsBrowser ?></option><?cs each:l = Lang.Languages ?><option value="<?cs var:l.id ?>" lang="<?cs var:l.code ?>"<?cs if:l.id == F.language.v ?> selected<?cs /if ?>><?cs var:l.name ?></option><?cs /each ?></select></div>
<div class="field<?cs if:F.time_zone.e ?> bad<?cs /if ?>"><?cs call:afield("time_zone", F.time_zone, Lang.Account.Zone, "1", "") ?><select id="time_zone" name="time_zone"<?cs call:told("time_zone", F.time_zone, "") ?>><option value=""><?cs var:Lang.Org.AsSite ?></option><?cs each:z = Zone ?><?cs call:aoption(z, z, F.time_zone.v) ?><?cs /each ?></select></div></div><?cs /def ?>
<?cs call:org("users") ?>
<div class="form-page">
<a class="back" href="<?cs var:Base ?>/users"><?cs call:ic_back() ?> <?cs var:Lang.Org.Users ?></a>
<?cs call:summary() ?><?cs call:left() ?><?cs call:now() ?><?cs
if:!U.id ?>
<h1><?cs var:Lang.Org.NewUser ?></h1>
<form class="stack-l" method="post" action="<?cs var:Base ?>/users/new" novalidate>
<?cs call:keys(Key.save) ?>
<section><h2><?cs var:Lang.Org.SignIn ?></h2><?cs
call:atext("username", F.username, Lang.Login.User, "1", Lang.Org.UserHint) ?><?cs call:secret(F.password, Lang.Org.First) ?><?cs
if:Admin ?><div class="two"><?cs call:role(F.role.v) ?><?cs call:from("account", F.account, Lang.Org.AccountOf, Accounts) ?></div><?cs /if ?><?cs
call:acheck("account_admin", F.account_admin, Lang.Org.Boss, Lang.Org.BossHint) ?></section>
<section><h2><?cs var:Lang.Account.Profile ?></h2><?cs call:fields() ?></section>
<div class="btns"><button class="btn primary"><?cs var:Lang.Org.AddUser ?></button></div>
</form><?cs
else ?>
<h1><?cs var:U.name ?></h1>
<dl class="facts top-gap"><dt><?cs var:Lang.Login.User ?></dt><dd class="num"><?cs var:U.user ?></dd><?cs
if:U.org && Admin ?><dt><?cs var:Lang.Fact.Account ?></dt><dd><a href="/admin/accounts/<?cs var:U.account ?>"><?cs var:U.org ?></a></dd><?cs /if ?>
<dt><?cs var:Lang.List.State ?></dt><dd><?cs if:U.off ?><span class="due late"><?cs var:Lang.Org.Disabled ?></span><?cs else ?><span class="due good"><?cs var:Lang.Org.Active ?></span><?cs /if ?></dd>
<dt><?cs var:Lang.Org.Since ?></dt><dd><?cs call:when(U.at) ?></dd><?cs
if:U.role == "customer" ?><dt><?cs var:Lang.Org.Groups ?></dt><dd><?cs if:G.0.id ?><ul class="links"><?cs each:g = G ?><li><a href="<?cs var:Base ?>/groups/<?cs var:g.id ?>"><?cs var:g.name ?></a> <?cs call:roles(g) ?></li><?cs /each ?></ul><?cs else ?><span class="muted"><?cs var:Lang.Org.NoGroup ?></span><?cs /if ?></dd><?cs
if:!Admin ?><dt><?cs var:Lang.Org.Tickets ?></dt><dd><a href="/tickets?submitter=<?cs var:U.id ?>"><?cs var:Lang.Org.TicketsOf ?></a></dd><?cs /if ?><?cs /if ?></dl>
<form class="stack-l" method="post" action="<?cs var:Base ?>/users/<?cs var:U.id ?>" novalidate>
<?cs call:keys(Key.save) ?><input type="hidden" name="stamp" value="<?cs var:Stamp ?>">
<section><h2><?cs var:Lang.Account.Profile ?></h2><?cs call:fields() ?><?cs
if:U.role == "customer" ?><?cs call:acheck("account_admin", F.account_admin, Lang.Org.Boss, Lang.Org.BossHint) ?><?cs
elif:Admin ?><div class="two top-gap2"><?cs call:role(F.role.v) ?></div><?cs /if ?></section>
<div class="btns"><button class="btn primary"><?cs var:Lang.Form.Save ?></button></div>
</form><?cs
if:U.me ?><p class="top-gap2"><a href="/account/password"><?cs var:Lang.Nav.Password ?></a></p><?cs
else ?>
<section class="top-gap2"><h2><?cs var:Lang.Org.Reset ?></h2>
<details class="top-gap"<?cs if:Reset ?> open<?cs /if ?>><summary><?cs var:Lang.Org.ResetOther ?></summary>
<form class="top-gap" method="post" action="<?cs var:Base ?>/users/<?cs var:U.id ?>/password" novalidate>
<?cs call:keys(Key.reset) ?><?cs call:secret(F.password, Lang.Account.New) ?>
<div class="field btns"><button class="btn"><?cs var:Lang.Org.ResetDo ?></button></div>
</form></details></section>
<?cs
if:U.totp ?><section class="top-gap2"><h2><?cs var:Lang.Org.Totp ?></h2><p class="hint"><?cs var:Lang.Org.TotpHint ?></p>
<form method="post" action="<?cs var:Base ?>/users/<?cs var:U.id ?>/totp"><?cs call:keys(Key.totp) ?><button class="btn danger"><?cs var:Lang.Org.TotpDo ?></button></form></section>
<?cs /if ?><section class="top-gap2"><?cs
if:U.off ?><h2><?cs var:Lang.Org.Enable ?></h2><p class="hint"><?cs var:Lang.Org.EnableHint ?></p>
<form method="post" action="<?cs var:Base ?>/users/<?cs var:U.id ?>/enable"><?cs call:keys(Key.switch) ?><button class="btn"><?cs var:Lang.Org.EnableDo ?></button></form><?cs
else ?><h2><?cs var:Lang.Org.Disable ?></h2><p class="hint"><?cs var:Lang.Org.DisableHint ?></p>
<p class="top-gap"><button type="button" class="btn danger" commandfor="d-off" command="show-modal"><?cs var:Lang.Org.DisableDo ?></button></p>
<dialog id="d-off" closedby="any" aria-labelledby="d-off-h"><h2 id="d-off-h"><?cs var:Lang.Org.DisableAsk ?></h2><p><?cs var:Lang.Org.DisableHint ?></p>
<form method="post" action="<?cs var:Base ?>/users/<?cs var:U.id ?>/disable"><?cs call:keys(Key.switch) ?><div class="btns top-gap2"><button class="btn danger"><?cs var:Lang.Org.DisableDo ?></button><button type="button" class="btn" commandfor="d-off" command="close" autofocus><?cs var:Lang.Form.Cancel ?></button></div></form></dialog><?cs
/if ?></section><?cs
/if ?><?cs
/if ?></div>
<?cs call:org_end() ?><?cs include!"layout/foot.cs" ?>
