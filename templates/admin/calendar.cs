<?cs # calendar.cs - the working hours by which clocks run.
 Reads:
  Key, DayKey      idempotency keys
  F.zone, F.hours_0 … hours_6   .v, .e; 0 is Sunday
  Zone.N, SiteZone names of time zones, and the site's
  Promise.N        severities: .id, .name, .first, .next, .solve (words), .on
  Wd.0 … Wd.6      names of the days of the week
  Day.N            .day, .wd weekday, .hours (absent: free), .name; .n it as a
                   number and .Key, of the form that removes it
  D.day, .hours, .name   .v, .e of the form of a day
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Admin.Calendar ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("calendar") ?><?cs
def:week(n, f) ?><?cs call:atext("hours_" + n, f, Wd[n], "1", "") ?><?cs /def ?>
<?cs call:summary() ?><div class="head"><h1><?cs var:Lang.Admin.Calendar ?></h1></div>
<p class="lead"><?cs var:Lang.Admin.CalendarSay ?></p>
<form class="stack-l top-gap2" method="post" action="/admin/calendar" novalidate>
<?cs call:keys(Key) ?>
<section aria-labelledby="week"><h2 id="week"><?cs var:Lang.Admin.Hours ?></h2><p class="hint"><?cs var:Lang.Admin.HoursHint ?></p>
<div class="two"><?cs
call:week("1", F.hours_1) ?><?cs call:week("2", F.hours_2) ?><?cs call:week("3", F.hours_3) ?><?cs call:week("4", F.hours_4) ?><?cs call:week("5", F.hours_5) ?><?cs call:week("6", F.hours_6) ?><?cs call:week("0", F.hours_0) ?>
<div class="field<?cs if:F.zone.e ?> bad<?cs /if ?>"><label for="zone"><?cs var:Lang.Admin.Zone ?></label><?cs call:err("zone", F.zone) ?><select id="zone" name="zone"<?cs call:told("zone", F.zone, "") ?>><option value=""><?cs var:Lang.Admin.ZoneSite ?> (<?cs var:SiteZone ?>)</option><?cs
each:z = Zone ?><?cs call:aoption(z, z, F.zone.v) ?><?cs /each ?></select></div></div></section>
<section aria-labelledby="prom"><h2 id="prom"><?cs var:Lang.Admin.Promises ?></h2>
<div class="box"><table class="list"><caption><?cs var:Lang.Admin.Promises ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Fact.Severity ?></th><th scope="col"><?cs var:Lang.Admin.First ?></th><th scope="col"><?cs var:Lang.Admin.NextReply ?></th><th scope="col"><?cs var:Lang.Admin.Solution ?></th><th scope="col"><?cs var:Lang.Admin.Around ?></th></tr></thead><tbody><?cs
each:p = Promise ?>
<tr><td class="main"><b><?cs var:p.name ?></b></td><td data-l="<?cs var:Lang.Admin.First ?>"><?cs var:p.first ?></td><td data-l="<?cs var:Lang.Admin.NextReply ?>"><?cs var:p.next ?></td><td data-l="<?cs var:Lang.Admin.Solution ?>"><?cs var:p.solve ?></td><td><label class="choice"><input type="checkbox" name="around" value="<?cs var:p.id ?>"<?cs if:p.on ?> checked<?cs /if ?>><span><?cs var:Lang.Admin.Around ?><span class="sr">: <?cs var:p.name ?></span></span></label></td></tr><?cs
/each ?>
</tbody></table></div></section>
<div class="btns"><button class="btn primary"><?cs var:Lang.Form.Save ?></button></div>
</form>
<section class="top-gap2" aria-labelledby="days"><h2 id="days"><?cs var:Lang.Admin.Days ?></h2><p class="hint"><?cs var:Lang.Admin.DaysSay ?></p><?cs
if:Day.0.day ?>
<div class="box top-gap"><table class="list"><caption><?cs var:Lang.Admin.Days ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.Admin.Day ?></th><th scope="col"><?cs var:Lang.Admin.DayHours ?></th><th scope="col"><?cs var:Lang.Admin.Remove ?></th></tr></thead><tbody><?cs
each:d = Day ?>
<tr><td class="main"><b class="num"><?cs var:d.day ?></b> <?cs var:d.wd ?><?cs if:d.name ?><div class="meta"><span><?cs var:d.name ?></span></div><?cs /if ?></td><td><?cs alt:html_escape(d.hours) ?><span class="muted"><?cs var:Lang.Admin.Free ?></span><?cs /alt ?></td><td><form method="post" action="/admin/calendar/days/<?cs var:d.n ?>/delete"><?cs call:keys(d.Key) ?><button class="btn s"><?cs var:Lang.Admin.Remove ?><span class="sr"> <?cs var:d.day ?></span></button></form></td></tr><?cs
/each ?>
</tbody></table></div><?cs
else ?><p class="muted top-gap"><?cs var:Lang.Admin.DaysNone ?></p><?cs /if ?>
<form class="card top-gap2" method="post" action="/admin/calendar/days" novalidate>
<?cs call:keys(DayKey) ?>
<div class="two"><div class="field<?cs if:D.day.e ?> bad<?cs /if ?>"><label for="day"><?cs var:Lang.Admin.Day ?></label><?cs call:err("day", D.day) ?><input type="date" id="day" name="day" value="<?cs var:D.day.v ?>" required<?cs call:told("day", D.day, "") ?>></div><?cs
call:atext("hours", D.hours, Lang.Admin.DayHours, "1", Lang.Admin.DayHoursHint) ?></div><?cs
call:atext("name", D.name, Lang.Admin.DayName, "", "") ?>
<div class="field btns"><button class="btn"><?cs var:Lang.Admin.DayAdd ?></button></div>
</form></section>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
