"""The pages for what went wrong: they say so plainly and lead back to the desk."""

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token

from summit.policy import public


@public
@requires_csrf_token
def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


@public
@requires_csrf_token
def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


@public
@requires_csrf_token
def not_found(request, exception=None):
    return render(request, "404.html", status=404)


@public
@requires_csrf_token
def server_error(request):
    """Rendered without the request: whatever broke may break the frame too."""
    return HttpResponseServerError(loader.get_template("500.html").render())
