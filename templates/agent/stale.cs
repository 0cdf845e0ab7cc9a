<?cs # stale.cs - 409: while the agent wrote, the thread grew.  Nothing was sent.
 Reads, beside what ticket/macros.cs and agent/macros.cs read:
  Act              what was to be sent: reply, ask or resolve
  New.N            the entries that the agent has not seen
  Ticket.id, .title, .s, .due; Fact.engineer
  Page.RequestId
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"authorization/macros.cs" ?><?cs include!"ticket/parts.cs" ?><?cs include!"agent/macros.cs" ?><?cs
set:Page.Title = Lang.Stale.Title ?><?cs set:Page.Nav = "queue" ?><?cs
include!"layout/head.cs" ?>
<div class="split"><div>
<a class="back" href="<?cs var:Ticket.Href ?>"><?cs call:ic_back() ?> <?cs var:Ticket.title ?></a>
<h1><?cs var:Lang.Stale.Title ?></h1>
<p class="lead top-gap"><?cs var:Lang.Stale.Lead ?></p>
<h2 class="top-gap2 hd"><?cs var:Lang.Stale.New ?></h2>
<ol class="thread"><?cs call:entries(New) ?>
</ol>
<section class="card" aria-labelledby="yr"><h2 id="yr"><?cs var:Lang.Stale.Yours ?></h2><?cs
if:Act == "ask" ?><?cs call:f_ask(Lang.Stale.Send) ?><?cs
elif:Act == "resolve" ?><?cs call:f_resolve(Lang.Stale.Send) ?><?cs
else ?><?cs call:f_reply(Lang.Stale.Send) ?><?cs /if ?>
<p class="top-gap small"><a href="<?cs var:Ticket.Href ?>"><?cs var:Lang.Stale.Drop ?></a></p></section>
</div>
<aside class="side" aria-label="<?cs var:Lang.Ticket.About ?>"><section><h2><?cs var:Lang.Ticket.Facts ?></h2><dl class="facts"><dt><?cs var:Lang.List.Ticket ?></dt><dd class="num"><?cs var:Ticket.id ?></dd><dt><?cs var:Lang.List.State ?></dt><dd><?cs call:state(Ticket.s) ?></dd><?cs
if:Ticket.due ?><dt><?cs var:Lang.Desk.Due ?></dt><dd><?cs call:due(Ticket.due) ?></dd><?cs /if ?><?cs
call:fact(Lang.Fact.Engineer, Fact.engineer) ?></dl></section><?cs
if:Page.RequestId ?><section><h2><?cs var:Lang.Error.PageId ?></h2><p class="small num"><?cs var:Page.RequestId ?></p></section><?cs /if ?></aside></div><?cs
call:words() ?><?cs
include!"layout/foot.cs" ?>
