<?cs # parts.cs - the regions of a ticket's page at the desk.  agent/poll.cs
 gives the same regions anew.

 Reads, beside what ticket/macros.cs and ticket/parts.cs read:
  Ticket.org          the customer's account
  Ticket.due, .rdue   the next answer, the solution: due times
  Ticket.urged        how often the customer urged, words
  Compose             the form that is open: note, ask or resolve; absent: reply
  Staff.N             to whom it can be assigned: .id, .name, .user
  Ask                 where to ask for access; absent: not possible
  Secret.N            what he can look at: .v for the form, and .z, an
                      authorization, or .m, number of a message, and .at, or
                      .x, name of an extra field
  Recall.N            authorizations that can be recalled
  Key.reveal, .recall keys of these forms
  Cust.name, .org, .mail, .mobile, .time, .open, .account (its number)
  Cust.Other.N     his other open tickets: .id, .t, .s
  Cust.Score.N     his last scores: .id, .v words, .at, .said
  There, There.N   who else is there, as one word; words, .w
  Canned.Own.N, .All.N   texts to insert: .id, .name; Canned.chosen the one
                   that was; Canned.other, .left: what to say of it
?><?cs

def:a_top() ?>
<div id="r-top">
<div class="head"><div><a class="back" href="/agent/tickets"><?cs call:ic_back() ?> <?cs var:Lang.Nav.Queue ?></a>
<h1><?cs var:Ticket.title ?></h1>
<p class="meta top-gap"><?cs call:bigstate(Ticket.s) ?> <span class="num"><?cs var:Ticket.id ?></span> <?cs call:due(Ticket.due) ?> <?cs call:due(Ticket.rdue) ?> <?cs call:urged(Ticket.urged) ?> <span><?cs var:Lang.Ticket.Opened ?> <?cs var:Ticket.by ?></span> <span><?cs var:Ticket.org ?></span> <span><?cs call:when(Ticket.at) ?></span></p></div>
<div class="btns"><?cs if:May.take ?><?cs call:f_take() ?><?cs /if ?><?cs if:May.resume ?><?cs call:f_resume() ?><?cs /if ?><?cs if:May.release ?><?cs call:f_release() ?><?cs /if ?><?cs if:May.restore ?><?cs call:f_restore() ?><?cs /if ?></div></div>
<?cs call:p_now(Lang.WhoDesk[Ticket.s], Lang.ThenDesk[Ticket.s]) ?>
</div><?cs /def ?><?cs

# Who else is there; the script asks with what it shows. ?><?cs
def:a_there() ?><div id="r-there" data-there="<?cs var:There ?>" role="status"><?cs if:There.0 ?><p class="meta top-gap"><?cs call:present(There) ?></p><?cs /if ?></div><?cs /def ?><?cs

# A text to insert: a button of the reply's form, which comes back with it. ?><?cs
def:a_canned() ?><?cs if:Canned.Own.0.id || Canned.All.0.id ?>
<div class="bulk field"><label for="canned"><?cs var:Lang.Desk.Canned ?></label> <select id="canned" name="canned" form="f-reply" autocomplete="off"><?cs
if:Canned.Own.0.id ?><optgroup label="<?cs var:Lang.Desk.CannedOwn ?>"><?cs each:c = Canned.Own ?><option value="<?cs var:c.id ?>"<?cs if:c.id == Canned.chosen ?> selected<?cs /if ?>><?cs var:c.name ?></option><?cs /each ?></optgroup><?cs /if ?><?cs
if:Canned.All.0.id ?><optgroup label="<?cs var:Lang.Desk.CannedAll ?>"><?cs each:c = Canned.All ?><option value="<?cs var:c.id ?>"<?cs if:c.id == Canned.chosen ?> selected<?cs /if ?>><?cs var:c.name ?></option><?cs /each ?></optgroup><?cs /if ?></select> <button class="btn s" form="f-reply" name="insert" value="1"><?cs var:Lang.Desk.CannedPick ?></button> <a class="small" href="/agent/replies"><?cs var:Lang.Desk.CannedEdit ?></a><?cs
if:Canned.other ?><p class="note small"><?cs call:ic_info() ?> <?cs var:Lang.Desk.CannedOther ?></p><?cs /if ?><?cs
if:Canned.left ?><p class="note warn small"><?cs call:ic_warn() ?> <?cs var:Lang.Desk.CannedLeft ?></p><?cs /if ?></div><?cs /if ?><?cs /def ?><?cs

def:fold(act, word) ?><details name="compose"<?cs if:Compose == act || !Compose && act == "reply" ?> open<?cs /if ?>><summary id="s-<?cs var:act ?>"><?cs if:act == "note" ?><?cs call:ic_lock() ?> <?cs /if ?><?cs var:word ?></summary><?cs /def ?><?cs

def:a_compose() ?>
<div id="r-compose"><?cs
if:May.reply || May.note ?><section aria-labelledby="act"><h2 class="hd" id="act"><?cs var:Lang.Desk.Next ?></h2><div class="card acc"><?cs
 if:May.reply ?>
