<?cs # steps.cs - where one is among the steps of a new ticket. ?><?cs
def:steps(now) ?><ol class="steps form" aria-label="<?cs var:Lang.New.Steps ?>"><?cs
loop:i = #1, #3, #1 ?><li<?cs if:i == now ?> aria-current="step"<?cs elif:i < now ?> class="done"<?cs /if ?>><b><?cs var:Lang.New.Step[i] ?></b></li><?cs /loop ?></ol><?cs /def ?><?cs

# What it follows, through the first two steps. ?><?cs
def:follows() ?><?cs if:Related.t ?><input type="hidden" name="related_id" value="<?cs var:Related.id ?>"><p class="hint"><?cs var:Lang.New.Follows ?> <span class="num"><?cs var:Related.id ?></span> <?cs var:Related.t ?></p><?cs /if ?><?cs /def ?><?cs

# No more can be opened: said before anybody types. ?><?cs
def:full() ?><?cs if:Quota.full ?><div class="note warn top-gap"><?cs call:ic_warn() ?><p><?cs var:Quota.full ?></p></div><?cs /if ?><?cs /def ?>
