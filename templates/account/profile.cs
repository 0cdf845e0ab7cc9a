<?cs # profile.cs - profile and preferences.
 Reads:
  Key              idempotency key
  Me.user, .account, .groups   sign-in name, account, groups: not to be changed
  F.FIELD.v, .e    name, email, mobile, language, time_zone, theme,
                   shortcuts (on or nothing)
  Zone.N           names of time zones
?><?cs include!"layout/macros.cs" ?><?cs include!"account/macros.cs" ?><?cs
set:Page.Title = Lang.Nav.Profile ?><?cs set:Page.Nav = "account" ?><?cs
include!"layout/head.cs" ?><?cs
def:text(name, f, label, type, auto) ?><div class="field<?cs if:f.e ?> bad<?cs /if ?>"><label for="<?cs var:name ?>"><?cs var:label ?><?cs if:name != "name" ?><?cs call:opt() ?><?cs /if ?></label><?cs call:err(name, f) ?><input id="<?cs var:name ?>" name="<?cs var:name ?>" type="<?cs var:type ?>" autocomplete="<?cs var:auto ?>" value="<?cs var:f.v ?>"<?cs call:told(name, f, "") ?>></div><?cs /def ?><?cs
def:pick(value, word, chosen) ?><option value="<?cs var:value ?>"<?cs if:value == chosen ?> selected<?cs /if ?>><?cs var:word ?></option><?cs /def ?>
<div class="form-page">
<?cs call:summary() ?><h1><?cs var:Lang.Account.Title ?></h1><?cs call:tabs("profile") ?>
<dl class="facts"><dt><?cs var:Lang.Login.User ?></dt><dd><?cs var:Me.user ?></dd><?cs
if:Me.account ?><dt><?cs var:Lang.Fact.Account ?></dt><dd><?cs var:Me.account ?></dd><?cs /if ?><?cs
if:Me.groups ?><dt><?cs var:Lang.Account.Groups ?></dt><dd><?cs var:Me.groups ?></dd><?cs /if ?></dl>
<form class="stack-l" method="post" action="/account" novalidate>
<?cs call:keys(Key) ?>
<section><h2><?cs var:Lang.Account.Profile ?></h2><?cs
call:text("name", F.name, Lang.Account.Name, "text", "name") ?>
<div class="two"><?cs call:text("email", F.email, Lang.Fact.Mail, "email", "email") ?><?cs
call:text("mobile", F.mobile, Lang.Fact.Mobile, "tel", "tel") ?></div></section>
<section><h2><?cs var:Lang.Foot.Preferences ?></h2>
<div class="two"><div class="field<?cs if:F.language.e ?> bad<?cs /if ?>"><label for="language"><?cs var:Lang.Foot.Language ?></label><?cs call:err("language", F.language) ?><select id="language" name="language" autocomplete="off"<?cs call:told("language", F.language, "") ?>><?cs each:l = Lang.Languages ?><option value="<?cs var:l.id ?>" lang="<?cs var:l.code ?>"<?cs if:l.id == F.language.v ?> selected<?cs /if ?>><?cs var:l.name ?></option><?cs /each ?></select></div>
<div class="field<?cs if:F.time_zone.e ?> bad<?cs /if ?>"><label for="time_zone"><?cs var:Lang.Account.Zone ?></label><?cs call:err("time_zone", F.time_zone) ?><select id="time_zone" name="time_zone"<?cs call:told("time_zone", F.time_zone, "") ?>><?cs each:z = Zone ?><?cs call:pick(z, z, F.time_zone.v) ?><?cs /each ?></select></div>
<div class="field<?cs if:F.theme.e ?> bad<?cs /if ?>"><label for="theme"><?cs var:Lang.Foot.Theme ?></label><?cs call:err("theme", F.theme) ?><select id="theme" name="theme" autocomplete="off"<?cs call:told("theme", F.theme, "") ?>><?cs
call:pick("auto", Lang.Theme.auto, F.theme.v) ?><?cs call:pick("light", Lang.Theme.light, F.theme.v) ?><?cs call:pick("dark", Lang.Theme.dark, F.theme.v) ?></select></div></div>
<div class="field"><label class="choice" for="shortcuts"><input type="checkbox" id="shortcuts" name="shortcuts" value="on"<?cs if:F.shortcuts.v ?> checked<?cs /if ?>><span><?cs var:Lang.Account.Shortcuts ?><small><?cs var:Lang.Account.ShortcutsHint ?></small></span></label></div></section>
<div class="btns"><button class="btn primary"><?cs var:Lang.Form.Save ?></button></div>
</form></div>
<?cs include!"layout/foot.cs" ?>
