"""The plan of the ministries: tasks, what blocks them, hand-overs, risks, milestones and closures."""
