"""`undo`: entries are taken back, exactly."""

from __future__ import annotations

from bot.domain.entries import (
    Kind,
)
from tests.dialog import Dialog


def test_undo_twice_takes_back_two_and_then_says_so(talk: Dialog) -> None:
    """Each undo takes the last own entry; with none left nothing happens."""
    talk.say("call acme")
    talk.say("call acme vm")
    assert [talk.say("undo").undone, talk.say("undo").undone] == [("C2",), ("C1",)]
    assert talk.say("undo").error == '"undo": There is nothing of yours to undo. Not saved.'


def test_an_entry_undone_by_ref_twice_is_a_no_op(talk: Dialog) -> None:
    """The second undo of the same ref changes nothing and says so."""
    talk.say("call acme")
    talk.say("undo C1")
    assert talk.text("undo C1") == "C1 was undone already."


def test_another_persons_entry_is_not_there(talk: Dialog) -> None:
    """Only one's own entries can be taken back or changed."""
    talk.say("call acme", "anna")
    assert "You have no entry C1" in (talk.say("undo C1", "bo").error or "")
    assert "You have no entry C1" in (talk.say("edit C1 vm", "bo").error or "")


def test_undo_of_an_edit_restores_what_it_replaced(talk: Dialog) -> None:
    """The last thing done is taken back, nothing more."""
    talk.say("call acme vm")
    talk.say("edit C1 meeting")
    assert talk.say("undo").undone == ("C1",)
    assert "voicemail" in talk.text("edit C1 vm")


def test_undo_by_ref_takes_an_edited_entry_back_whole(talk: Dialog) -> None:
    """Naming the ref means the entry, however often it was changed."""
    talk.say("call acme vm")
    talk.say("edit C1 meeting")
    talk.say("undo C1")
    assert talk.work.entries.live(Kind.CALL, 1) is None
    assert talk.say("today").figures["calls"] == 0


def test_a_bare_number_that_fits_several_entries_is_not_guessed(talk: Dialog) -> None:
    """The answer names the refs that fit."""
    talk.say("call acme")
    talk.say("touch acme site 1")
    assert "type one of R1, C1" in (talk.say("undo 1").error or "")


def test_an_undo_after_the_month_ended_changes_that_month(talk: Dialog) -> None:
    """The figures of the month it counted for are computed anew; the month of the undo is not touched."""
    for line in ("call acme", "call acme", "promise acme list by today", "kept 1", "touch acme invoice c0"):
        assert talk.say(line).ok
    talk.later(days=8)
    talk.say("call acme")
    talk.say("undo C1")
    talk.say("undo S1")
    assert talk.say("team month", "chris").figures["calls"] == 1
    november = talk.say("team w48", "chris").figures
    assert (november["calls"], november["promises_kept"]) == (1, 0)


def test_undo_of_anothers_promise_is_refused_though_its_step_is_ones_own(talk: Dialog) -> None:
    """Only what one logged oneself; a colleague's step falls along with one's own promise."""
    talk.say("promise acme list by fri", "anna")
    talk.say("kept 1", "bo")
    assert "no entry" in (talk.say("undo P1", "bo").error or "")
    assert talk.say("undo", "bo").undone == ("S1",)
    talk.say("told 1", "bo")
    assert talk.say("undo P1", "anna").undone == ("P1", "S2")
    assert "nothing of yours" in (talk.say("undo", "bo").error or "")


def test_undoing_a_promise_takes_its_steps_along(talk: Dialog) -> None:
    """What rests on an entry cannot stand without it."""
    talk.say("promise acme quote by fri")
    talk.say("told 1 new date 4/12")
    talk.say("kept 1")
    assert talk.say("undo P1").undone == ("P1", "S1", "S2")
    assert talk.work.promises.find(1) is None


def test_an_undo_button_lasts_a_day_and_the_ref_for_ever(talk: Dialog) -> None:
    """By button for 24 hours, by ref after that."""
    receipt = talk.say("call acme")
    talk.later(hours=24)
    assert talk.press("Undo").undone == ("C1",)
    receipt = talk.say("call acme")
    talk.later(hours=24, seconds=1)
    talk.last = receipt
    assert "type undo C2" in (talk.press("Undo").error or "")
    assert talk.say("undo C2").undone == ("C2",)
