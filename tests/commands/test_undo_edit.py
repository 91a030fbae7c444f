"""Undo is exact, edits keep the number, late entries count for their day."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.entries import Call, CallOutcome, Kind
from storage.migrate import migrate
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.dialog import TUESDAY, Dialog

LINES = (
    "call acme", "call acme vm yesterday", "touch acme invoice 0", "touch acme site 1102 said", "touch acme invoice c2 said",
    "promise acme quote by fri", "broken acme list", "broken acme plan told them", "follow acme thu", "waiting counter",
    "kept 1", "told 1 new date 4/12", "broken 1", "go",
)  # fmt: skip
FIGURES = (
    "SELECT day, person, calls, promises, kept, broken, told FROM seller_day WHERE calls <> 0 OR promises <> 0 OR kept <> 0 "
    "OR broken <> 0 OR told <> 0 ORDER BY day, person",
    "SELECT day, touchpoint, factor, ratings, zeros, points FROM touch_day WHERE ratings <> 0 ORDER BY 1, 2, 3",
    "SELECT account, touchpoint, factor, firm, score, source, day FROM standing ORDER BY 1, 2, 3, 4",
    "SELECT what, due, state, told, closed FROM promise ORDER BY 1, 2",
    "SELECT name, last_contact FROM account ORDER BY 1",
)  # fmt: skip


def _state(talk: Dialog) -> list[list[tuple[object, ...]]]:
    raw = talk.work._db._raw
    figures = [[tuple(row) for row in raw.execute(statement)] for statement in FIGURES]
    live = raw.execute("SELECT kind, person, day, account FROM entry WHERE live = 1 ORDER BY id")
    return [*figures, [tuple(row) for row in live]]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    before=st.lists(st.tuples(st.sampled_from(("anna", "bo")), st.sampled_from(LINES)), max_size=6),
    line=st.sampled_from(LINES),
)
def test_l08_an_undone_line_never_was(before: list[tuple[str, str]], line: str) -> None:
    """L08: every figure, due date and open promise equals the state in which the entry never was."""
    engine = SqliteEngine(":memory:")
    migrate(engine)
    with memory_work(engine, Defaults()) as work:
        talk = Dialog(work=work, at=TUESDAY)
        talk.say("me", "anna")
        talk.say("me", "bo")
        talk.account("Acme A/S")
        for who, each in before:
            talk.say(each, who)
        expected = _state(talk)
        if talk.say(line, "anna").stored:
            assert talk.say("undo", "anna").undone
        assert expected == _state(talk)
    engine.close()


def test_l09_undo_twice_takes_back_two_and_then_says_so(talk: Dialog) -> None:
    """L09: each undo takes the last own entry; with none left nothing happens."""
    talk.say("call acme")
    talk.say("call acme vm")
    assert [talk.say("undo").undone, talk.say("undo").undone] == [("C2",), ("C1",)]
    assert talk.say("undo").error == '"undo": There is nothing of yours to undo. Not saved.'


def test_l09_an_entry_undone_by_ref_twice_is_a_no_op(talk: Dialog) -> None:
    """L09: the second undo of the same ref changes nothing and says so."""
    talk.say("call acme")
    talk.say("undo C1")
    assert talk.text("undo C1") == "C1 was undone already."


def test_another_persons_entry_is_not_there(talk: Dialog) -> None:
    """Only one's own entries can be taken back or changed."""
    talk.say("call acme", "anna")
    assert "You have no entry C1" in (talk.say("undo C1", "bo").error or "")
    assert "You have no entry C1" in (talk.say("edit C1 vm", "bo").error or "")


def test_an_edit_keeps_the_number_and_what_is_not_named(talk: Dialog) -> None:
    """Only what is named changes."""
    talk.say("call acme q3 vm asked for prices")
    assert talk.say("edit C1 meeting").stored == ("C1",)
    entry = talk.work.entries.live(Kind.CALL, 1)
    assert entry is not None
    assert entry.detail == Call(outcome=CallOutcome.MEETING, questions=3, note="asked for prices")
    assert talk.say("call acme").figures["calls"] == 2


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


def test_an_edit_can_move_an_entry_to_another_day(talk: Dialog) -> None:
    """The figures of both days follow."""
    talk.say("call acme")
    talk.say("edit C1 yesterday")
    assert talk.say("today").figures["calls"] == 0
    assert talk.say("me week").figures["calls"] == 1


