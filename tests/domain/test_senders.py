"""Which process sends for a company: one takes the seat, and pauses hold for all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.senders import Seat
from storage.work import SqlWork
from tests.dialog import TUESDAY, Dialog

LATER = TUESDAY + timedelta(seconds=30)


@pytest.fixture(name="work")
def work_fixture(talk: Dialog) -> SqlWork:
    """A company for which nobody sends yet."""
    return talk.work


def test_of_two_who_take_the_first_seat_one_has_it(work: SqlWork) -> None:
    """The second one is told."""
    assert work.senders.seat() is None
    assert [True, False] == [work.senders.take(owner, None) for owner in ("one", "two")]
    assert Seat(owner="one", beat=1) == work.senders.seat()


def test_a_seat_is_taken_only_as_it_was_seen(work: SqlWork) -> None:
    """A beat in between keeps it with its owner."""
    work.senders.take("one", None)
    seen = work.senders.seat()
    assert work.senders.take("one", seen)
    assert not work.senders.take("two", seen)
    assert work.senders.take("two", work.senders.seat())
    assert Seat(owner="two", beat=3) == work.senders.seat()


def test_a_shorter_pause_does_not_end_a_longer_one(work: SqlWork) -> None:
    """Answers overtake each other."""
    assert work.senders.paused_until("slack") is None
    for until in (LATER, TUESDAY):
        work.senders.pause("slack", until)
    assert (LATER, None) == (work.senders.paused_until("slack"), work.senders.paused_until("teams"))


def test_a_later_pause_lengthens_the_one_before(work: SqlWork) -> None:
    """The last one that ends counts."""
    for until in (TUESDAY, LATER):
        work.senders.pause("slack", until)
    assert LATER == work.senders.paused_until("slack")
