<?cs # show.cs - one authorization, for the customer who decides on it.
 Reads, beside what authorization/macros.cs reads of Auth:
  Auth.why             purpose
  Auth.asked, .from, .to, .cleared   times; absent: not yet
  Auth.handler, .agency, .reason     absent: none
  D.N                  where it leads: .n number, .name, .region, .host;
                       .port, .account, .password: fields of the form
  Needs.port, .account, .optional (the account), .password, .agency
  May.confirm, .reject, .cancel   the forms that are there
  Key, Key2            keys of them
  F.FIELD              what was typed; F.Draft time of the draft, words
  Agreement.id, .name, .version, .text
  Look.N               history, newest first: .ev as in Lang.Event, .by
                       (absent: the system) or .me, .at
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"authorization/macros.cs" ?><?cs
set:Page.Title = Lang.Auth.Resource[Auth.res] + " " + Lang.Auth.Visit[Auth.visit] + " " + Auth.tid ?><?cs set:Page.Nav = "access" ?><?cs
include!"layout/head.cs" ?><?cs call:summary() ?><?cs

def:item(word, value) ?><?cs if:value ?><dt><?cs var:word ?></dt><dd><?cs var:value ?></dd><?cs /if ?><?cs /def ?><?cs
def:itemtime(word, t) ?><?cs if:t ?><dt><?cs var:word ?></dt><dd><?cs call:when(t) ?></dd><?cs /if ?><?cs /def ?><?cs

