<?cs # sessions.cs - where one is signed in.  One form: each button names the
 session that it ends.
 Reads:
  Key              idempotency key
  Session.N        .id, .here (this one), .on browser and system in words,
                   .ip, .at signed in, .seen last used
  Event.N          attempts to sign in, newest first: .is its outcome (a key
                   of Lang.Account.Event), .on, .ip, .at as above, .fresh
                   from a browser that was not known
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
</form><?cs
if:Event.0.ip ?>
<section class="top-gap2" aria-labelledby="history"><h2 id="history"><?cs var:Lang.Account.History ?></h2><p class="hint"><?cs var:Lang.Account.HistoryHint ?></p>
<ul class="box rows"><?cs each:e = Event ?>
<li><div><b><?cs var:Lang.Account.Event[e.is] ?></b><?cs if:e.fresh && (e.is == #0 || e.is == #3) ?> <span class="tag"><?cs var:Lang.Account.Fresh ?></span><?cs /if ?></div><p class="meta"><span><?cs alt:html_escape(e.on) ?><?cs var:Lang.Account.Unknown ?><?cs /alt ?></span> <span class="num"><?cs var:e.ip ?></span> <span><?cs call:when(e.at) ?></span></p></li><?cs /each ?>
</ul></section><?cs
/if ?></div>
<?cs include!"layout/foot.cs" ?>
