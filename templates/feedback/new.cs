<?cs # new.cs - report infringement or illegal content; what he has reported.
 Reads:
  Key                 idempotency key
  F.FIELD             .v as typed, .e a complaint
                      FIELD: type, title, content, files, ip_type, ip_area,
                      ip_number, ip_content, contacts_id_type, contacts_name,
                      contacts_company_name, contacts_mobile, contacts_mail,
                      contacts_area, contacts_address, contacts_other_way
  F.Kept.N            evidence that is uploaded already, as in ticket/macros.cs
  F.Id.files.e, F.Id.Kept.N   the same of the proof of who he is
  F.Draft             time at which the draft was saved, words
  Choice.type, .ip, .id   rows .v of what can be chosen
  Row.N               his reports, as in feedback/macros.cs
  List.first, .next   hrefs of more of them
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"feedback/macros.cs" ?><?cs
set:Page.Title = Lang.Feedback.Title ?><?cs set:Page.Nav = "feedback" ?><?cs
include!"layout/head.cs" ?><?cs

# What applies to some answers only: data-when names the field, data-is the
  answers.  Without script it is all there, and a hint says when. ?><?cs
def:line(name, f, label, need, type, auto, hint) ?><div class="field<?cs if:f.e ?> bad<?cs /if ?>"><label for="<?cs var:name ?>"><?cs var:label ?><?cs if:!need && !hint ?><?cs call:opt() ?><?cs /if ?></label><?cs
if:hint ?><p class="hint" id="<?cs var:name ?>-h"><?cs var:hint ?></p><?cs /if ?><?cs call:err(name, f) ?><input id="<?cs var:name ?>" name="<?cs var:name ?>" type="<?cs var:type ?>" autocomplete="<?cs var:auto ?>" value="<?cs var:f.v ?>"<?cs if:need ?> required<?cs /if ?><?cs call:told(name, f, hint) ?>></div><?cs /def ?><?cs
def:text(name, f, label, hint, max) ?><div class="field<?cs if:f.e ?> bad<?cs /if ?>"><label for="<?cs var:name ?>"><?cs var:label ?></label><p class="hint" id="<?cs var:name ?>-h"><?cs var:hint ?> <?cs var:Lang.Form.UpTo ?> <?cs var:max ?> <?cs var:Lang.Form.Chars ?></p><?cs call:err(name, f) ?><textarea id="<?cs var:name ?>" name="<?cs var:name ?>" rows="7" data-max="<?cs var:max ?>"<?cs call:told(name, f, "1") ?>>
<?cs var:f.v ?></textarea></div><?cs /def ?><?cs

# A place for files: name of the input, and of the boxes of those kept. ?><?cs
def:files(id, kept, c, label, hint) ?><?cs if:c.Kept.0.id ?>
<fieldset class="field kept"><legend><?cs var:Lang.Files.Kept ?></legend><p class="hint"><?cs var:Lang.Files.KeptHint ?></p>
<ul class="files"><?cs each:k = c.Kept ?><li class="file"><?cs
 if:k.img ?><img src="<?cs var:k.img ?>" alt="" width="48" height="48"><?cs else ?><span class="ext" aria-hidden="true"><?cs var:k.x ?></span><?cs /if ?><label class="choice"><input type="checkbox" name="<?cs var:kept ?>" value="<?cs var:k.id ?>" checked><span><?cs var:k.n ?><small><?cs var:k.z ?></small></span></label></li><?cs
 /each ?></ul></fieldset><?cs /if ?>
