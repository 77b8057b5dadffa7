"""The way in for a hotel: a sealed link for one person of the house, who says so, and nothing beside its list.

As on the delegations' side: the secret stands in the path and nowhere else, a GET shows, the first
POST is the recipient's own word, every POST is noted as a use, and all that does not open is one page.
"""

from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation

from delegations.roster.side_access import (
    CLOSED,
    OPEN_SECONDS,
    TOO_MANY,
    TRIES,
    WITHIN_SECONDS,
    address_of,
    salt,
    sealed,
)
from summit import links
from summit.links import Scope
from summit.policy import public
from summit.secrecy.keys import blind_index
from venues.accommodation.hotel import Hotel

VERB = "keep_guests"
SCOPE = Scope("venues.hotel", VERB)
COOKIE = "hotelside"


@dataclass(frozen=True)
class Visit:
    """Somebody of a hotel at work through one link: for this hotel and no other."""

    link: object
    hotel: Hotel
    secret: str

    def url(self, name: str, *parts: str) -> str:
        return reverse(name, args=[self.secret, *parts])


def hotel_side(*methods: str, opened: bool = True):
    """A page of the hotel's side: ``view(request, visit, …)``, for whoever has a live link.

    In the hotel's language until the reader chooses another.
    """

    def decorate(view):
        @wraps(view)
        def checked(request, secret, **parts):
            visit = visit_of(request, secret)
            if visit is None:
                return shut(request)
            if request.method not in methods:
                return sealed(HttpResponseNotAllowed(methods))
            settle(request, visit)
            if opened and not has_opened(request, visit):
                return sealed(redirect(visit.url("hotel-side")))
            if request.method == "POST":
                links.record_use(visit.link, address=address_of(request))
            try:
                return sealed(view(request, visit, **parts))
            except Http404:
                return sealed(page(request, visit, "link_missing", status=CLOSED))

        return public(checked)

    return decorate


def settle(request, visit) -> None:
    """The summit's clocks, and the hotel's language unless the reader has chosen one, or one of ours looks."""
    request.summit = visit.link.summit
    timezone.activate(visit.link.summit.tz)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and not request.user.is_authenticated:
        translation.activate(visit.hotel.language)
        request.LANGUAGE_CODE = visit.hotel.language


def visit_of(request, secret) -> Visit | None:
    """The visit that the secret opens; a wrong one is counted against the network that it came from."""
    tries = f"hotel-tries:{blind_index(address_of(request), 'side.address')}"
    if cache.get(tries, 0) >= TRIES:
        request.too_many = True
        return None
    link = links.open_link(secret, SCOPE)
    if link is None:
        cache.set(tries, cache.get(tries, 0) + 1, WITHIN_SECONDS)
        return None
    rows = Hotel.objects.for_list().filter(summit=link.summit_id)
    return Visit(link, rows.get(public_id=link.object_id), secret)


def shut(request):
    too_many = getattr(request, "too_many", False)
    context = {"too_many": too_many, "minutes": WITHIN_SECONDS // 60, "delegation": None}
    status = TOO_MANY if too_many else CLOSED
    return sealed(render(request, "venues/accommodation/link_closed.html", context, status=status))


def page(request, visit, name, *, status=200, **context):
    """A page of the side, with what every one of them shows."""
    shown = {
        "visit": visit,
        "secret": visit.secret,
        "hotel": visit.hotel,
        "delegation": None,
        "summit": visit.link.summit,
    }
    return render(request, f"venues/accommodation/{name}.html", shown | context, status=status)


def has_opened(request, visit) -> bool:
    """Whether this browser gave the recipient's word for this link."""
    said = request.get_signed_cookie(COOKIE, default="", salt=salt(visit.link), max_age=OPEN_SECONDS)
    return said == visit.link.public_id


def remember(response, visit):
    response.set_signed_cookie(
        COOKIE,
        visit.link.public_id,
        salt=salt(visit.link),
        max_age=OPEN_SECONDS,
        path=visit.url("hotel-side"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