def test_a_bare_number_that_fits_several_entries_is_not_guessed(talk: Dialog) -> None:
    """The answer names the refs that fit."""
    talk.say("call acme")
    talk.say("touch acme site 1")
    assert "type one of R1, C1" in (talk.say("undo 1").error or "")


def test_l04_a_delivery_counts_once(talk: Dialog) -> None:
    """L04: the same key gets the same receipt and one row."""
    first = talk.say("call acme", key="k1")
    assert [first] * 3 == [talk.say("call acme", key="k1") for _ in range(3)]
    assert talk.say("today").figures["calls"] == 1


def test_l07_a_line_typed_again_within_a_minute_counts_once(talk: Dialog) -> None:
    """L07: after 5 and 59 seconds it is the same line, after 61 a new one."""
    talk.say("call acme", limited=True)
    talk.later(seconds=5)
    assert talk.say("Call  ACME", limited=True).stored == ()
    talk.later(seconds=54)
    assert "already logged" in talk.last.card.body[0].text  # type: ignore[union-attr]
    assert talk.say("call acme", limited=True).stored == ()
    talk.later(seconds=62)
    assert talk.say("call acme", limited=True).stored == ("C2",)


def test_l07_count_it_again_adds_exactly_one(talk: Dialog) -> None:
    """L07: pressing five times adds one."""
    talk.say("call acme", limited=True, key="k1")
    again = talk.say("call acme", limited=True, key="k2")
    presses = []
    for _ in range(5):
        talk.last = again
        presses.append(talk.press("Count it again").stored)
    assert presses == [("C2",)] * 5
    assert talk.say("today").figures["calls"] == 2


def test_a_line_undone_and_typed_again_counts(talk: Dialog) -> None:
    """Taking back and typing anew is no mistake."""
    talk.say("call acme", limited=True)
    talk.say("undo", limited=True)
    assert talk.say("call acme", limited=True).stored == ("C2",)


def test_s23_a_flood_is_slowed_down(talk: Dialog) -> None:
    """S23: after twenty lines in a minute the next one is asked to wait."""
    for number in range(20):
        assert talk.say(f"call acme note {number}", limited=True).ok
    assert "wait a little" in (talk.say("call acme one more", limited=True).error or "")
    talk.later(seconds=61)
    assert talk.say("call acme one more", limited=True).ok


def test_l09_an_undo_after_the_month_ended_changes_that_month(talk: Dialog) -> None:
    """L09: the figures of the month it counted for are computed anew; the month of the undo is not touched."""
    for line in ("call acme", "call acme", "promise acme list by today", "kept 1", "touch acme invoice c0"):
        assert talk.say(line).ok
    talk.later(days=8)
    talk.say("call acme")
    talk.say("undo C1")
    talk.say("undo S1")
    assert talk.say("team month", "chris").figures["calls"] == 1
    november = talk.say("team w48", "chris").figures
    assert (november["calls"], november["promises_kept"]) == (1, 0)


def test_l09_undo_of_anothers_promise_is_refused_though_its_step_is_ones_own(talk: Dialog) -> None:
    """L09: only what one logged oneself; a colleague's step falls along with one's own promise."""
    talk.say("promise acme list by fri", "anna")
    talk.say("kept 1", "bo")
    assert "no entry" in (talk.say("undo P1", "bo").error or "")
    assert talk.say("undo", "bo").undone == ("S1",)
    talk.say("told 1", "bo")
    assert talk.say("undo P1", "anna").undone == ("P1", "S2")
    assert "nothing of yours" in (talk.say("undo", "bo").error or "")


@pytest.mark.parametrize(("seconds", "counted"), [(5, 1), (59, 1), (60, 1), (61, 2)])
def test_l07_how_long_a_line_typed_again_is_the_same_line(talk: Dialog, seconds: int, counted: int) -> None:
    """L07, contract 32: within sixty seconds, case and white space folded; another person's line is another's."""
    talk.say("call acme vm", limited=True, key="first")
    talk.later(seconds=seconds)
    again = talk.say("  CALL acme   VM ", limited=True, key="second")
    assert again.ok
    assert ("already logged" in str(again.card)) == (counted == 1)
    assert talk.say("today").figures["calls"] == counted
    talk.say("call acme vm", "bo", limited=True, key="third")
    assert talk.say("today", "bo").figures["calls"] == 1
