"""Who of the delegations takes part in what: one home for whatever names a member at a meeting."""
