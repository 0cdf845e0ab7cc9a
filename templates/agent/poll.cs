<?cs # poll.cs - the regions of agent/ticket.cs that change, for the script.
 Reads what agent/parts.cs and the files named there read.  Thread may begin
 with the first entry that is new or changed.
?><?cs include!"layout/macros.cs" ?><?cs include!"ticket/macros.cs" ?><?cs include!"authorization/macros.cs" ?><?cs include!"ticket/parts.cs" ?><?cs include!"agent/macros.cs" ?><?cs include!"agent/parts.cs"
?><!doctype html>
<html lang="<?cs var:Lang.Code ?>"><head><meta charset="utf-8"><title><?cs var:Ticket.id ?></title></head><body><?cs
call:a_top() ?><?cs call:p_thread() ?><?cs call:a_there() ?><?cs call:a_compose() ?><?cs call:p_log() ?><?cs call:a_side() ?>
</body></html>
