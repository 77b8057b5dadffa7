"""Who of a delegation travels in a movement."""

from delegations.roster.membership import Membership
from delegations.travel.journeys import Passenger


def travellers(delegation):
    """The members who may be chosen, in order of precedence."""
    members = Membership.objects.filter(delegation=delegation).live()
    return members.select_related("person").in_order()


def chosen_for(movement) -> list[Membership]:
    """The members who travel in it, also one who has left the list since."""
    if movement.pk is None:
        return []
    rows = Membership.objects.filter(journeys__movement=movement)
    return list(rows.select_related("person", "rank_class").in_order())


def replace_passengers(movement, members) -> None:
    """Let exactly these members travel; in the caller's transaction."""
    wanted = {member.pk for member in members}
    stored = dict(Passenger.objects.filter(movement=movement).values_list("membership", "pk"))
    gone = [pk for member, pk in stored.items() if member not in wanted]
    Passenger.objects.filter(pk__in=gone).delete()
    Passenger.objects.bulk_create(
        Passenger(summit_id=movement.summit_id, movement=movement, membership_id=member)
        for member in sorted(wanted - stored.keys())
    )