# A secret: never filled in by us. ?><?cs
def:lost(f) ?><?cs if:f.lost ?><p class="err"><?cs call:ic_info() ?> <?cs var:Lang.Auth.Again ?></p><?cs /if ?><?cs /def ?><?cs
def:moment(id, f, label) ?><div class="field<?cs if:f.e ?> bad<?cs /if ?>"><label for="<?cs var:id ?>"><?cs var:label ?></label><p class="hint" id="<?cs var:id ?>-h"><?cs var:Lang.Auth.SpanHint ?></p><?cs call:err(id, f) ?><input type="<?cs if:f.e ?>text<?cs else ?>datetime-local<?cs /if ?>" id="<?cs var:id ?>" name="<?cs var:id ?>" value="<?cs var:f.v ?>" required<?cs call:told(id, f, "1") ?>></div><?cs /def ?>
<div class="split"><div>
<div class="head"><div><a class="back" href="/authorizations"><?cs call:ic_back() ?> <?cs var:Lang.Nav.Access ?></a>
<h1><?cs call:authname(Auth) ?></h1>
<p class="meta top-gap"><span class="state big s-<?cs var:Auth.like ?>"><?cs var:Lang.Auth.State[Auth.s] ?></span> <a class="num" href="<?cs var:Auth.th ?>"><?cs var:Auth.tid ?></a> <span><?cs var:Auth.t ?></span></p></div><?cs
if:May.cancel ?><div class="btns"><button type="button" class="btn danger" commandfor="d-cancel" command="show-modal"><?cs var:Lang.Auth.Cancel ?></button></div><?cs /if ?></div>
<p class="now"><?cs var:Lang.Auth.Then[Auth.s] ?></p>
<section class="card" aria-labelledby="why"><h2 id="why"><?cs var:Lang.Auth.Why ?></h2><p class="text"><?cs var:Auth.why ?></p>
<p class="meta top-gap"><span><?cs var:Lang.Auth.By ?> <?cs var:Auth.by ?></span> <span><?cs call:when(Auth.asked) ?></span></p>
<h3 class="top-gap"><?cs var:Lang.Auth.Places ?></h3><ul class="links small"><?cs each:d = D ?><li><?cs call:place(d) ?></li><?cs /each ?></ul></section><?cs
if:May.confirm ?>
<section class="card ask top-gap2" id="grant" aria-labelledby="grant-h"><h2 id="grant-h"><?cs var:Lang.Auth.Grant ?></h2><p class="hint"><?cs var:Lang.Auth.GrantHint ?></p>
<form method="post" action="/authorizations/<?cs var:Auth.id ?>/confirm" novalidate autocomplete="off">
<?cs call:keys(Key) ?><?cs
each:d = D ?><?cs if:Needs.port && d.host || Needs.account || Needs.password ?>
<fieldset class="field"><legend><?cs call:place(d) ?></legend><?cs
if:Needs.port && d.host || Needs.account ?><div class="two"><?cs
if:Needs.account ?><div class="field<?cs if:d.account.e ?> bad<?cs /if ?>"><label for="account_<?cs var:d.n ?>"><?cs var:Lang.Auth.User ?><?cs if:Needs.optional ?><?cs call:opt() ?><?cs /if ?></label><?cs call:err("account_" + d.n, d.account) ?><?cs if:!d.account.e ?><?cs call:lost(d.account) ?><?cs /if ?><input id="account_<?cs var:d.n ?>" name="account_<?cs var:d.n ?>" autocomplete="off" autocapitalize="none" spellcheck="false"<?cs if:!Needs.optional ?> required<?cs /if ?><?cs call:told("account_" + d.n, d.account, "") ?>></div><?cs /if ?><?cs
if:Needs.port && d.host ?><div class="field<?cs if:d.port.e ?> bad<?cs /if ?>"><label for="port_<?cs var:d.n ?>"><?cs var:Lang.Auth.Port ?></label><?cs call:err("port_" + d.n, d.port) ?><input id="port_<?cs var:d.n ?>" name="port_<?cs var:d.n ?>" inputmode="numeric" value="<?cs var:d.port.v ?>" required<?cs call:told("port_" + d.n, d.port, "") ?>></div><?cs /if ?></div><?cs /if ?><?cs
if:Needs.password ?>
<div class="field<?cs if:d.password.e ?> bad<?cs /if ?>"><label for="password_<?cs var:d.n ?>"><?cs if:Auth.visit == #7 ?><?cs var:Lang.Auth.Text ?><?cs else ?><?cs var:Lang.Auth.Password ?><?cs /if ?></label><?cs call:err("password_" + d.n, d.password) ?><?cs if:!d.password.e ?><?cs call:lost(d.password) ?><?cs /if ?><textarea class="masked" id="password_<?cs var:d.n ?>" name="password_<?cs var:d.n ?>" rows="2" autocomplete="off" autocapitalize="none" spellcheck="false" required<?cs call:told("password_" + d.n, d.password, "") ?>>
</textarea></div><?cs /if ?></fieldset><?cs
/if ?><?cs /each ?><?cs
if:Needs.agency ?>
<div class="field<?cs if:F.agency_id.e ?> bad<?cs /if ?>"><label for="agency_id"><?cs var:Lang.Auth.Agency ?></label><p class="hint" id="agency_id-h"><?cs var:Lang.Auth.AgencyHint ?></p><?cs call:err("agency_id", F.agency_id) ?><input id="agency_id" name="agency_id" value="<?cs var:F.agency_id.v ?>" autocapitalize="none" spellcheck="false" required<?cs call:told("agency_id", F.agency_id, "1") ?>></div><?cs /if ?>
<div class="two"><?cs call:moment("auth_effective_time", F.auth_effective_time, Lang.Auth.From) ?><?cs call:moment("auth_expire_time", F.auth_expire_time, Lang.Auth.To) ?></div><?cs
if:Agreement.id ?>
<div class="field<?cs if:F.agreement.e ?> bad<?cs /if ?>"><details class="small"><summary><?cs var:Agreement.name ?>: <?cs var:Lang.Auth.Read ?></summary><p class="text top-gap"><?cs var:Agreement.text ?></p></details><?cs call:err("agreement", F.agreement) ?><label class="choice" for="agreement"><input type="checkbox" id="agreement" name="agreement" value="<?cs var:Agreement.id ?>"<?cs if:F.agreement.v ?> checked<?cs /if ?> required<?cs call:told("agreement", F.agreement, "") ?>><span><?cs var:Lang.Auth.Accept ?> <?cs var:Agreement.name ?> <span class="muted nowrap"><?cs var:Lang.New.Version ?> <?cs var:Agreement.version ?></span></span></label></div><?cs
/if ?>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Auth.Do ?></button></div>
</form></section><?cs
/if ?><?cs
if:May.reject ?>
<section class="card acc top-gap"><details<?cs if:F.reject_reason.e ?> open<?cs /if ?>><summary><?cs var:Lang.Auth.RefuseAsk ?></summary>
<form method="post" action="/authorizations/<?cs var:Auth.id ?>/reject" novalidate>
<?cs call:keys(Key2) ?><?cs
call:area("reject_reason", "reject_reason", F.reject_reason, Lang.Auth.RefuseWhy, Lang.Auth.RefuseHint, "300", "2") ?>
<div class="field btns"><button class="btn danger"><?cs var:Lang.Auth.RefuseDo ?></button></div>
</form></details></section><?cs
elif:F.reject_reason.v ?>
<div class="field top-gap2"><label><?cs var:Lang.Auth.RefuseWhy ?><textarea rows="3" readonly>
<?cs var:F.reject_reason.v ?></textarea></label></div><?cs
/if ?>
</div>
<aside class="side" aria-label="<?cs var:Lang.Auth.Facts ?>">
<section><h2><?cs var:Lang.Auth.Facts ?></h2><dl class="facts"><?cs
call:item(Lang.Auth.Handler, Auth.handler) ?><?cs
call:itemtime(Lang.Auth.From, Auth.from) ?><?cs
call:itemtime(Lang.Auth.To, Auth.to) ?><?cs
call:item(Lang.Auth.Agency, Auth.agency) ?><?cs
call:item(Lang.Auth.Reason, Auth.reason) ?><?cs
call:itemtime(Lang.Auth.Cleared, Auth.cleared) ?><?cs
call:item(Lang.Auth.For, Auth.tid) ?></dl></section>
<section><h2><?cs var:Lang.Auth.History ?></h2><ul class="links small"><?cs
each:l = Look ?><li><b><?cs call:name(l) ?></b> <?cs var:Lang.Event[l.ev] ?> <span class="muted nowrap"><?cs call:when(l.at) ?></span></li><?cs /each ?></ul></section>
</aside></div><?cs
if:May.cancel ?>
<dialog id="d-cancel" closedby="any" aria-labelledby="d-cancel-h"><h2 id="d-cancel-h"><?cs var:Lang.Auth.CancelAsk ?></h2><p><?cs var:Lang.Auth.CancelHint ?></p>
<form method="post" action="/authorizations/<?cs var:Auth.id ?>/cancel">
<?cs call:keys(Key) ?>
<div class="btns top-gap2"><button class="btn danger"><?cs var:Lang.Auth.CancelDo ?></button><button type="button" class="btn" commandfor="d-cancel" command="close" autofocus><?cs var:Lang.Auth.Keep ?></button></div>
</form></dialog><?cs
/if ?><?cs
call:words() ?><?cs
include!"layout/foot.cs" ?>
