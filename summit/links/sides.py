"""The way in for somebody without an account: a sealed link, a person who says so, and nothing beside.

The secret stands in the path of the address and nowhere else. A GET shows; the first POST is the
recipient's own word ("I am …"), kept in a signed cookie that belongs to this one link. Every POST
is noted as a use. Unknown, expired and revoked secrets get one and the same page.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from summit import clock
from summit.links.models import SealedLink
from summit.links.opening import Scope, issue, open_link, record_use, revoke
from summit.policy import public
from summit.secrecy.keys import blind_index

OPEN_SECONDS = 12 * 3600  # one shift, as a session of ours
TRIES, WITHIN_SECONDS = 20, 600  # wrong secrets from one network before it has to wait
CLOSED, TOO_MANY = 404, 429


@dataclass(frozen=True)
class Visit:
    """Somebody at work through one link: for this subject and no other."""

    link: Any
    subject: Any
    secret: str

    def url(self, name: str, *parts: str) -> str:
        return reverse(name, args=[self.secret, *parts])


@dataclass(frozen=True, kw_only=True)
class Side:
    """The pages that the holders of one kind of link may open.

    ``rows()`` holds the subjects; ``home`` names the address where the recipient's word is given,
    and ``templates`` the folder of the pages, among them ``closed`` and ``missing``. Every page
    knows its subject as ``called`` and what stands in ``around``. With ``language(subject)`` the
    side speaks it until the reader chooses another, or is one of ours.
    """

    scope: Scope
    cookie: str
    home: str
    rows: Callable[[], Any]
    called: str
    templates: str
    closed: str
    missing: str
    visit: type[Visit] = Visit
    language: Callable[[Any], str] | None = None
    around: dict[str, Any] = field(default_factory=dict)

    def __call__(self, *methods: str, opened: bool = True) -> Callable[..., Any]:
        """A page of this side: ``view(request, visit, …)``, for whoever has a live link.

        ``opened`` pages want the recipient's word first and lead to where it is given.
        """

        def decorate(view):
            @wraps(view)
            def checked(request, secret, **parts):
                visit = self.visit_of(request, secret)
                if visit is None:
                    return self.shut(request)
                if request.method not in methods:
                    return sealed(HttpResponseNotAllowed(methods))
                self.settle(request, visit)
                if opened and not self.has_opened(request, visit):
                    return sealed(redirect(visit.url(self.home)))
                if request.method == "POST":
                    record_use(visit.link, address=address_of(request))
                try:
                    return sealed(view(request, visit, **parts))
                except Http404:
                    return sealed(self.page(request, visit, self.missing, status=CLOSED))

            return public(checked)

        return decorate

    def settle(self, request: Any, visit: Visit) -> None:
        """The summit's clocks, and the subject's language where it has one and nobody chose another."""
        request.summit = visit.link.summit
        timezone.activate(visit.link.summit.tz)
        chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES or request.user.is_authenticated
        if self.language and not chosen:
            request.LANGUAGE_CODE = self.language(visit.subject)
            translation.activate(request.LANGUAGE_CODE)

    def visit_of(self, request: Any, secret: str) -> Visit | None:
        """The visit that the secret opens; a wrong one is counted against the network that it came from."""
        tries = f"{self.cookie}-tries:{blind_index(address_of(request), 'side.address')}"
        if cache.get(tries, 0) >= TRIES:
            request.too_many = True
            return None
        link = open_link(secret, self.scope)
        if link is None:
            cache.set(tries, cache.get(tries, 0) + 1, WITHIN_SECONDS)
            return None
        rows = self.rows().filter(summit=link.summit_id)
        return self.visit(link, rows.get(public_id=link.object_id), secret)

    def shut(self, request: Any) -> Any:
        """The one page for everything that does not open."""
        too_many = getattr(request, "too_many", False)
        context = self.around | {"too_many": too_many, "minutes": WITHIN_SECONDS // 60}
        status = TOO_MANY if too_many else CLOSED
        return sealed(render(request, f"{self.templates}/{self.closed}.html", context, status=status))

    def page(self, request: Any, visit: Visit, name: str, *, status: int = 200, **context: Any) -> Any:
        """A page of the side, with what every one of them shows."""
        shown = self.around | {
            "visit": visit,
            "secret": visit.secret,
            self.called: visit.subject,
            "summit": visit.link.summit,
        }
        return render(request, f"{self.templates}/{name}.html", shown | context, status=status)

    def links_of(self, subject: Any) -> QuerySet:
        return SealedLink.objects.about(subject).filter(verb=self.scope.verb, summit=subject.summit_id)

    def issued(self, subject: Any) -> list[SealedLink]:
        """Its links, the newest first: ``live`` or not, used so many ``times``, and when last."""
        rows = self.links_of(subject).select_related("issued_by", "summit")
        rows = rows.annotate(times=Count("uses"), last_use=Max("uses__at")).order_by("-issued_at", "-pk")
        found, now = list(rows), clock.real_now()
        for row in found:
            row.live = row.revoked_at is None and row.expires_at > now
        return found

    @transaction.atomic
    def issue(
        self, request: Any, subject: Any, wanted: dict[str, Any], mail: Callable[..., Any]
    ) -> tuple[SealedLink, str]:
        """A new link and its whole address; mailed where there is an address to mail to."""
        lasts = dt.timedelta(days=wanted["days"])
        told = {name: wanted[name] for name in ("recipient", "email")}
        link, secret = issue(subject, self.scope.verb, by=request.user, lasts=lasts, **told)
        address = request.build_absolute_uri(reverse(self.home, args=[secret]))
        if link.email:
            mail(link, address, language=wanted["language"])
        return link, address

    def revoke(self, request: Any, subject: Any, public_id: str) -> None:
        """End one of its links and say so; 404 for any other."""
        row = get_object_or_404(self.links_of(subject), public_id=public_id)
        if revoke(row, by=request.user):
            messages.success(request, _("Revoked: the address opens nothing any more."))
        else:
            messages.info(request, _("This link was revoked already."))

    def has_opened(self, request: Any, visit: Visit) -> bool:
        """Whether this browser gave the recipient's word for this link."""
        said = request.get_signed_cookie(self.cookie, default="", salt=salt(visit.link), max_age=OPEN_SECONDS)
        return said == visit.link.public_id

    def remember(self, response: Any, visit: Visit) -> Any:
        response.set_signed_cookie(
            self.cookie,
            visit.link.public_id,
            salt=salt(visit.link),
            max_age=OPEN_SECONDS,
            path=visit.url(self.home),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response


def sealed(response: Any) -> Any:
    """Nothing of it is kept on the way, found by a search, or written to a log with its address."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response._has_been_logged = True  # noqa: SLF001 - Django logs refusals with their path, which holds the secret
    return response


def salt(link: Any) -> str:
    return f"side:{link.public_id}:{link.secret_hash}"


def address_of(request: Any) -> str:
    return get_adapter().get_client_ip(request) or ""


def days_left(link: Any) -> int:
    return max((link.expires_at - clock.real_now()).days, 0)
