"""When somebody was last here: shown in the list of their sessions, written at most every few minutes."""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

EVERY_SECONDS = 300
MARK = "last_seen"


class LastSeen:
    """Stands in for allauth's middleware, which writes on every request, reading ones included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.session.session_key:
            now = int(time.time())
            if now - request.session.get(MARK, 0) >= EVERY_SECONDS:
                UserSession.objects.create_from_request(request)
                request.session[MARK] = now
        return self.get_response(request)
