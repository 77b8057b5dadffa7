"""What precedence hangs into the registries."""
