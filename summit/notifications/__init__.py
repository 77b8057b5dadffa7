"""What a person was told: the list of notices, read or not."""
