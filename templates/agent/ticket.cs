<?cs # ticket.cs - a ticket, at the desk.
 Reads what agent/parts.cs and the files named there read.
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"authorization/macros.cs" ?><?cs include!"ticket/parts.cs" ?><?cs include!"agent/macros.cs" ?><?cs include!"agent/parts.cs" ?><?cs
set:Page.Title = Ticket.id + " " + Ticket.title ?><?cs set:Page.Nav = "queue" ?><?cs
include!"layout/head.cs" ?><?cs call:summary() ?><?cs
call:a_top() ?>
<div class="split"><div>
<h2 class="sr"><?cs var:Lang.Thread.Title ?></h2>
<?cs call:p_thread() ?><?cs call:a_there() ?><?cs call:a_compose() ?><?cs call:p_log() ?>
</div><?cs call:a_side() ?></div><?cs
call:words() ?><?cs
include!"layout/foot.cs" ?>
