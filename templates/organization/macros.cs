<?cs # macros.cs - what the pages share that manage users, groups and accounts,
 for the administrator of an account and for those of the portal.

 A page begins with call:org("its key") after the head, and ends with
 call:org_end() before the foot.
 Reads: Base ("/organization" or "/admin"), Admin (it is the second).
?><?cs
def:org(now) ?><?cs if:Admin ?><?cs call:admin(now) ?><?cs else ?>
<nav class="tabs hd" aria-label="<?cs var:Lang.Org.Title ?>"><ul><?cs
call:aitem("home", "/organization", Lang.Org.Overview, now) ?><?cs
call:aitem("users", "/organization/users", Lang.Org.Users, now) ?><?cs
call:aitem("groups", "/organization/groups", Lang.Org.Groups, now) ?><?cs
call:aitem("policy", "/organization/policy", Lang.Org.Policy, now) ?><?cs
call:aitem("privileges", "/organization/privileges", Lang.Org.Privileges, now) ?></ul></nav>
<div><?cs /if ?><?cs /def ?><?cs
def:org_end() ?><?cs if:Admin ?><?cs call:admin_end() ?><?cs else ?></div><?cs /if ?><?cs /def ?><?cs

# The roles that a group has: x.ta, x.tgo. ?><?cs
def:roles(x) ?><?cs if:x.ta ?><span class="tag"><?cs var:Lang.Org.TicketAdministrator ?></span> <?cs /if ?><?cs if:x.tgo ?><span class="tag"><?cs var:Lang.Org.GroupOperator ?></span><?cs /if ?><?cs if:!x.ta && !x.tgo ?><span class="muted"><?cs var:Lang.Org.NoRole ?></span><?cs /if ?><?cs /def ?><?cs

# The pages of a list: List.first, .next. ?><?cs
def:pages() ?><?cs if:List.next || List.first ?>
<nav class="pager" aria-label="<?cs var:Lang.List.Pages ?>"><span class="btns"><?cs
if:List.first ?><a class="btn s" href="<?cs var:List.first ?>"><?cs var:Lang.List.First ?></a><?cs /if ?><?cs
if:List.next ?><a class="btn s" rel="next" href="<?cs var:List.next ?>"><?cs var:Lang.Desk.NextPage ?> <?cs call:ic_next() ?></a><?cs /if ?></span></nav><?cs
/if ?><?cs /def ?><?cs

# Somebody else was faster: what is stored now, where it differs. Now.N.{k,v} ?><?cs
def:now() ?><?cs if:Now.0.k ?><div class="note warn"><?cs call:ic_info() ?><div><p><?cs var:Lang.Org.Now ?></p><dl class="facts"><?cs each:x = Now ?><dt><?cs var:x.k ?></dt><dd><?cs if:string.length(x.v) ?><?cs var:x.v ?><?cs else ?><span class="muted"><?cs var:Lang.Org.Empty ?></span><?cs /if ?></dd><?cs /each ?></dl></div></div><?cs /if ?><?cs /def ?><?cs

# A name to be chosen from those of a list, or to be typed. ?><?cs
def:from(name, f, label, list) ?><div class="field<?cs if:f.e ?> bad<?cs /if ?>"><?cs call:afield(name, f, label, "1", "") ?><input id="<?cs var:name ?>" name="<?cs var:name ?>" list="<?cs var:name ?>-l" value="<?cs var:f.v ?>" autocomplete="off" autocapitalize="none" spellcheck="false"<?cs call:told(name, f, "") ?>><datalist id="<?cs var:name ?>-l"><?cs each:x = list ?><option value="<?cs var:x ?>"><?cs if:x.name ?><?cs var:x.name ?><?cs /if ?></option><?cs /each ?></datalist></div><?cs /def ?><?cs

# The policy: A.policy, Key.policy, Href.policy. ?><?cs
def:way(value, word, hint, chosen) ?><label class="choice"><input type="radio" name="policy" value="<?cs var:value ?>"<?cs if:chosen ?> checked<?cs /if ?>><span><?cs var:word ?><small><?cs var:hint ?></small></span></label><?cs /def ?><?cs
def:policy_form() ?>
<form method="post" action="<?cs var:Href.policy ?>" novalidate>
<?cs call:keys(Key.policy) ?>
<fieldset class="field" id="policy"><legend><?cs var:Lang.Org.PolicyWho ?></legend><div class="cards one"><?cs
if:A.policy ?><?cs call:way("off", Lang.Org.PolicyOff, Lang.Org.PolicyOffHint, "") ?><?cs call:way("on", Lang.Org.PolicyOn, Lang.Org.PolicyOnHint, "1") ?><?cs
else ?><?cs call:way("off", Lang.Org.PolicyOff, Lang.Org.PolicyOffHint, "1") ?><?cs call:way("on", Lang.Org.PolicyOn, Lang.Org.PolicyOnHint, "") ?><?cs /if ?></div></fieldset>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Form.Save ?></button></div>
</form><?cs /def ?><?cs

# The privileges: A.P.N (a key in Lang.Org.Privilege, .has), Key.privileges,
  Href.privileges. Each button switches its own. ?><?cs
def:privileges_form() ?>
<form method="post" action="<?cs var:Href.privileges ?>">
<?cs call:keys(Key.privileges) ?>
<ul class="box rows"><?cs each:p = A.P ?>
<li><div class="row"><b><?cs var:Lang.Org.Privilege[p] ?></b> <?cs if:p.has ?><span class="due good"><?cs call:ic_check() ?> <?cs var:Lang.Org.Granted ?></span><?cs else ?><span class="due"><?cs var:Lang.Org.NotGranted ?></span><?cs /if ?></div><p class="meta"><span class="num"><?cs var:p ?></span><span><?cs var:Lang.Org.PrivilegeHint[p] ?></span></p><?cs
if:p.has ?><button class="btn s" name="revoke" value="<?cs var:p ?>"><?cs var:Lang.Org.Revoke ?><span class="sr">: <?cs var:Lang.Org.Privilege[p] ?></span></button><?cs
else ?><button class="btn s" name="grant" value="<?cs var:p ?>"><?cs var:Lang.Org.Grant ?><span class="sr">: <?cs var:Lang.Org.Privilege[p] ?></span></button><?cs /if ?></li><?cs /each ?>
</ul></form><?cs /def ?><?cs

# What an account has used: Use.open, .labels, .labelsMax, .users, .groups, .up, .upMax. ?><?cs
def:use() ?><dl class="defs"><div><dt><?cs var:Lang.Org.UseOpen ?></dt><dd><?cs var:Use.open ?> <span class="muted"><?cs var:Lang.Org.NoLimit ?></span></dd></div><div><dt><?cs var:Lang.Org.UseUp ?></dt><dd><?cs var:Use.up ?> / <?cs var:Use.upMax ?></dd></div><div><dt><?cs var:Lang.Org.UseLabels ?></dt><dd><?cs var:Use.labels ?> / <?cs var:Use.labelsMax ?></dd></div><div><dt><?cs var:Lang.Org.UseUsers ?></dt><dd><a href="<?cs var:Base ?>/users<?cs if:Admin ?>?account=<?cs var:A.id ?><?cs /if ?>"><?cs var:Use.users ?></a></dd></div><div><dt><?cs var:Lang.Org.Groups ?></dt><dd><a href="<?cs var:Base ?>/groups<?cs if:Admin ?>?account=<?cs var:A.id ?><?cs /if ?>"><?cs var:Use.groups ?></a></dd></div></dl><?cs /def ?>
