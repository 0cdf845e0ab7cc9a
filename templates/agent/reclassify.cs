<?cs # reclassify.cs - put a ticket elsewhere in the catalogue.
 Reads, beside what ticket/macros.cs and agent/macros.cs read:
  Ticket.id, .title, .s
  Fact.product, .problem, .severity, .region   where it is
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"authorization/macros.cs" ?><?cs include!"ticket/parts.cs" ?><?cs include!"agent/macros.cs" ?><?cs
set:Page.Title = Lang.Desk.Reclassify + " " + Ticket.id ?><?cs set:Page.Nav = "queue" ?><?cs
include!"layout/head.cs" ?>
<div class="narrow">
<?cs call:summary() ?>
<a class="back" href="<?cs var:Ticket.Href ?>"><?cs call:ic_back() ?> <?cs var:Lang.Act.Back ?></a>
<h1><?cs var:Lang.Desk.Reclassify ?></h1>
<p class="meta top-gap"><?cs call:state(Ticket.s) ?> <span class="num"><?cs var:Ticket.id ?></span> <span><?cs var:Ticket.title ?></span></p>
<section class="card top-gap2"><?cs call:f_reclassify() ?></section>
</div><?cs
call:words() ?><?cs
include!"layout/foot.cs" ?>
