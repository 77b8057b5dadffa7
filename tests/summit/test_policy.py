"""Every address has a policy, and one row is fetched only by who may see it and act on it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, include, path

from summit import policy
from summit.tasks.models import Task
from tests import factories


def planted(request):
    return HttpResponse("no policy")


def answer(request):
    return HttpResponse("fine")


class Planted:
    """A urlconf with one view that forgot its policy, below an include."""

    urlpatterns = [
        path("open/", policy.public(lambda request: HttpResponse()), name="open"),
        path("deep/", include([path("planted/", planted, name="planted")])),
    ]


def request_of(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_a_view_without_policy_is_an_error(settings):
    settings.ROOT_URLCONF = Planted
    get_resolver.cache_clear() if hasattr(get_resolver, "cache_clear") else None
    found = policy.every_view_has_a_policy(None)
    assert [(error.id, error.msg) for error in found] == [
        ("summit.E001", f"{__name__}.planted has no policy")
    ]


def test_the_product_has_none():
    assert policy.every_view_has_a_policy(None) == []


@pytest.mark.parametrize(
    ("who", "outcome"),
    [("coordinator", 200), ("authority", 403), ("focal", 403), ("visitor", 403)],
)
def test_requires_refuses_who_lacks_the_right(who, outcome, request):
    view = policy.requires("summit.edit_plan")(answer)
    asked = request_of(request.getfixturevalue(who))
    if outcome == 200:
        assert view(asked).content == b"fine"
    else:
        with pytest.raises(PermissionDenied):
            view(asked)
    assert view.policy == "summit.edit_plan"


@pytest.mark.parametrize("mounted", ["signed-in", "public", "own", "summit.use_admin"])
def test_a_mounted_tree_has_one_policy(mounted):
    patterns = [path("a/", lambda request: None), path("b/", include([path("c/", lambda request: None)]))]
    policy.mounted(mounted, patterns)
    assert [pattern.callback.policy for pattern in policy.endpoints(patterns)] == [mounted, mounted]


def test_fetch_gives_the_row_to_who_sees_it(focal, transport):
    task = factories.make_task(ministry=transport)
    assert (
        policy.fetch(request_of(focal), Task.objects.all(), "summit.edit_task", public_id=task.public_id)
        == task
    )


@pytest.mark.parametrize("who", ["stranger", "outsider", "visitor"])
def test_fetch_hides_the_row_from_who_does_not(who, request, transport):
    task = factories.make_task(ministry=transport)
    asked = request_of(request.getfixturevalue(who))
    with pytest.raises(Http404):
        policy.fetch(asked, Task.objects.all(), "summit.edit_task", public_id=task.public_id)


@pytest.mark.parametrize("who", ["reader", "authority", "auditor"])
def test_fetch_refuses_who_sees_it_and_may_not_act(who, request, transport):
    task = factories.make_task(ministry=transport)
    asked = request_of(request.getfixturevalue(who))
    assert policy.fetch(asked, Task.objects.all(), public_id=task.public_id) == task
    with pytest.raises(PermissionDenied):
        policy.fetch(asked, Task.objects.all(), "summit.edit_task", public_id=task.public_id)


@pytest.mark.parametrize(
    "address", ["/tasks/", "/readiness/", "/audit/", "/findings/", "/search/?q=a", "/notices/"]
)
def test_who_is_not_signed_in_is_sent_to_the_sign_in(address, client, db):
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=")
