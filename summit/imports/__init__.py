"""One way in for files: read, match columns, check every row with the page's own form, show, then write.

A slice registers an ``ImportKind``; nothing here knows a slice.
"""

from summit.imports.kinds import KINDS, ImportField, ImportKind, Saved, kind_named, register
from summit.imports.refusals import AskEncoding, AskSheet, NotReady, Overtaken, Refused

__all__ = [
    "KINDS",
    "AskEncoding",
    "AskSheet",
    "ImportField",
    "ImportKind",
    "NotReady",
    "Overtaken",
    "Refused",
    "Saved",
    "kind_named",
    "register",
]
