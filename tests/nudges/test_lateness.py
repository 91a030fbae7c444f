"""A late nudge is dropped, or told in the next working day's one message; nothing is lost without a word."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.errors import DeliveryError
from bot.messages.plain_text import card_text
from nudges.claim import NudgeResult
from tests.nudges.house import OSLO, House, at

STEP = timedelta(minutes=10)
DAY = "2026-11-24"
ZERO_AT = "2026-11-24T11:00"


async def week(house: House, down: str, up: str, end: str) -> list[NudgeResult]:
    """Run from Monday with a gap in which nothing runs; return what was results once it runs again."""
    await house.say("anna", "follow acme tue ask about the board", "2026-11-23T09:00")
    await house.say("anna", "promise acme quote by wed", "2026-11-23T09:01")
    await house.say("anna", "promise acme list by tue", "2026-11-23T09:02")
    now, logged, found = at("2026-11-23T09:10"), False, []
    while now <= at(end):
        if not logged and now >= at(ZERO_AT):
            logged = (await house.say("bo", "touch acme invoice c0 said why", ZERO_AT)).ok
        if now == at(up):
            house.paper.sent.clear()
        if not at(down) < now < at(up):
            results = await house.tick((now + OSLO).strftime("%Y-%m-%dT%H:%M"))
            found += results if now >= at(up) else []
        now += STEP
    assert all(due == ended for due, ended in await house.tallies())
    return found


def counted(found: list[NudgeResult], outcome: str, to: str = "anna") -> dict[str, int]:
    """Return how many nudges of each rule ended so."""
    return dict(
        sorted(Counter(result.rule for result in found if (result.outcome, result.to) == (outcome, to)).items())
    )


async def test_down_for_two_hours_loses_nothing(house: House) -> None:
    """Down 10:00 to 11:50: the alarm of 11:00 comes at 11:50, once, and nothing else does."""
    found = await week(house, "2026-11-24T10:00", "2026-11-24T11:50", "2026-11-24T11:50")
    assert [(result.rule, result.to, result.outcome) for result in found] == [("N6", "anna", "sent")]


async def test_down_until_three_brings_one_message(house: House) -> None:
    """Down 10:00 to 15:00: the alarm and what is due at 15:00 anyway are one message."""
    found = await week(house, "2026-11-24T10:00", "2026-11-24T15:00", "2026-11-24T15:00")
    assert counted(found, "sent") == {"N4": 1, "N5": 1, "N6": 1}
    assert [message.to for message in house.paper.sent] == ["anna"]


async def test_down_for_three_days_brings_one_message(house: House) -> None:
    """What is still of use is merged into the next morning's message, the rest is dropped and accounted for."""
    found = await week(house, "2026-11-24T08:00", "2026-11-27T09:30", "2026-11-27T09:30")
    assert counted(found, "sent") == {"N1": 1, "N3": 1, "N6": 1}
    assert counted(found, "expired: too late") == {"N1": 3, "N13": 3, "N3": 3, "N4": 2, "N5": 4, "N6": 3}
    assert counted(found, "expired: too late", "#nord") == {"N2": 3}
    assert Counter(message.to for message in house.paper.sent) == {"anna": 1, "bo": 1, "nord": 1}


async def test_down_for_three_weeks_brings_one_message(house: House) -> None:
    """Fifteen working mornings are accounted for; an alarm of three weeks ago is none any more; the channel gets the last week too."""
    found = await week(house, "2026-11-24T08:00", "2026-12-15T09:30", "2026-12-15T09:30")
    assert counted(found, "sent") == {"N1": 1, "N3": 1}
    assert {rule: count for rule, count in counted(found, "expired: too late").items() if rule in ("N1", "N13")} == {
        "N1": 15,
        "N13": 15,
    }
    assert Counter(message.to for message in house.paper.sent) == {"anna": 1, "bo": 1, "nord": 2}


@pytest.mark.parametrize(
    ("rule", "line", "last"),
    [
        ("N1", "", "10:30"),
        ("N3", "follow acme tue", "17:00"),
        ("N4", "promise acme quote by wed", "18:00"),
        ("N5", "promise acme quote by tue", "16:15"),
        ("N13", "", "16:45"),
    ],
)
@pytest.mark.parametrize(("late", "outcome"), [(0, "sent"), (1, "expired: too late")])
async def test_table_2_4_until_when_each_is_sent(
    house: House, rule: str, line: str, last: str, late: int, outcome: str
) -> None:
    """Table 2.4: sent up to its last minute, dropped from the next one on."""
    moment = (datetime.fromisoformat(f"{DAY}T{last}") + timedelta(minutes=late)).strftime("%Y-%m-%dT%H:%M")
    await house.tick("2026-11-23T09:00")
    if line:
        await house.say("anna", line, "2026-11-23T09:01")
    await house.tick("2026-11-23T15:00")
    await house.tick("2026-11-23T15:45")
    found = await house.tick(moment)
    assert {
        result.outcome for result in found if (result.rule, result.to, result.local_time[:10]) == (rule, "anna", DAY)
    } == {outcome}


@pytest.mark.parametrize(
    ("logged", "said"),
    [
        ("2026-11-24T11:00", "2026-11-24T11:00"), ("2026-11-24T06:30", "2026-11-24T08:30"),
        ("2026-11-24T16:30", "2026-11-25T08:30"), ("2026-11-27T16:30", "2026-11-30T08:30"),
        ("2026-11-28T12:00", "2026-11-30T08:30"), ("2026-12-24T13:00", "2026-12-28T08:30"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("rule", "line"), [("N6", "touch acme invoice c0 said"), ("N7", "broken acme list")])
async def test_alarms_come_at_once_within_hours_and_else_in_the_next_working_morning(
    house: House, rule: str, line: str, logged: str, said: str
) -> None:
    """Before work, after work, on weekends and on holidays alarms wait, and none is lost."""
    await house.say("bo", "broken acme earlier", "2026-11-23T09:00")
    await house.tick((at(logged) + OSLO - STEP).strftime("%Y-%m-%dT%H:%M"))
    await house.say("bo", line, logged)
    now, found = at(logged), []
    while now <= at(said) + timedelta(days=1):
        found += [(now, result) for result in await house.tick((now + OSLO).strftime("%Y-%m-%dT%H:%M"))]
        now += timedelta(minutes=30)
    sent = [when for when, result in found if (result.rule, result.to, result.outcome) == (rule, "anna", "sent")]
    assert sent == [at(said)]


async def test_what_may_not_have_arrived_is_named_in_the_next_digest(house: House) -> None:
    """A platform that cannot be asked leaves it open; the person reads so at the end of the day."""
    await house.tick("2026-11-24T08:50")
    await house.say("bo", "touch acme invoice c0 said", "2026-11-24T10:00")
    house.paper.errors = [DeliveryError("timeout")]
    assert [result.outcome for result in await house.tick("2026-11-24T10:00")] == ["uncertain: the answer was lost"]
    (digest,) = [result for result in await house.tick("2026-11-24T15:45") if result.to == "anna"]
    assert "1 nudge may not have arrived: type “today”." in card_text(digest.card)
    house.paper.errors = [DeliveryError("timeout")] * 2
    await house.tick("2026-11-25T08:30")
    await house.tick("2026-11-25T15:45")
    (morning,) = [
        result for result in await house.tick("2026-11-26T08:30") if (result.to, result.rule) == ("anna", "N1")
    ]
    assert "may not have arrived" in card_text(morning.card)
