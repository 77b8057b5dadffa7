"""The steering committee: its meetings, their minutes, its decisions and what becomes of them."""