<?cs call:fold("reply", Lang.Desk.Reply) ?><?cs call:a_canned() ?><?cs call:f_reply(Lang.Desk.ReplyDo) ?></details><?cs /if ?><?cs
 if:May.note ?>
<?cs call:fold("note", Lang.Desk.Note) ?><?cs call:f_note() ?></details><?cs /if ?><?cs
 if:May.ask ?>
<?cs call:fold("ask", Lang.Desk.Ask) ?><?cs call:f_ask(Lang.Desk.AskDo) ?></details><?cs /if ?><?cs
 if:May.resolve ?>
<?cs call:fold("resolve", Lang.Desk.Resolve) ?><?cs call:f_resolve(Lang.Desk.ResolveDo) ?></details><?cs /if ?><?cs
 if:May.pause ?>
<?cs call:fold("pause", Lang.Desk.Pause) ?><?cs call:f_pause() ?></details><?cs /if ?><?cs
 if:May.assign ?>
<?cs call:fold("assign", Lang.Desk.Assign) ?><?cs call:f_assign() ?></details><?cs /if ?><?cs
 if:May.invalidate ?>
<?cs call:fold("invalidate", Lang.Desk.Invalidate) ?><?cs call:f_invalidate() ?></details><?cs /if ?><?cs
 if:May.reopen ?>
<?cs call:fold("reopen", Lang.Desk.Reopen) ?><?cs call:f_reopen() ?></details><?cs /if ?>
</div></section><?cs
/if ?></div><?cs /def ?><?cs

def:secret(x) ?><?cs if:x.x ?><?cs var:x.x ?><?cs elif:x.m ?><?cs var:Lang.Auth.FromMessage ?> <?cs var:x.m ?> <small><?cs call:when(x.at) ?></small><?cs else ?><?cs call:authname(x.z) ?> <small><?cs var:Lang.Auth.Until ?> <?cs call:when(x.z.end) ?></small><?cs /if ?><?cs /def ?><?cs

def:a_secrets() ?><?cs if:Secret.0.v ?>
<section id="secrets"><h2><?cs var:Lang.Auth.Secrets ?></h2><p class="hint"><?cs var:Lang.Auth.SecretsHint ?></p>
<form method="post" action="<?cs var:Ticket.Href ?>/reveal">
<?cs call:tkeys(Key.reveal) ?>
<fieldset class="field"><legend class="sr"><?cs var:Lang.Auth.Secrets ?></legend><?cs
each:x = Secret ?><label class="choice small"><input type="radio" name="what" value="<?cs var:x.v ?>" required<?cs if:x.v == Secret.0.v ?> checked<?cs /if ?>><span><?cs call:secret(x) ?></span></label><?cs /each ?></fieldset>
<div class="field btns"><button class="btn s"><?cs var:Lang.Auth.ShowDo ?></button></div>
</form></section><?cs /if ?><?cs /def ?><?cs

def:a_side() ?>
<aside class="side" id="r-side" aria-label="<?cs var:Lang.Desk.Side ?>">
<section><h2><?cs var:Lang.Desk.Customer ?></h2><p><b><?cs var:Cust.name ?></b><br><span class="small muted"><?cs var:Cust.org ?></span></p><dl class="facts top-gap"><?cs
call:fact(Lang.Fact.Mail, Cust.mail) ?><?cs
call:fact(Lang.Fact.Mobile, Cust.mobile) ?><?cs
call:fact(Lang.Fact.Time, Cust.time) ?><?cs
call:fact(Lang.Home.UseOpen, Cust.open) ?></dl><?cs
if:Cust.Other.0.id ?>
<h3 class="top-gap small"><?cs var:Lang.Desk.OtherOpen ?></h3><ul class="links small"><?cs each:o = Cust.Other ?><li><a href="/agent/tickets/<?cs var:o.id ?>"><?cs var:o.t ?></a> <?cs call:state(o.s) ?></li><?cs /each ?></ul><?cs
/if ?><?cs
if:Cust.Score.0.id ?>
<h3 class="top-gap small"><?cs var:Lang.Desk.LastScores ?></h3><ul class="links small"><?cs each:o = Cust.Score ?><li><a class="num" href="/agent/tickets/<?cs var:o.id ?>"><?cs var:o.id ?></a> <b><?cs var:o.v ?></b> <span class="muted"><?cs call:when(o.at) ?></span><?cs if:o.said ?><br><?cs var:o.said ?><?cs /if ?></li><?cs /each ?></ul><?cs
/if ?><?cs
if:Cust.account ?>
<p class="top-gap small"><a href="/agent/tickets?account=<?cs var:Cust.account ?>"><?cs var:Lang.Desk.AccountOpen ?></a></p><?cs
/if ?></section><?cs
call:a_secrets() ?><?cs call:p_access() ?><?cs call:p_facts() ?><?cs if:May.reclassify ?><p class="small"><a href="<?cs var:Ticket.Href ?>/reclassify"><?cs var:Lang.Desk.Reclassify ?></a></p><?cs /if ?><?cs call:p_labels() ?><?cs call:p_relations() ?><?cs call:p_scored() ?></aside><?cs /def ?>
