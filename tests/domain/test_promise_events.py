"""Events of the days of promises: due once its local day begins, late once that is over, each told once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.promise_events import promise_events
from tests.dialog import Dialog

DUE, LATE = "promise.due", "promise.late"


@pytest.fixture(name="promised")
def promised_fixture(talk: Dialog) -> Dialog:
    """Anna, in Oslo, has promised something by Friday; a program is told."""
    talk.work.webhooks.add("https://crm.example.com/snurr", talk.at)
    assert talk.say("promise acme list by fri").ok
    return talk


def look(talk: Dialog, at: datetime) -> list[str]:
    """Queue what is to be told by an instant, and return what was new."""
    before = _told(talk)
    for kind, promise, moment in promise_events(talk.work, at):
        talk.work.webhooks.plan_promise(kind, promise, moment)
    return _told(talk)[len(before) :]


def _told(talk: Dialog) -> list[str]:
    rows = talk.work._db._raw.execute("SELECT type FROM webhook_event WHERE promise IS NOT NULL ORDER BY at, id")
    return [row["type"] for row in rows.fetchall()]


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2026, 11, 26, 22, 59, tzinfo=UTC), []),
        (datetime(2026, 11, 26, 23, 0, tzinfo=UTC), [DUE]),
        (datetime(2026, 11, 27, 22, 59, tzinfo=UTC), [DUE]),
        (datetime(2026, 11, 27, 23, 0, tzinfo=UTC), [DUE, LATE]),
        (datetime(2026, 12, 3, 12, 0, tzinfo=UTC), [DUE, LATE]),
        (datetime(2026, 12, 20, 12, 0, tzinfo=UTC), []),
    ],
)
def test_a_day_begins_and_ends_where_the_seller_is(promised: Dialog, at: datetime, told: list[str]) -> None:
    """What a server missed for weeks is told no more."""
    assert told == look(promised, at)


def test_each_is_told_once(promised: Dialog) -> None:
    """However often it is looked at; a promise that is moved is told of anew on its new day."""
    friday = datetime(2026, 11, 27, 9, tzinfo=UTC)
    assert [DUE] == look(promised, friday)
    assert [] == look(promised, friday + timedelta(minutes=1))
    promised.at = friday
    assert promised.say("told P1 new date mon").ok
    assert [DUE, LATE] == look(promised, datetime(2026, 12, 1, 9, tzinfo=UTC))


@pytest.mark.parametrize("line", ["kept P1", "broken P1", "undo P1", "account close acme they left"])
def test_what_is_answered_for_is_not_late(promised: Dialog, line: str) -> None:
    """Kept, broken, undone, or to a customer who is served no more."""
    assert promised.say(line).ok
    assert [] == look(promised, datetime(2026, 11, 28, 9, tzinfo=UTC))


def test_what_the_customer_was_told_of_is_not_late(promised: Dialog) -> None:
    """Although it is not kept yet."""
    asked = promised.say("told P1")
    assert promised.press(asked.card.buttons[0].label).ok
    assert [] == look(promised, datetime(2026, 11, 28, 9, tzinfo=UTC))


def test_a_promise_of_today_is_due_from_when_it_was_made(promised: Dialog) -> None:
    """Not from a midnight at which nobody had promised it."""
    assert promised.say("promise acme call by today").ok
    ((_, promise, at),) = promise_events(promised.work, promised.at)
    assert (2, promised.at) == (promise.number, at)


def test_a_day_before_the_receiver_was_there_is_not_told(talk: Dialog) -> None:
    """Nobody asked then."""
    assert talk.say("promise acme list by fri").ok
    talk.work.webhooks.add("https://crm.example.com/snurr", datetime(2026, 11, 27, 12, tzinfo=UTC))
    assert [LATE] == look(talk, datetime(2026, 11, 28, 9, tzinfo=UTC))
