<?cs # parts.cs - the regions of a ticket's page, for the customer.  poll.cs
 gives the same regions anew; each has an id by which the script finds it.

 Reads, beside what ticket/macros.cs reads:
  Ticket.id, .title, .s       number, title, state
  Ticket.by, .at              who opened it, when
  Ticket.next                 what happens next and until when, a sentence;
                              absent: the general one of the state
  Step.N                      key in Lang.Step; .c done or now, .x words
  Urge                        time from which urging is possible again, words
  Group.Id                    seen as a ticket of that group
  Earlier                     href of the earlier part of a long thread
  Thread.N                    entries, oldest first
  Fact.product, .problem, .severity, .region, .engineer
  Follow                      a new ticket can follow this one
  Contact.mail, .mobile, .time, .cc
  Score.N                     given: .name, .v, .max;  Score.said  the words
  Score.at                    until when it can be changed, words
  Access.N                    authorizations, as in authorization/macros.cs;
                              for the staff Ask and Recall, as in agent/parts.cs
  Log.N                       newest first: .at, .by or .me, .op, .x
?><?cs include!"ticket/extra.cs" ?><?cs include!"ticket/side.cs" ?><?cs

def:p_now(who, then) ?><p class="now"><b><?cs var:who ?></b> <?cs alt:html_escape(Ticket.next) ?><?cs var:then ?><?cs /alt ?></p><?cs
if:Step.0 ?>
<ol class="steps" aria-label="<?cs var:Lang.Ticket.Steps ?>"><?cs each:x = Step ?><li<?cs if:x.c == "now" ?> aria-current="step"<?cs elif:x.c ?> class="done"<?cs /if ?>><b><?cs var:Lang.Step[x] ?></b><?cs var:x.x ?></li><?cs /each ?></ol><?cs
/if ?><?cs /def ?><?cs

def:p_top() ?>
<div id="r-top">
<div class="head"><div><a class="back" href="/tickets<?cs if:Group.Id ?>?group=<?cs var:url_escape(Group.Id) ?><?cs /if ?>"><?cs call:ic_back() ?> <?cs if:Group.Id ?><?cs var:Lang.Nav.Group ?><?cs else ?><?cs var:Lang.Nav.Mine ?><?cs /if ?></a>
<h1><?cs var:Ticket.title ?></h1>
<p class="meta top-gap"><?cs call:bigstate(Ticket.s) ?> <span class="num"><?cs var:Ticket.id ?></span> <span><?cs var:Lang.Ticket.Opened ?> <?cs var:Ticket.by ?></span> <span><?cs call:when(Ticket.at) ?></span></p></div>
<div class="btns"><?cs
if:May.urge ?><?cs call:f_urge() ?><?cs
elif:Urge ?><span class="small muted"><?cs call:ic_bell() ?> <?cs var:Lang.Act.UrgeFrom ?> <?cs var:Urge ?></span><?cs /if ?><?cs
if:May.close && Ticket.s != #2 ?><button type="button" class="btn" commandfor="d-close" command="show-modal"><?cs call:ic_check() ?> <?cs var:Lang.Act.Close ?></button><?cs /if ?><?cs
if:May.cancel ?><button type="button" class="btn" commandfor="d-cancel" command="show-modal"><?cs var:Lang.Act.Cancel ?></button><?cs /if ?><?cs
if:May.delete ?><button type="button" class="btn danger" commandfor="d-delete" command="show-modal"><?cs var:Lang.Act.Delete ?></button><?cs /if ?></div></div>
<?cs call:p_now(Lang.Who[Ticket.s], Lang.Then[Ticket.s]) ?>
</div><?cs /def ?><?cs

# The one thing that waits for the reader: confirm, or score. ?><?cs
def:p_ask() ?>
<div id="r-ask"><?cs
each:z = Access ?><?cs if:z.s == "0" ?><section class="card ask" aria-labelledby="au<?cs var:z.id ?>"><h2 id="au<?cs var:z.id ?>"><?cs var:Lang.Auth.Wait ?></h2>
<p><?cs var:z.by ?>: <?cs call:authname(z) ?>. <?cs var:Lang.Auth.WaitSay ?></p><p class="top-gap"><a class="btn primary" href="/authorizations/<?cs var:z.id ?>"><?cs var:Lang.Auth.Look ?></a></p></section><?cs /if ?><?cs /each ?><?cs
if:May.close && Ticket.s == #2 ?><section class="card ask" id="confirm" aria-labelledby="cf"><h2 id="cf"><?cs var:Lang.Act.Solved ?></h2>
<p><?cs var:Lang.Act.SolvedHint ?></p><?cs call:f_close("page") ?></section><?cs
elif:May.score && !Score.0.name ?><section class="card ask" id="score" aria-labelledby="sc"><h2 id="sc"><?cs var:Lang.Score.Title ?></h2>
<p class="muted"><?cs var:Lang.Score.Hint ?></p><?cs call:f_score() ?></section><?cs
/if ?></div><?cs /def ?><?cs

