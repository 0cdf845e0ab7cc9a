<?cs # macros.cs - what pages of authorizations and secrets share.
 An authorization z, in a list or as Auth:
  .id, .s          number; its state, a key of Lang.Auth.State
  .like            the state of a ticket that looks alike
  .res, .visit     what and how: keys of Lang.Auth.Resource and .Visit
  .t, .tid, .th    title, number and href of its ticket
  .by, .sub        who asks; who opened the ticket
  .at, .end        when it changed; until when it is in effect
?><?cs

def:authstate(z) ?><span class="state s-<?cs var:z.like ?>"><?cs if:User.Staff ?><?cs var:Lang.Auth.StateDesk[z.s] ?><?cs else ?><?cs var:Lang.Auth.State[z.s] ?><?cs /if ?></span><?cs /def ?><?cs
def:authname(z) ?><?cs var:Lang.Auth.Resource[z.res] ?> · <?cs var:Lang.Auth.Visit[z.visit] ?><?cs /def ?><?cs

# A place: its name, or what it is. ?><?cs
def:place(d) ?><?cs alt:html_escape(d.name) ?><?cs if:d.host ?><?cs var:Lang.Auth.Host ?><?cs else ?><?cs var:Lang.Auth.Console ?><?cs /if ?><?cs /alt ?><?cs if:d.region ?> <span class="muted"><?cs var:d.region ?></span><?cs /if ?><?cs /def ?>
