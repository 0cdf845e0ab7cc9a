<?cs # help.cs - what the portal allows, in words.
 Reads from the site: Site.Up.say, Site.Rule.N (further rules, sentences).
 Reads from the page:
  Hours.N          when the desk works: .day, .h hours; HoursZone by whose clock
  Promise.N        severities: .name, .first, .solve, .on around the clock
  Use.own, .ownMax, .all, .allMax   uploaded today by the reader, by his account
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs
set:Page.Title = Lang.Nav.Help ?><?cs set:Page.Nav = "help" ?><?cs
include!"layout/head.cs" ?><?cs
def:means(s) ?><div><dt><?cs call:state(s) ?></dt><dd><?cs if:User.Staff ?><b><?cs var:Lang.WhoDesk[s] ?></b> <?cs var:Lang.ThenDesk[s] ?><?cs else ?><b><?cs var:Lang.Who[s] ?></b> <?cs var:Lang.Then[s] ?><?cs /if ?></dd></div><?cs /def ?><?cs
def:key(keys, word) ?><div><dt><kbd><?cs var:keys ?></kbd></dt><dd><?cs var:word ?></dd></div><?cs /def ?>
<div class="form-page stack-l">
<div><h1><?cs var:Lang.Nav.Help ?></h1><p class="lead"><?cs var:Lang.Home.EmptySay ?></p></div>
<section aria-labelledby="how"><h2 id="how"><?cs var:Lang.Home.How ?></h2><ol class="links how top-gap"><li><?cs var:Lang.Home.How1 ?></li><li><?cs var:Lang.Home.How2 ?></li><li><?cs var:Lang.Home.How3 ?></li></ol></section>
<section aria-labelledby="states"><h2 id="states"><?cs var:Lang.Help.States ?></h2><dl class="defs"><?cs
call:means("0") ?><?cs call:means("1") ?><?cs call:means("17") ?><?cs call:means("5") ?><?cs call:means("2") ?><?cs call:means("3") ?><?cs call:means("4") ?><?cs call:means("12") ?></dl></section>
<?cs
if:Hours.0.day ?><section aria-labelledby="hours"><h2 id="hours"><?cs var:Lang.Help.Hours ?></h2><dl class="facts top-gap"><?cs
each:d = Hours ?><dt><?cs var:d.day ?></dt><dd class="num"><?cs var:d.h ?></dd><?cs /each ?></dl><p class="hint"><?cs var:Lang.Help.HoursBy ?> <?cs var:HoursZone ?></p></section>
<?cs /if ?><?cs
if:Promise.0.name ?><section aria-labelledby="promises"><h2 id="promises"><?cs var:Lang.Help.Promises ?></h2><p class="hint"><?cs var:Lang.Help.PromisesHint ?></p>
<div class="box top-gap"><table class="list"><caption><?cs var:Lang.Help.Promises ?></caption><thead><tr><th scope="col"><?cs var:Lang.Fact.Severity ?></th><th scope="col"><?cs var:Lang.Admin.First ?></th><th scope="col"><?cs var:Lang.Admin.Solution ?></th></tr></thead><tbody><?cs
each:p = Promise ?><tr><td class="main"><b><?cs var:p.name ?></b><?cs if:p.on ?><div class="meta"><span><?cs var:Lang.Admin.Around ?></span></div><?cs /if ?></td><td data-l="<?cs var:Lang.Admin.First ?>:"><?cs var:p.first ?></td><td data-l="<?cs var:Lang.Admin.Solution ?>:"><?cs var:p.solve ?></td></tr><?cs /each ?></tbody></table></div></section>
<?cs /if ?><section aria-labelledby="limits"><h2 id="limits"><?cs var:Lang.Help.Limits ?></h2><ul class="links top-gap">
<li><?cs var:Lang.Help.Description ?> <?cs var:Lang.Form.UpTo ?> <?cs var:Site.Max.description ?> <?cs var:Lang.Form.Chars ?></li>
<li><?cs var:Lang.Help.Message ?> <?cs var:Lang.Form.UpTo ?> <?cs var:Site.Max.message ?> <?cs var:Lang.Form.Chars ?></li>
<li><?cs var:Site.Up.say ?></li><?cs
each:r = Site.Rule ?><li><?cs var:r ?></li><?cs /each ?></ul><?cs
if:Use.ownMax ?><dl class="facts top-gap"><dt><?cs var:Lang.Help.UseOwn ?></dt><dd class="num"><?cs var:Use.own ?> / <?cs var:Use.ownMax ?></dd><?cs
 if:Use.allMax ?><dt><?cs var:Lang.Help.UseAll ?></dt><dd class="num"><?cs var:Use.all ?> / <?cs var:Use.allMax ?></dd><?cs /if ?></dl><?cs /if ?></section>
