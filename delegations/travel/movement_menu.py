"""What the movements hang into the registries."""