def:p_thread() ?><?cs
if:Earlier ?><p class="small" id="r-earlier"><a href="<?cs var:Earlier ?>"><?cs var:Lang.Thread.Earlier ?></a></p><?cs /if ?>
<ol class="thread" id="thread" data-poll="<?cs var:Ticket.Href ?>/poll" data-rev="<?cs var:Revision ?>"><?cs
call:entries(Thread) ?>
</ol><?cs /def ?><?cs

def:p_compose() ?>
<div id="r-compose"><?cs
if:May.messages ?><section class="card" id="answer" aria-labelledby="an"><h2 id="an"><?cs var:Lang.Compose.Title ?></h2><?cs
 if:Lang.Compose[Ticket.s] ?><p class="hint"><?cs var:Lang.Compose[Ticket.s] ?></p><?cs /if ?><?cs call:f_message() ?></section><?cs
else ?><p class="muted"><?cs var:Lang.Compose.Over ?></p><?cs if:User.Create && Follow ?><p class="top-gap"><a class="btn" href="/tickets/new?related_id=<?cs var:url_escape(Ticket.id) ?>"><?cs call:ic_plus() ?> <?cs var:Lang.Relation.Follow ?></a></p><?cs /if ?><?cs
/if ?></div><?cs /def ?><?cs

def:p_log() ?>
<div id="r-log"><?cs if:Log.0.at ?><details><summary><?cs var:Lang.Ticket.Log ?></summary><div class="scroll" role="group" aria-label="<?cs var:Lang.Ticket.Log ?>" tabindex="0"><table><thead><tr><th scope="col"><?cs var:Lang.Ticket.When ?></th><th scope="col"><?cs var:Lang.Ticket.By ?></th><th scope="col"><?cs var:Lang.Ticket.What ?></th><th scope="col"><?cs var:Lang.Ticket.Detail ?></th></tr></thead><tbody><?cs
each:l = Log ?><tr><td class="nowrap"><?cs call:when(l.at) ?></td><td><?cs call:name(l) ?></td><td><?cs var:Lang.Log[l.op] ?></td><td><?cs var:l.x ?></td></tr><?cs /each ?></tbody></table></div></details><?cs /if ?></div><?cs /def ?><?cs

def:p_facts() ?><section><h2><?cs var:Lang.Ticket.Facts ?></h2><dl class="facts"><?cs
call:fact(Lang.Fact.Product, Fact.product) ?><?cs
call:fact(Lang.Fact.Problem, Fact.problem) ?><?cs
call:fact(Lang.Fact.Severity, Fact.severity) ?><?cs
call:fact(Lang.Fact.Region, Fact.region) ?><?cs
each:x = Ext ?><?cs call:fact(x.n, x.w) ?><?cs /each ?><?cs
call:fact(Lang.Fact.Engineer, Fact.engineer) ?><?cs
call:fact(Lang.Partner.By, Fact.partner) ?><?cs call:fact(Lang.Partner.When, Fact.window) ?></dl><?cs call:p_extends() ?></section><?cs /def ?><?cs

def:p_recall() ?><?cs if:Recall.0.id ?>
<details class="top-gap"><summary><?cs var:Lang.Auth.Recall ?></summary>
<form method="post" action="<?cs var:Ticket.Href ?>/recall">
<?cs call:tkeys(Key.recall) ?>
<div class="field"><label for="authorization_id"><?cs var:Lang.Auth.RecallWhich ?></label><select id="authorization_id" name="authorization_id"><?cs
each:z = Recall ?><option value="<?cs var:z.id ?>"><?cs var:Lang.Auth.Visit[z.visit] ?>, <?cs var:Lang.Auth.StateDesk[z.s] ?></option><?cs /each ?></select></div>
<div class="field btns"><button class="btn s danger"><?cs var:Lang.Auth.RecallDo ?></button></div>
</form></details><?cs /if ?><?cs /def ?><?cs

