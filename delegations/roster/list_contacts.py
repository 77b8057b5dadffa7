"""The contact sheet: faces, functions, phones and addresses of a delegation's people."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from delegations.roster import list_names, list_pictures
from delegations.roster.list_kinds import Asked, Taken, list_kind
from delegations.roster.list_parts import printed
from delegations.roster.list_rows import by_delegation, numbered, read
from delegations.roster.official_list import counted, named
from summit import exports

TEMPLATE = "print/contacts.typ"
AT_ONCE = 60  # photos in one PDF


@list_kind(
    "contacts",
    gettext_lazy("Contact sheet"),
    gettext_lazy("Photos with function, phone and e-mail; initials where a photo is missing."),
    order=30,
)
def contacts(asked: Asked) -> Taken:
    if asked.form == "xlsx":
        return table(asked)
    counts = counted(asked)
    return printed(
        asked,
        TEMPLATE,
        numbered(read(asked.memberships.select_related("person__photo"), asked.delegations)),
        lambda batch: described(asked, batch, counts),
        name=named(asked, "contacts"),
        size=AT_ONCE,
        total=sum(counts.values()),
    )


def described(asked: Asked, batch, counts) -> dict:
    title = _("Contact sheet of the delegations")
    if asked.one:
        title = _("Contact sheet: %(delegation)s") % {"delegation": asked.one.name}
    groups = [
        {
            "name": str(delegation.name),
            "flag": list_pictures.flag(delegation.country),
            "count": list_names.people(counts.get(delegation.pk, 0)),
            "people": [card(row) for _place, row in rows],
        }
        for delegation, rows in by_delegation(batch)
    ]
    return {"title": title, "words": {"nobody": _("Nobody stands on this list yet.")}, "groups": groups}


def card(row) -> dict:
    person = row.person
    return {
        "photo": list_pictures.photo(person),
        "initials": list_pictures.initials(person),
        "title": str(person.title),
        "name": list_names.full_name(person),
        "other": list_names.other_name(person),
        "function": str(row.function),
        "phone": person.phone,
        "email": person.email,
    }


def table(asked: Asked) -> Taken:
    with override(asked.language):
        columns = [
            exports.Column(_("Delegation"), "delegation.code"),
            exports.Column(_("Name"), lambda row: list_names.full_name(row.person), width=32),
            exports.Column(_("Function"), "function", width=40),
            exports.Column(_("Phone"), "person.phone", width=20),
            exports.Column(_("E-mail"), "person.email", width=30),
            exports.Column(_("Languages"), "person.languages"),
        ]
        content = exports.xlsx(
            columns, read(asked.memberships, asked.delegations), title=_("Contact sheet"), lang=asked.language
        )
    return Taken(content, f"{named(asked, 'contacts')}-{asked.language}.xlsx", "xlsx")
