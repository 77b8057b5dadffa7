"""The plan in the rescue admin: for the coordinator, under the page's rules."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.usefixtures("clock_at_j_7", "in_english")


@pytest.mark.parametrize(
    "model", ["axis", "task", "handover", "risk", "milestone", "roadclosure", "welcomepoint"]
)
def test_tables_open_for_the_coordinator_alone(model, as_user, coordinator, focal, transport, defence):
    task = factories.make_task("T-104", ministry=transport)
    factories.make_handover(task, defence, by=focal)
    url = reverse(f"admin:summit_{model}_changelist")
    assert as_user(coordinator).get(url).status_code == 200
    assert as_user(focal).get(url).status_code in (302, 403)


def test_a_task_is_edited_by_its_own_form_and_never_deleted(as_user, coordinator, transport):
    task = factories.make_task("T-104", ministry=transport)
    client, names = as_user(coordinator), "admin:summit_task_{}"
    page = client.get(reverse(names.format("change"), args=[task.public_id]))
    assert page.status_code == 200
    assert 'name="start_offset"' in page.text
    assert 'name="state"' not in page.text
    assert client.post(reverse(names.format("delete"), args=[task.public_id])).status_code in (403, 404)
