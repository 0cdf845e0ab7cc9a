<?cs include!"no/such.cs" ?>
