<?cs # extra.cs - the extra fields of a problem type, as fields of a form.
 It comes after layout/macros.cs.  Reads of a field x:
  .k key, .n name, .type, .tip hint, .max characters
  .req                 it must be filled in
  .v as typed, .e      a complaint
  .O.N                 options: .v, .n, .on
  .inner               customers do not see it
  .secret, .sealed     it is kept under seal, and something is; .again: what was
                       typed is not shown again
 type: 0 text, 1 number, 2 one of, 3 some of, 4 date, 5 long text, 6 yes or no,
 7 e-mail, 8 telephone, 9 address of a page, 10 time
?><?cs

def:ext_hint(x) ?><?cs if:x.tip || x.secret || x.inner ?><p class="hint" id="extends_<?cs var:x.k ?>-h"><?cs if:x.inner ?><?cs call:ic_lock() ?> <?cs var:Lang.Ext.Inner ?> <?cs /if ?><?cs var:x.tip ?><?cs if:x.secret ?> <?cs call:ic_lock() ?> <?cs var:Lang.Ext.Secret ?><?cs if:x.sealed ?> <?cs var:Lang.Ext.Keep ?><?cs elif:x.again ?> <?cs var:Lang.Ext.Again ?><?cs /if ?><?cs /if ?></p><?cs /if ?><?cs /def ?><?cs
def:ext_said(x) ?><?cs call:ext_hint(x) ?><?cs if:x.e ?><p class="err" id="extends_<?cs var:x.k ?>-e"><?cs call:ic_warn() ?> <?cs var:x.e ?></p><?cs /if ?><?cs /def ?><?cs
def:ext_told(x) ?><?cs if:x.req && !x.sealed ?> required<?cs /if ?><?cs if:x.e ?> aria-invalid="true" aria-describedby="extends_<?cs var:x.k ?>-e<?cs if:x.tip || x.secret || x.inner ?> extends_<?cs var:x.k ?>-h<?cs /if ?>"<?cs elif:x.tip || x.secret || x.inner ?> aria-describedby="extends_<?cs var:x.k ?>-h"<?cs /if ?><?cs /def ?><?cs
def:ext_input(x, type, mode) ?><input id="extends_<?cs var:x.k ?>" name="extends_<?cs var:x.k ?>" type="<?cs var:type ?>"<?cs if:mode ?> inputmode="<?cs var:mode ?>"<?cs /if ?> value="<?cs var:x.v ?>" autocomplete="off" autocapitalize="none" spellcheck="false"<?cs call:ext_told(x) ?>><?cs /def ?><?cs

def:ext(x) ?>
<?cs if:x.type == #3 || x.type == #6 ?><fieldset class="field<?cs if:x.e ?> bad<?cs /if ?>" id="extends_<?cs var:x.k ?>" tabindex="-1"<?cs if:x.e ?> aria-describedby="extends_<?cs var:x.k ?>-e"<?cs /if ?>><legend><?cs var:x.n ?><?cs if:!x.req ?><?cs call:opt() ?><?cs /if ?></legend><?cs call:ext_said(x) ?><?cs
each:o = x.O ?><label class="choice"><input type="<?cs if:x.type == #3 ?>checkbox<?cs else ?>radio<?cs /if ?>" name="extends_<?cs var:x.k ?>" value="<?cs var:o.v ?>"<?cs if:o.on ?> checked<?cs /if ?>><span><?cs var:o.n ?></span></label><?cs /each ?></fieldset><?cs
else ?><div class="field<?cs if:x.secret ?> seal<?cs /if ?><?cs if:x.e ?> bad<?cs /if ?>"><label for="extends_<?cs var:x.k ?>"><?cs var:x.n ?><?cs if:!x.req ?><?cs call:opt() ?><?cs /if ?></label><?cs call:ext_said(x) ?><?cs
if:x.type == #2 ?><select id="extends_<?cs var:x.k ?>" name="extends_<?cs var:x.k ?>" autocomplete="off"<?cs call:ext_told(x) ?>><option value=""><?cs var:Lang.Form.Choose ?></option><?cs each:o = x.O ?><option value="<?cs var:o.v ?>"<?cs if:o.on ?> selected<?cs /if ?>><?cs var:o.n ?></option><?cs /each ?></select><?cs
elif:x.type == #5 ?><textarea id="extends_<?cs var:x.k ?>" name="extends_<?cs var:x.k ?>" rows="3" data-max="<?cs var:x.max ?>" autocomplete="off"<?cs call:ext_told(x) ?>>
<?cs var:x.v ?></textarea><?cs
elif:x.type == #4 && !x.e ?><?cs call:ext_input(x, "date", "") ?><?cs
elif:x.type == #10 && !x.e ?><?cs call:ext_input(x, "time", "") ?><?cs
elif:x.type == #1 ?><?cs call:ext_input(x, "text", "decimal") ?><?cs
elif:x.type == #7 ?><?cs call:ext_input(x, "email", "") ?><?cs
elif:x.type == #8 ?><?cs call:ext_input(x, "text", "tel") ?><?cs
elif:x.type == #9 ?><?cs call:ext_input(x, "url", "") ?><?cs
else ?><?cs call:ext_input(x, "text", "") ?><?cs
/if ?></div><?cs
/if ?><?cs /def ?>
