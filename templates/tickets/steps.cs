<?cs # steps.cs - where one is among the steps of a new ticket. ?><?cs
def:steps(now) ?><ol class="steps form" aria-label="<?cs var:Lang.New.Steps ?>"><?cs
loop:i = #1, #3, #1 ?><li<?cs if:i == now ?> aria-current="step"<?cs elif:i < now ?> class="done"<?cs /if ?>><b><?cs var:Lang.New.Step[i] ?></b></li><?cs /loop ?></ol><?cs /def ?><?cs

# What it follows, through the first two steps. ?><?cs
def:follows() ?><?cs if:Related.t ?><input type="hidden" name="related_id" value="<?cs var:Related.id ?>"><p class="hint"><?cs var:Lang.New.Follows ?> <span class="num"><?cs var:Related.id ?></span> <?cs var:Related.t ?></p><?cs /if ?><?cs /def ?><?cs

# No more can be opened: said before anybody types. ?><?cs
def:full() ?><?cs if:Quota.full ?><div class="note warn top-gap"><?cs call:ic_warn() ?><p><?cs var:Quota.full ?></p></div><?cs /if ?><?cs /def ?><?cs

# For an administrator who looks at it: Preview.id the problem type, .step,
  .language, .off if customers do not come here.  What follows open() and
  comes before close() cannot be used. ?><?cs
def:pstep(n) ?><li><a href="/admin/catalogue/<?cs var:url_escape(Preview.id) ?>/preview?step=<?cs var:n ?>&amp;language=<?cs var:url_escape(Preview.language) ?>"<?cs if:Preview.step == n ?> aria-current="page"<?cs /if ?>><?cs var:Lang.New.Step[n] ?></a></li><?cs /def ?><?cs
def:plang(l) ?><li><a href="/admin/catalogue/<?cs var:url_escape(Preview.id) ?>/preview?step=<?cs var:Preview.step ?>&amp;language=<?cs var:url_escape(l.id) ?>" lang="<?cs var:l.code ?>"<?cs if:Preview.language == l.id ?> aria-current="true"<?cs /if ?>><?cs var:l.name ?></a></li><?cs /def ?><?cs
def:preview() ?><?cs if:Preview.id ?>
<a class="back" href="/admin/catalogue/<?cs var:url_escape(Preview.id) ?>?kind=problem_type"><?cs call:ic_back() ?> <?cs var:Preview.name ?></a>
<div class="note<?cs if:Preview.off ?> warn<?cs /if ?>"><?cs call:ic_info() ?><p><?cs var:Lang.Entry.PreviewSay ?><?cs if:Preview.off ?> <?cs var:Lang.Entry.PreviewOff ?><?cs /if ?></p></div>
<nav class="tabs hd" aria-label="<?cs var:Lang.Entry.Preview ?>"><ul><?cs call:pstep("1") ?><?cs call:pstep("2") ?><?cs call:pstep("3") ?><?cs each:l = Lang.Languages ?><?cs call:plang(l) ?><?cs /each ?></ul></nav><?cs /if ?><?cs /def ?><?cs
def:open() ?><?cs if:Preview.id ?><fieldset class="stack-l" disabled><?cs /if ?><?cs /def ?><?cs
def:close() ?><?cs if:Preview.id ?></fieldset><?cs /if ?><?cs /def ?>
