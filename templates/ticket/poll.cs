<?cs # poll.cs - the regions of show.cs that change, for the script.
 Reads what ticket/parts.cs and ticket/macros.cs read.  Thread may begin
 with the first entry that is new or changed.
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"authorization/macros.cs" ?><?cs include!"ticket/parts.cs"
?><!doctype html>
<html lang="<?cs var:Lang.Code ?>"><head><meta charset="utf-8"><title><?cs var:Ticket.id ?></title></head><body><?cs
call:p_top() ?><?cs call:p_ask() ?><?cs call:p_thread() ?><?cs call:p_compose() ?><?cs call:p_log() ?><?cs call:p_side() ?><?cs call:p_dialogs() ?>
</body></html>
