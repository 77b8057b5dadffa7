"""How delegations come and leave: movements, aircraft, stands, weapons."""
