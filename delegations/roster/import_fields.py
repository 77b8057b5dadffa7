"""The columns of a list of people as the import reads them: ``headings`` says what they are called."""

from delegations.roster.headings import FIELDS, settle

__all__ = ["CELLS", "FIELD", "FIELDS", "I18N", "IGNORED", "NAMES", "settle"]

# What a cell holds where it is not plain text.
CELLS = {
    "birth_date": "date",
    "rank_date": "date",
    "document_issued_on": "date",
    "document_expires_on": "date",
    "is_head": "bool",
    "nationality": "country",
    "document_issuer": "country",
}
# Texts in several languages: a column for each of them, or one in the language of its letters.
I18N = ("title", "spoken_title", "function")
IGNORED = {"country"}  # beside a column of delegations it says nothing more
NAMES = ("surname", "full_name", "arabic_name")
FIELD = {one.name: one for one in FIELDS}
