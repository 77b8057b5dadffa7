"""The demonstration: the Bamako summit told day by day with invented people."""
