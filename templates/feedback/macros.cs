<?cs # macros.cs - what pages of reports share.  It comes after ticket/macros.cs.
 A report r, in a list or as Report:
  .id, .n          its number; as people name it
  .t, .type        title; a key of Lang.Feedback.Types
  .s, .like        state; the state of a ticket that looks alike
  .at              when it came; .by, .org its author and his account
 Report, beside:
  .x               what is said
  .ip.type, .area, .number, .x   the right; absent: not given
  .as              a key of Lang.Feedback.Ids
  .c.name, .mobile, .mail, .area, .address, .company, .other   contact;
                   .c.gone: it does not open
  .F.N, .Id.N      files: .h href, .n name, .z size, .x extension, .img src
  .changed         when its state changed last
?><?cs

def:rstate(r) ?><span class="state s-<?cs var:r.like ?>"><?cs var:Lang.Feedback.State[r.s] ?></span><?cs /def ?><?cs
def:rbig(r) ?><span class="state big s-<?cs var:r.like ?>"><?cs var:Lang.Feedback.State[r.s] ?></span><?cs /def ?><?cs
def:rfact(word, value) ?><?cs if:?value ?><dt><?cs var:word ?></dt><dd><?cs var:value ?></dd><?cs /if ?><?cs /def ?><?cs
def:rfiles(list) ?><ul class="files"><?cs each:f = list ?><li class="file"><?cs
 if:f.img ?><img src="<?cs var:f.img ?>" alt="" width="48" height="48" loading="lazy"><?cs else ?><span class="ext" aria-hidden="true"><?cs var:f.x ?></span><?cs /if ?><a href="<?cs var:f.h ?>"><?cs var:f.n ?></a><small><?cs var:f.z ?></small></li><?cs
/each ?></ul><?cs /def ?><?cs

# All that was sent. ?><?cs
def:rbody() ?>
<section class="card top-gap" aria-labelledby="r-what"><h2 id="r-what"><?cs var:Lang.Compose.Message ?></h2><p class="text"><?cs var:Report.x ?></p>
<h3 class="top-gap"><?cs var:Lang.Feedback.Evidence ?></h3><?cs call:rfiles(Report.F) ?></section><?cs
if:Report.ip.type || Report.ip.x || Report.ip.number || Report.ip.area ?>
<section class="card top-gap" aria-labelledby="r-ip"><h2 id="r-ip"><?cs var:Lang.Feedback.Ip ?></h2><dl class="facts top-gap"><?cs
if:Report.ip.type ?><?cs call:rfact(Lang.Feedback.IpType, Lang.Feedback.IpTypes[Report.ip.type]) ?><?cs /if ?><?cs
call:rfact(Lang.Feedback.IpArea, Report.ip.area) ?><?cs
call:rfact(Lang.Feedback.IpNumber, Report.ip.number) ?></dl><?cs
if:?Report.ip.x ?><p class="text top-gap"><?cs var:Report.ip.x ?></p><?cs /if ?></section><?cs
/if ?>
<section class="card top-gap" aria-labelledby="r-who"><h2 id="r-who"><?cs var:Lang.Feedback.By ?></h2><?cs
if:Report.c.gone ?><p class="top-gap"><?cs var:Lang.Feedback.Gone ?></p><?cs /if ?><dl class="facts top-gap"><?cs
call:rfact(Lang.Feedback.Acts, Lang.Feedback.Ids[Report.as]) ?><?cs
call:rfact(Lang.Feedback.Name, Report.c.name) ?><?cs
call:rfact(Lang.Feedback.Company, Report.c.company) ?><?cs
call:rfact(Lang.Feedback.Phone, Report.c.mobile) ?><?cs
call:rfact(Lang.Fact.Mail, Report.c.mail) ?><?cs
call:rfact(Lang.Feedback.Area, Report.c.area) ?><?cs
call:rfact(Lang.Feedback.Address, Report.c.address) ?><?cs
call:rfact(Lang.Feedback.Other, Report.c.other) ?></dl>
<h3 class="top-gap"><?cs var:Lang.Feedback.Proof ?></h3><?cs call:rfiles(Report.Id) ?></section><?cs
/def ?>
