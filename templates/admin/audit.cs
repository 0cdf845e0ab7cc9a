<?cs # audit.cs - the audit trail, newest first.
 Reads:
  Q.event, .user, .ticket, .account, .from, .to   what was asked for;
                   .on: anything
  F.user.e, F.ticket.e, F.account.e, F.from.e, F.to.e   complaints
  Kind.N           .k key in Lang.AuditKind, .E.M its events
  Row.N            .seq, .at (time), .event, .type and .id of what it was done
                   to, .by and .uid (absent: the system), .ip, .rq the request,
                   .x more about it, .hot it is to be noticed
  List.newer, .older   addresses; .table the same for a spreadsheet, of at
                   .most rows
  Key              idempotency key of the verification
  Verdict          what that said: .count rows fit, .head hash of the last of
                   them, .bad the first that does not fit, .cut from there on
                   rows are missing
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Audit.Title ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:summary() ?><?cs call:admin("audit") ?><?cs
def:afilter(name, f, v, label) ?><div><label for="<?cs var:name ?>"><?cs var:label ?></label><?cs call:err(name, f) ?><input id="<?cs var:name ?>" name="<?cs var:name ?>" value="<?cs var:v ?>" autocomplete="off" autocapitalize="none" spellcheck="false"<?cs call:told(name, f, "") ?>></div><?cs /def ?><?cs
def:adate(name, f, v, label) ?><div><label for="<?cs var:name ?>"><?cs var:label ?></label><?cs call:err(name, f) ?><input id="<?cs var:name ?>" name="<?cs var:name ?>" type="date" value="<?cs var:v ?>"<?cs call:told(name, f, "") ?>></div><?cs /def ?><?cs
def:thing(r) ?><?cs alt:html_escape(Lang.AuditType[r.type]) ?><?cs var:r.type ?><?cs /alt ?> <?cs
 if:r.type == "case" ?><a href="/agent/tickets/<?cs var:url_escape(r.id) ?>"><?cs var:r.id ?></a><?cs
 elif:r.type == "user" && r.id ?><a href="/admin/users?q=<?cs var:url_escape(r.id) ?>"><?cs var:r.id ?></a><?cs
 elif:r.type == "account" && r.id ?><a href="/admin/accounts?q=<?cs var:url_escape(r.id) ?>"><?cs var:r.id ?></a><?cs
 elif:r.type == "group" ?><a href="/admin/groups?q=<?cs var:url_escape(r.id) ?>"><?cs var:r.id ?></a><?cs
 else ?><?cs var:r.id ?><?cs /if ?><?cs /def ?>
