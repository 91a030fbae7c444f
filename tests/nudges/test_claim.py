"""Where an occurrence stands in delivery, why it ended and what was noted: each in a field of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest

from bot.domain.calendar import WhyOff
from bot.domain.outbox import Occurrence, Reason, Stage, State, occurrence_key
from bot.errors import DeliveryError
from bot.ports import Address
from nudges import delivery
from tests.adapters.paper import Paper
from tests.nudges.house import House, at

TUESDAY = date(2026, 11, 24)
MORNING = Occurrence(
    key="N1:p2:2026-11-24",
    rule="N1",
    local_day=TUESDAY,
    due=at("2026-11-24T08:30"),
    until=at("2026-11-24T10:30"),
    person=2,
    subject="2026-11-24",
    id=7,
    state=State.SENT,
    stage=None,
    note="something",
    receipt="paper:1",
    message="N1:p2:2026-11-24",
    message_send=1,
    attempt=1,
    words=9,
    sent_at=at("2026-11-24T08:31"),
)


@dataclass(kw_only=True)
class Searched(Paper):
    """Paper that can be searched, and on which nothing is found."""

    searches: list[str] = field(default_factory=list)

    async def find(self, address: Address, key: str, since: datetime) -> str | None:
        """Note what was looked for."""
        self.searches.append(key)
        return None


async def annas(house: House, rule: str) -> Occurrence:
    """Return anna's occurrence of a rule today."""
    found = await house.store.read(lambda work: work.outbox.of_day(2, TUESDAY))
    (occurrence,) = [occurrence for occurrence in found if occurrence.rule == rule]
    return occurrence


async def test_what_is_refused_for_now_stands_as_refused_with_the_platforms_code(house: House) -> None:
    """The code is there while it waits, and gone once it is sent."""
    house.paper.errors = [DeliveryError("ratelimited", retry_after=timedelta(seconds=30))] * 2
    await house.tick("2026-11-24T08:30")
    waiting = await annas(house, "N1")
    await house.tick("2026-11-24T08:31")
    sent = await annas(house, "N1")
    assert (State.DUE, Stage.REFUSED, "ratelimited", "") == (
        waiting.state, waiting.stage, waiting.reason, waiting.message
    )  # fmt: skip
    assert (State.SENT, None, "", 1) == (sent.state, sent.stage, sent.reason, sent.message_send)


async def test_what_does_not_fit_the_budget_is_held_for_the_last_moment(house: House) -> None:
    """A follow-up that would take the last message of the day waits for it."""
    for hour in ("10", "11"):
        await house.say("anna", f"follow acme tue {hour}:00", "2026-11-23T09:00")
    for moment in ("08:30", "10:00", "11:00"):
        await house.tick(f"2026-11-24T{moment}")
    found = await house.store.read(lambda work: work.outbox.of_day(2, TUESDAY))
    held = [occurrence for occurrence in found if occurrence.state is State.DUE]
    assert [("N3", Stage.HELD, at("2026-11-24T15:45"))] == [(item.rule, item.stage, item.due) for item in held]


