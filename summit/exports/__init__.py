"""One way out for rows: sheets that a spreadsheet cannot be tricked with, and printed pages."""

from summit.exports.responses import PurposeMissing, attachment, logged
from summit.exports.sheets import Column, csv, xlsx

__all__ = ["Column", "PurposeMissing", "attachment", "columns_of", "csv", "logged", "xlsx"]


def columns_of(kind):
    """The columns of an import kind, so that what goes out comes back in unchanged."""
    return [Column(field.heading(), field.present, list_separator="; ") for field in kind.fields]
