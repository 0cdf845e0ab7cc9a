<?cs # view.cs - one picture of a ticket, as large as it fits.
 Reads:
  Pic.n, .z      name and size of the file; .h its address, to save it
  Pic.img        src of the picture; absent: .e says why
  Ticket.Href, Ticket.id   absent: the file is on no ticket yet
  Pic.i, .of     which of the ticket's pictures it is
  Pic.prev, .next   addresses of the pages of those beside it
?><?cs include!"layout/macros.cs" ?><?cs
set:Page.Title = Pic.n ?><?cs
include!"layout/head.cs" ?><?cs
if:Ticket.Href ?><a class="back" href="<?cs var:Ticket.Href ?>"><?cs call:ic_back() ?> <?cs var:Ticket.id ?></a><?cs /if ?>
<div class="head"><h1><?cs var:Pic.n ?></h1><p class="btns"><a class="btn" href="<?cs var:Pic.h ?>" download><?cs var:Lang.Picture.Original ?> <span class="muted"><?cs var:Pic.z ?></span></a></p></div>
<div class="viewer"><?cs
if:Pic.img ?><img src="<?cs var:Pic.img ?>" alt="<?cs var:Pic.n ?>"><?cs
else ?><p class="note"><?cs call:ic_info() ?> <?cs var:Pic.e ?></p><?cs
/if ?></div><?cs
if:Pic.prev || Pic.next ?>
<nav class="pager" aria-label="<?cs var:Lang.Picture.Pictures ?>"><span class="num"><?cs var:Pic.i ?> / <?cs var:Pic.of ?></span><span class="btns"><?cs
if:Pic.prev ?><a class="btn s" rel="prev" href="<?cs var:Pic.prev ?>"><?cs call:ic_back() ?> <?cs var:Lang.Picture.Before ?></a><?cs /if ?><?cs
if:Pic.next ?><a class="btn s" rel="next" href="<?cs var:Pic.next ?>"><?cs var:Lang.Picture.After ?> <?cs call:ic_next() ?></a><?cs /if ?></span></nav><?cs
/if ?><?cs include!"layout/foot.cs" ?>
