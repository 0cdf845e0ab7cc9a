<?cs # audit.cs - the audit trail, newest first.
 Reads:
  Q.event, .user   what was asked for; .on: anything
  Row.N            .seq, .at (time), .event, .type and .id of what it was done
                   to, .by (absent: the system), .ip, .x more about it
  List.first, .next   addresses
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Audit.Title ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("audit") ?>
<div class="head"><h1><?cs var:Lang.Audit.Title ?></h1></div>
<form class="filters flat" method="get" action="/admin/audit" role="search" novalidate>
<div><label for="event"><?cs var:Lang.Audit.Event ?></label><input id="event" name="event" value="<?cs var:Q.event ?>" autocapitalize="none" spellcheck="false"></div>
<div><label for="user"><?cs var:Lang.Login.User ?></label><input id="user" name="user" value="<?cs var:Q.user ?>" autocomplete="off" autocapitalize="none" spellcheck="false"></div>
<div class="btns"><button class="btn"><?cs var:Lang.Form.Apply ?></button><?cs if:Q.on ?><a class="small" href="/admin/audit"><?cs var:Lang.Form.Clear ?></a><?cs /if ?></div>
</form><?cs
if:Row.0.seq ?>
<div class="box"><table class="list"><caption><?cs var:Lang.Audit.Title ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Audit.Event ?></th><th scope="col"><?cs var:Lang.Audit.On ?></th><th scope="col"><?cs var:Lang.Audit.By ?></th><th scope="col"><?cs var:Lang.Audit.At ?></th></tr></thead>
<tbody><?cs
each:r = Row ?>
<tr><td class="main"><b><?cs var:r.event ?></b><div class="meta"><span class="num"><?cs var:r.seq ?></span><?cs if:r.x ?><span><?cs var:r.x ?></span><?cs /if ?></div></td><td><?cs if:r.type == "case" ?><a href="/agent/tickets/<?cs var:r.id ?>"><?cs var:r.id ?></a><?cs else ?><?cs var:r.type ?> <?cs var:r.id ?><?cs /if ?></td><td><?cs alt:html_escape(r.by) ?><span class="muted"><?cs var:Lang.Thread.System ?></span><?cs /alt ?><?cs if:r.ip ?><div class="meta"><span class="num"><?cs var:r.ip ?></span></div><?cs /if ?></td><td><?cs call:when(r.at) ?></td></tr><?cs
/each ?>
</tbody></table></div><?cs
if:List.next || List.first ?>
<nav class="pager" aria-label="<?cs var:Lang.List.Pages ?>"><span class="btns"><?cs
if:List.first ?><a class="btn s" href="<?cs var:List.first ?>"><?cs var:Lang.List.First ?></a><?cs /if ?><?cs
if:List.next ?><a class="btn s" rel="next" href="<?cs var:List.next ?>"><?cs var:Lang.Desk.NextPage ?> <?cs call:ic_next() ?></a><?cs /if ?></span></nav><?cs
/if ?><?cs
else ?>
<section class="box empty"><h2><?cs var:Lang.Audit.NoneTitle ?></h2><p><?cs var:Lang.Audit.None ?></p><a class="btn" href="/admin/audit"><?cs var:Lang.Form.Clear ?></a></section><?cs
/if ?>
<p class="small muted top-gap"><?cs var:Lang.Audit.Verify ?></p>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
