"""The import of people."""
