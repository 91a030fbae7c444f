"""Accounts at rest: what was said last counts, and a later call brings back who was lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.details import Call, Departure, Detail, Freeze
from bot.domain.entries import Entry, changed, undo
from bot.domain.resting import Rest
from tests.dialog import TUESDAY, Dialog

TODAY = TUESDAY.date()
ACME = 1


def _add(talk: Dialog, detail: Detail, day: date = TODAY) -> Entry:
    anna = talk.work.people.named("anna")[0]
    return talk.work.entries.add(detail, person=anna.id, account=ACME, day=day, at=talk.at)


def _rest(talk: Dialog) -> Rest | None:
    found = talk.work.resting.of(ACME)
    assert (found is not None) == (ACME in talk.work.resting.ids())
    return found.rest if found else None


def test_a_frozen_account_rests_until_it_is_unfrozen(talk: Dialog) -> None:
    """A call does not thaw it: somebody decided that."""
    _add(talk, Freeze(why="they pay too late", value=7_000_000))
    _add(talk, Call())
    found = talk.work.resting.of(ACME)
    assert found
    assert (found.ref, found.why, found.value) == ("Z1", "they pay too late", 7_000_000)
    _add(talk, Freeze(over=True))
    assert _rest(talk) is None


def test_a_lost_account_is_back_with_the_next_call(talk: Dialog) -> None:
    """One that was logged before, or counts for a day before, brings nobody back."""
    _add(talk, Call())
    _add(talk, Departure(why="price"))
    assert _rest(talk) is Rest.LOST
    _add(talk, Call(), TODAY - timedelta(days=1))
    assert _rest(talk) is Rest.LOST
    call = _add(talk, Call())
    assert _rest(talk) is None
    undo(talk.work.entries, call, talk.at)
    assert _rest(talk) is Rest.LOST


def test_an_edit_of_either_changes_no_order(talk: Dialog) -> None:
    """Words that are put right later are no later departure, and no later call."""
    before = _add(talk, Call())
    departure = _add(talk, Departure())
    talk.work.entries.edit(changed(before, Call(note="prices")), person=before.person, at=talk.at)
    assert _rest(talk) is Rest.LOST
    _add(talk, Call())
    talk.work.entries.edit(changed(departure, Departure(why="price")), person=departure.person, at=talk.at)
    assert _rest(talk) is None


def test_what_was_said_last_counts(talk: Dialog) -> None:
    """Of the later day, then the later logged; the undo of it brings back what was said before."""
    _add(talk, Freeze(), TODAY - timedelta(days=1))
    departure = _add(talk, Departure())
    assert _rest(talk) is Rest.LOST
    undo(talk.work.entries, departure, talk.at)
    assert _rest(talk) is Rest.FROZEN
    _add(talk, Freeze(over=True), TODAY - timedelta(days=2))
    assert _rest(talk) is Rest.FROZEN


@pytest.mark.parametrize(
    ("line", "back"),
    [("call acme", True), ("visit acme", True), ("meet acme", True), ("mail acme", False), ("offer acme 5k", False)],
)
def test_what_the_seller_wrote_brings_nobody_back(talk: Dialog, line: str, back: bool) -> None:
    """A call, a visit or a meeting does; the mail that asks why they left does not."""
    assert talk.say("left acme price").ok
    talk.later(days=1)
    assert talk.say(line).ok
    assert (talk.work.resting.of(1) is None) is back
