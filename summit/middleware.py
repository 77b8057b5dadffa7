"""What every request carries: its number, the summit in work and the person's language."""

import uuid

from django.conf import settings
from django.utils import timezone, translation

from summit import logs
from summit.accounts import access
from summit.event.models import Summit


class InWork:
    """Sets ``request.summit`` and ``request.user.summit``, zone, language and request number.

    Stands after authentication: the person's own language wins over the browser's.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = logs.request_id.set(uuid.uuid4().hex[:12])
        request.summit = None
        try:
            if request.user.is_authenticated:
                return self.signed_in(request)
            return self.get_response(request)
        finally:
            timezone.deactivate()
            logs.request_id.reset(token)

    def signed_in(self, request):
        user = request.user
        user.summit = request.summit = chosen_summit(request)
        timezone.activate(user.summit.tz if user.summit else settings.TIME_ZONE)
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", user.language)
        return response

    def process_view(self, request, view, args, kwargs):
        """Send a privileged person without a second factor to its set-up first."""
        return access.to_second_factor() if access.must_set_up_second_factor(request) else None


def chosen_summit(request):
    """The summit that the person switched to, if still theirs, else the one in work: one query.

    The switch at the top of the page shows the same rows, so they are kept on the user.
    """
    mine = request.user.open_summits = list(Summit.objects.visible_to(request.user).order_by("starts_on"))
    wanted = request.session.get("summit")
    chosen = [summit for summit in mine if summit.public_id == wanted]
    running = [summit for summit in mine if summit.state not in Summit.OVER]
    return next(iter(chosen or running or mine[-1:]), None)