<section id="search" aria-labelledby="find"><h2 id="find"><?cs var:Lang.Search.Title ?></h2><p class="top-gap"><?cs if:User.Staff ?><?cs var:Lang.Search.How ?><?cs else ?><?cs var:Lang.Search.HowOwn ?><?cs /if ?></p><p class="top-gap"><?cs var:Lang.Search.Terms ?></p><dl class="defs keys"><?cs
if:User.Staff ?><?cs call:key("is:mine", Lang.Search.IsMine) ?><?cs call:key("is:unassigned", Lang.Search.IsNone) ?><?cs call:key("is:urged", Lang.Search.IsUrged) ?><?cs call:key("is:late", Lang.Search.IsLate) ?><?cs call:key("status:closed", Lang.Search.StatusDesk) ?><?cs call:key("assignee:", Lang.Search.Assignee) ?><?cs call:key("product:", Lang.Search.Product) ?><?cs call:key("severity:", Lang.Search.Severity) ?><?cs call:key("queue:mine", Lang.Search.Queue) ?><?cs
else ?><?cs call:key("status:open", Lang.Search.Status) ?><?cs call:key("label:", Lang.Search.Label) ?><?cs /if ?><?cs
call:key("after:2026-01-31", Lang.Search.After) ?><?cs call:key("before:2026-01-31", Lang.Search.Before) ?></dl></section>
<section id="shortcuts" aria-labelledby="keys"><h2 id="keys"><?cs var:Lang.Help.Keys ?></h2><p class="hint"><?cs var:Lang.Help.KeysHint ?></p><dl class="defs keys"><?cs
call:key("/", Lang.Help.KeySearch) ?><?cs
if:User.Staff ?><?cs call:key("n", Lang.Help.KeyNote) ?><?cs call:key("r", Lang.Help.KeyReply) ?><?cs call:key("s", Lang.Help.KeySolve) ?><?cs call:key("a", Lang.Help.KeyTake) ?><?cs call:key("p", Lang.Help.KeyPause) ?><?cs call:key("x", Lang.Help.KeySelect) ?><?cs call:key("g q", Lang.Help.KeyQueue) ?><?cs call:key("g d", Lang.Help.KeyDesk) ?><?cs else ?><?cs call:key("n", Lang.Help.KeyNew) ?><?cs call:key("r", Lang.Help.KeyAnswer) ?><?cs /if ?><?cs
call:key("j", Lang.Help.KeyDown) ?><?cs call:key("k", Lang.Help.KeyUp) ?><?cs call:key("o", Lang.Help.KeyOpen) ?><?cs
call:key("Ctrl + Enter", Lang.Help.KeySend) ?><?cs call:key("?", Lang.Help.KeyHelp) ?></dl></section>
<?cs if:!User.Staff ?><section aria-labelledby="report"><h2 id="report"><?cs var:Lang.Feedback.Title ?></h2><p class="top-gap"><?cs var:Lang.Feedback.HelpSay ?></p><p class="top-gap"><a href="/feedback"><?cs var:Lang.Feedback.Link ?></a></p></section>
<?cs /if ?><section aria-labelledby="secret"><h2 id="secret"><?cs var:Lang.New.Secret ?></h2><p class="top-gap"><?cs var:Lang.New.SecretSay ?></p></section>
</div>
<?cs include!"layout/foot.cs" ?>
