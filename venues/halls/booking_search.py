"""Finding bookings by what takes place and by their hall: they have no text of their own to look into."""

from django.db.models import Q

from summit.meetings.models import Meeting
from summit.programme.models import ProgrammeItem
from summit.search import matching
from summit.text import fold, wordings
from venues.halls.booking import HallBooking
from venues.halls.hall import Hall

IN_OWN_WORDS = Q(meeting__isnull=True, item__isnull=True)


def found(rows, words):
    """Those of ``rows`` that hold every word in what takes place or in the name of the hall.

    What halls, meetings and items are called is looked up where it is kept folded. What was written
    on a booking itself is stored as it was typed, so it is read and folded here: one query.
    """
    return rows.filter(Q(pk__in=worded(rows, words)) | ~IN_OWN_WORDS & served(words))


def served(words) -> Q:
    """That hall, meeting or item hold every word."""
    wanted = Q()
    for word in words:
        holds = (
            Q(**{f"{name}__in": matching(model.objects.order_by(), [word]).values("pk")})
            for name, model in (("hall", Hall), ("meeting", Meeting), ("item", ProgrammeItem))
        )
        first, second, third = holds
        wanted &= first | second | third
    return wanted


def worded(rows, words) -> list[int]:
    """The keys of the bookings in own words that hold every word, in theirs, the hall's or their kind's."""
    kinds = {kind: fold(str(label)) for kind, label in HallBooking.Kind.choices}
    kinds[HallBooking.Kind.SESSION] = ""  # nearly every booking is one: that it is says nothing
    texts = rows.filter(IN_OWN_WORDS).order_by().values_list("pk", "title", "hall__search_text", "purpose")
    kept = []
    for pk, title, hall, kind in texts:
        said = f"{fold(' '.join(wordings(title)))} {hall} {kinds[kind]}"
        if all(word in said for word in words):
            kept.append(pk)
    return kept
