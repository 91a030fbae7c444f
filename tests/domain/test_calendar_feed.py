"""What a person's calendar shows: what is open and theirs, counted up by every change."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.calendar_feed import CalendarItem
from tests.dialog import TUESDAY, Dialog

TODAY = TUESDAY.date()


def _items(talk: Dialog, who: str = "anna", since: date = TODAY) -> list[CalendarItem]:
    return list(talk.work.calendar_feed.items(talk.work.people.named(who)[0].id, since))


def test_the_first_due_comes_first_and_what_was_due_before_a_day_is_left_out(talk: Dialog) -> None:
    """The day is the caller's; a colleague's are not among them."""
    talk.say("promise acme quote by fri")
    talk.say("follow acme thu 14:00 ask")
    assert [("F1", "ask"), ("P1", "quote")] == [(item.ref, item.words) for item in _items(talk)]
    assert ["P1"] == [item.ref for item in _items(talk, since=date(2026, 11, 27))]
    assert [] == _items(talk, "bo")


def test_a_change_and_its_undo_both_count(talk: Dialog) -> None:
    """A program that has seen the change must see that it was taken back; an instant says when."""
    seen = []
    for line in ("promise acme quote by fri", "edit P1 by mon", "undo", "told P1 by wed", "undo"):
        assert talk.say(line).ok
        (item,) = _items(talk)
        seen.append((item.changes, item.changed_at))
        assert talk.at == item.changed_at
        talk.later(minutes=1)
    assert sorted(set(seen)) == seen
    assert timedelta(minutes=4) == seen[-1][1] - seen[0][1]
