"""Breaches and telling first: what counts against us with a customer, and for how long."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog


def _breaches(talk: Dialog) -> float:
    return talk.say("account acme").figures["breaches"]


@pytest.mark.parametrize(
    ("lines", "breaches"),
    [
        (["broken acme list"], 1),
        (["broken acme list told them"], 0),
        (["broken acme list told them yesterday"], 0),
        (["promise acme list by fri", "broken 1"], 1),
        (["promise acme list by fri", "told 1", "broken 1"], 0),
        (["promise acme list by fri", "broken 1 told them"], 0),
        (["promise acme list by fri", "kept 1"], 0),
        (["promise acme list by fri", "told 1"], 0),
        (["touch acme yard quality 0"], 1),
        (["touch acme yard q0 guess", "touch acme yard q2 seen"], 1),
        (["touch acme yard quality 1", "touch acme yard clarity 0", "touch acme yard 0"], 0),
        (["touch acme yard 1120", "touch acme invoice q0", "broken acme list"], 3),
        (["broken acme list", "undo"], 0),
        (["broken acme list", "broken acme list", "edit P1 told them"], 1),
    ],
)
def test_what_is_a_breach(talk: Dialog, lines: list[str], breaches: int) -> None:
    """A promise broken without a word beforehand, or a quality of 0; each counts once, and only while it stands."""
    for line in lines:
        assert talk.say(line).ok, line
    assert _breaches(talk) == breaches


@pytest.mark.parametrize(("days", "breaches"), [(364, 2), (365, 2), (366, 0)])
def test_a_breach_is_remembered_for_twelve_months(talk: Dialog, days: int, breaches: int) -> None:
    """Both kinds age by the day they count for."""
    talk.say("broken acme list")
    talk.say("touch acme yard quality 0 said")
    talk.later(days=days)
    assert _breaches(talk) == breaches


def test_a_breach_belongs_to_one_account(talk: Dialog) -> None:
    """Another customer's trouble is not counted here."""
    talk.account("Bergen Bygg")
    talk.say("broken bergen list")
    talk.say("touch bergen yard q0")
    assert _breaches(talk) == 0
    assert talk.say("account bergen").figures["breaches"] == 2


def test_the_receipt_counts_the_breaches_and_says_what_to_do_next_time(talk: Dialog) -> None:
    """L4: breach one, two, three."""
    texts = [talk.text(f"broken acme list{n}") for n in (1, 2, 3)]
    assert [
        "breach 1 of 3 · call before, not after" in texts[0],
        "breach 2 of 3" in texts[1],
        "breach 3 of 3" in texts[2],
    ] == [True] * 3


@pytest.mark.parametrize(
    ("lines", "run"),
    [
        (["told 1", "told 2"], 0),
        (["told 1", "told 2", "told 3"], 3),
        (["told 1", "told 1", "told 1"], 0),
        (["told 1", "told 2", "broken acme plan told them"], 3),
        (["told 1", "broken 1", "told 2", "kept 2", "told 3"], 3),
        (["told 1", "told 2", "kept 4", "told 3"], 0),
        (["told 1", "told 2", "broken 4", "told 3"], 0),
        (["kept 4", "told 1", "told 2", "told 3"], 3),
        (["told 1", "told 2", "told 3", "undo"], 0),
    ],
)
def test_three_told_first_in_a_row_are_shown_as_such(talk: Dialog, lines: list[str], run: int) -> None:
    """Told first is no breach, but a run of three is no accident; a promise counts once, and one kept as promised ends the run."""
    for n in range(4):
        talk.say(f"promise acme thing{n} by fri")
    for line in lines:
        assert talk.say(line).ok, line
    shown = [line for line in talk.text("account acme").splitlines() if "running" in line]
    assert shown == ([f"told first {run} times running"] if run else [])
    assert _breaches(talk) == sum(line == "broken 4" for line in lines)


def test_the_third_telling_says_so_in_its_receipt(talk: Dialog) -> None:
    """Whoever tells the customer reads it at once."""
    for n in (1, 2, 3):
        talk.say(f"promise acme thing{n} by fri")
    assert "running" not in talk.text("told 1") + talk.text("told 2")
    assert "told first 3 times running" in talk.text("told 3 new date mon")
    talk.later(days=366)
    assert "running" not in talk.text("account acme")


def test_told_first_counts_tellings_and_a_broken_promise_once(talk: Dialog) -> None:
    """A promise that was told first and then broken was told once."""
    talk.say("promise acme list by fri")
    talk.say("told 1 new date mon")
    talk.say("broken 1")
    talk.say("broken acme plan told them")
    figures = talk.say("team week", "chris").figures
    assert (figures["promises_kept"], figures["promises_broken"], figures["told_first"]) == (0, 2, 2)


def test_a_receipt_of_a_step_shows_its_note_as_typed(talk: Dialog) -> None:
    """What was said about it stands beside it."""
    talk.say("promise acme list by fri")
    talk.say("promise acme plan by fri")
    assert "· P1 · <b>they agreed</b>" in talk.text("told 1 <b>they agreed</b>")
    assert "· P1 · a day  early" in talk.text("kept 1 a day  early")
    assert "· P2 · lost it · breach 1" in talk.text("broken 2 lost it")
