"""What the side of the delegations hangs into the registries."""
