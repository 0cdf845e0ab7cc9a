<?cs # reveal.cs - a secret, shown once.
 Reads:
  Ticket.Href, .id, .title
  Text              what was confided with a message; or
  Auth, D.N         an authorization, as in authorization/show.cs, with
                    D.N.was.port, .account, .password
?><?cs include!"layout/macros.cs" ?><?cs include!"authorization/macros.cs" ?><?cs
set:Page.Title = Lang.Auth.Shown + " " + Ticket.id ?><?cs set:Page.Nav = "queue" ?><?cs
include!"layout/head.cs" ?>
<div class="narrow">
<a class="back" href="<?cs var:Ticket.Href ?>"><?cs call:ic_back() ?> <?cs var:Lang.Act.Back ?></a>
<h1><?cs var:Lang.Auth.Shown ?></h1>
<p class="meta top-gap"><span class="num"><?cs var:Ticket.id ?></span> <span><?cs var:Ticket.title ?></span></p>
<div class="note warn top-gap"><?cs call:ic_lock() ?><p><?cs var:Lang.Auth.ShownHint ?></p></div><?cs
if:Text ?>
<section class="card" aria-labelledby="txt"><h2 id="txt"><?cs var:Lang.Auth.Text ?></h2><p class="text shown" id="secret"><?cs var:Text ?></p></section><?cs
else ?>
<p><b><?cs call:authname(Auth) ?></b> · <?cs var:Lang.Auth.Until ?> <?cs call:when(Auth.to) ?></p><?cs
each:d = D ?>
<section class="card top-gap" aria-labelledby="p<?cs var:d.n ?>"><h2 id="p<?cs var:d.n ?>"><?cs call:place(d) ?></h2><?cs
if:d.was.port || d.was.account || d.was.password ?><dl class="facts"><?cs
if:d.was.port ?><dt><?cs var:Lang.Auth.Port ?></dt><dd class="num"><?cs var:d.was.port ?></dd><?cs /if ?><?cs
if:d.was.account ?><dt><?cs var:Lang.Auth.User ?></dt><dd class="shown"><?cs var:d.was.account ?></dd><?cs /if ?><?cs
if:d.was.password ?><dt><?cs if:Auth.visit == #7 ?><?cs var:Lang.Auth.Text ?><?cs else ?><?cs var:Lang.Auth.Password ?><?cs /if ?></dt><dd class="shown"><?cs var:d.was.password ?></dd><?cs /if ?></dl><?cs
else ?><p class="muted"><?cs var:Lang.Auth.Nothing ?></p><?cs /if ?></section><?cs
/each ?><?cs
if:Auth.agency ?><p class="top-gap"><?cs var:Lang.Auth.Agency ?> <b><?cs var:Auth.agency ?></b></p><?cs /if ?><?cs
/if ?>
<p class="top-gap2"><a class="btn" href="<?cs var:Ticket.Href ?>"><?cs var:Lang.Act.Back ?></a></p>
</div>
<?cs include!"layout/foot.cs" ?>