<div class="head"><h1><?cs var:Lang.Audit.Title ?></h1><form method="post" action="/admin/audit/verify"><?cs call:keys(Key) ?><button class="btn"><?cs var:Lang.Audit.Verify ?></button></form></div><?cs
if:Verdict.head ?>
<div class="<?cs if:Verdict.bad ?>errors<?cs else ?>note ok<?cs /if ?>" role="status"><?cs
if:Verdict.bad ?><?cs call:ic_warn() ?><div><p><b><?cs if:Verdict.cut ?><?cs var:Lang.Audit.Cut ?><?cs else ?><?cs var:Lang.Audit.Bad ?><?cs /if ?></b></p><p><?cs var:Lang.Audit.BadRow ?> <b class="num"><?cs var:Verdict.bad ?></b></p><?cs
else ?><?cs call:ic_check() ?><div><p><b><?cs var:Lang.Audit.Whole ?></b></p><?cs /if ?>
<p><?cs var:Lang.Audit.Count ?> <b class="num"><?cs alt:html_escape(Verdict.count) ?>0<?cs /alt ?></b></p><p><?cs var:Lang.Audit.Head ?> <code class="break"><?cs var:Verdict.head ?></code></p></div></div><?cs
/if ?>
<form class="filters" method="get" action="/admin/audit" role="search" novalidate>
<div class="wide"><label for="event"><?cs var:Lang.Audit.Event ?></label><select id="event" name="event"><option value=""><?cs var:Lang.Form.Any ?></option><?cs
each:k = Kind ?><optgroup label="<?cs var:Lang.AuditKind[k.k] ?>"><?cs each:e = k.E ?><option value="<?cs var:e ?>"<?cs if:e == Q.event ?> selected<?cs /if ?>><?cs var:Lang.AuditEvent[e] ?></option><?cs /each ?></optgroup><?cs /each ?></select></div>
<?cs call:afilter("user", F.user, Q.user, Lang.Audit.By) ?>
<?cs call:afilter("account", F.account, Q.account, Lang.Audit.Account) ?>
<?cs call:afilter("ticket", F.ticket, Q.ticket, Lang.Audit.Ticket) ?>
<?cs call:adate("from", F.from, Q.from, Lang.Audit.From) ?>
<?cs call:adate("to", F.to, Q.to, Lang.Audit.To) ?>
<div class="btns"><button class="btn"><?cs var:Lang.Form.Apply ?></button><?cs if:Q.on ?><a class="small" href="/admin/audit"><?cs var:Lang.Form.Clear ?></a><?cs /if ?></div>
</form><?cs
if:Row.0.seq ?>
<div class="box"><table class="list"><caption><?cs var:Lang.Audit.Title ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Audit.Event ?></th><th scope="col"><?cs var:Lang.Audit.On ?></th><th scope="col"><?cs var:Lang.Audit.By ?></th><th scope="col"><?cs var:Lang.Audit.At ?></th></tr></thead>
<tbody><?cs
each:r = Row ?>
<tr><td class="main"><b><?cs alt:html_escape(Lang.AuditEvent[r.event]) ?><?cs var:r.event ?><?cs /alt ?></b><?cs if:r.hot ?> <span class="tag warn"><?cs var:Lang.Audit.Hot ?></span><?cs /if ?><?cs if:r.x ?><p class="small break"><?cs var:r.x ?></p><?cs /if ?><div class="meta"><span class="num"><?cs var:r.seq ?></span><span><?cs var:r.event ?></span></div></td><td class="break" data-l="<?cs var:Lang.Audit.On ?>"><?cs call:thing(r) ?></td><td data-l="<?cs var:Lang.Audit.By ?>"><?cs if:r.by ?><a href="/admin/users?q=<?cs var:url_escape(r.by) ?>"><?cs var:r.by ?></a><?cs else ?><span class="muted"><?cs var:Lang.Thread.System ?></span><?cs /if ?><?cs if:r.ip ?><div class="meta"><span class="num"><?cs var:Lang.Audit.Ip ?> <?cs var:r.ip ?></span></div><?cs /if ?></td><td class="nowrap"><?cs call:when(r.at) ?><?cs if:r.rq ?><div class="meta"><span class="num" title="<?cs var:Lang.Audit.Request ?>"><?cs var:r.rq ?></span></div><?cs /if ?></td></tr><?cs
/each ?>
</tbody></table></div>
<nav class="pager" aria-label="<?cs var:Lang.List.Pages ?>"><span class="btns"><?cs
if:List.newer ?><a class="btn s" rel="prev" href="<?cs var:List.newer ?>"><?cs call:ic_back() ?> <?cs var:Lang.Audit.Newer ?></a><?cs /if ?><?cs
if:List.older ?><a class="btn s" rel="next" href="<?cs var:List.older ?>"><?cs var:Lang.Audit.Older ?> <?cs call:ic_next() ?></a><?cs /if ?></span><span class="small"><a href="<?cs var:List.table ?>"><?cs var:Lang.Audit.Table ?></a> <span class="muted"><?cs var:Lang.Audit.Most ?> <?cs var:List.most ?></span></span></nav><?cs
elif:!F.Errors.0.to ?>
<section class="box empty"><h2><?cs var:Lang.Audit.NoneTitle ?></h2><p><?cs var:Lang.Audit.None ?></p><a class="btn" href="/admin/audit"><?cs var:Lang.Form.Clear ?></a></section><?cs
/if ?>
<p class="small muted top-gap"><?cs var:Lang.Audit.Hint ?></p>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
