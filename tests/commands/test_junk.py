"""`junk`: minutes that no customer had any use of."""

from __future__ import annotations

import pytest

from tests.commands.steps import filled
from tests.dialog import Dialog


def test_the_receipt_has_the_minutes_of_the_week(talk: Dialog) -> None:
    """Those of last week are another one's."""
    talk.say("junk 1h parking 20/11")
    talk.say("junk 1h parking yesterday")
    assert talk.text("junk 30m internal report") == (
        "Junk · internal report · 30 minutes · J3\nThis week: 90 minutes.\n[Undo]"
    )


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("junk 30 report", 30), ("junk report 1h", 60), ("junk internal report 45 min", 45), ("spild 2 timer møde", 120),
        ("sløs 20 minutter rapport", 20), ("slöseri 2 timmar möte", 120), ("strata 1 godz. zebranie", 60),
        ("leerlauf 2 Stunden Besprechung", 120),
    ],
)  # fmt: skip
def test_the_time_is_read_wherever_it_stands(talk: Dialog, line: str, minutes: int) -> None:
    """In every language; a bare number is minutes in front."""
    assert talk.say(line).figures == {"minutes": minutes}


@pytest.mark.parametrize("typed", ["0m", "25h", "5000"])
def test_a_time_that_nobody_spends_is_refused(talk: Dialog, typed: str) -> None:
    """Nothing is stored."""
    reply = talk.say(f"junk {typed} report")
    assert ("is not a length of time" in (reply.error or ""), reply.stored) == (True, ())


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("junk", {"minutes": "", "what": ""}),
        ("junk 30m", {"minutes": "30m", "what": ""}),
        ("junk report", {"minutes": "", "what": "report"}),
    ],
)
def test_what_is_missing_is_asked_in_a_form(talk: Dialog, line: str, held: dict[str, str]) -> None:
    """It holds what was typed."""
    assert filled(talk.say(line)) == held
    assert talk.submit({"minutes": "30m", "what": "report"}).stored == ("J1",)


def test_edit_and_undo_restore_the_week(talk: Dialog) -> None:
    """As if it never was, or as it is now."""
    talk.say("junk 30m report")
    assert talk.text("edit J1 10m parking").startswith("Changed · J1 · 10 minutes · parking")
    assert talk.say("junk 5m x").figures == {"minutes": 15}
    talk.say("undo J1")
    assert talk.say("junk 1m x").figures == {"minutes": 6}


def test_it_belongs_to_no_customer_of_its_line(talk: Dialog) -> None:
    """What stands behind it still does."""
    assert talk.say("call acme, junk 10m parking, promise quote by fri").stored == ("C1", "J1", "P1")
    assert "Junk · parking · 10 minutes · J1" in talk.text("junk 10m parking, call acme").replace("J2", "J1")
    assert [promise.account for promise in talk.work.promises.open_for(1)] == [1]


def test_nobody_else_sees_it(talk: Dialog) -> None:
    """It is in no view of the team."""
    talk.say("junk 30m internal report")
    assert not any("internal" in talk.text(line, "chris") for line in ("team week", "team anna week", "acme"))
