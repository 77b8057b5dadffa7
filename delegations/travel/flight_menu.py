"""What aircraft, stands and weapons hang into the registries."""
