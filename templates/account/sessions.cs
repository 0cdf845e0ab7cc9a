<?cs # sessions.cs - where one is signed in.  One form: each button names the
 session that it ends.
 Reads:
  Key              idempotency key
  Session.N        .id, .here (this one), .on browser and system in words,
                   .ip, .at signed in, .seen last used
?><?cs include!"layout/macros.cs" ?><?cs include!"account/macros.cs" ?><?cs
set:Page.Title = Lang.Nav.Sessions ?><?cs set:Page.Nav = "account" ?><?cs
include!"layout/head.cs" ?>
<div class="form-page">
<?cs call:summary() ?><h1><?cs var:Lang.Account.Title ?></h1><?cs call:tabs("sessions") ?>
<form method="post" action="/account/sessions/end">
<?cs call:keys(Key) ?>
<ul class="box rows"><?cs each:s = Session ?>
<li><div><b><?cs alt:html_escape(s.on) ?><?cs var:Lang.Account.Unknown ?><?cs /alt ?></b><?cs if:s.here ?> <span class="tag"><?cs var:Lang.Account.Here ?></span><?cs /if ?></div><p class="meta"><span class="num"><?cs var:s.ip ?></span> <span><?cs var:Lang.Account.Since ?> <?cs call:when(s.at) ?></span> <span><?cs var:Lang.Account.Seen ?> <?cs call:when(s.seen) ?></span></p><?cs
if:!s.here ?><button class="btn s" name="session" value="<?cs var:s.id ?>"><?cs var:Lang.Account.End ?><span class="sr">: <?cs var:s.on ?>, <?cs var:s.ip ?></span></button><?cs /if ?></li><?cs /each ?>
</ul><?cs
if:Session.1.id ?>
<p class="top-gap"><button class="btn danger" name="all" value="1"><?cs var:Lang.Account.EndAll ?></button></p><?cs /if ?>
</form></div>
<?cs include!"layout/foot.cs" ?>