async def test_what_was_held_leaves_with_what_comes_due_at_the_last_moment(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long it takes to plan everybody: by itself it would use up the moment that is kept for the evening."""
    monkeypatch.setattr(delivery, "LOOK_SECONDS", 0)  # one person a look
    for hour in ("10", "11"):
        await house.say("bo", f"follow acme tue {hour}:00", "2026-11-23T09:00")
    for moment in ("08:30", "10:00", "11:00", "15:45"):
        await house.tick(f"2026-11-24T{moment}")
    found = await house.store.read(lambda work: work.outbox.of_day(3, TUESDAY))
    assert {("N13", State.SENT), ("N3", State.SENT)} == {
        (item.rule, item.state) for item in found if item.due == at("2026-11-24T15:45")
    }


async def test_a_lost_answer_is_looked_up_twice_and_each_send_has_a_key_of_its_own(house: House) -> None:
    """Sending, absent, then sent again under the next key."""
    await house.say("bo", "pause until fri", "2026-11-24T08:00")
    house.paper = Searched(errors=[DeliveryError("timeout")])
    await house.tick("2026-11-24T08:30")
    absent = await annas(house, "N1")
    await house.tick("2026-11-24T08:31")
    sent = await annas(house, "N1")
    assert (Stage.ABSENT, absent.key, 1) == (absent.stage, absent.message, absent.message_send)
    assert (State.SENT, f"{sent.key}#2", 2) == (sent.state, sent.message, sent.message_send)
    assert [sent.key, sent.key] == house.paper.searches


async def test_what_is_skipped_keeps_its_reason_and_no_stage(house: House) -> None:
    """Paused is a reason of the closed list."""
    await house.say("anna", "pause until fri", "2026-11-24T08:00")
    await house.tick("2026-11-24T08:30")
    skipped = await annas(house, "N1")
    assert (State.SKIPPED, None, Reason.PAUSED) == (skipped.state, skipped.stage, Reason(skipped.reason))


async def test_what_was_asked_in_the_channel_is_noted_and_is_no_reason(house: House) -> None:
    """The note is for the rule's next days."""
    await house.tick("2026-11-24T08:45")
    (post,) = await house.store.read(lambda work: work.outbox.sent("N2", 1))
    assert ("waiting", "") == (post.note, post.reason)


async def test_a_nudge_that_is_put_off_twice_says_so(house: House) -> None:
    """The count stands in a field, and the repeated nudge has no trace of the first send."""
    await house.tick("2026-11-24T08:30")
    await house.say("anna", "snooze 1h", "2026-11-24T08:31")
    await house.tick("2026-11-24T09:31")
    await house.say("anna", "snooze 1h", "2026-11-24T09:32")
    found = await house.store.read(lambda work: work.outbox.of_day(2, TUESDAY))
    assert [(0, "2026-11-24"), (1, "2026-11-24"), (2, "2026-11-24")] == [(o.snoozes, o.subject) for o in found]


async def test_a_subject_that_is_planned_again_keeps_its_name_and_gains_a_day(house: House) -> None:
    """What was skipped on one day is tried on the next under a key of its own."""
    await house.say("anna", "follow acme mon ask", "2026-11-20T10:00")
    await house.say("anna", "pause until tue", "2026-11-20T10:01")
    await house.tick("2026-11-23T08:30")
    await house.tick("2026-11-24T08:30")
    again = await annas(house, "N3")
    assert ("F1@2026-11-23", TUESDAY, "N3:p2:F1@2026-11-23!2026-11-24") == (again.subject, again.repeat_day, again.key)


def test_a_snoozed_nudge_starts_afresh() -> None:
    """It keeps whom it is for and what it is about; delivery begins anew."""
    due = at("2026-11-24T09:31")
    assert Occurrence(
        key="N1:p2:2026-11-24~20261124T0831",
        rule="N1",
        local_day=TUESDAY,
        due=due,
        until=due + timedelta(hours=4),
        person=2,
        subject="2026-11-24",
        snoozes=1,
    ) == MORNING.snoozed(due, due + timedelta(hours=4), TUESDAY)


@pytest.mark.parametrize(
    ("repeat_day", "key"), [(None, "N3:p2:F1@2026-11-23"), (TUESDAY, "N3:p2:F1@2026-11-23!2026-11-24")]
)
def test_a_key_is_the_same_for_ever(repeat_day: date | None, key: str) -> None:
    """Databases of every release hold keys of this form; another one would be planned, and sent, again."""
    assert key == occurrence_key("N3", "p2", "F1@2026-11-23", repeat_day)


@pytest.mark.parametrize("off", WhyOff)
def test_every_kind_of_day_off_is_a_reason(off: WhyOff) -> None:
    """A day off that the calendar gains has to be named among the reasons."""
    assert off.value == Reason(off).value
