"""Check constraints judged in Python say what the database would say."""

import pytest
from django.db.models import F, Q, Value
from django.db.models.functions import Length

from summit.event.models import Site, Zone
from summit.imports.conditions import columns_of, holds

SITE = Site(code="A", capacity=10, network_capacity=None, site_type="hotel")


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        (Q(capacity=10), True),
        (Q(capacity__gt=10), False),
        (Q(capacity__gte=10, code="A"), True),
        (Q(capacity__lt=5) | Q(code="A"), True),
        (~Q(capacity=10), False),
        (Q(site_type__in=["hotel", "palace"]), True),
        (Q(capacity__range=(1, 9)), False),
        (Q(network_capacity__gt=1), None),
        (~Q(network_capacity__gt=1), None),
        (Q(network_capacity__isnull=True), True),
        (Q(network_capacity__isnull=True) | Q(network_capacity__gt=F("capacity")), True),
        (Q(network_capacity__gt=1) & Q(capacity=11), False),
        (Q(capacity__gte=F("network_capacity")), None),
        (Q(capacity__gte=F("capacity")), True),
        (Q(code__length__gt=3), None),
        (Q(site__code="A"), None),
        (Q(capacity=Value(10)), None),
        (Q(Length("code")), None),
        (Q(capacity__gt="text"), None),
        (Q(capacity=10) ^ Q(code="A"), None),
    ],
)
def test_conditions(condition, answer):
    assert holds(condition, SITE) is answer


def test_a_row_that_points_at_itself():
    zone = Zone(pk=5, parent_id=5)
    condition = next(c for c in Zone._meta.constraints if c.name == "zone_is_not_inside_itself").condition
    assert holds(condition, zone) is False
    assert holds(condition, Zone(pk=5, parent_id=6)) is True
    assert holds(condition, Zone(pk=5)) is True
    assert columns_of(condition) == {"parent", "pk"}
