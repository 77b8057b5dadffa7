"""The way in for a delegation's focal point: a sealed link, a person who says so, and nothing beside.

The secret stands in the path of the address and nowhere else. A GET shows; the first POST is the
recipient's own word ("I am …"), kept in a signed cookie that belongs to this one link. Every POST
is noted as a use. Unknown, expired and revoked secrets get one and the same page.
"""

from dataclasses import dataclass
from functools import wraps

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from delegations.roster.delegation import Delegation
from summit import clock, links
from summit.links import Scope
from summit.policy import public
from summit.secrecy.keys import blind_index

VERB = "fill_list"
SCOPE = Scope("delegations.delegation", VERB)
COOKIE = "side"
OPEN_SECONDS = 12 * 3600  # one shift, as a session of ours
TRIES, WITHIN_SECONDS = 20, 600  # wrong secrets from one network before it has to wait
CLOSED, TOO_MANY = 404, 429


@dataclass(frozen=True)
class Visit:
    """Somebody at work through one link: for this delegation and no other."""

    link: object
    delegation: Delegation
    secret: str

    def url(self, name: str, *parts: str) -> str:
        return reverse(name, args=[self.secret, *parts])


def side(*methods: str, opened: bool = True):
    """A page of the delegation's side: ``view(request, visit, …)``, for whoever has a live link.

    ``opened`` pages want the recipient's word first and lead to where it is given.
    """

    def decorate(view):
        @wraps(view)
        def checked(request, secret, **parts):
            visit = visit_of(request, secret)
            if visit is None:
                return shut(request)
            if request.method not in methods:
                return sealed(HttpResponseNotAllowed(methods))
            request.summit = visit.link.summit
            timezone.activate(visit.link.summit.tz)
            if opened and not has_opened(request, visit):
                return sealed(redirect(visit.url("side-home")))
            if request.method == "POST":
                links.record_use(visit.link, address=address_of(request))
            try:
                return sealed(view(request, visit, **parts))
            except Http404:
                return sealed(page(request, visit, "side_missing", status=CLOSED))

        return public(checked)

    return decorate


def visit_of(request, secret) -> Visit | None:
    """The visit that the secret opens; a wrong one is counted against the network that it came from."""
    tries = f"side-tries:{blind_index(address_of(request), 'side.address')}"
    if cache.get(tries, 0) >= TRIES:
        request.too_many = True
        return None
    link = links.open_link(secret, SCOPE)
    if link is None:
        cache.set(tries, cache.get(tries, 0) + 1, WITHIN_SECONDS)
        return None
    rows = Delegation.objects.for_list().filter(summit=link.summit_id)
    return Visit(link, rows.get(public_id=link.object_id), secret)


def shut(request):
    """The one page for everything that does not open."""
    too_many = getattr(request, "too_many", False)
    context = {"too_many": too_many, "minutes": WITHIN_SECONDS // 60}
    status = TOO_MANY if too_many else CLOSED
    return sealed(render(request, "delegations/roster/side_closed.html", context, status=status))


def sealed(response):
    """Nothing of it is kept on the way, found by a search, or written to a log with its address."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response._has_been_logged = True  # noqa: SLF001 - Django logs refusals with their path, which holds the secret
    return response


def page(request, visit, name, *, status=200, **context):
    """A page of the side, with what every one of them shows."""
    shown = {
        "visit": visit,
        "secret": visit.secret,
        "delegation": visit.delegation,
        "summit": visit.link.summit,
    }
    return render(request, f"delegations/roster/{name}.html", shown | context, status=status)


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
        path=visit.url("side-home"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def salt(link) -> str:
    return f"side:{link.public_id}:{link.secret_hash}"


def address_of(request) -> str:
    return get_adapter().get_client_ip(request) or ""


def days_left(link) -> int:
    return max((link.expires_at - clock.real_now()).days, 0)
