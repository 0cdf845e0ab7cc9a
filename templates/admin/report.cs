<?cs # report.cs - one report, for the administrators who work on it.
 Reads:
  Report           as in feedback/macros.cs
  Log.N            what became of it, the newest first: .s the state, .came it
                   is that it came, .stays the state did not change, .by or
                   .me, .x note, .at
  Key, Revision    of the form; F.note: .v, .e; F.state.e; F.Left
  Next.N           .v a state that it may come to, .stays it has it, .on
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"feedback/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Feedback.One + " " + Report.n ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("feedback") ?>
<div class="form-page"><?cs call:summary() ?><?cs call:left() ?>
<a class="back" href="/admin/feedback"><?cs call:ic_back() ?> <?cs var:Lang.Feedback.Reports ?></a>
<h1><?cs var:Lang.Feedback.One ?> <span class="num"><?cs var:Report.n ?></span></h1>
<p class="meta top-gap"><?cs call:rbig(Report) ?> <span><?cs var:Lang.Feedback.Types[Report.type] ?></span> <span><?cs var:Report.by ?><?cs if:?Report.org ?>, <?cs var:Report.org ?><?cs /if ?></span> <span><?cs call:when(Report.at) ?></span></p>
<p class="text top-gap"><b><?cs var:Report.t ?></b></p>
<?cs call:rbody() ?>
<section class="card ask top-gap2" aria-labelledby="next"><h2 id="next"><?cs var:Lang.Desk.Next ?></h2>
<form method="post" action="/admin/feedback/<?cs var:Report.id ?>" novalidate>
<?cs call:tkeys(Key) ?>
<fieldset class="field<?cs if:F.state.e ?> bad<?cs /if ?>" id="state" tabindex="-1"><legend><?cs var:Lang.List.State ?></legend><?cs call:err("state", F.state) ?><?cs
each:n = Next ?><label class="choice"><input type="radio" name="state" value="<?cs var:n.v ?>"<?cs if:n.on ?> checked<?cs /if ?>><span><?cs var:Lang.Feedback.State[n.v] ?><?cs if:n.stays ?><small><?cs var:Lang.Feedback.Stays ?></small><?cs /if ?></span></label><?cs /each ?></fieldset>
<div class="field<?cs if:F.note.e ?> bad<?cs /if ?>"><label for="note"><?cs var:Lang.Desk.NoteText ?></label><p class="hint" id="note-h"><?cs var:Lang.Feedback.NoteHint ?> <?cs var:Lang.Form.UpTo ?> 1000 <?cs var:Lang.Form.Chars ?></p><?cs call:err("note", F.note) ?><textarea id="note" name="note" rows="4" data-max="1000"<?cs call:told("note", F.note, "1") ?>>
<?cs var:F.note.v ?></textarea></div>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Form.Save ?></button></div>
</form></section>
<section class="top-gap2" aria-labelledby="log"><h2 id="log"><?cs var:Lang.Feedback.History ?></h2><ul class="box rows top-gap"><?cs
each:e = Log ?>
<li><div class="row"><b><?cs if:e.came ?><?cs var:Lang.Feedback.Sent ?><?cs elif:e.stays ?><?cs var:Lang.Desk.NoteText ?><?cs else ?><?cs var:Lang.Feedback.State[e.s] ?><?cs /if ?></b><span class="meta"><span><?cs if:e.me ?><?cs var:Lang.Thread.You ?><?cs else ?><?cs var:e.by ?><?cs /if ?></span> <span><?cs call:when(e.at) ?></span></span></div><?cs if:?e.x ?><p class="text small"><?cs var:e.x ?></p><?cs /if ?></li><?cs
/each ?></ul></section></div><?cs
call:words() ?>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
