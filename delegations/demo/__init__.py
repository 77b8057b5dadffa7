"""The delegations of the Bamako demo: three states, observers and guests, all people invented."""
