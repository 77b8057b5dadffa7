"""Every address says who may open it; ``manage.py check`` refuses one that does not."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.checks import Error, Tags, register
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, URLResolver, get_resolver


def requires(right):
    """Refuse (403) users without ``right``; what hangs on the row is asked through ``fetch``."""

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not request.user.has_perm(right):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        checked.policy = right
        return checked

    return decorate


def signed_in(view):
    """Open to every signed-in user: rows are narrowed by ``visible_to()``."""
    view.policy = "signed-in"
    return view


def public(view):
    """Open to everybody, signed in or not."""
    view.policy = "public"
    return login_not_required(view)


def mounted(policy, patterns):
    """Third-party url patterns with one policy: a right, ``"signed-in"``, ``"public"`` or ``"own"``.

    ``"own"`` leaves the decision to the mounted views, which keep their own checks
    (allauth decides page by page whether a visitor must be signed in).
    """
    for pattern in endpoints(patterns):
        if policy in {"public", "own"}:
            pattern.callback = public(pattern.callback) if policy == "public" else owned(pattern.callback)
        elif policy == "signed-in":
            pattern.callback = signed_in(pattern.callback)
        else:
            pattern.callback = requires(policy)(pattern.callback)
    return patterns


def owned(view):
    view.policy = "own"
    return view


def endpoints(patterns):
    """All url patterns below ``patterns``, includes opened."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from endpoints(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern


@register(Tags.security)
def every_view_has_a_policy(app_configs, **kwargs):
    return [
        Error(
            f"{pattern.lookup_str} has no policy",
            hint="Decorate it with @requires, @signed_in or @public, or mount it with mounted().",
            id="summit.E001",
        )
        for pattern in endpoints(get_resolver().url_patterns)
        if not hasattr(pattern.callback, "policy")
    ]


def fetch(request, queryset, right=None, **lookup):
    """One row the user may see (else 404) and, with ``right``, act on (else 403)."""
    obj = get_object_or_404(queryset.visible_to(request.user), **lookup)
    if right and not request.user.has_perm(right, obj):
        raise PermissionDenied
    return obj
