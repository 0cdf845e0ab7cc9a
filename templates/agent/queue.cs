<?cs # queue.cs - the desk's queue.
 Reads:
  View             mine, waiting, open, none, late, urged, hold, confirm, closed:
                   which view is current; absent: another choice
  V.mine, .wait, .open, .none, .urged, .hold, .confirm   tickets in each
  Q.q, .status, .product, .severity, .account, .label, .assignee,
                   .urged, .due, .queue, .sort   the filter as typed
  Label.N          .id, .name, .c  labels of the account that one is at
  Q.on             a filter beside the view is on
  Q.from, .to      created, days
  Q.text           all of it as text; Fault.N what was left out of it; Save
                   where it can be saved; Saved.N, see row.cs
  Plain            href of the queue without a filter
  Sev.N, Product.N   .id, .name
  Staff.N          .id, .name; Staff.many: too many to choose from
  Queue.N          .id, .name, .n open tickets; Queues.mine: he is in one
  BulkKey          idempotency key of the form for many
  Row.N            .id, .t title, .s state, .sv severity, .org account, .due,
                   .urged words, .own the engineer, .u new for the desk,
                   .by or .me and .op who did what last, .at, .L.M labels,
                   .P who is there, words, .P.w if he writes; and
                   where words were looked for .T.M, .X.M, see row.cs
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
call:view("open", Lang.Desk.AllOpen, V.open, "", Plain) ?><?cs
call:view("none", Lang.Desk.Unassigned, V.none, "1", "/agent/tickets?assignee=none") ?><?cs
call:view("late", Lang.Desk.Late, "", "", "/agent/tickets?due=late") ?><?cs
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
<?cs call:saved() ?><form class="filters flat" method="get" action="/agent/tickets" role="search" novalidate><?cs
if:Q.due ?><input type="hidden" name="due" value="<?cs var:Q.due ?>"><?cs /if ?><?cs
if:Q.urged ?><input type="hidden" name="urged" value="<?cs var:Q.urged ?>"><?cs /if ?><?cs
if:Q.account ?><input type="hidden" name="account" value="<?cs var:Q.account ?>"><?cs /if ?><?cs
if:Q.queue ?><input type="hidden" name="queue" value="<?cs var:Q.queue ?>"><?cs /if ?><?cs
if:Q.from ?><input type="hidden" name="from" value="<?cs var:Q.from ?>"><?cs /if ?><?cs
if:Q.to ?><input type="hidden" name="to" value="<?cs var:Q.to ?>"><?cs /if ?>
<div class="wide"><label for="q"><?cs var:Lang.Desk.Q ?></label><?cs call:faults() ?><input id="q" name="q" type="search" enterkeyhint="search" value="<?cs var:Q.q ?>"<?cs call:faulty() ?>></div>
<div><label for="status"><?cs var:Lang.List.State ?></label><select id="status" name="status"><option value=""><?cs var:Lang.Desk.AllOpen ?></option><option value="0"<?cs if:Q.status == "0" ?> selected<?cs /if ?>><?cs var:Lang.StatusDesk["0"] ?></option><option value="1"<?cs if:Q.status == "1" ?> selected<?cs /if ?>><?cs var:Lang.StatusDesk["1"] ?></option><option value="17"<?cs if:Q.status == "17" ?> selected<?cs /if ?>><?cs var:Lang.StatusDesk["17"] ?></option><option value="5"<?cs if:Q.status == "5" ?> selected<?cs /if ?>><?cs var:Lang.StatusDesk["5"] ?></option><option value="2"<?cs if:Q.status == "2" ?> selected<?cs /if ?>><?cs var:Lang.StatusDesk["2"] ?></option><option value="3"<?cs if:Q.status == "3" ?> selected<?cs /if ?>><?cs var:Lang.StatusDesk["3"] ?></option><option value="4"<?cs if:Q.status == "4" ?> selected<?cs /if ?>><?cs var:Lang.StatusDesk["4"] ?></option><option value="12"<?cs if:Q.status == "12" ?> selected<?cs /if ?>><?cs var:Lang.StatusDesk["12"] ?></option><option value="13"<?cs if:Q.status == "13" ?> selected<?cs /if ?>><?cs var:Lang.StatusDesk["13"] ?></option></select></div><?cs
if:Sev.0.id ?>
<div><label for="severity"><?cs var:Lang.Fact.Severity ?></label><select id="severity" name="severity"><option value=""><?cs var:Lang.Form.Any ?></option><?cs
each:s = Sev ?><?cs call:pick(s.id, s.name, Q.severity) ?><?cs /each ?></select></div><?cs
/if ?>
<div><label for="product"><?cs var:Lang.Desk.Product ?></label><select id="product" name="product"><option value=""><?cs var:Lang.Form.Any ?></option><?cs
each:p = Product ?><option value="<?cs var:p.id ?>"<?cs if:p.id == Q.product ?> selected<?cs /if ?>><?cs var:p.name ?></option><?cs /each ?></select></div>
<div><label for="assignee"><?cs var:Lang.Desk.Engineer ?></label><?cs
if:Staff.many ?><input id="assignee" name="assignee" value="<?cs var:Q.assignee ?>" placeholder="<?cs var:Lang.Login.User ?>" autocomplete="off" autocapitalize="none" spellcheck="false"></div><?cs
else ?><select id="assignee" name="assignee"><option value=""><?cs var:Lang.Desk.AnyOwner ?></option><option value="me"<?cs if:Q.assignee == "me" ?> selected<?cs /if ?>><?cs var:Lang.Desk.Mine ?></option><option value="none"<?cs if:Q.assignee == "none" ?> selected<?cs /if ?>><?cs var:Lang.Desk.Unassigned ?></option><?cs
each:u = Staff ?><option value="<?cs var:u.id ?>"<?cs if:u.id == Q.assignee ?> selected<?cs /if ?>><?cs var:u.name ?></option><?cs /each ?></select></div><?cs /if ?>
<?cs
if:Label.0.id ?><div><label for="label"><?cs var:Lang.Label.One ?></label><select id="label" name="label"><option value=""><?cs var:Lang.Form.Any ?></option><?cs
each:l = Label ?><?cs call:pick(l.id, l.name, Q.label) ?><?cs /each ?></select></div><?cs
elif:Q.label ?><input type="hidden" name="label" value="<?cs var:Q.label ?>"><?cs /if ?>
<div><label for="sort"><?cs var:Lang.List.Order ?></label><select id="sort" name="sort"><?cs if:string.length(Q.q) ?><option value="best"<?cs if:Q.sort == "best" ?> selected<?cs /if ?>><?cs var:Lang.List.SortBest ?></option><?cs /if ?><option value="due"<?cs if:Q.sort == "due" ?> selected<?cs /if ?>><?cs var:Lang.Desk.SortDue ?></option><option value="-updated"<?cs if:Q.sort == "-updated" ?> selected<?cs /if ?>><?cs var:Lang.List.SortUpdated ?></option><option value="updated"<?cs if:Q.sort == "updated" ?> selected<?cs /if ?>><?cs var:Lang.List.SortOld ?></option></select></div>
<div class="btns"><button class="btn"><?cs var:Lang.Form.Apply ?></button><?cs if:Q.on ?><a class="small" href="<?cs var:Plain ?>"><?cs var:Lang.Form.Clear ?></a><?cs /if ?></div></form><?cs call:text() ?><?cs
if:Row.0.id ?>
<form class="bulk" id="bulk" method="post" action="/agent/tickets"><?cs call:keys(BulkKey) ?><input type="hidden" name="next" value="<?cs var:Page.Here ?>"><label for="action"><?cs var:Lang.Bulk.With ?></label> <select id="action" name="action"><option value="take"><?cs var:Lang.Bulk.take ?></option><option value="assign"><?cs var:Lang.Bulk.assign ?></option><option value="release"><?cs var:Lang.Bulk.release ?></option><option value="pause"><?cs var:Lang.Bulk.pause ?></option><option value="resume"><?cs var:Lang.Bulk.resume ?></option><option value="note"><?cs var:Lang.Bulk.note ?></option><?cs if:Lead ?><option value="invalidate"><?cs var:Lang.Bulk.invalidate ?></option><?cs /if ?></select> <button class="btn s"><?cs var:Lang.Bulk.Apply ?></button></form>
<div class="box"><table class="list"><caption><?cs var:Lang.Nav.Queue ?></caption>
<thead><tr><th scope="col" class="sel" data-all="<?cs var:Lang.Bulk.All ?>"><span class="sr"><?cs var:Lang.Bulk.Select ?></span></th><th scope="col"><?cs var:Lang.List.Ticket ?></th><th scope="col"><?cs var:Lang.Desk.Due ?></th><th scope="col"><?cs var:Lang.Fact.Severity ?></th><th scope="col"><?cs var:Lang.List.State ?></th><th scope="col"><?cs var:Lang.Desk.Owner ?></th></tr></thead>
<tbody><?cs
each:r = Row ?>
<tr<?cs if:r.u ?> class="new"<?cs /if ?>><td class="sel"><input type="checkbox" name="ticket" value="<?cs var:r.id ?>" form="bulk" aria-label="<?cs var:r.id ?>"></td><td class="main"><a class="subj" href="/agent/tickets/<?cs var:r.id ?><?cs var:r.to ?>"><?cs if:r.u ?><span class="sr"><?cs var:Lang.List.Unread ?> </span><?cs /if ?><?cs call:title(r) ?></a><?cs call:found(r) ?><div class="meta"><span class="num"><?cs var:r.id ?></span><span><?cs var:r.org ?></span><?cs if:r.urged ?><?cs call:urged(r.urged) ?><?cs /if ?><?cs each:l = r.L ?><a href="/agent/tickets?label=<?cs var:l.id ?>"><?cs call:chip(l) ?></a><?cs /each ?><?cs if:r.P ?><span class="due there<?cs if:r.P.w ?> w<?cs /if ?>"><?cs var:r.P ?></span><?cs /if ?></div></td><td><?cs if:r.due ?><span class="due at <?cs var:r.due.k ?>"><?cs var:r.due ?></span><?cs /if ?></td><td data-l="<?cs var:Lang.Fact.Severity ?>"><?cs var:r.sv ?></td><td><?cs call:state(r.s) ?></td><td><?cs if:r.own ?><?cs var:r.own ?><?cs else ?><span class="muted"><?cs var:Lang.Desk.Nobody ?></span><?cs /if ?><div class="meta"><?cs call:last(r) ?> <?cs call:when(r.at) ?></div></td></tr><?cs
/each ?>
</tbody></table></div><?cs
if:List.next || List.first ?>
<nav class="pager" aria-label="<?cs var:Lang.List.Pages ?>"><span class="btns"><?cs
if:List.first ?><a class="btn s" href="<?cs var:List.first ?>"><?cs var:Lang.List.First ?></a><?cs /if ?><?cs
if:List.next ?><a class="btn s" rel="next" href="<?cs var:List.next ?>"><?cs var:Lang.Desk.NextPage ?> <?cs call:ic_next() ?></a><?cs /if ?></span></nav><?cs
/if ?><?cs
else ?>
<section class="box empty"><h2><?cs var:Lang.List.None ?></h2><p><?cs if:Q.on ?><?cs var:Lang.Desk.NoneFilter ?><?cs else ?><?cs var:Lang.Desk.NoneHere ?><?cs /if ?></p><a class="btn" href="<?cs var:Plain ?>"><?cs var:Lang.Desk.AllOpen ?></a></section><?cs
/if ?>
</div></div>
<?cs include!"layout/foot.cs" ?>
