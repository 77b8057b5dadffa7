"""What is ready, late, blocked and unowned, by ministry, by commission and by axis."""
