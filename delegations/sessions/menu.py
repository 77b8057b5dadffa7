"""What the delegates at meetings hang into menu and register of acts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delegations.sessions import findings, panels  # noqa: F401 - loading them fills the registries
from summit import navigation, telling
from summit.meetings import beside

navigation.add(
    "delegations", _("Delegates at meetings"), "delegates", right="delegations.view_seat", order=28
)

telling.VERBS |= {
    "add_delegates": _("Delegates added"),
    "take_off_delegates": _("Delegates taken off"),
}
telling.DETAILS |= {"delegates": _("delegates")}


@beside.link
def delegates_of(user, meeting):
    """Who of the delegations is expected there."""
    if not user.has_perm("delegations.view_seat"):
        return None
    return beside.Link(reverse("meeting-delegates", args=[meeting.public_id]), _("Delegates"), "users")