<div class="field<?cs if:c.files.e ?> bad<?cs /if ?>"><label for="<?cs var:id ?>"><?cs var:label ?></label><p class="hint" id="<?cs var:id ?>-h"><?cs var:hint ?> <?cs var:Site.Up.say ?></p><?cs call:err(id, c.files) ?><div class="drop"><input type="file" id="<?cs var:id ?>" name="<?cs var:id ?>" multiple accept="<?cs var:Site.Up.accept ?>" data-count="<?cs var:Site.Up.n ?>" data-size="<?cs var:Site.Up.size ?>" data-chunked="<?cs var:Site.Up.chunked ?>" data-kept="<?cs var:kept ?>"<?cs call:told(id, c.files, "1") ?>></div></div><?cs /def ?>
<div class="split"><div class="form-page"><?cs call:summary() ?>
<h1><?cs var:Lang.Feedback.Title ?></h1><p class="lead"><?cs var:Lang.Feedback.Lead ?></p>
<form class="stack-l" method="post" action="/feedback" enctype="multipart/form-data" novalidate data-draft>
<?cs call:keys(Key) ?>
<section><h2><?cs var:Lang.Feedback.What ?></h2>
<fieldset class="field<?cs if:F.type.e ?> bad<?cs /if ?>" id="type" tabindex="-1"><legend><?cs var:Lang.Feedback.Type ?></legend><?cs call:err("type", F.type) ?><div class="cards one"><?cs
each:x = Choice.type ?>
<label class="choice"><input type="radio" name="type" value="<?cs var:x.v ?>"<?cs if:x.v == F.type.v ?> checked<?cs /if ?> required><span><?cs var:Lang.Feedback.Types[x.v] ?></span></label><?cs
/each ?>
</div></fieldset><?cs
call:line("title", F.title, Lang.Feedback.Subject, "1", "text", "off", Lang.Feedback.SubjectHint) ?><?cs
call:text("content", F.content, Lang.Compose.Message, Lang.Feedback.ContentHint, "5000") ?><?cs
call:files("files", "accessory_ids", F, Lang.Feedback.Evidence, Lang.Feedback.EvidenceHint) ?></section>
<section data-when="type" data-is="infringement"><h2><?cs var:Lang.Feedback.Ip ?></h2><p class="hint"><?cs var:Lang.Feedback.IpHint ?></p>
<div class="two top-gap"><div class="field<?cs if:F.ip_type.e ?> bad<?cs /if ?>"><label for="ip_type"><?cs var:Lang.Feedback.IpType ?></label><?cs call:err("ip_type", F.ip_type) ?><select id="ip_type" name="ip_type"<?cs call:told("ip_type", F.ip_type, "") ?>><option value=""><?cs var:Lang.Form.Choose ?></option><?cs
each:x = Choice.ip ?><option value="<?cs var:x.v ?>"<?cs if:x.v == F.ip_type.v ?> selected<?cs /if ?>><?cs var:Lang.Feedback.IpTypes[x.v] ?></option><?cs /each ?></select></div><?cs
call:line("ip_area", F.ip_area, Lang.Feedback.IpArea, "", "text", "off", "") ?><?cs
call:line("ip_number", F.ip_number, Lang.Feedback.IpNumber, "", "text", "off", "") ?></div><?cs
call:text("ip_content", F.ip_content, Lang.Feedback.IpContent, Lang.Feedback.IpContentHint, "2000") ?></section>
<section><h2><?cs var:Lang.Feedback.Contact ?></h2><p class="hint"><?cs var:Lang.Feedback.ContactHint ?></p>
<div class="two top-gap"><div class="field<?cs if:F.contacts_id_type.e ?> bad<?cs /if ?>"><label for="contacts_id_type"><?cs var:Lang.Feedback.As ?></label><?cs call:err("contacts_id_type", F.contacts_id_type) ?><select id="contacts_id_type" name="contacts_id_type" required<?cs call:told("contacts_id_type", F.contacts_id_type, "") ?>><option value=""><?cs var:Lang.Form.Choose ?></option><?cs
each:x = Choice.id ?><option value="<?cs var:x.v ?>"<?cs if:x.v == F.contacts_id_type.v ?> selected<?cs /if ?>><?cs var:Lang.Feedback.Ids[x.v] ?></option><?cs /each ?></select></div><?cs
call:line("contacts_name", F.contacts_name, Lang.Feedback.Name, "1", "text", "name", "") ?></div>
<div class="two" data-when="contacts_id_type" data-is="10 21 22 23"><?cs
call:line("contacts_company_name", F.contacts_company_name, Lang.Feedback.Company, "", "text", "organization", Lang.Feedback.CompanyHint) ?></div>
<div class="two"><?cs
call:line("contacts_mobile", F.contacts_mobile, Lang.Feedback.Phone, "1", "tel", "tel", "") ?><?cs
call:line("contacts_mail", F.contacts_mail, Lang.Fact.Mail, "", "email", "email", "") ?></div>
<div class="two"><?cs
call:line("contacts_area", F.contacts_area, Lang.Feedback.Area, "", "text", "country-name", "") ?><?cs
call:line("contacts_address", F.contacts_address, Lang.Feedback.Address, "", "text", "address-line1", "") ?></div>
<div class="two"><?cs
call:line("contacts_other_way", F.contacts_other_way, Lang.Feedback.Other, "", "text", "off", "") ?></div><?cs
call:files("contacts_id_files", "contacts_id_accessory_ids", F.Id, Lang.Feedback.IdFiles, Lang.Feedback.IdFilesHint) ?></section>
<div class="btns"><button class="btn primary l"><?cs var:Lang.Feedback.Submit ?></button><?cs call:draft(F) ?></div>
</form></div>
<aside class="side" aria-label="<?cs var:Lang.New.Tips ?>"><?cs
if:Row.0.id || List.first ?>
<section id="mine"><h2><?cs var:Lang.Feedback.Mine ?></h2><ul class="links small"><?cs
each:r = Row ?><li><a href="/feedback/<?cs var:r.id ?>"><span class="num"><?cs var:r.n ?></span></a> <?cs call:rstate(r) ?><div class="muted"><?cs var:Lang.Feedback.Types[r.type] ?> · <?cs call:when(r.at) ?></div></li><?cs
/each ?></ul><?cs
if:List.first ?><p class="small top-gap"><a href="<?cs var:List.first ?>"><?cs var:Lang.List.First ?></a></p><?cs /if ?><?cs
if:List.next ?><p class="small top-gap"><a rel="next" href="<?cs var:List.next ?>"><?cs var:Lang.Feedback.Older ?></a></p><?cs /if ?></section><?cs
/if ?>
<section><h2><?cs var:Lang.New.Next ?></h2><ol class="small links how"><li><?cs var:Lang.Feedback.Next1 ?></li><li><?cs var:Lang.Feedback.Next2 ?></li><li><?cs var:Lang.Feedback.Next3 ?></li></ol></section>
</aside></div><?cs
call:words() ?>
<?cs include!"layout/foot.cs" ?>
