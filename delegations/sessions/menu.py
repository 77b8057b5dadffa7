"""What the seats at meetings hang into the registries."""
