<?cs # conflict.cs - an action that did not go: the ticket had changed (409), or
 something was missing (422).  What was typed is in the form again; where the
 ticket no longer allows the action, it is there to be copied.
 Reads, beside what ticket/macros.cs and agent/macros.cs read:
  Act              messages, withdraw, urge, cancel, close, reject, delete,
                   score, take, reply, note, ask, resolve, pause, resume,
                   release, assign, invalidate, reopen, restore or
                   reclassify
  F.Say, F.Errors  why it did not go
  May.ACT, C.ACT   the form, if the action is still possible
  Typed.N          what was typed, if it is not: value, and .k its name
  Lost.N           names of files that came with it
  New.N            entries since the page was opened
  Ticket.id, .title, .s, .next
  Page.RequestId
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"authorization/macros.cs" ?><?cs include!"ticket/parts.cs" ?><?cs include!"agent/macros.cs" ?><?cs
set:Page.Title = Lang.Conflict[Act] ?><?cs
include!"layout/head.cs" ?><?cs
def:p_try() ?>
<section class="card top-gap2" aria-labelledby="try"><h2 id="try"><?cs var:Lang.Conflict.Try ?></h2><?cs /def ?>
<div class="narrow">
<?cs call:summary() ?>
<a class="back" href="<?cs var:Ticket.Href ?>"><?cs call:ic_back() ?> <?cs var:Lang.Act.Back ?></a>
<h1><?cs var:Lang.Conflict[Act] ?></h1>
<section class="top-gap2" aria-labelledby="now"><h2 id="now"><?cs var:Lang.Conflict.Now ?></h2>
<ul class="box rows top-gap"><li><a class="subj" href="<?cs var:Ticket.Href ?>"><?cs var:Ticket.title ?></a><p class="meta"><?cs call:state(Ticket.s) ?> <span class="num"><?cs var:Ticket.id ?></span> <span><?cs
if:User.Staff ?><?cs var:Lang.WhoDesk[Ticket.s] ?><?cs else ?><?cs var:Lang.Who[Ticket.s] ?><?cs /if ?> <?cs var:Ticket.next ?></span></p></li></ul></section><?cs
if:New.0.a ?>
<section class="top-gap2"><h2 class="hd"><?cs var:Lang.Stale.New ?></h2><ol class="thread"><?cs call:entries(New) ?>
</ol></section><?cs
/if ?><?cs
if:Act == "messages" && May.messages ?><?cs call:p_try() ?><?cs call:f_message() ?></section><?cs
elif:Act == "reject" && May.reject ?><?cs call:p_try() ?><?cs call:f_reject("") ?></section><?cs
elif:Act == "close" && May.close ?><?cs call:p_try() ?><?cs call:f_close("") ?></section><?cs
elif:Act == "score" && May.score ?><?cs call:p_try() ?><?cs call:f_score() ?></section><?cs
elif:Act == "cancel" && May.cancel ?><?cs call:p_try() ?><?cs call:f_cancel("") ?></section><?cs
elif:Act == "delete" && May.delete ?><?cs call:p_try() ?><?cs call:f_delete("") ?></section><?cs
elif:Act == "urge" && May.urge ?><?cs call:p_try() ?><?cs call:f_urge() ?></section><?cs
elif:Act == "take" && May.take ?><?cs call:p_try() ?><?cs call:f_take() ?></section><?cs
elif:Act == "reply" && May.reply ?><?cs call:p_try() ?><?cs call:f_reply(Lang.Desk.ReplyDo) ?></section><?cs
elif:Act == "note" && May.note ?><?cs call:p_try() ?><?cs call:f_note() ?></section><?cs
elif:Act == "ask" && May.ask ?><?cs call:p_try() ?><?cs call:f_ask(Lang.Desk.AskDo) ?></section><?cs
elif:Act == "resolve" && May.resolve ?><?cs call:p_try() ?><?cs call:f_resolve(Lang.Desk.ResolveDo) ?></section><?cs
elif:Act == "pause" && May.pause ?><?cs call:p_try() ?><?cs call:f_pause() ?></section><?cs
elif:Act == "resume" && May.resume ?><?cs call:p_try() ?><?cs call:f_resume() ?></section><?cs
elif:Act == "release" && May.release ?><?cs call:p_try() ?><?cs call:f_release() ?></section><?cs
elif:Act == "assign" && May.assign ?><?cs call:p_try() ?><?cs call:f_assign() ?></section><?cs
elif:Act == "invalidate" && May.invalidate ?><?cs call:p_try() ?><?cs call:f_invalidate() ?></section><?cs
elif:Act == "reopen" && May.reopen ?><?cs call:p_try() ?><?cs call:f_reopen() ?></section><?cs
elif:Act == "restore" && May.restore ?><?cs call:p_try() ?><?cs call:f_restore() ?></section><?cs
elif:Act == "reclassify" && May.reclassify ?><?cs call:p_try() ?><?cs call:f_reclassify() ?></section><?cs
else ?><?cs
if:Typed.0.k ?>
<section class="top-gap2"><h2><?cs var:Lang.Error.Typed ?></h2><p class="hint"><?cs var:Lang.Error.TypedHint ?></p><?cs
call:typed(Typed) ?></section><?cs
/if ?><?cs
if:Lost.0 ?>
<p class="top-gap2"><?cs var:Lang.Conflict.NoFiles ?></p><ul class="small"><?cs each:x = Lost ?><li><?cs var:x ?></li><?cs /each ?></ul><?cs
/if ?>
<ul class="links top-gap2"><li><a href="<?cs var:Ticket.Href ?>"><?cs var:Lang.Act.Back ?></a></li><?cs if:User.Create ?><li><a href="/tickets/new?related_id=<?cs var:Ticket.id ?>"><?cs var:Lang.Conflict.Linked ?></a></li><?cs /if ?></ul><?cs
/if ?><?cs
if:Page.RequestId ?>
<p class="small muted top-gap2"><?cs var:Lang.Error.Id ?> <span class="num"><?cs var:Page.RequestId ?></span></p><?cs
/if ?>
</div><?cs
call:words() ?><?cs
include!"layout/foot.cs" ?>
