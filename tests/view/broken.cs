<?cs var:No.Such[] ?>
