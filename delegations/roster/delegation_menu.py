"""What the delegation file hangs into the registries."""
