"""What the changes of lists and the delegations' own side hang into the registries."""

from django.utils.translation import gettext_lazy as _

from delegations.roster.changes import ListChange
from delegations.roster.liaison import LiaisonAssignment
from summit import files, navigation, telling
from summit.accounts.models import User
from summit.impact import affected
from summit.secrecy.levels import S2

PHOTO = "side-photo"

navigation.add(
    "delegations", _("Changes of lists"), "list-changes", right="delegations.decide_change", order=45
)
telling.VERBS.update(
    {
        "open_side": _("Opened by its recipient"),
        "fill": _("Filled in by the delegation"),
        "take_over": _("Version taken over"),
    }
)


def photo_open_to(file, user):
    """Who sees the line reads the photo that came with it."""
    return ListChange.objects.visible_to(user).filter(photo=file).exists()


files.register(PHOTO, photo_open_to, S2)


@affected("membership")
def who_accompanies(membership):
    """The liaison officers who are with the member's delegation."""
    shifts = LiaisonAssignment.objects.filter(delegation=membership.delegation_id).standing()
    return User.objects.active().filter(pk__in=shifts.values("officer"))
