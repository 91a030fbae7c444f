"""Refills: until when something lasts, when to ring, and which rhythm of an item counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.domain.calendar import WorkCalendar
from bot.domain.details import RefillOrder, RefillRhythm
from bot.domain.entries import undo
from bot.domain.refills import Refill, due_refills
from tests.dialog import TUESDAY, Dialog

TODAY = TUESDAY.date()
NORWAY = WorkCalendar(country="NO")


def _refill(since: date, every: int, number: int = 1) -> Refill:
    return Refill(number=number, account=1, person=1, item="toner", every=every, since=since, typed_at=TUESDAY)


@pytest.mark.parametrize(
    ("since", "every", "until", "reminder"),
    [
        (date(2026, 11, 2), 28, date(2026, 11, 30), date(2026, 11, 23)),
        (date(2026, 11, 24), 42, date(2027, 1, 5), date(2026, 12, 28)),  # Christmas and New Year are no workdays
        (date(2026, 11, 27), 3, date(2026, 11, 30), date(2026, 11, 30)),  # never on the day that it was ordered
    ],
)
def test_the_reminder_comes_five_working_days_before_the_end(
    since: date, every: int, until: date, reminder: date
) -> None:
    """Counted in the person's own calendar."""
    refill = _refill(since, every)
    assert (until, reminder) == (refill.lasts_until, refill.reminder(NORWAY))


def test_what_is_due_is_told_in_the_order_in_which_it_runs_out() -> None:
    """And what lasts longer is left out."""
    ago = TODAY - timedelta(days=30)
    late, soon, far = _refill(ago, 21, 1), _refill(ago, 28, 2), _refill(ago, 90, 3)
    assert (late, soon) == due_refills((far, soon, late), NORWAY, TODAY)


@pytest.fixture(name="log")
def log_fixture(talk: Dialog) -> Callable[..., int]:
    """What logs a refill of Acme, or an order of one, and returns its number."""

    def log(detail: RefillRhythm | RefillOrder, who: str = "anna", day: date = TODAY, account: int = 1) -> int:
        person = talk.work.people.by_name(who)
        assert person
        return talk.work.entries.add(detail, person=person.id, account=account, day=day, at=talk.at).number

    return log


def test_an_order_moves_the_end_and_its_undo_moves_it_back(talk: Dialog, log: Callable[..., int]) -> None:
    """The latest order counts, whatever the order in which they were typed."""
    number = log(RefillRhythm(item="toner", every=10), day=TODAY - timedelta(days=9))
    for days in (1, 4):
        log(RefillOrder(refill=number), day=TODAY - timedelta(days=days))
    assert [TODAY - timedelta(days=1)] == [refill.since for refill in talk.work.refills.at(1)]
    entry = talk.work.entries.live(RefillOrder.kind, 1)
    assert entry
    undo(talk.work.entries, entry, talk.at)
    assert [TODAY - timedelta(days=4)] == [refill.since for refill in talk.work.refills.at(1)]


def test_of_one_item_the_rhythm_that_was_typed_last_counts(talk: Dialog, log: Callable[..., int]) -> None:
    """However it is spelt, and whoever typed it; other items and customers have their own."""
    other = talk.account("Bergen Bygg")
    log(RefillRhythm(item="Toner", every=42))
    log(RefillRhythm(item="toner", every=28), "bo")
    log(RefillRhythm(item="paper", every=7))
    log(RefillRhythm(item="toner", every=9), account=other)
    assert [(28, "toner"), (7, "paper")] == [(refill.every, refill.item) for refill in talk.work.refills.at(1)]
    assert talk.work.refills.find(1) is None
    found = talk.work.refills.find(2)
    assert found and found.ref == "B2"


def test_the_owner_of_the_customer_is_reminded_else_whoever_typed_it(talk: Dialog, log: Callable[..., int]) -> None:
    """So that a customer who gets another seller takes the reminders along."""
    people = {name: person.id for name in ("anna", "bo") if (person := talk.work.people.by_name(name))}
    log(RefillRhythm(item="toner", every=28), "bo")
    log(RefillRhythm(item="ink", every=28), "bo", account=talk.account("Nobody AS", owner="x"))
    assert ["toner"] == [refill.item for refill in talk.work.refills.of(people["anna"])]
    assert ["ink"] == [refill.item for refill in talk.work.refills.of(people["bo"])]
    talk.work.accounts.change(1, owner=people["bo"])
    assert ["toner", "ink"] == [refill.item for refill in talk.work.refills.of(people["bo"])]