def:p_access() ?><?cs if:Access.0.id || Ask ?>
<section><h2><?cs var:Lang.Auth.Section ?></h2><ul class="links small"><?cs
each:z = Access ?><li><?cs if:User.Staff ?><?cs call:authname(z) ?><?cs else ?><a href="/authorizations/<?cs var:z.id ?>"><?cs call:authname(z) ?></a><?cs /if ?><br><?cs call:authstate(z) ?> <?cs if:z.end ?><span class="muted"><?cs var:Lang.Auth.Until ?> <?cs call:when(z.end) ?></span><?cs /if ?></li><?cs /each ?></ul><?cs
call:p_recall() ?><?cs
if:Ask ?><p class="top-gap"><a class="btn s" href="<?cs var:Ask ?>"><?cs call:ic_lock() ?> <?cs var:Lang.Auth.Ask ?></a></p><?cs /if ?></section><?cs
/if ?><?cs /def ?><?cs

def:p_scored() ?><?cs if:Score.0.name ?>
<section><h2><?cs if:User.Staff ?><?cs var:Lang.Score.Theirs ?><?cs else ?><?cs var:Lang.Score.Yours ?><?cs /if ?></h2><dl class="facts"><?cs
each:d = Score ?><?cs if:d.name ?><dt><?cs var:d.name ?></dt><dd><?cs if:d.max == #5 ?><span class="stars v-<?cs var:d.v ?>" aria-hidden="true"></span> <?cs var:Lang.Score[d.v] ?><?cs else ?><?cs var:d.v ?> / <?cs var:d.max ?><?cs /if ?></dd><?cs /if ?><?cs /each ?></dl><?cs
if:Score.said ?><p class="text small top-gap"><?cs var:Score.said ?></p><?cs /if ?><?cs
if:May.score ?><details class="small top-gap"><summary><?cs var:Lang.Score.Change ?><?cs if:Score.at ?> <span class="muted"><?cs var:Lang.Score.Until ?> <?cs var:Score.at ?></span><?cs /if ?></summary><?cs call:f_score() ?></details><?cs /if ?></section><?cs
/if ?><?cs /def ?><?cs

def:p_downloads() ?><section><h2><?cs var:Lang.Bundle.Title ?></h2><ul class="links small"><?cs if:LinkKey ?><li><a href="/tickets/<?cs var:url_escape(Ticket.id) ?>/attachments.zip"><?cs var:Lang.Bundle.Files ?></a></li><?cs /if ?><li><a href="/tickets/<?cs var:url_escape(Ticket.id) ?>/bundle.zip"><?cs var:Lang.Bundle.Whole ?></a><br><span class="muted"><?cs var:Lang.Bundle.Hint ?></span></li></ul><?cs if:LinkKey ?><form method="post" action="/tickets/<?cs var:url_escape(Ticket.id) ?>/attachments/link"><?cs call:tkeys(LinkKey) ?><button class="btn s"><?cs var:Lang.Bundle.LinkAll ?></button></form><?cs /if ?></section><?cs /def ?><?cs

def:p_side() ?>
<aside class="side" id="r-side" aria-label="<?cs var:Lang.Ticket.About ?>"><?cs
call:p_scored() ?><?cs call:p_access() ?><?cs call:p_facts() ?><?cs call:p_labels() ?><?cs call:p_relations() ?><?cs call:p_contact() ?><?cs call:p_downloads() ?></aside><?cs /def ?><?cs

# What asks before it acts. The safe button has the focus. ?><?cs
def:p_dialogs() ?>
<div id="r-dialogs"><?cs
if:May.close && Ticket.s != #2 ?><dialog id="d-close" closedby="any" aria-labelledby="d-close-h"><h2 id="d-close-h"><?cs var:Lang.Act.CloseAsk ?></h2><p><?cs var:Lang.Act.CloseHint ?></p><?cs call:f_close("d-close") ?></dialog><?cs /if ?><?cs
if:May.reject ?><dialog id="d-reject" closedby="any" aria-labelledby="d-reject-h"><h2 id="d-reject-h"><?cs var:Lang.Act.RejectAsk ?></h2><?cs call:f_reject("d-reject") ?></dialog><?cs /if ?><?cs
if:May.cancel ?><dialog id="d-cancel" closedby="any" aria-labelledby="d-cancel-h"><h2 id="d-cancel-h"><?cs var:Lang.Act.CancelAsk ?></h2><p><?cs var:Lang.Act.CancelHint ?></p><?cs call:f_cancel("d-cancel") ?></dialog><?cs /if ?><?cs
if:May.delete ?><dialog id="d-delete" closedby="any" aria-labelledby="d-delete-h"><h2 id="d-delete-h"><?cs var:Lang.Act.DeleteAsk ?></h2><p><?cs var:Lang.Act.DeleteHint ?></p><?cs call:f_delete("d-delete") ?></dialog><?cs /if ?></div><?cs /def ?>
