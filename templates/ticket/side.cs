<?cs # side.cs - what is arranged on a ticket beside the conversation.  It comes
 after ticket/macros.cs and extra.cs.

 Reads, beside what ticket/macros.cs reads:
  Label.N              what the ticket wears: .id, .name, .c number of a colour
  Offer.N              what it could wear, too; .on if it was ticked
  Rel.N                related tickets: .id, .t title, .by, .s state, .open
  Ext.N                extra fields: .n name, .w what was filled in; .form if
                       they are asked, then as in ticket/extra.cs
  Full.labels, .relations, .extends   no more go on; there are fields to fill
  May.labels, .unlabel, .relations, .unrelate, .contact, .extends   keys
  Fold                 the form that came back: labels, relations, contact or
                       extends
  C.labels, C.relations, C.contact   what was typed
  Time.N               windows for calls: .v, .n
  Copies               how many copies may be sent, words
?><?cs

def:fact(word, value) ?><?cs if:value ?><dt><?cs var:word ?></dt><dd><?cs var:value ?></dd><?cs /if ?><?cs /def ?><?cs

def:fold2(name, word) ?><details class="small top-gap" id="fold-<?cs var:name ?>"<?cs if:Fold == name ?> open<?cs /if ?>><summary><?cs var:word ?></summary><?cs /def ?><?cs

def:p_labels() ?><?cs if:May.labels || Label.0.id ?>
<section id="labels"><h2><?cs var:Lang.Label.Title ?></h2><?cs
if:Label.0.id ?><?cs
 if:May.unlabel ?>
<form method="post" action="<?cs var:Ticket.Href ?>/labels/remove"><?cs call:tkeys(May.unlabel) ?><ul class="chips"><?cs each:l = Label ?><li><?cs call:chip(l) ?><button class="x" name="label_ids" value="<?cs var:l.id ?>" aria-label="<?cs var:Lang.Label.Remove ?> <?cs var:l.name ?>"><?cs call:ic_x() ?></button></li><?cs /each ?></ul></form><?cs
 else ?>
<ul class="chips"><?cs each:l = Label ?><li><?cs call:chip(l) ?></li><?cs /each ?></ul><?cs /if ?><?cs
/if ?><?cs
if:May.labels ?><?cs call:fold2("labels", Lang.Label.Add) ?><?cs
 if:Offer.0.id && (!Full.labels || C.labels.label_ids.e) ?>
<form method="post" action="<?cs var:Ticket.Href ?>/labels" novalidate><?cs call:tkeys(May.labels) ?>
<fieldset class="field<?cs if:C.labels.label_ids.e ?> bad<?cs /if ?>" id="label_ids" tabindex="-1"><legend class="sr"><?cs var:Lang.Label.Add ?></legend><?cs call:err("label_ids", C.labels.label_ids) ?><?cs
 each:l = Offer ?><label class="choice"><input type="checkbox" name="label_ids" value="<?cs var:l.id ?>"<?cs if:l.on ?> checked<?cs /if ?>><?cs call:chip(l) ?></label><?cs /each ?></fieldset>
<div class="field btns"><button class="btn s"><?cs var:Lang.Label.Do ?></button></div></form><?cs
 elif:Full.labels ?><p class="hint top-gap"><?cs var:Full.labels ?></p><?cs
 /if ?><p class="top-gap"><a href="/labels"><?cs var:Lang.Label.Manage ?></a></p></details><?cs
/if ?></section><?cs /if ?><?cs /def ?><?cs

def:rel(r) ?><?cs if:!r.open ?><span class="num"><?cs var:r.id ?></span><?cs elif:User.Staff ?><a href="/agent/tickets/<?cs var:r.id ?>"><span class="num"><?cs var:r.id ?></span></a><?cs else ?><a href="/tickets/<?cs var:r.id ?>"><span class="num"><?cs var:r.id ?></span></a><?cs /if ?> <?cs call:state(r.s) ?><?cs if:?r.by ?><div><?cs var:r.t ?></div><div class="muted"><?cs var:r.by ?></div><?cs /if ?><?cs /def ?><?cs

def:p_relations() ?><?cs if:May.relations || Rel.0.id ?>
<section id="relations"><h2><?cs var:Lang.Relation.Title ?></h2><?cs
if:Rel.0.id ?><?cs
 if:May.unrelate ?>
<form method="post" action="<?cs var:Ticket.Href ?>/relations/remove"><?cs call:tkeys(May.unrelate) ?><ul class="links small rel"><?cs each:r = Rel ?><li><div><?cs call:rel(r) ?></div><button class="x" name="related_id" value="<?cs var:r.id ?>" aria-label="<?cs var:Lang.Relation.Remove ?> <?cs var:r.id ?>"><?cs call:ic_x() ?></button></li><?cs /each ?></ul></form><?cs
 else ?>
