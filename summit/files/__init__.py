"""Private uploads: checked by content, kept outside the static files, given out by a view that asks."""

from summit.files.reading import guard, level_of, may_read, register
from summit.files.storing import store

__all__ = ["guard", "level_of", "may_read", "register", "store"]
