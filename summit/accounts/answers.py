"""The sentence that each list of people and bodies opens with, over all its rows, filtered or not."""

from django.db.models import Count, Q
from django.utils.translation import ngettext

from summit import writing
from summit.accounts.bodies import Commission, Ministry, Organisation
from summit.accounts.people import User


def sentence(*parts: tuple[str, int]) -> str:
    """``30 organisations, 2 invited.``: the whole, then what there is of the rest."""
    (whole, count), *rest = parts
    said = [whole % {"count": count}, *(text % {"count": few} for text, few in rest if few)]
    return writing.listed(said) + "."


def of_users(user) -> str:
    able = Q(is_active=True)
    n = User.objects.visible_to(user).aggregate(
        able=Count("pk", filter=able), new=Count("pk", filter=able & Q(last_login=None))
    )
    return sentence(
        (ngettext("%(count)d person may sign in", "%(count)d people may sign in", n["able"]), n["able"]),
        (ngettext("%(count)d has never done so", "%(count)d have never done so", n["new"]), n["new"]),
    )


def of_organisations(user) -> str:
    n = Organisation.objects.visible_to(user).aggregate(
        all=Count("pk"), invited=Count("pk", filter=Q(invited=True))
    )
    return sentence(
        (ngettext("%(count)d organisation", "%(count)d organisations", n["all"]), n["all"]),
        (ngettext("%(count)d of them invited", "%(count)d of them invited", n["invited"]), n["invited"]),
    )


def of_ministries(user) -> str:
    n = Ministry.objects.visible_to(user).aggregate(
        all=Count("pk"), led=Count("pk", filter=Q(coordinated=True))
    )
    led = ngettext(
        "%(count)d coordinated by the steering committee",
        "%(count)d coordinated by the steering committee",
        n["led"],
    )
    return sentence(
        (ngettext("%(count)d ministry", "%(count)d ministries", n["all"]), n["all"]), (led, n["led"])
    )


def of_commissions(user) -> str:
    n = Commission.objects.visible_to(user).aggregate(
        all=Count("pk"), bare=Count("pk", filter=Q(president=None))
    )
    bare = ngettext("%(count)d without a president", "%(count)d without a president", n["bare"])
    return sentence(
        (ngettext("%(count)d commission", "%(count)d commissions", n["all"]), n["all"]), (bare, n["bare"])
    )
