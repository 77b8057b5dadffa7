"""The form of a list of precedence: a new one, the one that follows, and everything that is wrong at once."""

import pytest
from django.urls import reverse

from delegations.protocol.models import PrecedenceEntry, PrecedenceList
from summit.audit.models import Entry
from tests.delegations.making import make_delegation
from tests.delegations.protocol.conftest import approve

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")


def data(**changes):
    return {
        "code": "S-1", "title_0": "Séance", "title_1": "", "title_2": "Session", "scope": "session", "rule": "office",
        "alphabet": "fr", "chair": "", "chair_place": "first", "host": "", "host_place": "rule",
        "effective_from": "2025-12-22T06:00", "effective_until": "", "note": "",
    } | changes  # fmt: skip


def test_a_new_list_is_a_draft(as_user, protocol, heads):
    chair = heads["MLI"].delegation
    response = as_user(protocol).post(reverse("precedence-new"), data(chair=chair.public_id))
    row = PrecedenceList.objects.get(code="S-1")
    assert (response.status_code, response.url) == (302, row.get_absolute_url())
    assert (row.state, row.chair, row.effective_from.hour) == ("draft", chair, 6)
    assert Entry.objects.about(row).get().verb == "create"


def test_the_list_that_follows_takes_over_rule_and_moves(draft, heads, as_user, protocol, chief):
    PrecedenceEntry.objects.create(
        summit=draft.summit, precedence=draft, membership=heads["NER"], manual=1, reason="Agreed"
    )
    approve(draft, by=chief)
    client = as_user(protocol)
    url = reverse("precedence-new") + f"?after={draft.public_id}"
    form = client.get(url).context["form"]
    assert (form["chair"].initial.public_id, form["code"].initial) == (draft.chair.public_id, "P-2")
    client.post(url, data(chair=heads["BFA"].delegation.public_id, effective_from="2025-12-23T14:40"))
    row = PrecedenceList.objects.get(code="S-1")
    assert list(row.entries.values_list("membership", "manual", "reason")) == [(heads["NER"].pk, 1, "Agreed")]


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_lost(as_user, protocol, draft):
    sent = data(code=draft.code, scope="x", effective_until="2025-12-21T06:00", note="kept")
    response = as_user(protocol).post(reverse("precedence-new"), sent)
    form = response.context["form"]
    assert response.status_code == 422
    assert sorted(form.errors) == ["code", "effective_until", "scope"]
    assert form["note"].value() == "kept"


def test_another_summits_delegation_is_no_choice(as_user, protocol, other_summit, summit):
    foreign = make_delegation("LEAK", summit=other_summit)
    response = as_user(protocol).post(reverse("precedence-new"), data(chair=foreign.public_id))
    assert list(response.context["form"].errors) == ["chair"]


def test_an_approved_list_is_not_edited(draft, as_user, chief):
    approve(draft, by=chief)
    client = as_user(chief)
    for response in (
        client.get(reverse("precedence-edit", args=[draft.public_id])),
        client.post(reverse("precedence-edit", args=[draft.public_id]), data()),
    ):
        assert response.status_code == 403


def test_a_slower_editor_sees_both_versions(draft, as_user, protocol):
    client = as_user(protocol)
    url = reverse("precedence-edit", args=[draft.public_id])
    sent = data(code="P-1", revision=draft.revision)
    assert client.post(url, sent | {"note": "first"}).status_code == 302
    response = client.post(url, sent | {"note": "second"})
    assert response.status_code == 422
    assert ("first", "second") in [
        (theirs, yours) for _label, theirs, yours in response.context["form"].clashes
    ]
