<?cs # contacts.cs - how one can be reached.
 Reads:
  Mine.N           of the profile: .v the address or number, .mail it is an
                   address, .area its code
  Other.N          of tickets, not verified: the same, .n how many tickets
                   name it, .at the newest of them
?><?cs include!"layout/macros.cs" ?><?cs include!"account/macros.cs" ?><?cs
set:Page.Title = Lang.Nav.Contacts ?><?cs set:Page.Nav = "account" ?><?cs
include!"layout/head.cs" ?><?cs
def:contact(c) ?><li><div><b><?cs if:c.area ?>+<?cs var:c.area ?> <?cs /if ?><?cs var:c.v ?></b></div><p class="meta"><span><?cs if:c.mail ?><?cs var:Lang.Fact.Mail ?><?cs else ?><?cs var:Lang.Fact.Mobile ?><?cs /if ?></span><?cs if:c.n ?> <span><?cs var:Lang.Contacts.Tickets ?> <span class="num"><?cs var:c.n ?></span></span> <span><?cs var:Lang.Contacts.Last ?> <?cs call:when(c.at) ?></span><?cs /if ?></p></li><?cs /def ?>
<div class="form-page">
<h1><?cs var:Lang.Account.Title ?></h1><?cs call:tabs("contacts") ?>
<section aria-labelledby="mine"><h2 id="mine"><?cs var:Lang.Contacts.Mine ?></h2><p class="hint"><?cs var:Lang.Contacts.MineHint ?> <a href="/account"><?cs var:Lang.Nav.Profile ?></a></p><?cs
if:Mine.0.v ?>
<ul class="box rows"><?cs each:c = Mine ?>
<?cs call:contact(c) ?><?cs /each ?>
</ul><?cs else ?>
<p class="muted top-gap"><?cs var:Lang.Contacts.None ?></p><?cs /if ?></section><?cs
if:Other.0.v ?>
<section class="top-gap2" aria-labelledby="other"><h2 id="other"><?cs var:Lang.Contacts.Other ?></h2><p class="hint"><?cs var:Lang.Contacts.OtherHint ?></p>
<ul class="box rows"><?cs each:c = Other ?>
<?cs call:contact(c) ?><?cs /each ?>
</ul></section><?cs
/if ?>
</div>
<?cs include!"layout/foot.cs" ?>
