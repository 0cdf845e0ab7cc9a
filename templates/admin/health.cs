<?cs # health.cs - whether the installation is well, check by check.
 Reads:
  Check.N          key in Lang.Check; .ok, or Lang.CheckBad says what is wrong
  Figure.database, .wal, .disk (sizes), .schema, .jobs, .scrub (times), .clock;
                   .fence (what holds this process; not there: nothing)
  Scan.on          files are scanned; .version of the scanner or "", .why it
                   does not answer or "", .waiting .unscanned .infected
                   (numbers), .oldest (time, if any waits)
  Sys.version
?><?cs include!"layout/macros.cs" ?><?cs include!"admin/macros.cs" ?><?cs
set:Page.Title = Lang.Admin.Health ?><?cs set:Page.Nav = "admin" ?><?cs
include!"layout/head.cs" ?><?cs call:admin("health") ?>
<div class="head"><h1><?cs var:Page.Title ?></h1><p class="small"><a href="<?cs var:Page.Here ?>"><?cs var:Lang.Desk.Refresh ?></a></p></div>
<div class="pair"><section aria-labelledby="checks"><h2 id="checks"><?cs var:Lang.Health.Checks ?></h2><ul class="box rows"><?cs
each:c = Check ?>
<li><div class="row"><b><?cs var:Lang.Check[c] ?></b><?cs if:c.ok ?><span class="due good"><?cs call:ic_check() ?> <?cs var:Lang.Admin.Good ?></span><?cs else ?><span class="due late"><?cs call:ic_warn() ?> <?cs var:Lang.Admin.Bad ?></span><?cs /if ?></div><?cs if:!c.ok ?><p class="meta"><?cs var:Lang.CheckBad[c] ?></p><?cs /if ?></li><?cs /each ?>
</ul></section>
<section aria-labelledby="figures"><h2 class="hd" id="figures"><?cs var:Lang.Health.Figures ?></h2><dl class="facts"><dt><?cs var:Lang.Admin.Version ?></dt><dd class="num"><?cs var:Sys.version ?></dd>
<dt><?cs var:Lang.Check.schema ?></dt><dd><?cs var:Figure.schema ?></dd><?cs
if:Figure.database ?><dt><?cs var:Lang.Check.database ?></dt><dd><?cs var:Figure.database ?></dd><?cs /if ?><?cs
if:Figure.wal ?><dt><?cs var:Lang.Check.wal ?></dt><dd><?cs var:Figure.wal ?></dd><?cs /if ?><?cs
if:Figure.disk ?><dt><?cs var:Lang.Health.Free ?></dt><dd><?cs var:Figure.disk ?></dd><?cs /if ?><?cs
if:Figure.scrub.i ?><dt><?cs var:Lang.Health.Scrubbed ?></dt><dd><?cs call:when(Figure.scrub) ?></dd><?cs /if ?><?cs
if:Figure.jobs.i ?><dt><?cs var:Lang.Health.Probe ?></dt><dd><?cs call:when(Figure.jobs) ?></dd><?cs /if ?>
<dt><?cs var:Lang.Check.clock ?></dt><dd><?cs var:Figure.clock ?></dd>
<dt><?cs var:Lang.Check.fence ?></dt><dd><?cs if:Figure.fence ?><?cs var:Figure.fence ?><?cs else ?><?cs var:Lang.Health.FenceOff ?><?cs /if ?></dd><?cs
if:Scan.on ?>
<dt><?cs var:Lang.Health.Scanner ?></dt><dd><?cs if:string.length(Scan.version) ?><?cs var:Scan.version ?><?cs else ?>–<?cs /if ?><?cs if:string.length(Scan.why) ?><br><small><?cs var:Scan.why ?></small><?cs /if ?></dd>
<dt><?cs var:Lang.Health.Waiting ?></dt><dd class="num"><?cs var:Scan.waiting ?></dd><?cs
if:Scan.oldest.i ?><dt><?cs var:Lang.Health.Oldest ?></dt><dd><?cs call:when(Scan.oldest) ?></dd><?cs /if ?>
<dt><?cs var:Lang.Health.Unscanned ?></dt><dd class="num"><?cs var:Scan.unscanned ?></dd>
<dt><?cs var:Lang.Health.Infected ?></dt><dd class="num"><?cs var:Scan.infected ?></dd><?cs
/if ?></dl></section></div>
<?cs call:admin_end() ?><?cs include!"layout/foot.cs" ?>
