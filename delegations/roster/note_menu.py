"""What the notes verbales hang into the registries."""
