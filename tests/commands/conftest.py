"""What tests of several commands start from."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog


@pytest.fixture(name="desks")
def desks_fixture(talk: Dialog) -> Dialog:
    """A company with a desk that has a phone number, and one that has none."""
    assert talk.say("admin desk service phone 55 12 34 56", "chris").ok
    assert talk.say("admin desk accounting", "chris").ok
    return talk
