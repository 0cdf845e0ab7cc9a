<?cs # show.cs - one report, for its author.
 Reads: Report, as in feedback/macros.cs
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"feedback/macros.cs" ?><?cs
set:Page.Title = Lang.Feedback.One + " " + Report.n ?><?cs set:Page.Nav = "feedback" ?><?cs
include!"layout/head.cs" ?>
<div class="form-page">
<a class="back" href="/feedback"><?cs call:ic_back() ?> <?cs var:Lang.Feedback.Title ?></a>
<h1><?cs var:Lang.Feedback.One ?> <span class="num"><?cs var:Report.n ?></span></h1><?cs
if:Page.Done == "reported" ?>
<p class="lead"><?cs var:Lang.Feedback.Thanks ?></p><?cs /if ?>
<p class="meta top-gap"><?cs call:rbig(Report) ?> <span><?cs var:Lang.Feedback.Types[Report.type] ?></span> <span><?cs call:when(Report.at) ?></span></p>
<p class="now"><?cs var:Lang.Feedback.Then[Report.s] ?></p>
<p class="text top-gap"><b><?cs var:Report.t ?></b></p>
<?cs call:rbody() ?></div>
<?cs include!"layout/foot.cs" ?>
