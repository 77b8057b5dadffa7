"""What the frame around every page shows."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, get_language_info

from summit import clock, navigation

THEMES = ("light", "dark", "auto")


def context(request):
    """Menu, summit, clock, direction, theme and languages; small enough for the sign-in page."""
    language = get_language() or settings.LANGUAGE_CODE
    summit = getattr(request, "summit", None)
    user = getattr(request, "user", None)
    known = bool(user and user.is_authenticated)
    theme = request.COOKIES.get("theme", "auto")
    return {
        "summit": summit,
        "summits": user.open_summits[::-1] if known and summit else (),  # the middleware has read them
        "nav": navigation.menu_for(user, request.path) if known and summit else [],
        "clock": shown_clock(summit),
        "dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "theme": theme if theme in THEMES else "auto",
        "languages": languages(language),
    }


def shown_clock(summit):
    if summit is None:
        return None
    now = timezone.localtime(clock.now(), summit.tz)
    return {"now": now, "demo": settings.DEMO, "day": summit.day_number(now.date())}


def languages(current):
    return [
        (code, get_language_info(code)["name_local"], code == current) for code, _name in settings.LANGUAGES
    ]
