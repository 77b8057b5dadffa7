"""The proof: `pytest` runs it on SQLite, then once more on PostgreSQL, with browser, lint, types and catalogues."""
