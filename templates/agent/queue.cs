<?cs # queue.cs - the desk's queue.
 Reads:
  View             mine, waiting, open, none, urged, hold, confirm, closed:
                   which view is current; absent: another choice
  V.mine, .wait, .open, .none, .urged, .hold, .confirm   tickets in each
  Q.q, .status, .product, .severity, .account, .assignee, .urged,
                   .queue, .sort   the filter as typed
  Q.on             a filter beside the view is on
  Sev.N, Product.N   .id, .name
  Staff.N          .id, .name, .user
  Queue.N          .id, .name, .n open tickets; Queues.mine: he is in one
  BulkKey          idempotency key of the form for many
  Row.N            .id, .t title, .s state, .sv severity, .org account, .due,
                   .urged words, .own the engineer, .u new for the desk,
                   .by or .me and .op who did what last, .at, .L.M labels,
                   .P presence (agent/macros.cs)
  List.first, .next   hrefs of the first and the next page
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"ticket/row.cs" ?><?cs include!"agent/macros.cs" ?><?cs
set:Page.Title = Lang.Nav.Queue ?><?cs set:Page.Nav = "queue" ?><?cs
include!"layout/head.cs" ?><?cs
def:view(key, word, n, hot, href) ?><li><a href="<?cs var:href ?>"<?cs if:View == key ?> aria-current="page"<?cs /if ?>><?cs var:word ?><?cs if:n ?> <span class="n<?cs if:hot ?> hot<?cs /if ?>"><?cs var:n ?></span><?cs /if ?></a></li><?cs /def ?><?cs
def:pick(value, word, chosen) ?><option value="<?cs var:value ?>"<?cs if:value == chosen ?> selected<?cs /if ?>><?cs var:word ?></option><?cs /def ?>
<div class="split left">
<nav class="views" aria-label="<?cs var:Lang.Desk.Views ?>"><h2><?cs var:Lang.Desk.MineHead ?></h2><ul><?cs
call:view("mine", Lang.Desk.Mine, V.mine, "", "/agent/tickets?assignee=me") ?><?cs
call:view("waiting", Lang.Desk.Waiting, V.wait, "", "/agent/tickets?status=17&assignee=me") ?></ul>
<h2><?cs var:Lang.Desk.Team ?></h2><ul><?cs
call:view("open", Lang.Desk.AllOpen, V.open, "", "/agent/tickets") ?><?cs
call:view("none", Lang.Desk.Unassigned, V.none, "1", "/agent/tickets?assignee=none") ?><?cs
call:view("urged", Lang.Desk.Urged, V.urged, "1", "/agent/tickets?urged=1") ?><?cs
call:view("hold", Lang.StatusDesk["5"], V.hold, "", "/agent/tickets?status=5") ?><?cs
call:view("confirm", Lang.Desk.ToConfirm, V.confirm, "", "/agent/tickets?status=2") ?><?cs
call:view("closed", Lang.StatusDesk["3"], "", "", "/agent/tickets?status=3") ?></ul><?cs
if:Queue.0.id ?>
<h2><?cs var:Lang.Desk.Queues ?></h2><ul><?cs
if:Queues.mine ?><li><a href="/agent/tickets?queue=mine"<?cs if:Q.queue == "mine" ?> aria-current="page"<?cs /if ?>><?cs var:Lang.Desk.MyQueues ?></a></li><?cs /if ?><?cs
each:q = Queue ?><li><a href="/agent/tickets?queue=<?cs var:q.id ?>"<?cs if:Q.queue == q.id ?> aria-current="page"<?cs /if ?>><?cs var:q.name ?><?cs if:q.n ?> <span class="n"><?cs var:q.n ?></span><?cs /if ?></a></li><?cs /each ?></ul><?cs
/if ?></nav>
<div>
<div class="head"><h1><?cs var:Lang.Nav.Queue ?></h1><p class="small"><a href="<?cs var:Page.Here ?>"><?cs var:Lang.Desk.Refresh ?></a></p></div>
<form class="filters flat" method="get" action="/agent/tickets" role="search" novalidate><?cs
if:Q.urged ?><input type="hidden" name="urged" value="<?cs var:Q.urged ?>"><?cs /if ?><?cs
if:Q.account ?><input type="hidden" name="account" value="<?cs var:Q.account ?>"><?cs /if ?><?cs
if:Q.queue ?><input type="hidden" name="queue" value="<?cs var:Q.queue ?>"><?cs /if ?>
<div class="wide"><label for="q"><?cs var:Lang.Desk.Q ?></label><input id="q" name="q" type="search" enterkeyhint="search" value="<?cs var:Q.q ?>"></div>
<div><label for="status"><?cs var:Lang.List.State ?></label><select id="status" name="status"><option value=""><?cs var:Lang.Desk.AllOpen ?></option><?cs
call:pick("0", Lang.StatusDesk["0"], Q.status) ?><?cs
call:pick("1", Lang.StatusDesk["1"], Q.status) ?><?cs
call:pick("17", Lang.StatusDesk["17"], Q.status) ?><?cs
call:pick("5", Lang.StatusDesk["5"], Q.status) ?><?cs
call:pick("2", Lang.StatusDesk["2"], Q.status) ?><?cs
call:pick("3", Lang.StatusDesk["3"], Q.status) ?><?cs
call:pick("4", Lang.StatusDesk["4"], Q.status) ?><?cs
call:pick("12", Lang.StatusDesk["12"], Q.status) ?><?cs
call:pick("13", Lang.StatusDesk["13"], Q.status) ?></select></div><?cs
if:Sev.0.id ?>
<div><label for="severity"><?cs var:Lang.Fact.Severity ?></label><select id="severity" name="severity"><option value=""><?cs var:Lang.Form.Any ?></option><?cs
each:s = Sev ?><?cs call:pick(s.id, s.name, Q.severity) ?><?cs /each ?></select></div><?cs
/if ?>
<div><label for="product"><?cs var:Lang.Desk.Product ?></label><select id="product" name="product"><option value=""><?cs var:Lang.Form.Any ?></option><?cs
each:p = Product ?><?cs call:pick(p.id, p.name, Q.product) ?><?cs /each ?></select></div>
<div><label for="assignee"><?cs var:Lang.Desk.Engineer ?></label><select id="assignee" name="assignee"><option value=""><?cs var:Lang.Desk.AnyOwner ?></option><?cs
call:pick("me", Lang.Desk.Mine, Q.assignee) ?><?cs call:pick("none", Lang.Desk.Unassigned, Q.assignee) ?><?cs
each:u = Staff ?><?cs call:pick(u.id, u.name, Q.assignee) ?><?cs /each ?></select></div>
<div><label for="sort"><?cs var:Lang.List.Order ?></label><select id="sort" name="sort"><?cs
call:pick("due", Lang.Desk.SortDue, Q.sort) ?><?cs
call:pick("-updated", Lang.List.SortUpdated, Q.sort) ?><?cs
call:pick("updated", Lang.List.SortOld, Q.sort) ?></select></div>
<div class="btns"><button class="btn"><?cs var:Lang.Form.Apply ?></button><?cs if:Q.on ?><a class="small" href="/agent/tickets"><?cs var:Lang.Form.Clear ?></a><?cs /if ?></div>
</form><?cs
if:Row.0.id ?>
<form class="bulk" id="bulk" method="post" action="/agent/tickets"><?cs call:keys(BulkKey) ?><input type="hidden" name="next" value="<?cs var:Page.Here ?>"><label for="action"><?cs var:Lang.Bulk.With ?></label> <select id="action" name="action"><?cs
call:pick("take", Lang.Bulk.take, "") ?><?cs call:pick("assign", Lang.Bulk.assign, "") ?><?cs call:pick("release", Lang.Bulk.release, "") ?><?cs call:pick("pause", Lang.Bulk.pause, "") ?><?cs call:pick("resume", Lang.Bulk.resume, "") ?><?cs call:pick("note", Lang.Bulk.note, "") ?><?cs if:Lead ?><?cs call:pick("invalidate", Lang.Bulk.invalidate, "") ?><?cs /if ?></select> <button class="btn s"><?cs var:Lang.Bulk.Apply ?></button></form>
<div class="box"><table class="list"><caption><?cs var:Lang.Nav.Queue ?></caption>
<thead><tr><th scope="col" class="sel" data-all="<?cs var:Lang.Bulk.All ?>"><span class="sr"><?cs var:Lang.Bulk.Select ?></span></th><th scope="col"><?cs var:Lang.List.Ticket ?></th><th scope="col"><?cs var:Lang.Desk.Due ?></th><th scope="col"><?cs var:Lang.Fact.Severity ?></th><th scope="col"><?cs var:Lang.List.State ?></th><th scope="col"><?cs var:Lang.Desk.Owner ?></th></tr></thead>
<tbody><?cs
each:r = Row ?>
<tr<?cs if:r.u ?> class="new"<?cs /if ?>><td class="sel"><input type="checkbox" name="ticket" value="<?cs var:r.id ?>" form="bulk" aria-label="<?cs var:Lang.Bulk.Select ?> <?cs var:r.id ?>"></td><td class="main"><a class="subj" href="/agent/tickets/<?cs var:r.id ?>"><?cs if:r.u ?><span class="sr"><?cs var:Lang.List.Unread ?> </span><?cs /if ?><?cs var:r.t ?></a><div class="meta"><span class="num"><?cs var:r.id ?></span><span><?cs var:r.org ?></span><?cs call:urged(r.urged) ?><?cs each:l = r.L ?><?cs call:chip(l) ?><?cs /each ?><?cs call:present(r.P) ?></div></td><td><?cs call:due(r.due) ?></td><td data-l="<?cs var:Lang.Fact.Severity ?>"><?cs var:r.sv ?></td><td><?cs call:state(r.s) ?></td><td><?cs alt:html_escape(r.own) ?><span class="muted"><?cs var:Lang.Desk.Nobody ?></span><?cs /alt ?><div class="meta"><?cs call:last(r) ?> <?cs call:when(r.at) ?></div></td></tr><?cs
/each ?>
</tbody></table></div><?cs
if:List.next || List.first ?>
<nav class="pager" aria-label="<?cs var:Lang.List.Pages ?>"><span class="btns"><?cs
if:List.first ?><a class="btn s" href="<?cs var:List.first ?>"><?cs var:Lang.List.First ?></a><?cs /if ?><?cs
if:List.next ?><a class="btn s" rel="next" href="<?cs var:List.next ?>"><?cs var:Lang.Desk.NextPage ?> <?cs call:ic_next() ?></a><?cs /if ?></span></nav><?cs
/if ?><?cs
else ?>
<section class="box empty"><h2><?cs var:Lang.List.None ?></h2><p><?cs if:Q.on ?><?cs var:Lang.Desk.NoneFilter ?><?cs else ?><?cs var:Lang.Desk.NoneHere ?><?cs /if ?></p><a class="btn" href="/agent/tickets"><?cs var:Lang.Desk.AllOpen ?></a></section><?cs
/if ?>
</div></div>
<?cs include!"layout/foot.cs" ?>
