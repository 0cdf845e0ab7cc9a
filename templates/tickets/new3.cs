<?cs # new3.cs - a new ticket, third step: describe it and send it.
 Reads:
  Key                 idempotency key
  Sub.id, Product.id, .name, Type.id, .name   what was chosen
  Type.region         the region must be chosen
  F.FIELD             .v as typed, or the template of the problem type; .e
                      FIELD: simple_description, region_id, severity_id,
                      files, remind_mail, cc_email, area_code,
                      remind_mobile, remind_time, agreement, confidential
  F.Kept.N            files that are uploaded already, as in ticket/macros.cs
  F.Draft             time at which the draft was saved, words
  Region.N, Used.N    .id, .name; Used: those that the account uses
  Sev.N               .id, .name, .desc, .end the promised first answer
  Ext.N               extra fields, as in ticket/extra.cs
  Quota.kind, .all    how many are open of those allowed, words; .full no more
                      can be opened, words
  Related.id, .t      the ticket that it follows; F.related_id
  Time.N              windows for calls: .v, .n
  Agreement.id, .name, .version, .text
  Say                 how many copies may be sent, words
  Preview             an administrator looks at it: see steps.cs
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"ticket/extra.cs" ?><?cs include!"tickets/steps.cs" ?><?cs
set:Page.Title = Lang.New.Title ?><?cs set:Page.Nav = "new" ?><?cs
include!"layout/head.cs" ?><?cs

