<?cs # error.cs - something went wrong: what, what was kept, what to do next.
 Reads:
  Error.Code       400, 401, 403, 404, 405, 409, 413, 422, 429, 500 or 503
  Error.Say        what happened, if there is more to say than the code does
  Error.Kept       what became of what was typed or uploaded, a sentence
  Error.Back       href of the page to go on with, if there is one
  Error.Text.N     what was typed and could not be kept: to be copied;
                   value is the text, .k the field's name in words
  Page.RequestId   the id that the log has too
?><?cs include!"layout/macros.cs" ?><?cs set:Page.Title = Lang.Error[Error.Code].Title ?><?cs include!"layout/head.cs" ?>
<div class="narrow oops">
<h1><?cs var:Lang.Error[Error.Code].Title ?></h1>
<p class="lead top-gap"><?cs alt:html_escape(Error.Say) ?><?cs var:Lang.Error[Error.Code].What ?><?cs /alt ?> <?cs var:Error.Kept ?></p>
<p class="top-gap"><?cs var:Lang.Error[Error.Code].Next ?></p><?cs
if:Error.Text.0.k ?>
<section class="top-gap2"><h2><?cs var:Lang.Error.Typed ?></h2><p class="hint"><?cs var:Lang.Error.TypedHint ?></p><?cs
 call:typed(Error.Text) ?></section><?cs
/if ?>
<ul class="links top-gap2"><?cs
if:Error.Back ?><li><a href="<?cs var:Error.Back ?>"><?cs var:Lang.Error.Back ?></a></li><?cs /if ?><?cs
if:User.Staff ?><li><a href="/agent/tickets"><?cs var:Lang.Error.ToQueue ?></a></li><li><a href="/agent"><?cs var:Lang.Error.ToDesk ?></a></li><?cs
elif:User.Name ?><li><a href="/tickets"><?cs var:Lang.Error.ToTickets ?></a></li><li><a href="/home"><?cs var:Lang.Error.ToHome ?></a></li><?cs
else ?><li><a href="/login"><?cs var:Lang.Error.ToLogin ?></a></li><?cs
/if ?></ul><?cs
if:Page.RequestId ?>
<p class="small muted top-gap2"><?cs var:Lang.Error.Id ?> <span class="num"><?cs var:Page.RequestId ?></span></p><?cs
/if ?>
</div>
<?cs include!"layout/foot.cs" ?>
