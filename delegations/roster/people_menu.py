"""What the people hang into the registries."""

from django.utils.translation import gettext_lazy as _

from delegations.roster import (  # noqa: F401 - loading them fills the registries
    document_forms,
    person_checklist,
    person_findings,
    person_photo,
    resemblances,
)
from delegations.roster.person import Person
from summit import navigation, search, telling, writing

navigation.add("delegations", _("People"), "people", right="delegations.view_person", order=20)


def hit(person):
    """The name, then each function with its delegation."""
    standing = [writing.listed((row.function, row.delegation.code)) for row in person.standing]
    return person.name_on_list, writing.listed(standing)


search.searchable(Person, _("People"), hit)
telling.VERBS |= {
    "photo": _("New photo"),
    "accept_photo": _("Photo accepted"),
    "refuse_photo": _("Photo refused"),
    "merge": _("Merged"),
    "keep_apart": _("Kept apart"),
}
