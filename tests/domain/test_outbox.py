"""The outbox: planned once, claimed under a lease, ended by whoever holds it, and counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.outbox import Occurrence, State
from storage.work import SqlWork
from tests.dialog import TUESDAY
from tests.planned import all_planned

MINUTE = timedelta(minutes=1)
LEASE = TUESDAY + MINUTE


@pytest.fixture(name="anna")
def anna_fixture(work: SqlWork) -> int:
    """Return the id of a person who is nudged, and was planned."""
    person = work.people.add("Anna", TUESDAY).id
    all_planned(work, TUESDAY)
    return person


def _nudge(person: int, key: str = "N1", *, minutes: int = 0, open_minutes: int = 60) -> Occurrence:
    due = TUESDAY + minutes * MINUTE
    return Occurrence(
        key=key, rule="N1", local_day=TUESDAY.date(), due=due, until=due + open_minutes * MINUTE, person=person
    )


def _claimed(work: SqlWork, owner: str = "one", *, minutes: int = 0, limit: int = 9) -> list[Occurrence]:
    at = TUESDAY + minutes * MINUTE
    return list(work.outbox.claim(at, owner, at + MINUTE, limit))


def test_a_key_is_planned_once_for_ever(work: SqlWork, anna: int) -> None:
    """Also after it has ended."""
    assert work.outbox.plan(_nudge(anna))
    assert not work.outbox.plan(_nudge(anna))
    (claimed,) = _claimed(work)
    work.outbox.finish(replace(claimed, state=State.SENT, receipt="r", sent_at=TUESDAY), "one")
    assert not work.outbox.plan(_nudge(anna))


def test_what_is_planned_is_read_as_it_was(work: SqlWork, anna: int) -> None:
    """By its key, with its times in UTC."""
    work.outbox.plan(_nudge(anna))
    found = work.outbox.with_key("N1")
    assert found
    assert _nudge(anna) == replace(found, id=0)
    assert work.outbox.with_key("N2") is None


def test_only_what_is_due_is_claimed(work: SqlWork, anna: int) -> None:
    """The next one says when to look again."""
    work.outbox.plan(_nudge(anna, minutes=5))
    assert TUESDAY + 5 * MINUTE == work.outbox.next_due()
    assert [] == _claimed(work, minutes=4)
    assert ["N1"] == [nudge.key for nudge in _claimed(work, minutes=5)]
    assert work.outbox.next_due() is None


def test_what_would_soonest_be_too_late_is_claimed_first(work: SqlWork, anna: int) -> None:
    """When not all can be."""
    bo = work.people.add("Bo", TUESDAY).id
    all_planned(work, TUESDAY)
    work.outbox.plan(_nudge(anna, "long", open_minutes=120))
    work.outbox.plan(_nudge(bo, "short", open_minutes=15))
    assert ["short"] == [nudge.key for nudge in _claimed(work, limit=1)]


def test_who_is_still_to_be_planned_is_claimed_afterwards(work: SqlWork, anna: int) -> None:
    """What came due for them meanwhile is to leave with what waits."""
    bo = work.people.add("Bo", TUESDAY).id
    work.outbox.plan(_nudge(anna, "planned"))
    work.outbox.plan(_nudge(bo, "not yet"))
    assert ["planned"] == [nudge.key for nudge in _claimed(work)]
    all_planned(work, TUESDAY)
    assert ["not yet"] == [nudge.key for nudge in _claimed(work)]


def test_all_that_is_due_to_a_recipient_is_claimed_together(work: SqlWork, anna: int) -> None:
    """So that each gets one message, however small the limit."""
    for key in ("one", "two", "three"):
        work.outbox.plan(_nudge(anna, key))
    assert {"one", "two", "three"} == {nudge.key for nudge in _claimed(work, limit=1)}


def test_a_lease_keeps_others_away_until_it_ends(work: SqlWork, anna: int) -> None:
    """Then another process takes over, and the first may not end it any more."""
    work.outbox.plan(_nudge(anna))
    (mine,) = _claimed(work, "one")
    assert [] == _claimed(work, "two", minutes=1)
    assert ["N1"] == [nudge.key for nudge in _claimed(work, "two", minutes=2)]
    assert not work.outbox.finish(replace(mine, state=State.SENT), "one")
    assert work.outbox.finish(replace(mine, state=State.SKIPPED), "two")


def test_an_ended_occurrence_is_not_claimed_again(work: SqlWork, anna: int) -> None:
    """Nor ended a second time."""
    work.outbox.plan(_nudge(anna))
    (mine,) = _claimed(work)
    assert work.outbox.finish(replace(mine, state=State.SENT, receipt="r1", words=7, sent_at=TUESDAY), "one")
    assert not work.outbox.finish(replace(mine, state=State.UNCERTAIN), "one")
    assert [] == _claimed(work, minutes=99)
    (found,) = work.outbox.at_receipt("r1")
    assert (State.SENT, 7, TUESDAY) == (found.state, found.words, found.sent_at)


def test_a_retry_comes_due_again_later(work: SqlWork, anna: int) -> None:
    """For any process."""
    work.outbox.plan(_nudge(anna))
    (mine,) = _claimed(work)
    assert work.outbox.retry(mine, "one", TUESDAY + 3 * MINUTE)
    assert [] == _claimed(work, "two", minutes=2)
    assert ["N1"] == [nudge.key for nudge in _claimed(work, "two", minutes=3)]


def test_what_ended_before_it_was_due_comes_due_after_all(work: SqlWork, anna: int) -> None:
    """The clock had been ahead; what was sent stays sent."""
    work.outbox.plan(_nudge(anna, "expired", minutes=60))
    work.outbox.plan(_nudge(anna, "sent", minutes=60))
    states = {"expired": State.EXPIRED, "sent": State.SENT}
    for nudge in _claimed(work, minutes=60):
        work.outbox.finish(replace(nudge, state=states[nudge.key]), "one")
    assert 1 == work.outbox.reopen(TUESDAY)
    assert ["expired"] == [nudge.key for nudge in _claimed(work, "two", minutes=60)]


def test_the_tally_of_a_day_adds_up(work: SqlWork, anna: int) -> None:
    """By recipient: each ended occurrence is in one of five columns, and what has not ended in the sixth."""
    ends = (State.SENT, State.SENT, State.SKIPPED, State.EXPIRED, State.PARKED, State.UNCERTAIN)
    for number, _ in enumerate(ends):
        work.outbox.plan(_nudge(anna, f"k{number}"))
    for nudge, state in zip(_claimed(work), ends, strict=True):
        work.outbox.finish(replace(nudge, state=state), "one")
    work.outbox.plan(_nudge(anna, "open"))
    (tally,) = work.outbox.tallies(TUESDAY.date(), TUESDAY.date())
    assert ("Anna", 7, (2, 1, 1, 1, 1, 1)) == (
        tally.recipient,
        tally.due,
        (tally.sent, tally.skipped, tally.expired, tally.parked, tally.uncertain, tally.open),
    )
    assert [] == work.outbox.tallies(TUESDAY.date() + timedelta(days=1), TUESDAY.date() + timedelta(days=1))


def test_the_last_answer_of_a_person_counts(work: SqlWork) -> None:
    """How many gave which answer, never who."""
    team = work.teams.save("Nord", TUESDAY).id
    people = [work.people.add(name, TUESDAY, team=team).id for name in ("Anna", "Bo", "Chris")]
    for person, choice in ((0, "yes"), (1, "no"), (2, "yes"), (0, "no")):
        work.outbox.answer(team, TUESDAY.date(), people[person], choice)
    assert {"no": 2, "yes": 1} == work.outbox.answers(team, TUESDAY.date())
    assert {} == work.outbox.answers(team, TUESDAY.date() + timedelta(days=1))
