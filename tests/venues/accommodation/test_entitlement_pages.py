"""Rules of entitlement and their exceptions: one page, forms, and each exception with its reason."""

import pytest
from django.urls import reverse

from summit.audit import history
from tests.clocks import in_english  # noqa: F401 - a fixture
from tests.delegations.making import make_delegation, make_rank
from tests.venues.accommodation.making import make_type
from venues.accommodation.models import EntitlementException, EntitlementRule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_rules_are_entered_once_for_each_class(lodging, protocol, summit, as_user):
    state, suite = make_rank("state"), make_type("suite")
    client, url = as_user(lodging), reverse("entitlement-new")
    assert "No rule is entered" in client.get(reverse("entitlements")).context["answer"]
    typed = {"led_by": state.public_id, "with_head": "4", "room_type": suite.public_id, "paid_by": "host"}
    others = {"led_by": "", "with_head": "0", "paid_by": "own"}
    twice = {"": "All other delegations already have", state.public_id: "This class already has"}
    for sent in (others, typed):
        assert client.post(url, sent).status_code == 302
        refused = client.post(url, sent)
        [(field, [said])] = refused.context["form"].errors.items()
        assert (refused.status_code, field, twice[sent["led_by"]] in said) == (422, "led_by", True)
    page = client.get(reverse("entitlements"))
    assert page.context["answer"] == "2 rules."
    assert [(rule.led_by, rule.with_head) for rule in page.context["rules"]] == [(state, 4), (None, 0)]
    rule = EntitlementRule.objects.get(led_by=state)
    again = typed | {"with_head": "5", "nights": "3", "revision": "1"}
    assert client.post(reverse("entitlement-edit", args=[rule.public_id]), again).status_code == 302
    rule.refresh_from_db()
    assert (rule.with_head, rule.nights, history(rule)[0].changes["with_head"]) == (5, 3, [4, 5])
    assert as_user(protocol).get(reverse("entitlements")).status_code == 403


def test_an_exception_says_why_and_is_lifted_again(lodging, chief, summit, as_user):
    delegation, client = make_delegation("NER"), as_user(lodging)
    url = reverse("entitlement-exception-new")
    typed = {"delegation": delegation.public_id, "rooms": "8", "paid_by": "host", "reason": " "}
    assert set(client.post(url, typed).context["form"].errors) == {"reason"}
    assert client.post(url, typed | {"reason": "Chairs the union"}).status_code == 302
    again = client.post(url, typed | {"reason": "Again"})
    assert set(again.context["form"].errors) == {"delegation"}
    row = EntitlementException.objects.get()
    edit = reverse("entitlement-exception-edit", args=[row.public_id])
    assert client.post(edit, typed | {"reason": "Chairs", "revision": "1"}).status_code == 302
    lift = reverse("entitlement-exception-lift", args=[row.public_id])
    page = as_user(chief).get(reverse("entitlements"))
    assert ("Chairs" in page.text, lift in page.text) == (True, False)
    assert as_user(chief).post(lift).status_code == 403
    client = as_user(lodging)
    assert (client.get(lift).status_code, client.post(lift).status_code) == (405, 302)
    assert EntitlementException.objects.count() == 0
    assert (history(row)[0].verb, history(row)[0].note) == ("lift_exception", "Chairs")
