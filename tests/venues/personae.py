"""The people who work with halls: Foreign Affairs holds the venues portfolio beside its others."""

import pytest

from tests import factories


@pytest.fixture
def conference(foreign):
    """A conference officer: gives halls."""
    return factories.make_person("conference", "officer", "venues", ministry=foreign)
