"""Tests that ask for it run on Monday 15 December 2025, 10:50 in Bamako: J-7."""

from tests.clocks import at_j_7 as clock_at_j_7  # noqa: F401 - a fixture
from tests.clocks import in_english  # noqa: F401 - a fixture
