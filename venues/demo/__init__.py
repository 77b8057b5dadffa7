"""What the venues add to the Bamako demo."""