# One line of text: name, type of input, what the browser may fill in. ?><?cs
def:line(name, f, label, type, auto, hint) ?><div class="field<?cs if:f.e ?> bad<?cs /if ?>"><label for="<?cs var:name ?>"><?cs var:label ?><?cs call:opt() ?></label><?cs
if:hint ?><p class="hint" id="<?cs var:name ?>-h"><?cs var:hint ?></p><?cs /if ?><?cs call:err(name, f) ?><input id="<?cs var:name ?>" name="<?cs var:name ?>" <?cs if:type == "tel" ?>type="text" inputmode="tel"<?cs else ?>type="<?cs var:type ?>"<?cs /if ?> autocomplete="<?cs var:auto ?>" value="<?cs var:f.v ?>"<?cs call:told(name, f, hint) ?>></div><?cs /def ?>
<?cs def:regions(list) ?><?cs each:r = list ?><option value="<?cs var:r.id ?>"<?cs if:r.id == F.region_id.v ?> selected<?cs /if ?>><?cs var:r.name ?></option><?cs /each ?><?cs /def ?>
<div class="split"><div class="form-page"><?cs call:preview() ?>
<?cs call:summary() ?><?cs call:steps(#3) ?>
<h1><?cs var:Lang.New.Describe ?></h1>
<p class="picked"><span class="muted"><?cs var:Lang.Fact.Product ?></span> <b><?cs var:Product.name ?></b> <span class="muted"><?cs var:Lang.Fact.Problem ?></span> <b><?cs var:Type.name ?></b> <?cs if:!Preview.id ?><a href="/tickets/new"><?cs var:Lang.New.Change ?></a><?cs /if ?><?cs if:Quota.kind ?> <span class="muted"><?cs var:Quota.kind ?></span><?cs /if ?></p><?cs call:full() ?>
<form class="stack-l" method="post" action="/tickets" enctype="multipart/form-data" novalidate<?cs if:!Preview.id ?> data-draft<?cs /if ?>><?cs call:open() ?>
<?cs call:keys(Key) ?><input type="hidden" name="incident_sub_type_id" value="<?cs var:Sub.id ?>"><input type="hidden" name="product_category_id" value="<?cs var:Product.id ?>"><input type="hidden" name="business_type_id" value="<?cs var:Type.id ?>">
<section><h2><?cs var:Lang.New.Problem ?></h2><?cs
if:Related.id ?><div class="field<?cs if:F.related_id.e ?> bad<?cs /if ?>"><?cs call:err("related_id", F.related_id) ?><label class="choice" for="related_id"><input type="checkbox" id="related_id" name="related_id" value="<?cs var:Related.id ?>" checked<?cs call:told("related_id", F.related_id, "") ?>><span><?cs var:Lang.New.Follows ?> <span class="num"><?cs var:Related.id ?></span><small><?cs var:Related.t ?></small></span></label></div><?cs /if ?><?cs
call:area("simple_description", "simple_description", F.simple_description, Lang.New.What, Lang.New.WhatHint, Site.Max.description, "12") ?>
<div class="two"><?cs
if:Region.0.id || Used.0.id ?><div class="field<?cs if:F.region_id.e ?> bad<?cs /if ?>"><label for="region_id"><?cs var:Lang.Fact.Region ?><?cs if:!Type.region ?><?cs call:opt() ?><?cs /if ?></label><?cs call:err("region_id", F.region_id) ?><select id="region_id" name="region_id"<?cs if:Type.region ?> required<?cs /if ?><?cs call:told("region_id", F.region_id, "") ?>><option value=""><?cs var:Lang.Form.Choose ?></option><?cs
if:Used.0.id ?><optgroup label="<?cs var:Lang.New.Used ?>"><?cs call:regions(Used) ?></optgroup><?cs if:Region.0.id ?><optgroup label="<?cs var:Lang.New.OtherRegions ?>"><?cs call:regions(Region) ?></optgroup><?cs /if ?><?cs
else ?><?cs call:regions(Region) ?><?cs /if ?></select></div><?cs /if ?><?cs
each:x = Ext ?><?cs call:ext(x) ?><?cs /each ?></div><?cs
if:Sev.0.id ?>
<fieldset class="field<?cs if:F.severity_id.e ?> bad<?cs /if ?>" id="severity_id" tabindex="-1"><legend><?cs var:Lang.New.Bad ?></legend><?cs call:err("severity_id", F.severity_id) ?><div class="cards one"><?cs
each:s = Sev ?>
<label class="choice"><input type="radio" name="severity_id" value="<?cs var:s.id ?>"<?cs if:s.id == F.severity_id.v ?> checked<?cs /if ?> required><span><?cs var:s.name ?><?cs if:s.desc ?><small><?cs var:s.desc ?></small><?cs /if ?></span><?cs if:s.end ?><span class="end muted"><?cs var:s.end ?></span><?cs /if ?></label><?cs
/each ?>
</div></fieldset><?cs
/if ?><?cs call:confide(F.confidential) ?></section>
<section><h2><?cs var:Lang.Files.Title ?></h2><?cs call:upload("files", F) ?></section>
<section><h2><?cs var:Lang.New.Reach ?></h2><p class="hint"><?cs var:Lang.New.ReachHint ?></p>
<div class="two top-gap"><?cs
call:line("remind_mail", F.remind_mail, Lang.Fact.Mail, "email", "email", "") ?><?cs
call:line("cc_email", F.cc_email, Lang.Fact.Copies, "text", "off", Say) ?></div>
<div class="two"><?cs
call:line("area_code", F.area_code, Lang.New.Area, "tel", "tel-country-code", "") ?><?cs
call:line("remind_mobile", F.remind_mobile, Lang.Fact.Mobile, "tel", "tel-national", "") ?><div class="field<?cs if:F.remind_time.e ?> bad<?cs /if ?>"><label for="remind_time"><?cs var:Lang.New.Call ?><?cs call:opt() ?></label><?cs call:err("remind_time", F.remind_time) ?><select id="remind_time" name="remind_time"<?cs call:told("remind_time", F.remind_time, "") ?>><option value="0"><?cs var:Lang.New.AnyTime ?></option><?cs
each:x = Time ?><option value="<?cs var:x.v ?>"<?cs if:x.v == F.remind_time.v ?> selected<?cs /if ?>><?cs var:x.n ?></option><?cs /each ?></select></div></div></section><?cs
if:Agreement.id ?>
<section><h2><?cs var:Agreement.name ?></h2><details><summary><?cs var:Lang.New.Read ?></summary><p class="text small top-gap"><?cs var:Agreement.text ?></p></details>
<div class="field<?cs if:F.agreement.e ?> bad<?cs /if ?>"><?cs call:err("agreement", F.agreement) ?><label class="choice" for="agreement"><input type="checkbox" id="agreement" name="agreement" value="<?cs var:Agreement.id ?>"<?cs if:F.agreement.v == Agreement.id ?> checked<?cs /if ?> required<?cs call:told("agreement", F.agreement, "") ?>><span><?cs var:Lang.New.Accept ?> <?cs var:Agreement.name ?> <span class="muted nowrap"><?cs var:Lang.New.Version ?> <?cs var:Agreement.version ?></span></span></label></div></section><?cs
/if ?>
<div class="btns"><button class="btn primary l"><?cs var:Lang.New.Submit ?></button><?cs call:draft(F) ?></div><?cs call:close() ?>
</form></div>
<aside class="side" aria-label="<?cs var:Lang.New.Tips ?>">
<section><h2><?cs var:Lang.New.Next ?></h2><ol class="small links how"><li><?cs var:Lang.Home.How1 ?></li><li><?cs var:Lang.Home.How2 ?></li><li><?cs var:Lang.Home.How3 ?></li></ol></section>
<section><h2><?cs var:Lang.New.Secret ?></h2><p class="small"><?cs var:Lang.New.SecretSay ?></p></section>
</aside></div><?cs
call:words() ?>
<?cs include!"layout/foot.cs" ?>
