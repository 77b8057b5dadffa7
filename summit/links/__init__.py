"""Sealed links: one named person may do one thing to one row, for a time, without an account."""

from summit.links.feeds import Feed
from summit.links.opening import Scope, issue, open_link, record_use, revoke

__all__ = ["Feed", "Scope", "issue", "open_link", "record_use", "revoke"]
