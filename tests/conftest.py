"""Fixtures of the whole suite. The settings are made first: nothing above that line may import Django."""

from tests import environment

environment.set_up()

pytest_plugins = [
    "tests.guards",
    "tests.databases",
    "tests.gate",
    "tests.chromium",
    "tests.personae",
    "tests.policies",
    "tests.delegations.personae",
    "tests.venues.personae",
]
