"""`off`: days without nudges and target."""

from __future__ import annotations

from datetime import date

from tests.dialog import Dialog


def test_leave_takes_its_days_out_of_the_target_and_can_be_undone(talk: Dialog) -> None:
    """Days off ask for no calls."""
    talk.say("off 26-27 nov")
    assert talk.say("me week").figures["target"] == 24
    talk.say("off mon")
    talk.press("Undo")
    anna = talk.work.people.by_name("anna")
    assert anna is not None
    assert [(date(2026, 11, 26), date(2026, 11, 27))] == [(each.first, each.last) for each in anna.leave]
