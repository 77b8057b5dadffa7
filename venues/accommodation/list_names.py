"""How a guest is named on lists, and whose room is nobody's business."""

from django.utils.translation import gettext as _

from summit import writing

LEADS = 1  # the order of the class that leads all others


def is_principal(member) -> bool:
    """A head of delegation, who stands for a head of state, or is of the class that leads."""
    if member is None:
        return False
    return (
        member.is_head
        or member.represents_head
        or bool(member.rank_class_id and member.rank_class.order <= LEADS)
    )


def sees_room(user, lodging) -> bool:
    """Whether ``user`` may know in which room the guest sleeps."""
    return not is_principal(lodging.occupant) or user.has_perm("venues.view_principal_room", lodging)


def function_of(member) -> str:
    return writing.listed((member.delegation.code, member.function))


def guest_name(lodging) -> str:
    """The person, or the crew of a flight."""
    if lodging.occupant_id:
        return str(lodging.occupant.person)
    return _("Crew of %(flight)s") % {"flight": lodging.crew_of}
