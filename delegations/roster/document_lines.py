"""Machine-readable lines in a form: they fill what is empty and contradict what was mistyped."""

from django.utils.translation import gettext_lazy as _

from delegations.roster import mrz, naming
from delegations.roster.membership import Document
from summit.text import fold
from summit.writing import listed

KINDS = {
    "PD": Document.Kind.DIPLOMATIC,
    "PS": Document.Kind.SERVICE,
    "PO": Document.Kind.SERVICE,
    "PL": Document.Kind.LAISSEZ_PASSER,
    "PU": Document.Kind.LAISSEZ_PASSER,
}
CHECKED = {
    "number": _("number"),
    "birth_date": _("date of birth"),
    "expires_on": _("valid until"),
    "personal_number": _("personal number"),
    "composite": _("all lines together"),
}
SAYS_OTHERWISE = _("The machine readable lines say “%(value)s”.")


def kind_of(code: str) -> str:
    if code in KINDS:
        return KINDS[code]
    return Document.Kind.PASSPORT if code.startswith("P") else Document.Kind.IDENTITY


def values(read: mrz.Mrz) -> dict[str, str]:
    """What the lines say, by the names of ``LineForm``; fields whose check digit does not fit are left out."""
    said = {
        "surname": naming.proper_case(read.surname),
        "given_names": naming.proper_case(read.given_names),
        "sex": read.sex,
        "nationality": read.nationality,
        "birth_date": read.birth_date.isoformat() if read.birth_date else "",
        "document_type": str(kind_of(read.document_type)),
        "document_issuer": read.issuer,
        "document_number": read.number,
        "document_expires_on": read.expires_on.isoformat() if read.expires_on else "",
    }
    checked = {"document_number": "number", "birth_date": "birth_date", "document_expires_on": "expires_on"}
    wrong = mrz.wrong(read)
    return {name: value for name, value in said.items() if value and checked.get(name) not in wrong}


def wrong_digits(read: mrz.Mrz) -> str:
    """The sentence about check digits that do not fit; empty where all do."""
    names = listed(CHECKED[name] for name in mrz.wrong(read))
    if not names:
        return ""
    return _("The check digits do not fit: %(what)s. Read or type the lines again.") % {"what": names}


def contradictions(read: mrz.Mrz, cleaned: dict) -> dict[str, str]:
    """For each typed field that the lines contradict, the sentence for it; ``cleaned`` holds plain values."""
    found = {}
    for name, said in values(read).items():
        typed = cleaned.get(name) or ""
        if typed and not agree(name, typed, said, cut=read.cut):
            found[name] = SAYS_OTHERWISE % {"value": said}
    return found


def agree(name, typed, said, *, cut):
    """Names as the lines spell them: without accents, given names perhaps not all, the end perhaps cut off."""
    if name == "document_type":
        return typed == said or typed not in (Document.Kind.PASSPORT, Document.Kind.IDENTITY)
    if name in ("surname", "given_names"):
        ours, lines = words(typed), words(said)
        if not ours:  # not in Latin letters: nothing to compare
            return True
        if cut and (" ".join(ours)).startswith(" ".join(lines)):
            return True
        if name == "given_names":
            return ours[0] in lines or lines[0] in ours
        return "".join(ours) == "".join(lines)
    return fold(str(typed)).replace(" ", "") == fold(said).replace(" ", "")


def words(text):
    return mrz.latin(text).replace("<", " ").split()
