<?cs # show.cs - a ticket, for its customer.
 Reads what ticket/parts.cs and ticket/macros.cs read.
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"authorization/macros.cs" ?><?cs include!"ticket/parts.cs" ?><?cs
set:Page.Title = Ticket.id + " " + Ticket.title ?><?cs if:!Group.Id ?><?cs set:Page.Nav = "tickets" ?><?cs /if ?><?cs
include!"layout/head.cs" ?><?cs call:summary() ?><?cs
call:p_top() ?>
<div class="split"><div><?cs
call:p_ask() ?>
<div class="row hd"><h2><?cs var:Lang.Thread.Title ?></h2><?cs if:May.messages ?><a class="small end" href="#answer"><?cs var:Lang.Compose.Title ?></a><?cs /if ?></div>
<?cs call:p_thread() ?><?cs call:p_compose() ?><?cs call:p_log() ?>
</div><?cs call:p_side() ?></div><?cs
call:p_dialogs() ?><?cs
call:words() ?><?cs
include!"layout/foot.cs" ?>
