"""Delegations in the states that their file tells about, and the file without what later slices add to it."""

import pytest

from delegations.roster import checklist, delegation_facts, delegation_findings, delegation_panels, presence
from delegations.roster.models import Delegation, Quota
from summit import clock, findings
from tests.delegations import making

OWN_ITEMS = ("names", "focal", "liaison", "arms")


@pytest.fixture
def only_the_file(monkeypatch):
    """What other parts register grows; these tests count what the file itself brings."""
    own = {key: one for key, one in checklist.ITEMS.items() if key in OWN_ITEMS}
    files = {key: one for key, one in delegation_findings.PROBLEMS.items() if key == "delegations.files"}
    panels = {key: one for key, one in delegation_panels.PANELS.items() if key in ("papers", "changes")}
    monkeypatch.setattr(checklist, "ITEMS", own)
    monkeypatch.setattr(checklist, "MARKS", {})
    monkeypatch.setattr(delegation_findings, "PROBLEMS", files)
    monkeypatch.setattr(delegation_panels, "PANELS", panels)
    monkeypatch.setattr(delegation_panels, "COLUMNS", {})
    monkeypatch.setattr(delegation_facts, "FURTHER", [])
    monkeypatch.setattr(presence, "SOURCES", [])
    checks = {name: check for name, check in findings.CHECKS.items() if not name.startswith("delegations.")}
    own_check = {"delegations.files": findings.CHECKS["delegations.files"]}
    monkeypatch.setattr(findings, "CHECKS", checks | own_check)


def freeze(row, state="confirmed"):
    Delegation.objects.filter(pk=row.pk).update(state=state, frozen_at=clock.now())
    row.refresh_from_db()
    return row


def complete(row, officer, state="confirmed"):
    """A delegation of which nothing is wanted: named, answered, accompanied, frozen, with a head."""
    Delegation.objects.filter(pk=row.pk).update(focal_name="Ada", arms="none")
    making.make_shift(row, officer, state="assigned")
    making.make_member(row, is_head=True)
    return freeze(row, state)


def grant(row, kind="people", granted=2, **fields):
    return Quota.objects.create(summit=row.summit, delegation=row, quota_type=kind, granted=granted, **fields)
