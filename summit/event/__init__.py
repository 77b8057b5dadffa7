"""The summit itself: its names, days, places and access zones."""
