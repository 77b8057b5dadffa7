"""What a line of a list may not say, whoever typed it: the rules that the form and the import of files share.

Each rule yields ``(field, code, sentence)``. Values are plain: texts, dates, codes; absent ones are
empty or missing.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator, validate_email
from django.utils.translation import gettext as _

from delegations.roster.membership import Membership
from delegations.roster.person import Person

Fault = tuple[str, str, str]
OLDEST = dt.date(1900, 1, 1)
# Texts in several languages hold so much in each of them.
IN_LANGUAGES = {"title": 200, "spoken_title": 200, "function": 300}
PERSON_TEXTS = (
    "surname", "given_names", "arabic_name", "print_name", "title_source", "birth_place", "languages", "email",
    "phone", "remarks",
)  # fmt: skip
PAPER = ("document_type", "document_issuer", "document_number", "document_issued_on", "document_expires_on")
LIMITS: dict[str, int] = {
    **{name: Person._meta.get_field(name).max_length or 0 for name in PERSON_TEXTS},
    "wishes": Membership._meta.get_field("wishes").max_length or 0,
    "document_number": 60,
    **IN_LANGUAGES,
}
_no_nulls = ProhibitNullCharactersValidator()
# Plain addresses, all of which the validator accepts: it is asked of the others only.
_PLAIN_ADDRESS = re.compile(
    r"[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,20}",
    re.ASCII | re.IGNORECASE,
)


def limit_of(name: str) -> int:
    """How many characters a text holds; 0 where nothing bounds it. ``title:fr`` is one language of a text."""
    return LIMITS.get(name.partition(":")[0], 0)


def text(name: str, value: str) -> Iterator[Fault]:
    """Faults of one text: too long, unprintable, no address."""
    limit = limit_of(name)
    checks = [MaxLengthValidator(limit)] if limit and len(value) > limit else []
    if "\0" in value:
        checks.append(_no_nulls)
    if name == "email" and not (len(value) < 200 and _PLAIN_ADDRESS.fullmatch(value)):
        checks.append(validate_email)
    for check in checks:
        try:
            check(value)
        except ValidationError as fault:
            yield name, fault.code or "invalid", " ".join(fault.messages)


def days(values: Mapping[str, Any], today: dt.date) -> Iterator[Fault]:
    """Days that cannot be: nobody is born before 1900 or tomorrow, no paper ends before it begins."""
    born, issued, until = (
        values.get(name) for name in ("birth_date", "document_issued_on", "document_expires_on")
    )
    if born and not OLDEST <= born <= today:
        yield "birth_date", "impossible", _("Nobody was born on this day.")
    if issued and issued > today:
        yield "document_issued_on", "future", _("This day is still to come.")
    if issued and until and until < issued:
        yield "document_expires_on", "ends_first", _("The last day is before the first.")


def paper(values: Mapping[str, Any], *, has_number: bool = False) -> Iterator[Fault]:
    """A paper without a number proves nothing, unless one is stored already (``has_number``)."""
    if has_number or values.get("document_number"):
        return
    if any(values.get(name) for name in PAPER):
        yield "document_number", "required", _("Write the number of the document.")


def second_head() -> Fault:
    return "is_head", "second_head", _("The delegation already has a head.")
