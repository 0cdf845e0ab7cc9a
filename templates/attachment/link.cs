<?cs # link.cs - a link to files that ends by itself, to be copied.
 Reads:
  Ticket.Href, Ticket.id   whose files
  Link        the whole address
  Until       when it ends, in words
  File.N.n    names of the files
?><?cs include!"layout/macros.cs" ?><?cs
set:Page.Title = Lang.Bundle.Link ?><?cs
include!"layout/head.cs" ?><a class="back" href="<?cs var:Ticket.Href ?>"><?cs call:ic_back() ?> <?cs var:Ticket.id ?></a>
<h1><?cs var:Lang.Bundle.Link ?></h1>
<div class="field top-gap"><label for="link"><?cs var:Lang.Bundle.LinkIs ?></label><input id="link" type="url" readonly value="<?cs var:Link ?>" aria-describedby="link-h"><p class="hint" id="link-h"><?cs var:Lang.Bundle.LinkHint ?></p></div>
<p><?cs var:Lang.Bundle.Until ?> <b><?cs var:Until ?></b></p>
<ul class="links"><?cs each:f = File ?><li><?cs var:f.n ?></li><?cs /each ?></ul>
<?cs include!"layout/foot.cs" ?>
