"""Where things take place: halls and their parts, who holds them when, and whether a site is ready."""
