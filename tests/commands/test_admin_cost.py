"""`admin cost`: what an hour of a seller costs."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog


@pytest.mark.parametrize("typed", ["450", "450 kr", "0.45k"])
def test_an_hour_has_a_price_from_now_on(talk: Dialog, typed: str) -> None:
    """The switchboard is priced with it; with 0 it shows hours alone."""
    talk.say("admin desk service", "chris")
    talk.say("handoff acme service 80m wrong item")
    assert "cost" not in talk.say("team switchboard", "chris").figures
    assert "Cost of an hour · NOK 450" in talk.text(f"admin cost {typed}", "chris")
    assert talk.say("team switchboard", "chris").figures["cost"] == 600
    assert "hours, no costs" in talk.text("admin cost 0", "chris")
    assert "cost" not in talk.say("team switchboard", "chris").figures


def test_what_is_not_an_amount_is_asked(talk: Dialog) -> None:
    """Nothing is stored meanwhile."""
    assert not talk.say("admin cost much", "chris").ok
    assert talk.work.people.mark("hourly cost") == ""
