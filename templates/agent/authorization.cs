<?cs # authorization.cs - ask the customer for access.
 Reads, beside what ticket/macros.cs reads:
  Ticket.id, .title, .s
  AskKey            key of the form
  F.resource_type_id, .visit_type_id, .auth_describe   .e, .v
  Res.N             what: .id, .on; .V.M how: .id, .on
  P.N               places: .n number; .type, .name, .region with .v and .e
  More              a further place has something in it
  Region.N          .id, .name
  F.Draft           time at which the draft was saved, words
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs
set:Page.Title = Lang.Auth.Ask + " " + Ticket.id ?><?cs set:Page.Nav = "queue" ?><?cs
include!"layout/head.cs" ?><?cs

def:spot(p) ?>
<fieldset class="field"><legend><?cs var:Lang.Auth.Place ?> <?cs var:p.n ?></legend>
<div class="field<?cs if:p.name.e ?> bad<?cs /if ?>"><label for="instance_name_<?cs var:p.n ?>"><?cs var:Lang.Auth.Name ?></label><?cs call:err("instance_name_" + p.n, p.name) ?><input id="instance_name_<?cs var:p.n ?>" name="instance_name_<?cs var:p.n ?>" value="<?cs var:p.name.v ?>" autocomplete="off" autocapitalize="none" spellcheck="false"<?cs call:told("instance_name_" + p.n, p.name, "") ?>></div>
<div class="two"><div class="field<?cs if:p.region.e ?> bad<?cs /if ?>"><label for="region_id_<?cs var:p.n ?>"><?cs var:Lang.Fact.Region ?><?cs call:opt() ?></label><?cs call:err("region_id_" + p.n, p.region) ?><select id="region_id_<?cs var:p.n ?>" name="region_id_<?cs var:p.n ?>"<?cs call:told("region_id_" + p.n, p.region, "") ?>><option value=""><?cs var:Lang.Form.Choose ?></option><?cs
each:r = Region ?><option value="<?cs var:r.id ?>"<?cs if:r.id == p.region.v ?> selected<?cs /if ?>><?cs var:r.name ?></option><?cs /each ?></select></div>
<div class="field<?cs if:p.type.e ?> bad<?cs /if ?>"><label for="detail_type_<?cs var:p.n ?>"><?cs var:Lang.Auth.Type ?></label><?cs call:err("detail_type_" + p.n, p.type) ?><select id="detail_type_<?cs var:p.n ?>" name="detail_type_<?cs var:p.n ?>"<?cs call:told("detail_type_" + p.n, p.type, "") ?>><option value=""><?cs var:Lang.Auth.TypeAny ?></option><option value="1"<?cs if:p.type.v == "1" ?> selected<?cs /if ?>><?cs var:Lang.Auth.Host ?></option><option value="0"<?cs if:p.type.v == "0" ?> selected<?cs /if ?>><?cs var:Lang.Auth.Console ?></option></select></div></div></fieldset><?cs /def ?>
<div class="narrow">
<?cs call:summary() ?>
<a class="back" href="<?cs var:Ticket.Href ?>"><?cs call:ic_back() ?> <?cs var:Lang.Act.Back ?></a>
<h1><?cs var:Lang.Auth.Ask ?></h1>
<p class="meta top-gap"><?cs call:state(Ticket.s) ?> <span class="num"><?cs var:Ticket.id ?></span> <span><?cs var:Ticket.title ?></span></p>
<p class="hint top-gap"><?cs var:Lang.Auth.AskHint ?></p>
<section class="card top-gap2"><form method="post" action="<?cs var:Ticket.Href ?>/authorization" novalidate data-draft>
<?cs call:tkeys(AskKey) ?>
<div class="two"><div class="field<?cs if:F.resource_type_id.e ?> bad<?cs /if ?>"><label for="resource_type_id"><?cs var:Lang.Auth.Resource_ ?></label><?cs call:err("resource_type_id", F.resource_type_id) ?><select id="resource_type_id" name="resource_type_id"<?cs call:told("resource_type_id", F.resource_type_id, "") ?>><option value=""><?cs var:Lang.Auth.ResourceAny ?></option><?cs
each:x = Res ?><option value="<?cs var:x.id ?>"<?cs if:x.on ?> selected<?cs /if ?>><?cs var:Lang.Auth.Resource[x.id] ?></option><?cs /each ?></select></div>
<div class="field<?cs if:F.visit_type_id.e ?> bad<?cs /if ?>"><label for="visit_type_id"><?cs var:Lang.Auth.Visit_ ?></label><?cs call:err("visit_type_id", F.visit_type_id) ?><select id="visit_type_id" name="visit_type_id" required<?cs call:told("visit_type_id", F.visit_type_id, "") ?>><option value=""><?cs var:Lang.Form.Choose ?></option><?cs
each:x = Res ?><optgroup label="<?cs var:Lang.Auth.Resource[x.id] ?>"><?cs each:v = x.V ?><option value="<?cs var:v.id ?>"<?cs if:v.on ?> selected<?cs /if ?>><?cs var:Lang.Auth.Visit[v.id] ?></option><?cs /each ?></optgroup><?cs /each ?></select></div></div><?cs
call:area("auth_describe", "auth_describe", F.auth_describe, Lang.Auth.Why, Lang.Auth.WhyHint, "2000", "3") ?><?cs
each:p = P ?><?cs if:p.n == #1 ?><?cs call:spot(p) ?><?cs /if ?><?cs /each ?>
<details class="field"<?cs if:More ?> open<?cs /if ?>><summary><?cs var:Lang.Auth.More ?></summary><?cs
each:p = P ?><?cs if:p.n != #1 ?><?cs call:spot(p) ?><?cs /if ?><?cs /each ?></details>
<div class="field btns"><button class="btn primary"><?cs var:Lang.Auth.AskDo ?></button><?cs call:draft(F) ?></div>
</form></section>
</div><?cs
call:words() ?><?cs
include!"layout/foot.cs" ?>
