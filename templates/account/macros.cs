<?cs # macros.cs - what the pages of one's own account share. ?><?cs
def:atab(key, href, word, now) ?><li><a href="<?cs var:href ?>"<?cs if:key == now ?> aria-current="page"<?cs /if ?>><?cs var:word ?></a></li><?cs /def ?><?cs
def:tabs(now) ?>
<nav class="tabs hd" aria-label="<?cs var:Lang.Account.Title ?>"><ul><?cs
call:atab("profile", "/account", Lang.Nav.Profile, now) ?><?cs
call:atab("password", "/account/password", Lang.Nav.Password, now) ?><?cs
call:atab("totp", "/account/totp", Lang.Nav.TwoFactor, now) ?><?cs
call:atab("sessions", "/account/sessions", Lang.Nav.Sessions, now) ?><?cs
call:atab("keys", "/account/keys", Lang.Nav.Keys, now) ?><?cs
call:atab("contacts", "/account/contacts", Lang.Nav.Contacts, now) ?></ul></nav><?cs /def ?>
