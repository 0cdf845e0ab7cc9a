<?cs # head.cs - the frame of every page, down to <main>.
 Set by the page's template: Page.Title (without the site's name), Page.Nav
 (home, tickets, access, new, organization, desk, queue, search, admin, account,
 help).
 Reads from the site: Site.{Name,Css,Js,Icon}.
 Reads from the page:
  Page.Theme        light or dark, if it was chosen
  Page.Done         key of a sentence in Lang.Done, after a redirect
  Page.Space        key of a sentence in Lang.Space: the disk has little room
  F.Errors          there is a form with errors on the page
  Group.Id          the group whose tickets are shown
  User.Name         absent: nobody is signed in
  User.Staff        the desk's navigation
  User.Admin        the administrator's entry
  User.Create       may open tickets
  User.Manager      administers his account
  User.Tgo.N.{Id,Name}  groups whose tickets he works on
  User.Keys         "off": no single-key shortcuts
  User.Out          idempotency key of the sign-out form
  Csrf
?><!doctype html>
<html lang="<?cs var:Lang.Code ?>"<?cs if:Page.Theme ?> data-theme="<?cs var:Page.Theme ?>"<?cs /if ?>>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title><?cs if:F.Errors.0.to ?><?cs var:Lang.Form.Error ?> <?cs /if ?><?cs var:Page.Title ?> – <?cs var:Site.Name ?></title>
<link rel="stylesheet" href="<?cs var:Site.Css ?>">
<link rel="icon" href="<?cs var:Site.Icon ?>" type="image/svg+xml">
<script type="module" src="<?cs var:Site.Js ?>"></script>
</head>
<body<?cs if:User.Staff ?> class="desk"<?cs /if ?><?cs if:User.Keys ?> data-shortcuts="<?cs var:User.Keys ?>"<?cs /if ?>>
<a class="skip" href="#main"><?cs var:Lang.Nav.Skip ?></a>
<header class="top"><div class="wrap">
<a class="brand" href="/"><svg viewBox="0 0 24 24" aria-hidden="true" fill="currentColor"><path fill-rule="evenodd" d="M12 2a9 9 0 0 0-9 9v11h18V11a9 9 0 0 0-9-9zm0 3.5a5.5 5.5 0 0 1 5.5 5.5v3h-11v-3A5.5 5.5 0 0 1 12 5.5zM6.5 16.5h11V18h-11z"/></svg> <?cs var:Site.Name ?><?cs if:User.Staff ?> <small><?cs var:Lang.Nav.Desk ?></small><?cs /if ?></a><?cs
def:nav(key, href, word) ?><li><a href="<?cs var:href ?>"<?cs if:Page.Nav == key ?> aria-current="page"<?cs /if ?>><?cs var:word ?></a></li><?cs /def ?><?cs
if:User.Name ?>
<nav class="nav" aria-label="<?cs var:Lang.Nav.Main ?>"><ul><?cs
 if:User.Staff ?><?cs
  call:nav("desk", "/agent", Lang.Nav.Dashboard) ?><?cs
  call:nav("queue", "/agent/tickets", Lang.Nav.Queue) ?><?cs
  call:nav("search", "/agent/search", Lang.Search.Title) ?><?cs
  if:User.Admin ?><?cs call:nav("admin", "/admin", Lang.Nav.Admin) ?><?cs /if ?><?cs
 else ?><?cs
  call:nav("home", "/home", Lang.Nav.Home) ?><?cs
  if:User.Manager ?><?cs call:nav("tickets", "/tickets", Lang.Nav.Everyone) ?><?cs
  else ?><?cs call:nav("tickets", "/tickets", Lang.Nav.Mine) ?><?cs /if ?><?cs
  if:User.Manager ?><?cs call:nav("organization", "/organization", Lang.Nav.Organization) ?><?cs /if ?><?cs
  each:g = User.Tgo ?><li><a href="/tickets?group=<?cs var:g.Id ?>"<?cs if:Group.Id == g.Id ?> aria-current="page"<?cs /if ?>><?cs var:Lang.Nav.Group ?><?cs if:g.Name ?> <span class="muted"><?cs var:g.Name ?></span><?cs /if ?></a></li><?cs /each ?><?cs
  call:nav("access", "/authorizations", Lang.Nav.Access) ?><?cs
 /if ?></ul></nav>
<div class="tools"><?cs
 if:User.Create && Page.Nav != "new" ?>
<a class="btn primary s" href="/tickets/new"><?cs call:ic_plus() ?> <?cs var:Lang.Nav.New ?></a><?cs /if ?>
<button type="button" class="btn quiet s" popovertarget="me" aria-label="<?cs var:Lang.Nav.Account ?> <?cs var:User.Name ?>"><?cs call:ic_user() ?> <span class="nm"><?cs var:User.Name ?></span> <?cs call:ic_down() ?></button>
<div id="me" class="menu" popover>
<a href="/account"><?cs var:Lang.Nav.Profile ?></a>
<a href="/account/password"><?cs var:Lang.Nav.Password ?></a>
<a href="/account/totp"><?cs var:Lang.Nav.TwoFactor ?></a>
<a href="/account/sessions"><?cs var:Lang.Nav.Sessions ?></a><?cs
if:User.Staff ?>
<a href="/agent/replies"><?cs var:Lang.Replies.Own ?></a><?cs /if ?>
<hr>
<form method="post" action="/logout"><?cs call:keys(User.Out) ?><button class="btn quiet"><?cs var:Lang.Nav.SignOut ?></button></form>
</div>
</div><?cs
elif:Page.Nav != "login" ?>
<div class="tools"><a class="btn s" href="/login"><?cs var:Lang.Login.Title ?></a></div><?cs
/if ?>
</div></header>
<main id="main" tabindex="-1"><div class="wrap"><?cs
if:Page.Space ?>
<div class="note warn" role="status"><?cs call:ic_warn() ?><p><?cs var:Lang.Space[Page.Space] ?></p></div><?cs
/if ?><?cs
if:Lang.Done[Page.Done] ?>
<div class="note ok" role="status"><?cs call:ic_check() ?><p><?cs var:Lang.Done[Page.Done] ?></p></div><?cs
/if ?>
