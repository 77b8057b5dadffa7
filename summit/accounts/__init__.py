"""People who work on the summit, the bodies they belong to, and what each may do."""
