"""The sentence that each register opens with: what its reader came for."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import writing
from summit.tasks.risks import Milestone
from summit.tasks.streets import StreetState

HEAVY = 15  # likelihood times impact from which a risk is spoken of first


def of_risks(rows, today: dt.date) -> str:
    risks = list(rows.open())
    heavy = sum(risk.weight >= HEAVY for risk in risks)
    due = sum(risk.review_on <= today for risk in risks)
    said = ngettext("%(count)d risk is open,", "%(count)d risks are open,", len(risks)) % {
        "count": len(risks)
    }
    weight = ngettext("%(count)d of them heavy,", "%(count)d of them heavy,", heavy) % {"count": heavy}
    review = ngettext("%(count)d to review.", "%(count)d to review.", due) % {"count": due}
    return f"{said} {weight} {review}"


def of_milestones(rows, today: dt.date) -> str:
    stones = list(rows.select_related("summit"))
    reached = sum(stone.state == Milestone.State.REACHED for stone in stones)
    said = _("%(reached)d of %(count)d milestones reached.") % {"reached": reached, "count": len(stones)}
    ahead = [stone for stone in stones if stone.state == Milestone.State.AHEAD]
    if not ahead:
        return said
    first = min(ahead, key=lambda stone: stone.due_offset)
    following = _("Next: %(title)s, %(date)s.") % {
        "title": first.title,
        "date": writing.short_day(first.due_on),
    }
    return writing.one_stop(f"{said} {following}")


def of_closures(rows, today: dt.date) -> str:
    standing = rows.standing()
    bare = standing.filter(state=StreetState.PLANNED).count()
    count = standing.count()
    said = ngettext("%(count)d closure stands,", "%(count)d closures stand,", count) % {"count": count}
    notice = ngettext(
        "%(count)d without a published notice.", "%(count)d without a published notice.", bare
    ) % {"count": bare}
    return f"{said} {notice}"


def of_welcomes(rows, today: dt.date) -> str:
    standing = rows.standing()
    crossing, count = standing.filter(on_roadway=True).count(), standing.count()
    said = ngettext("%(count)d welcome point,", "%(count)d welcome points,", count) % {"count": count}
    roadway = ngettext("%(count)d on the roadway.", "%(count)d on the roadway.", crossing) % {
        "count": crossing
    }
    return f"{said} {roadway}"


def of_handovers(rows, today: dt.date) -> str:
    waiting = list(rows.unanswered().values_list("asked_at", flat=True))
    if not waiting:
        return _("Every request between ministries is answered.")
    said = ngettext(
        "%(count)d request waits for an answer", "%(count)d requests wait for an answer", len(waiting)
    )
    oldest = _("the oldest since %(date)s.") % {"date": writing.short_day(min(waiting))}
    return writing.one_stop(writing.listed((said % {"count": len(waiting)}, oldest)))
