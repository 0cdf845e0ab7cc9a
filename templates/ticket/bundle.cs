<?cs # bundle.cs - a part of the page of a bundle, which is one file without
  the portal: its own style, and files beside it. The one template with a
  style of its own.
 Head, Foot: this part is the first, the last; Notes: the first of the notes
 Made: when, in words; Ticket, Fact, Thread, Log: as ticket/parts.cs
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs
def:row(word, value) ?><?cs if:value ?><dt><?cs var:word ?></dt><dd><?cs var:value ?></dd><?cs /if ?><?cs /def ?><?cs
if:Head ?><!doctype html>
<html lang="<?cs var:Lang.Code ?>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:">
<title><?cs var:Ticket.id ?> <?cs var:Ticket.title ?></title>
<style>
body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:0 auto;padding:1rem;color:CanvasText;background:Canvas}
h1{font-size:1.5rem;line-height:1.25;overflow-wrap:anywhere}
h2{font-size:1.15rem;margin-top:2rem}
h3{font-size:1rem;margin:0}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem}
dd{margin:0}
ol,ul{list-style:none;margin:0;padding:0}
.msg{border:1px solid GrayText;border-radius:.5rem;padding:.75rem 1rem;margin:.75rem 0}
.agent{border-left:.3rem solid LinkText}
.internal{border-style:dashed}
.day{margin-top:1.5rem;font-weight:600}
.text{white-space:pre-wrap;overflow-wrap:anywhere;margin:.5rem 0}
img{display:block;max-width:100%;max-height:20rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid GrayText;overflow-wrap:anywhere}
</style>
</head>
<body>
<main>
<h1><?cs var:Ticket.title ?></h1>
<dl><dt><?cs var:Lang.Bundle.Ticket ?></dt><dd><?cs var:Ticket.id ?></dd><?cs
call:row(Lang.Bundle.By, Ticket.by) ?><?cs call:row(Lang.Fact.Product, Fact.product) ?><?cs
call:row(Lang.Fact.Problem, Fact.problem) ?><?cs call:row(Lang.Fact.Severity, Fact.severity) ?><?cs
call:row(Lang.Fact.Region, Fact.region) ?><?cs call:row(Lang.Fact.Engineer, Fact.engineer) ?><dt><?cs var:Lang.Bundle.Status ?></dt><dd><?cs call:word(Ticket.s) ?></dd><dt><?cs var:Lang.Bundle.Made ?></dt><dd><?cs var:Made ?></dd></dl>
<h2><?cs var:Lang.Thread.Title ?></h2>
<ol><?cs /if ?><?cs
if:Notes ?>
</ol>
<h2><?cs var:Lang.Bundle.Notes ?></h2>
<ol><?cs /if ?><?cs
each:m = Thread ?><?cs if:m.d ?>
<li class="day"><?cs var:m.d ?></li><?cs /if ?>
<li class="msg <?cs var:m.k ?>" id="<?cs var:m.a ?>"><h3><?cs var:m.by ?></h3><time datetime="<?cs var:m.at.i ?>"><?cs var:m.at ?></time><?cs
 if:m.k == "gone" ?><p><?cs var:Lang.Thread.Withdrew ?></p><?cs
 else ?><p class="text"><?cs if:m.t ?><?cs var:m.t ?><?cs else ?><?cs each:s = m.Seg ?><?cs if:s.u ?><a href="<?cs var:url_validate(s.u) ?>" rel="noopener noreferrer nofollow"><?cs var:s.t ?></a><?cs else ?><?cs var:s.t ?><?cs /if ?><?cs /each ?><?cs /if ?></p><?cs
 if:m.F.0.h ?>
<ul><?cs each:f = m.F ?><li><?cs if:f.img ?><img src="<?cs var:f.img ?>" alt=""><?cs /if ?><a href="<?cs var:f.h ?>"><?cs var:f.n ?></a> <small><?cs var:f.z ?></small></li><?cs /each ?></ul><?cs /if ?><?cs
 /if ?></li><?cs /each ?><?cs
if:Foot ?>
</ol>
<h2><?cs var:Lang.Ticket.Log ?></h2>
<table><thead><tr><th scope="col"><?cs var:Lang.Ticket.When ?></th><th scope="col"><?cs var:Lang.Ticket.By ?></th><th scope="col"><?cs var:Lang.Ticket.What ?></th><th scope="col"><?cs var:Lang.Ticket.Detail ?></th></tr></thead><tbody><?cs
each:l = Log ?>
<tr><td><time datetime="<?cs var:l.at.i ?>"><?cs var:l.at.f ?></time></td><td><?cs call:name(l) ?></td><td><?cs var:Lang.Log[l.op] ?></td><td><?cs var:l.x ?></td></tr><?cs /each ?></tbody></table>
</main>
</body>
</html>
<?cs /if ?>