<ul class="links small rel"><?cs each:r = Rel ?><li><div><?cs call:rel(r) ?></div></li><?cs /each ?></ul><?cs /if ?><?cs
/if ?><?cs
if:May.relations ?><?cs call:fold2("relations", Lang.Relation.Add) ?><?cs
 if:!Full.relations || C.relations.related_id.e ?>
<form method="post" action="<?cs var:Ticket.Href ?>/relations" novalidate><?cs call:tkeys(May.relations) ?>
<div class="field<?cs if:C.relations.related_id.e ?> bad<?cs /if ?>"><label for="related_id"><?cs var:Lang.Relation.Number ?></label><p class="hint" id="related_id-h"><?cs var:Lang.Relation.Hint ?></p><?cs call:err("related_id", C.relations.related_id) ?><input id="related_id" name="related_id" value="<?cs var:C.relations.related_id.v ?>" autocomplete="off" autocapitalize="none" spellcheck="false" required<?cs call:told("related_id", C.relations.related_id, "1") ?>></div>
<div class="field btns"><button class="btn s"><?cs var:Lang.Relation.Do ?></button></div></form><?cs
 else ?><p class="hint top-gap"><?cs var:Full.relations ?></p><?cs
 /if ?></details><?cs
/if ?></section><?cs /if ?><?cs /def ?><?cs

def:c_line(name, f, label, type, auto, hint) ?><div class="field<?cs if:f.e ?> bad<?cs /if ?>"><label for="<?cs var:name ?>"><?cs var:label ?></label><?cs
if:hint ?><p class="hint" id="<?cs var:name ?>-h"><?cs var:hint ?></p><?cs /if ?><?cs call:err(name, f) ?><input id="<?cs var:name ?>" name="<?cs var:name ?>" <?cs if:type == "tel" ?>type="text" inputmode="tel"<?cs else ?>type="<?cs var:type ?>"<?cs /if ?> autocomplete="<?cs var:auto ?>" value="<?cs var:f.v ?>"<?cs call:told(name, f, hint) ?>></div><?cs /def ?><?cs

def:p_contact() ?><?cs if:subcount(Contact) || May.contact ?>
<section id="contact"><h2><?cs var:Lang.Ticket.Contact ?></h2><?cs
if:subcount(Contact) ?><dl class="facts"><?cs
call:fact(Lang.Fact.Mail, Contact.mail) ?><?cs
call:fact(Lang.Fact.Mobile, Contact.mobile) ?><?cs
call:fact(Lang.Fact.Time, Contact.time) ?><?cs
call:fact(Lang.Fact.Copies, Contact.cc) ?></dl><?cs
else ?><p class="small muted"><?cs var:Lang.Contact.None ?></p><?cs /if ?><?cs
if:May.contact ?><?cs call:fold2("contact", Lang.Contact.Change) ?>
<form method="post" action="<?cs var:Ticket.Href ?>/contact" novalidate><?cs call:tkeys(May.contact) ?><p class="hint top-gap"><?cs var:Lang.Contact.Hint ?></p><?cs
call:c_line("remind_mail", C.contact.remind_mail, Lang.Fact.Mail, "email", "email", "") ?><?cs
call:c_line("cc_email", C.contact.cc_email, Lang.Fact.Copies, "text", "off", Copies) ?><?cs
call:c_line("area_code", C.contact.area_code, Lang.New.Area, "tel", "tel-country-code", "") ?><?cs
call:c_line("remind_mobile", C.contact.remind_mobile, Lang.Fact.Mobile, "tel", "tel-national", "") ?><div class="field<?cs if:C.contact.remind_time.e ?> bad<?cs /if ?>"><label for="remind_time"><?cs var:Lang.New.Call ?></label><?cs call:err("remind_time", C.contact.remind_time) ?><select id="remind_time" name="remind_time" autocomplete="off"<?cs call:told("remind_time", C.contact.remind_time, "") ?>><option value="0"><?cs var:Lang.New.AnyTime ?></option><?cs
each:x = Time ?><option value="<?cs var:x.v ?>"<?cs if:x.v == C.contact.remind_time.v ?> selected<?cs /if ?>><?cs var:x.n ?></option><?cs /each ?></select></div>
<div class="field btns"><button class="btn s"><?cs var:Lang.Contact.Do ?></button><?cs call:draft(C.contact) ?></div></form></details><?cs
/if ?></section><?cs /if ?><?cs /def ?><?cs

# Below the facts, in their section. ?><?cs
def:p_extends() ?><?cs if:May.extends && Full.extends ?><?cs call:fold2("extends", Lang.Ext.Change) ?>
<form method="post" action="<?cs var:Ticket.Href ?>/extends" novalidate><?cs call:tkeys(May.extends) ?><?cs
each:x = Ext ?><?cs if:x.form ?><?cs call:ext(x) ?><?cs /if ?><?cs /each ?>
<div class="field btns"><button class="btn s"><?cs var:Lang.Ext.Do ?></button><?cs call:draft(C.extends) ?></div></form></details><?cs
/if ?><?cs /def ?>
