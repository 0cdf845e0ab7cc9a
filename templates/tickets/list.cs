<?cs # list.cs - My tickets, those of a group, or of the whole account.
 Reads:
  User.Manager        sees those of the whole account
  Group.Id, .Name     a group's tickets
  Group.Gone          there is no such group for him (any more)
  List.kept           href of the same choice without the group
  List.base           "/tickets?" or "/tickets?group=3&", before a filter
  List.all            the list without a filter
  List.tab            which tab is current: open, all, or a state's number;
                      absent: another choice of states
  N.open, N.all, N.S  tickets in all open states, in all, in state S
  Q.q, .from, .to, .submitter, .sort   the filter as typed
  Q.status.N          states that the filter keeps
  Q.on                a filter beside the tab is on
  Q.text              all of it as text; Fault.N what was left out of it;
                      Save where it can be saved; Saved.N, see row.cs
  F.from.e, F.to.e    complaints
  Label.N             the labels to choose from: .id, .name, .c, .on
  Q.labels            some are on
  Submitter.N         .v, .n; absent: no choice of submitters
  Row.N               .id, .t title, .s state, .sv severity, .p product,
                      .u new for the reader, .sub who submitted it,
                      .by or .me and .op  who did what last, .at,
                      .L.M labels; and where words were looked for .T.M,
                      .X.M, see row.cs
  List.first, .next   hrefs of the first and the next page
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"ticket/row.cs" ?><?cs
if:Group.Gone ?><?cs set:Page.Title = Lang.Nav.Group ?><?cs
elif:Group.Id ?><?cs set:Page.Title = Lang.Nav.Group + " " + Group.Name ?><?cs
elif:User.Manager ?><?cs set:Page.Title = Lang.Nav.Everyone ?><?cs set:Page.Nav = "tickets" ?><?cs
else ?><?cs set:Page.Title = Lang.Nav.Mine ?><?cs set:Page.Nav = "tickets" ?><?cs /if ?><?cs
include!"layout/head.cs" ?><?cs call:summary() ?><?cs
def:whose() ?><?cs if:Group.Id || Group.Gone ?><?cs var:Lang.Nav.Group ?><?cs elif:User.Manager ?><?cs var:Lang.Nav.Everyone ?><?cs else ?><?cs var:Lang.Nav.Mine ?><?cs /if ?><?cs /def ?>
<div class="head"><div><h1><?cs call:whose() ?></h1><?cs if:Group.Name ?><p class="muted"><?cs var:Group.Name ?></p><?cs /if ?></div></div><?cs
def:tab(key, query, word, n, hot) ?><li><a href="<?cs var:List.base ?><?cs var:query ?>"<?cs if:List.tab == key ?> aria-current="page"<?cs /if ?>><?cs var:word ?><?cs if:n ?> <span class="n<?cs if:hot ?> hot<?cs /if ?>"><?cs var:n ?></span><?cs /if ?></a></li><?cs /def ?><?cs
if:Group.Gone ?>
<section class="box empty"><h2><?cs var:Lang.List.Gone ?></h2><p><?cs var:Lang.List.GoneSay ?></p><a class="btn" href="<?cs var:List.kept ?>"><?cs var:Lang.List.GoneKept ?></a></section><?cs
else ?>
<nav class="tabs" aria-label="<?cs var:Lang.List.ByState ?>"><ul><?cs
call:tab("open", "status=0&status=1&status=2&status=5&status=17", Lang.List.Open, N.open, "") ?><?cs
call:tab("17", "status=17", Lang.Status["17"], N["17"], "1") ?><?cs
call:tab("2", "status=2", Lang.Status["2"], N["2"], "1") ?><?cs
call:tab("1", "status=1", Lang.Status["1"], N["1"], "") ?><?cs
call:tab("0", "status=0", Lang.Status["0"], N["0"], "") ?><?cs
call:tab("5", "status=5", Lang.Status["5"], N["5"], "") ?><?cs
call:tab("3", "status=3", Lang.Status["3"], N["3"], "") ?><?cs
call:tab("4", "status=4", Lang.Status["4"], N["4"], "") ?><li><a href="<?cs var:List.all ?>"<?cs if:List.tab == "all" ?> aria-current="page"<?cs /if ?>><?cs var:Lang.List.All ?><?cs if:N.all ?> <span class="n"><?cs var:N.all ?></span><?cs /if ?></a></li>
</ul></nav>
<?cs call:saved() ?><form class="filters" method="get" action="/tickets" role="search" novalidate><?cs
if:Group.Id ?><input type="hidden" name="group" value="<?cs var:Group.Id ?>"><?cs /if ?><?cs
each:s = Q.status ?><input type="hidden" name="status" value="<?cs var:s ?>"><?cs /each ?>
<div class="wide"><label for="q"><?cs var:Lang.List.Q ?></label><?cs call:faults() ?><input id="q" name="q" type="search" enterkeyhint="search" value="<?cs var:Q.q ?>"<?cs call:faulty() ?>></div><?cs
if:Submitter.0.v ?>
<div><label for="submitter"><?cs var:Lang.List.Submitter ?></label><select id="submitter" name="submitter"><option value=""><?cs var:Lang.Form.Any ?></option><?cs
each:x = Submitter ?><option value="<?cs var:x.v ?>"<?cs if:x.v == Q.submitter ?> selected<?cs /if ?>><?cs var:x.n ?></option><?cs /each ?></select></div><?cs
/if ?>
<div><label for="from"><?cs var:Lang.List.From ?></label><?cs call:err("from", F.from) ?><input id="from" name="from" type="<?cs if:F.from.e ?>text<?cs else ?>date<?cs /if ?>" value="<?cs var:Q.from ?>"<?cs call:told("from", F.from, "") ?>></div>
<div><label for="to"><?cs var:Lang.List.To ?></label><?cs call:err("to", F.to) ?><input id="to" name="to" type="<?cs if:F.to.e ?>text<?cs else ?>date<?cs /if ?>" value="<?cs var:Q.to ?>"<?cs call:told("to", F.to, "") ?>></div>
<div><label for="sort"><?cs var:Lang.List.Order ?></label><select id="sort" name="sort"><?cs if:string.length(Q.q) ?><option value="best"<?cs if:Q.sort == "best" ?> selected<?cs /if ?>><?cs var:Lang.List.SortBest ?></option><?cs /if ?><option value="-updated"><?cs var:Lang.List.SortUpdated ?></option><option value="updated"<?cs if:Q.sort == "updated" ?> selected<?cs /if ?>><?cs var:Lang.List.SortOld ?></option></select></div>
<div class="btns"><button class="btn"><?cs var:Lang.Form.Apply ?></button><?cs if:Q.on ?><a class="small" href="<?cs var:List.all ?>"><?cs var:Lang.Form.Clear ?></a><?cs /if ?></div><?cs
if:Label.0.id ?><details class="wide small"<?cs if:Q.labels ?> open<?cs /if ?>><summary><?cs var:Lang.Label.Title ?></summary><fieldset class="pick"><legend class="sr"><?cs var:Lang.Label.Title ?></legend><?cs
each:l = Label ?><label class="choice"><input type="checkbox" name="label" value="<?cs var:l.id ?>"<?cs if:l.on ?> checked<?cs /if ?>><?cs call:chip(l) ?></label><?cs /each ?></fieldset><p><a href="/labels"><?cs var:Lang.Label.Manage ?></a></p></details><?cs /if ?></form><?cs call:text() ?><?cs
if:Row.0.id ?>
<div class="box">
<table class="list"><caption><?cs call:whose() ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.List.Ticket ?></th><th scope="col"><?cs var:Lang.List.State ?></th><th scope="col"><?cs var:Lang.Fact.Severity ?></th><th scope="col"><?cs var:Lang.List.Last ?></th><th scope="col" aria-sort="<?cs if:Q.sort == "updated" ?>ascending<?cs else ?>descending<?cs /if ?>"><?cs var:Lang.List.Updated ?></th></tr></thead>
<tbody><?cs
each:r = Row ?>
<tr<?cs if:r.u ?> class="new"<?cs /if ?>><td class="main"><a class="subj<?cs if:r.u ?> dot<?cs /if ?>" href="/tickets/<?cs var:r.id ?><?cs var:r.to ?>"><?cs if:r.u ?><span class="sr"><?cs var:Lang.List.Unread ?> </span><?cs /if ?><?cs call:title(r) ?></a><?cs call:found(r) ?><div class="meta"><span class="num"><?cs var:r.id ?></span><?cs if:r.p ?><span><?cs var:r.p ?></span><?cs /if ?><?cs if:r.sub ?><span><?cs var:r.sub ?></span><?cs /if ?><?cs each:l = r.L ?><?cs call:chip(l) ?><?cs /each ?></div></td><td><?cs call:state(r.s) ?></td><td data-l="<?cs var:Lang.Fact.Severity ?>"><?cs var:r.sv ?></td><td class="muted"><?cs call:last(r) ?></td><td class="nowrap muted"><?cs call:when(r.at) ?></td></tr><?cs
/each ?>
</tbody></table></div><?cs
if:List.next || List.first ?>
<nav class="pager" aria-label="<?cs var:Lang.List.Pages ?>"><span class="btns"><?cs
if:List.first ?><a class="btn s" href="<?cs var:List.first ?>"><?cs var:Lang.List.First ?></a><?cs /if ?><?cs
if:List.next ?><a class="btn s" rel="next" href="<?cs var:List.next ?>"><?cs var:Lang.List.Next ?> <?cs call:ic_next() ?></a><?cs /if ?></span></nav><?cs
/if ?><?cs
else ?>
<section class="box empty"><?cs
if:Q.on || List.tab != "open" && List.tab != "all" ?><h2><?cs var:Lang.List.None ?></h2><p><?cs var:Lang.List.NoneSay ?></p><a class="btn" href="<?cs var:List.all ?>"><?cs var:Lang.List.ShowAll ?></a><?cs
else ?><h2><?cs var:Lang.Home.Empty ?></h2><p><?cs var:Lang.Home.EmptySay ?></p><?cs if:User.Create ?><a class="btn primary" href="/tickets/new"><?cs call:ic_plus() ?> <?cs var:Lang.Nav.New ?></a><?cs /if ?><?cs
/if ?></section><?cs
/if ?><?cs
/if ?>
<?cs include!"layout/foot.cs" ?>
