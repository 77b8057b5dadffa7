"""Index of the tables of this app: each slice adds one line of imports here."""
