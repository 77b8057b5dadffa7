"""What the people hang into the registries."""
